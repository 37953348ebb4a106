"""What a decision says: today's dose of each exercise, how it changed, why, what would raise it, and what is ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from unkink.coach.colours import Colour
from unkink.coach.untold import Answer, Untold
from unkink.program.dose import Dose
from unkink.wire.words import Side


class Status(StrEnum):
    """Whether a session may begin today."""

    READY = "ready"
    REST_DAY = "rest-day"
    REST = "rest"
    SCREENING = "screening"
    LOCKED = "locked"


class Change(StrEnum):
    """The dose against the one before."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    SWAP = "swap"
    WITHHELD = "withheld"
    LOCKED = "locked"


class Ask(StrEnum):
    """A question that waits for an answer."""

    MORNING = "morning"
    USUAL_AGAIN = "usual-again"
    SCREENING = "screening"


@dataclass(frozen=True, slots=True)
class Reason:
    """The row or rule that decided, in a plain sentence, and the events that made it.

    ``row`` and ``colour`` are those of the safety table, None for a rule of another kind. ``untold`` is which answers
    were missing, where that is the reason.
    """

    rule: str
    says: str
    source: str
    events: tuple[UUID, ...] = ()
    row: int | None = None
    colour: Colour | None = None
    untold: Untold | None = None


@dataclass(frozen=True, slots=True)
class Higher:
    """What would make it go up. ``sessions`` are the completed green ones in a row that are still needed.

    ``not_before`` is the first day on which the last answer may come. None where nothing that the person does raises
    it: ``says`` tells why.
    """

    possible: bool
    says: str
    sessions: int | None = None
    not_before: date | None = None
    effort_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of what is ahead and behind; ``here`` is the one to be done."""

    rung: int
    variant: str
    title: str
    dose: str
    here: bool


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One exercise, on one side where the sides climb on their own.

    ``dose`` and ``variant`` are None where nothing is to be done. ``reasons`` begin with the one that decided.
    """

    exercise: str
    title: str
    side: Side | None
    change: Change
    rung: int
    variant: str | None
    dose: Dose | None
    instead_of_because: str
    reasons: tuple[Reason, ...]
    higher: Higher
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the safety table said of one exercise in one session.

    ``expected`` is its colour if the morning is usual, ``missing`` the answers without which it is grey.
    """

    exercise: str
    side: Side | None
    row: int
    colour: Colour
    provisional: bool
    expected: Colour
    missing: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedSession:
    """A session of the last week, of which answers may still come."""

    session: UUID
    day: date
    exercises: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the session that it is about."""

    ask: Ask
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class Onward:
    """What leads on from a phase. ``to`` is the next one, None where none follows or a test has yet to say which.

    ``sessions`` are those that are still needed, ``not_before`` the first day of the next phase where it is known,
    ``measure`` the tests that are missing. ``possible`` is False where nothing but a choice by hand leads on.
    """

    possible: bool
    says: str
    to: str | None = None
    title: str | None = None
    sessions: int | None = None
    not_before: date | None = None
    measure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One phase of the program; ``here`` is the one that the person is in."""

    phase: str
    title: str
    here: bool


@dataclass(frozen=True, slots=True)
class InPhase:
    """The phase that the person is in, of a longer program.

    ``since`` is the day of the first session in it, None until there is one. ``sessions`` are those of it that count.
    ``reasons`` begin with why it is this one; then what keeps the person in it, and which exercise a test chose.
    """

    phase: str
    title: str
    since: date | None
    sessions: int
    reasons: tuple[Reason, ...]
    onward: Onward
    steps: tuple[PhaseStep, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do on a day. ``not_before`` is the first day of the next session, where it is known.

    ``reasons`` are those of the whole day: locks, rest, an easier week, advice. ``phase`` is None where the program has
    none.
    """

    program: str
    title: str
    at: datetime
    zone: str
    day: date
    status: Status
    not_before: date | None
    easier_week: bool
    reasons: tuple[Reason, ...]
    asks: tuple[Asked, ...]
    exercises: tuple[Prescribed, ...]
    sessions: tuple[JudgedSession, ...]
    phase: InPhase | None = None
