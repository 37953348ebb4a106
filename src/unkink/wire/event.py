"""The event: the one thing that the log is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from unkink.wire import told
from unkink.wire.facts import Facts
from unkink.wire.leaves import Hash, Name, Whole, Zone
from unkink.wire.told import Told
from unkink.wire.words import Side

VERSION = 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

Order = tuple[datetime, int, int, int]
"""Instant, device, sequence number, id: what events are sorted by."""


class Kind(StrEnum):
    """What an event is about."""

    ENROLLED = "enrolled"
    PROGRAM_CHANGED = "program-changed"
    SESSION_STARTED = "session-started"
    SESSION_PAUSED = "session-paused"
    SESSION_ENDED = "session-ended"
    EXERCISE_DONE = "exercise-done"
    EXERCISE_EASED = "exercise-eased"
    EXERCISE_SKIPPED = "exercise-skipped"
    PAIN = "pain"
    EFFORT = "effort"
    MORNING = "morning"
    SCREENING = "screening"
    RUNG_SET = "rung-set"
    SCHEDULE = "schedule"
    ASSESSMENT = "assessment"
    MEASURED = "measured"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a person did or told, on one device.

    ``at`` is UTC to the millisecond, ``tz`` the IANA zone that the person was in. ``seq`` counts up on its device.
    ``program`` is the hash of a program's text. ``data`` is the class that ``TELLS`` names for ``kind``. ``corrects``
    is the id of an earlier event whose data this one replaces, or which it undoes.
    """

    id: UUID
    person: UUID
    clinic: UUID
    device: UUID
    seq: Annotated[int, Whole(0, 2**53 - 1)]
    at: datetime
    tz: Annotated[str, Zone()]
    kind: Kind
    program: Annotated[str, Hash()] | None
    session: UUID | None
    exercise: Annotated[str, Name(128)] | None
    side: Side | None
    data: Told
    corrects: UUID | None = None
    v: Annotated[int, Whole(VERSION, VERSION)] = VERSION

    @property
    def at_ms(self) -> int:
        """Milliseconds since 1970 UTC."""
        return (self.at - EPOCH) // MILLISECOND

    @property
    def order(self) -> Order:
        """The fold order: by this, events of any number of devices stand in one row, however they arrived."""
        return (self.at, self.device.int, self.seq, self.id.int)


TELLS: Mapping[Kind, type[Told]] = {
    Kind.ENROLLED: told.Enrolled,
    Kind.PROGRAM_CHANGED: told.ProgramChanged,
    Kind.SESSION_STARTED: told.SessionStarted,
    Kind.SESSION_PAUSED: told.SessionPaused,
    Kind.SESSION_ENDED: told.SessionEnded,
    Kind.EXERCISE_DONE: told.ExerciseDone,
    Kind.EXERCISE_EASED: told.ExerciseEased,
    Kind.EXERCISE_SKIPPED: told.ExerciseSkipped,
    Kind.PAIN: told.Pain,
    Kind.EFFORT: told.Exertion,
    Kind.MORNING: told.MorningAfter,
    Kind.SCREENING: told.Screened,
    Kind.RUNG_SET: told.RungSet,
    Kind.SCHEDULE: Facts,
    Kind.ASSESSMENT: Facts,
    Kind.MEASURED: Facts,
    Kind.UNDONE: told.Undone,
}

NEEDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ENROLLED: ("program",),
    Kind.PROGRAM_CHANGED: ("program",),
    Kind.SESSION_STARTED: ("program", "session"),
    Kind.SESSION_PAUSED: ("session",),
    Kind.SESSION_ENDED: ("session",),
    Kind.EXERCISE_DONE: ("session", "exercise"),
    Kind.EXERCISE_EASED: ("session", "exercise"),
    Kind.EXERCISE_SKIPPED: ("session", "exercise"),
    Kind.EFFORT: ("session",),
    Kind.RUNG_SET: ("exercise",),
    Kind.UNDONE: ("corrects",),
}
"""Which of the fields that may be null may not be, by kind."""
