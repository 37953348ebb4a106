"""Where a person stands on one ladder, and how that changes: a step up, a step down, left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unkink.coach.replacing import replace
from unkink.coach.sitting import Occasion
from unkink.coach.untold import Untold
from unkink.program.ladder import Ladder
from unkink.wire.words import Side


@dataclass(frozen=True, slots=True)
class Because:
    """Why a rung is what it is: the id of a rule or row, the events that made it, and what was missing."""

    rule: str
    events: tuple[UUID, ...] = ()
    untold: Untold | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """What was to be done last, as the log tells it. ``stood`` is the rung on which the coach had the person then."""

    variant: str
    dose: str
    rung: int
    stood: int


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing above this rung until it went well again: the rung below the one that hurt. ``told`` is when it was.

    ``red``: it was red, or on a lower rung than the one that is kept.
    """

    rung: int
    told: datetime
    red: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """Left out since that session (None: since that day), until the morning after a later one is fine.

    With ``cleared``, until a professional has cleared it; and then, where it hurt on the easiest step, until that
    morning: ``bottom`` is why.
    """

    session: Occasion | None
    day: date
    cleared: bool
    because: Because
    bottom: Because | None = None


START = Because("start")


@dataclass(frozen=True, slots=True)
class Footing:
    """One exercise, or what stands in for it (``instead``), on one side where the sides climb on their own.

    ``greens`` are completed green sessions in a row, ``green_events`` what made them, ``green_on`` the day on which the
    last answer came. ``sessions`` counts those completed on this rung of a schedule. ``eased`` counts how often in a
    row the easier one was chosen. ``frozen`` says that something stood in since. ``set_on`` is the day of the last
    choice by hand.
    """

    exercise: str
    side: Side | None = None
    instead: str | None = None
    rung: int = 0
    sessions: int = 0
    greens: int = 0
    green_events: tuple[UUID, ...] = ()
    green_on: date | None = None
    risen: date | None = None
    done: date | None = None
    eased: int = 0
    eased_events: tuple[UUID, ...] = ()
    frozen: bool = False
    set_on: date | None = None
    played: Played | None = None
    held: Held | None = None
    withheld: Withheld | None = None
    because: Because = START

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.exercise, self.instead or "", self.side or "")

    @property
    def allowed(self) -> int:
        """The rung, but not above the one below that which hurt."""
        return min(self.rung, self.held.rung) if self.held and self.held.red else self.rung


def stay(footing: Footing, because: Because) -> Footing:
    return replace(footing, because=because)


def no_streak(footing: Footing, because: Because) -> Footing:
    """The same rung, and the greens count from nothing."""
    return replace(footing, greens=0, green_events=(), green_on=None, because=because)


def moved(footing: Footing, rung: int, because: Because) -> Footing:
    """On another rung, where nothing has been earned yet."""
    return replace(no_streak(footing, because), rung=rung, sessions=0)


def lowered(footing: Footing, ladder: Ladder, because: Because) -> Footing:
    """A rung down; at the bottom it stays there, and whoever calls leaves the exercise out."""
    return moved(footing, max(footing.rung - 1, ladder.rungs[0].number), because)


def settled_below(footing: Footing) -> Footing:
    """On the rung that was allowed: what was done there is where it goes on, and no way back to what hurt."""
    return footing if footing.allowed == footing.rung else moved(footing, footing.allowed, footing.because)


def returned(main: Footing) -> Footing:
    """The exercise itself, after something stood in for it."""
    if not main.frozen:
        return main
    if main.rung <= 0:
        return replace(main, frozen=False)
    reset = replace(main, rung=0, greens=0, green_events=(), green_on=None, sessions=0)
    return replace(reset, frozen=False, because=Because("returned"))


def left_out(footing: Footing, withheld: Withheld | None) -> Footing:
    """The footing with the exercise left out; what a professional has to clear outweighs what a morning brings back."""
    known = footing.withheld
    if withheld is None or known is None:
        return footing if withheld is None else replace(footing, withheld=withheld)
    graver, other = (known, withheld) if known.cleared else (withheld, known)
    if not graver.cleared:
        return replace(footing, withheld=graver)
    bottom = graver.bottom or other.bottom or (None if other.cleared else other.because)
    return replace(footing, withheld=replace(graver, bottom=bottom))
