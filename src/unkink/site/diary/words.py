"""What was done and told, in words that need no colour."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from unkink.coach.exercise_record import AMOUNTS, ExerciseRecord, Way
from unkink.coach.record import SessionRecord
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose
from unkink.program.dose_words import dose_words
from unkink.wire.words import EndReason, MorningAnswer, SkipReason

LONGEST_SESSION = timedelta(hours=4)
"""What ended later than this was left open and closed another time: its length says nothing."""


class Outcome(StrEnum):
    """What became of an exercise, both sides taken together."""

    COMPLETED = "as prescribed"
    EASED = "in an easier way"
    PARTLY = "in part"
    LEFT_OUT = "left out"
    HURT = "left out because it hurt"
    NOT_REACHED = "not reached"


MARKS = {
    Outcome.COMPLETED: "✓",
    Outcome.EASED: "↓",
    Outcome.PARTLY: "◐",
    Outcome.LEFT_OUT: "–",
    Outcome.HURT: "–",
    Outcome.NOT_REACHED: "○",
}


def outcome_of(record: SessionRecord, exercise: str) -> Outcome:
    sides = record.of(exercise)
    if record.completed(exercise):
        return Outcome.COMPLETED
    skipped = {side.skipped for side in sides} - {None}
    if skipped:
        return Outcome.HURT if SkipReason.HURTS in skipped else Outcome.LEFT_OUT
    if any(side.eased for side in sides):
        return Outcome.EASED
    return Outcome.PARTLY if any(has_any(way) for side in sides for way in side.ways) else Outcome.NOT_REACHED


def exercises_of(record: SessionRecord) -> list[str]:
    """Each exercise once, in the order of the session."""
    return list(dict.fromkeys(one.exercise for one in record.exercises))


def work_words(record: SessionRecord) -> str:
    """``All 5 exercises as prescribed``, ``3 of 5 as prescribed, 1 an easier way, 1 left out``."""
    outcomes = Counter(outcome_of(record, exercise) for exercise in exercises_of(record))
    number = outcomes.total()
    if not number:
        return "No exercises"
    if outcomes[Outcome.COMPLETED] == number:
        return f"All {number} exercises as prescribed" if number > 1 else "As prescribed"
    completed = outcomes.pop(Outcome.COMPLETED, 0)
    others = [f"{outcomes[outcome]} {outcome}" for outcome in Outcome if outcomes[outcome]]
    return ", ".join([f"{completed} of {number} as prescribed", *others])


def minutes_words(record: SessionRecord) -> str:
    """``19 minutes``; empty where nobody knows how long it took."""
    if record.started is None or record.ended is None:
        return ""
    length = record.ended - record.started
    if not timedelta(0) <= length <= LONGEST_SESSION:
        return ""
    minutes = max(1, round(length / timedelta(minutes=1)))
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def end_words(record: SessionRecord) -> str:
    match record.reason:
        case EndReason.FINISHED:
            return "finished"
        case EndReason.STOPPED:
            return "ended before the end"
        case EndReason.HURT:
            return "ended because it hurt"
        case _:
            return "left open"


@dataclass(frozen=True, slots=True)
class Level:
    """A number from 0 to 10 with a shape and a word, so that colour is never alone. ``tone`` is a class."""

    number: int
    shape: str
    word: str
    tone: str


def pain_level(number: int | None) -> Level | None:
    """By the bounds of the safety page: to 2, to 5, above."""
    if number is None:
        return None
    if number <= 2:
        return Level(number, "●", "none" if number == 0 else "mild", "go")
    return Level(number, "◆", "moderate", "slow") if number <= 5 else Level(number, "▲", "strong", "stop")


EFFORT = {0: "no effort", 1: "very easy", 3: "easy", 5: "fairly hard", 7: "hard", 9: "very hard", 10: "all you had"}
"""The player's words; one in between has those of the number below it."""


def effort_words(rpe: int | None) -> str:
    """``fairly hard (5 of 10)``; empty where nobody answered."""
    if rpe is None:
        return ""
    return f"{EFFORT[max(known for known in EFFORT if known <= rpe)]} ({rpe} of 10)"


def worst_pain(record: SessionRecord) -> int | None:
    return max((one.pain for one in record.exercises if one.pain is not None), default=None)


def morning_words(record: SessionRecord) -> str:
    match record.morning:
        case MorningAnswer.AS_USUAL:
            return "as usual"
        case MorningAnswer.MUSCLES_SORE:
            return "muscles sore"
        case MorningAnswer.MORE_PAIN:
            return "more pain"
        case _:
            return ""


def dose_in_words(dose: str) -> str:
    """The dose as a sentence; as it was written where it is no dose of ours."""
    try:
        return dose_words(read_dose(dose))
    except DoseError:
        return dose


NOUNS = {
    "sets": ("set", "sets"),
    "reps": ("time", "times"),
    "rounds": ("round", "rounds"),
    "seconds": ("second", "seconds"),
}


def done_words(way: Way) -> str:
    """``4 of 4 times, 15 of 20 seconds``: what was done against what was prescribed."""
    told = [_amount(name, getattr(way.done, name), getattr(way.prescribed, name)) for name in AMOUNTS]
    words = ", ".join(part for part in told if part)
    if words and way.confirmed and not _reached_by_numbers(way):
        return f"{words}; done, you said"
    return words or ("done, you said" if way.confirmed else "not done")


def _amount(name: str, done: int | None, asked: int | None) -> str:
    one, many = NOUNS[name]
    if asked is None:
        return f"{done} {one if done == 1 else many}" if done else ""
    if name == "sets" and asked == 1 and done in (0, 1, None):
        return ""
    return f"{done or 0} of {asked} {one if asked == 1 else many}"


def _reached_by_numbers(way: Way) -> bool:
    asked = [name for name in AMOUNTS if getattr(way.prescribed, name) is not None]
    return all((getattr(way.done, name) or 0) >= getattr(way.prescribed, name) for name in asked)


def has_any(way: Way) -> bool:
    return way.confirmed or any(getattr(way.done, name) for name in AMOUNTS)


def side_word(record: ExerciseRecord) -> str:
    return str(record.side).capitalize() if record.side else ""
