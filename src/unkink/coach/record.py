"""What was done in one session against what was prescribed, and what was told about it: a fold over its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from uuid import UUID

from unkink.coach import exercise_record
from unkink.coach.days import day_of
from unkink.coach.exercise_record import ExerciseRecord, larger
from unkink.coach.folding import Fold, folded
from unkink.coach.replacing import replace
from unkink.program.cursor import DoseError
from unkink.program.dose import Sides
from unkink.program.dose_grammar import read_dose
from unkink.wire.event import Event, Kind
from unkink.wire.told import (
    ExerciseDone,
    ExerciseEased,
    ExerciseSkipped,
    Exertion,
    MorningAfter,
    Pain,
    SessionEnded,
    SessionPaused,
    SessionStarted,
)
from unkink.wire.words import EndReason, MorningAnswer, PainOf, SessionKind, Side, Starting

GRAVER = (EndReason.FINISHED, EndReason.STOPPED, EndReason.HURT)
WORSE = (MorningAnswer.AS_USUAL, MorningAnswer.MUSCLES_SORE, MorningAnswer.MORE_PAIN)
"""Told twice without a correction, the later in the row counts."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Where a session was left: a block of its timeline, and milliseconds from that block's start."""

    at: datetime
    block: int
    position_ms: int


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session. ``started`` is None where it did not take place: undone, or its start has not arrived.

    ``exercises`` stand in the order of the session, left before right; pain and effort are whole numbers from 0 to 10,
    None where nobody answered. ``usual`` is the usual pain, told before; ``program`` is the hash of a program.
    """

    session: UUID
    started: datetime | None = None
    tz: str | None = None
    device: UUID | None = None
    program: str | None = None
    kind: SessionKind | None = None
    pace: Starting | None = None
    first_side: Side | None = None
    missing: tuple[str, ...] = ()
    exercises: tuple[ExerciseRecord, ...] = ()
    pauses: tuple[Pause, ...] = ()
    usual: int | None = None
    rpe: int | None = None
    ended: datetime | None = None
    reason: EndReason | None = None
    note: str | None = None
    persists: bool | None = None
    morning: MorningAnswer | None = None
    soreness: int | None = None

    @property
    def day(self) -> date | None:
        """The day on which it began, as the person lived it."""
        return None if self.started is None or self.tz is None else day_of(self.started, self.tz)

    def of(self, exercise: str) -> tuple[ExerciseRecord, ...]:
        """The records of one exercise: one, or one for each side."""
        return tuple(one for one in self.exercises if one.exercise == exercise)

    def completed(self, exercise: str) -> bool:
        """Every side of the exercise was completed."""
        records = self.of(exercise)
        return bool(records) and all(record.completed for record in records)


def record_of(session: UUID, events: Iterable[Event]) -> SessionRecord:
    """The record of a session from its events and all that correct them, in any order; other events do no harm."""
    return folded(fold_of(session), events).state


def fold_of(session: UUID) -> Fold[SessionRecord]:
    """The fold that makes the record of that session, to be kept as a snapshot and carried on."""
    return Fold(SessionRecord(session), fold, frozenset(Kind), partial(_is_of, session))


def _is_of(session: UUID, event: Event) -> bool:
    return event.session == session


def fold(record: SessionRecord, event: Event) -> SessionRecord:
    """The record with one more event of its session, the next in fold order, corrections taken in."""
    match event.data:
        case SessionStarted() as told:
            return _started(record, event, told)
        case SessionPaused(block, position_ms):
            return replace(record, pauses=(*record.pauses, Pause(event.at, block, position_ms)))
        case SessionEnded() as told:
            return _ended(record, event, told)
        case MorningAfter(answer, soreness):
            worse = answer if record.morning is None else max(answer, record.morning, key=WORSE.index)
            return replace(record, morning=worse, soreness=larger(record.soreness, soreness))
        case Pain(PainOf.USUAL, int() as level):
            return _usual(record, level)
        case Exertion(int() as rpe):
            return replace(record, rpe=larger(record.rpe, rpe))
        case _:
            return _of_exercise(record, event)


def _usual(record: SessionRecord, level: int) -> SessionRecord:
    """It is asked before: told after the pain of the session, it would make that look better than it was."""
    if record.ended is not None or any(one.pain is not None for one in record.exercises):
        return record
    return replace(record, usual=level if record.usual is None else min(level, record.usual))


def _of_exercise(record: SessionRecord, event: Event) -> SessionRecord:
    if event.exercise is None:
        return record
    match event.data:
        case ExerciseDone() as told:
            return _changed(record, event.exercise, event.side, partial(exercise_record.done, told=told), told.dose)
        case ExerciseEased() as told:
            return _changed(record, event.exercise, event.side, partial(exercise_record.eased, told=told))
        case ExerciseSkipped(reason):
            return _changed(record, event.exercise, event.side, partial(exercise_record.skipped, reason=reason))
        case Pain() as told:
            return _changed(record, event.exercise, event.side, partial(exercise_record.hurt, told=told))
        case Exertion(felt=felt) if felt is not None:
            return _changed(record, event.exercise, event.side, partial(exercise_record.felt, told=felt))
        case _:
            return record


def _started(record: SessionRecord, event: Event, told: SessionStarted) -> SessionRecord:
    """The first start counts; a later one, of a device that knew of none, can only add exercises."""
    if record.started is None:
        record = replace(
            record,
            started=event.at,
            tz=event.tz,
            device=event.device,
            program=event.program,
            kind=told.kind,
            pace=told.pace,
            first_side=told.first_side,
            missing=told.missing,
        )
    for item in told.items:
        record = _changed(record, item.exercise, item.side, partial(exercise_record.planned, item=item), item.dose)
    return replace(record, exercises=_in_order(record.exercises, [item.exercise for item in told.items]))


def _ended(record: SessionRecord, event: Event, told: SessionEnded) -> SessionRecord:
    """Ended on two devices: the graver reason, the later moment, the later note."""
    return replace(
        record,
        ended=event.at,
        reason=told.reason if record.reason is None else max(told.reason, record.reason, key=GRAVER.index),
        note=record.note if told.note is None else told.note,
        persists=record.persists if told.persists is None else told.persists or bool(record.persists),
    )


def _in_order(records: tuple[ExerciseRecord, ...], exercises: list[str]) -> tuple[ExerciseRecord, ...]:
    """Those of the session first, in its order; then what was told of others."""
    places = {exercise: place for place, exercise in reversed(list(enumerate(exercises)))}
    return tuple(sorted(records, key=lambda one: places.get(one.exercise, len(exercises))))


Change = Callable[[ExerciseRecord], ExerciseRecord]


def _changed(
    record: SessionRecord, exercise: str, side: Side | None, change: Change, dose: str | None = None
) -> SessionRecord:
    """The record with a change to one exercise: on ``side``, or on every side where none is named."""
    exercises = record.exercises
    if not record.of(exercise):
        exercises = (*exercises, ExerciseRecord(exercise, None))
    if side is not None or (dose is not None and has_sides(dose)):
        exercises = tuple(part for one in exercises for part in (_split(one) if one.exercise == exercise else (one,)))
    return replace(
        record,
        exercises=tuple(
            change(one) if one.exercise == exercise and side in (None, one.side) else one for one in exercises
        ),
    )


def _split(record: ExerciseRecord) -> tuple[ExerciseRecord, ...]:
    """What was told of no side holds for both."""
    return (record,) if record.side else tuple(replace(record, side=side) for side in Side)


@lru_cache(maxsize=4096)
def has_sides(dose: str) -> bool:
    """Whether a dose is for each side; one that is not in Unkink's language says nothing of sides."""
    try:
        return read_dose(dose).sides is not Sides.TOGETHER
    except DoseError:
        return False
