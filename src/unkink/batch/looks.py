"""What a decision shows to the eye: the few things that people act on, laws look at, and tables count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from unkink.batch.telling import amount_of
from unkink.coach.decision import Decision, Prescribed, Status
from unkink.wire.told import PlannedItem
from unkink.wire.words import Side

Key = tuple[str, Side | None]


@dataclass(frozen=True, slots=True)
class Shown:
    """One exercise, on its side: the dose and its rung on which ladder, how that changed, and the rules that say why.

    ``dose`` is empty where nothing is to be done. ``more`` are the sessions that it takes to go up, None where nothing
    that the person does raises it; ``waits`` the days until that may be.
    """

    exercise: str
    side: Side | None
    change: str
    rules: tuple[str, ...]
    rung: int
    instead: str
    dose: str
    higher: bool
    more: int | None
    waits: int
    steps: tuple[int, ...]
    here: tuple[int, ...]

    @property
    def key(self) -> Key:
        return (self.exercise, self.side)


@dataclass(slots=True, eq=False)
class View:
    """One exercise on a day, and what is to be done of it. There is one of each, whoever looks: it is itself alone.

    ``presses``: something presses on the body. ``often``: so many sessions a week that there is no room for a day
    between. ``broken`` are the laws that it breaks by itself, ``beside`` how it differs from others, ``planned`` counts
    the sessions that it was shown for, ``last`` the people who ended with it.
    """

    exercise: str
    shown: tuple[Shown, ...]
    items: tuple[PlannedItem, ...]
    presses: bool
    often: bool
    broken: tuple[str, ...]
    beside: dict[View, Beside] = field(default_factory=dict)
    planned: int = 0
    last: int = 0

    @property
    def doses(self) -> bool:
        return any(one.dose for one in self.shown)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """How a view differs from an earlier one: what stands higher or lower, by how many rungs, on the same ladder.

    ``chosen`` is what stands higher because that was chosen by hand.
    """

    rises: dict[Key, int]
    falls: dict[Key, int]
    chosen: frozenset[Key]
    same: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The day as a whole. ``locks`` are the rules that lock, ``exercises`` the session."""

    status: Status
    locks: frozenset[str]
    rules: tuple[str, ...]
    waits: int | None
    exercises: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Nothing may be done."""
        return bool(self.locks) or self.status is Status.LOCKED


def shown_of(one: Prescribed, day: date) -> Shown:
    """What is shown of it on that day."""
    first = one.higher.not_before
    return Shown(
        exercise=one.exercise,
        side=one.side,
        change=str(one.change),
        rules=tuple(reason.rule for reason in one.reasons),
        rung=one.rung,
        instead=one.instead_of_because,
        dose="" if one.dose is None else f"{one.variant}: {one.dose}",
        higher=one.higher.possible,
        more=one.higher.sessions,
        waits=0 if first is None else (first - day).days,
        steps=tuple(step.rung for step in one.steps),
        here=tuple(step.rung for step in one.steps if step.here),
    )


def item_of(one: Prescribed) -> PlannedItem | None:
    """What is to be done of it; None where nothing is."""
    if one.dose is None:
        return None
    assert one.variant is not None
    amount = amount_of(one.dose)
    return PlannedItem(
        exercise=one.exercise,
        variant=one.variant,
        rung=one.rung,
        dose=str(one.dose),
        sets=amount.sets,
        reps=amount.reps,
        rounds=amount.rounds,
        seconds=amount.seconds,
        side=one.side,
    )


def same_as(look: Look, views: Sequence[View], decision: Decision) -> bool:
    """Whether a decision shows the same: the day, every dose, and every rule behind them."""
    day = decision.day
    waits = None if decision.not_before is None else (decision.not_before - day).days
    whole = (decision.status, tuple(one.rule for one in decision.reasons if _is_of_status(one.rule)), waits)
    shown = tuple(shown_of(one, day) for one in decision.exercises)
    return (look.status, look.rules, look.waits) == whole and tuple(one for v in views for one in v.shown) == shown


def _is_of_status(rule: str) -> bool:
    """The easier week and advice stand beside what says whether a session may begin."""
    return rule != "deload" and not rule.startswith("advice-")
