"""How a person's course stands: every footing, and what holds for the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unkink.coach.footing import Because, Footing
from unkink.coach.phases.stage import Reading, Stage
from unkink.coach.replacing import replace
from unkink.coach.said import Said
from unkink.coach.screening import Outcome
from unkink.wire.words import Side


@dataclass(frozen=True, slots=True)
class Week:
    """One week, counted from the day of the first session.

    ``pains`` adds up the worst pain of each of ``answered`` sessions; ``told`` is when the last of them was told.
    """

    number: int
    sessions: int = 0
    answered: int = 0
    pains: int = 0
    amber: bool = False
    told: datetime | None = None
    events: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """Nothing goes on until a permitted answer, told later than ``told``. ``cause`` is a question, a row or a rule."""

    outcome: Outcome
    cause: str
    told: datetime
    because: Because


@dataclass(frozen=True, slots=True)
class Red:
    """A session that was red. ``told`` is when the last of it was told, which may be days after ``day``."""

    session: UUID
    day: date
    told: datetime
    events: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """Rest until a morning is as usual."""

    day: date
    because: Because


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that the past says about today.

    ``anchor`` is the day from which weeks are counted, ``last`` that of the last session. ``before`` is the week before
    ``week`` with answers enough for a mean. ``growing`` counts weeks in a row in which the mean pain grew, ``building``
    those with sessions since the last easier one, ``ambers`` amber ones in a row; ``deload`` is the number of the
    easier week. ``chosen`` are the weekdays that the person chose, Monday 0. ``sore`` is the day of a session after
    which the muscles were very sore. ``stage`` is where they are in the phases, None at the start; ``readings`` are the
    last results of home tests, in the order of test and side. ``said`` is what they said of themselves and still holds:
    ``answers`` and ``advice`` come of it.
    """

    hash: str | None = None
    name: str | None = None
    anchor: date | None = None
    last: date | None = None
    sessions: int = 0
    week: Week | None = None
    before: Week | None = None
    growing: int = 0
    building: int = 0
    ambers: int = 0
    deload: int | None = None
    reds: tuple[Red, ...] = ()
    locks: tuple[Lock, ...] = ()
    answers: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    screened: date | None = None
    rest: Rest | None = None
    sore: Rest | None = None
    chosen: tuple[int, ...] = ()
    footings: tuple[Footing, ...] = ()
    stage: Stage | None = None
    readings: tuple[Reading, ...] = ()
    said: Said = NOTHING_SAID

    def footing(self, exercise: str, side: Side | None, instead: str | None = None) -> Footing:
        """Where the person stands there; at the start where they have never been."""
        found = (one for one in self.footings if (one.exercise, one.side, one.instead) == (exercise, side, instead))
        return next(found, Footing(exercise, side, instead))

    def with_footing(self, footing: Footing) -> Course:
        return self.with_footings((footing,))

    def with_footings(self, footings: tuple[Footing, ...]) -> Course:
        changed = {one.key: one for one in (*self.footings, *footings)}
        return replace(self, footings=tuple(changed[key] for key in sorted(changed)))

    def footings_of(self, exercise: str) -> tuple[Footing, ...]:
        """Every footing on that exercise, on what stands in for it too."""
        return tuple(one for one in self.footings if one.exercise == exercise)

    @property
    def easier_week(self) -> bool:
        return self.week is not None and self.week.number == self.deload
