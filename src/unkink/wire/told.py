"""What each kind of event tells: one frozen dataclass for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from unkink.wire.facts import Facts
from unkink.wire.leaves import Hash, Name, Text, Whole
from unkink.wire.words import (
    EndReason,
    Felt,
    MorningAnswer,
    PainOf,
    SessionKind,
    SetBy,
    Side,
    SkipReason,
    Starting,
)

MOST_ITEMS = 200
MOST_ANSWERS = 100
MOST_FEELINGS = 20
MOST_FACTS = 200

Id = Annotated[str, Name(128)]
Dose = Annotated[str, Text(2000)]
Rung = Annotated[int, Whole(-10_000, 10_000)]
Count = Annotated[int, Whole(0, 2**31 - 1)]
Tenths = Annotated[int, Whole(0, 10)]
Line = Annotated[str, Text(300)]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of one exercise on one side: whole numbers, seconds of work. None where the dose has no such number."""

    sets: Count | None = None
    reps: Count | None = None
    rounds: Count | None = None
    seconds: Count | None = None


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One exercise of a session as prescribed; its numbers are for each side where the dose has sides.

    ``side`` is the one side that it is for, where the two sides do different doses.
    """

    exercise: Id
    variant: Id
    rung: Rung
    dose: Dose
    sets: Count | None = None
    reps: Count | None = None
    rounds: Count | None = None
    seconds: Count | None = None
    side: Side | None = None

    @property
    def prescribed(self) -> Amount:
        return Amount(self.sets, self.reps, self.rounds, self.seconds)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Began a program, whose hash the event names."""

    name: Id
    title: Line | None = None


@dataclass(frozen=True, slots=True)
class ProgramChanged:
    """Went on with another program or another text of it; ``before`` is the hash of the earlier one."""

    name: Id
    title: Line | None = None
    before: Annotated[str, Hash()] | None = None


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """What was prescribed, and how it is played. ``missing`` are answers such as ``no-ball``."""

    kind: SessionKind
    items: Annotated[tuple[PlannedItem, ...], MOST_ITEMS]
    missing: Annotated[tuple[Id, ...], MOST_ANSWERS]
    first_side: Side
    pace: Starting


@dataclass(frozen=True, slots=True)
class SessionPaused:
    """Where the player stood: a block of the timeline, and milliseconds from its start."""

    block: Annotated[int, Whole(0, 1_000_000)]
    position_ms: Count


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """Why it ended. ``persists`` answers whether what hurt still does."""

    reason: EndReason
    note: Annotated[str, Text(4000)] | None = None
    persists: bool | None = None


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """What was done of what was prescribed, on the side that the event names. ``confirmed`` by the person's tap."""

    variant: Id
    rung: Rung
    dose: Dose
    done: Amount
    prescribed: Amount
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class ExerciseEased:
    """Went on with an easier rung, for today."""

    variant: Id
    rung: Rung
    dose: Dose
    from_rung: Rung


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Pain:
    """How much it hurts, 0-10, and how. ``feeling`` are words such as ``numb`` or ``shooting``.

    Who stops in the middle may say how it feels and give it no number.
    """

    of: PainOf
    level: Tenths | None = None
    where: Line | None = None
    feeling: Annotated[tuple[Annotated[str, Name(60)], ...], MOST_FEELINGS] = ()


@dataclass(frozen=True, slots=True)
class Exertion:
    """How hard the session was (rating of perceived exertion, 0-10), or how an exercise felt."""

    rpe: Tenths | None = None
    felt: Felt | None = None


@dataclass(frozen=True, slots=True)
class MorningAfter:
    """The morning after. ``soreness`` of the muscles, 0-10."""

    answer: MorningAnswer
    soreness: Tenths | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """Answers to the questions that are asked before the first session."""

    answers: Annotated[Facts, MOST_FACTS]


@dataclass(frozen=True, slots=True)
class RungSet:
    """A rung set by hand. ``author`` is the name of who did it."""

    rung: Rung
    by: SetBy
    author: Line | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """The event that is corrected counts as never told."""


Told = (
    Enrolled
    | ProgramChanged
    | SessionStarted
    | SessionPaused
    | SessionEnded
    | ExerciseDone
    | ExerciseEased
    | ExerciseSkipped
    | Pain
    | Exertion
    | MorningAfter
    | Screened
    | RungSet
    | Undone
    | Facts
)
"""Schedules, assessments and measurements are facts under names."""
