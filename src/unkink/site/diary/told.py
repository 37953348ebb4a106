"""One session as its page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from unkink.coach.exercise_record import ExerciseRecord, Way
from unkink.coach.record import SessionRecord
from unkink.program.program import Program
from unkink.site.diary import words
from unkink.site.diary.titles import exercise_title, program_of, program_title
from unkink.wire.words import SessionKind, SkipReason

SKIPPED = {
    SkipReason.HURTS: "You left it out because it hurt.",
    SkipReason.TIME: "You left it out, for time.",
    SkipReason.PERSON: "You left it out.",
}


@dataclass(frozen=True, slots=True)
class ToldSide:
    """One side of an exercise, or all of it: what was done, in the prescribed way and in easier ones."""

    side: str
    done: str
    easier: Sequence[str]
    pain: words.Level | None


@dataclass(frozen=True, slots=True)
class ToldExercise:
    title: str
    mark: str
    outcome: str
    dose: str
    sides: Sequence[ToldSide]
    skipped: str
    felt: str
    where: str
    feeling: str


@dataclass(frozen=True, slots=True)
class Told:
    """The whole page. ``began`` is the time of day, in the zone in which the session was done."""

    day: date
    began: str
    program: str
    short: bool
    minutes: str
    end: str
    work: str
    usual: words.Level | None
    worst: words.Level | None
    effort: str
    morning: str
    persists: bool
    missing: str
    exercises: Sequence[ToldExercise]
    note: str


def told_of(record: SessionRecord) -> Told:
    """A session that took place, in words."""
    assert record.started and record.tz and record.day
    program = program_of(record)
    return Told(
        day=record.day,
        began=f"{record.started.astimezone(ZoneInfo(record.tz)):%H:%M}",
        program=program_title(program),
        short=record.kind is SessionKind.SHORT,
        minutes=words.minutes_words(record),
        end=words.end_words(record),
        work=words.work_words(record),
        usual=words.pain_level(record.usual),
        worst=words.pain_level(words.worst_pain(record)),
        effort=words.effort_words(record.rpe),
        morning=words.morning_words(record),
        persists=record.persists is True,
        missing=", ".join(answer.replace("-", " ") for answer in record.missing),
        exercises=[_exercise(record, exercise, program) for exercise in words.exercises_of(record)],
        note=record.note or "",
    )


def _exercise(record: SessionRecord, exercise: str, program: Program | None) -> ToldExercise:
    sides = record.of(exercise)
    outcome = words.outcome_of(record, exercise)
    reasons = [side.skipped for side in sides if side.skipped]
    any_done = any(words.has_any(way) for side in sides for way in side.ways)
    return ToldExercise(
        title=exercise_title(program, exercise),
        mark=words.MARKS[outcome],
        outcome=str(outcome),
        dose=next((words.dose_in_words(side.ways[0].dose) for side in sides if side.ways), ""),
        sides=[_side(side, program, any_done=any_done) for side in sides],
        skipped=SKIPPED[reasons[0]] if reasons else "",
        felt=next((str(side.felt) for side in sides if side.felt), ""),
        where=", ".join(sorted({place for side in sides for place in side.where})),
        feeling=", ".join(sorted({word for side in sides for word in side.feeling})),
    )


def _side(side: ExerciseRecord, program: Program | None, *, any_done: bool) -> ToldSide:
    """That nothing was done on one side is told where something was on the other."""
    first = side.ways[0] if side.ways else None
    tells = first is not None and (words.has_any(first) or (any_done and not side.ways[1:]))
    return ToldSide(
        side=words.side_word(side),
        done=words.done_words(first) if first and tells else "",
        easier=[_easier(way, program) for way in side.ways[1:]],
        pain=words.pain_level(side.pain),
    )


def _easier(way: Way, program: Program | None) -> str:
    return f"{exercise_title(program, way.variant)}, {words.dose_in_words(way.dose)}: {words.done_words(way)}"
