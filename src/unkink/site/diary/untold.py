"""The answers that a session still lacks, and telling them afterwards: each is one more event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from unkink.coach import rules
from unkink.coach.days import day_of
from unkink.coach.record import SessionRecord
from unkink.site.accounts.models import Person
from unkink.site.diary.titles import exercise_title, program_of
from unkink.site.diary.words import exercises_of
from unkink.site.diary.write import latest_zone, record
from unkink.site.diary.writing import writing
from unkink.wire.event import Kind
from unkink.wire.words import Side

LEVELS = range(11)


@dataclass(frozen=True, slots=True)
class Question:
    """One scale from 0 to 10. ``exercise`` is empty where it is about the whole session.

    ``side`` is the one that nobody told of, where the other was.
    """

    exercise: str
    title: str
    side: Side | None = None

    @property
    def field(self) -> str:
        """What the form calls it."""
        side = f"-{self.side}" if self.side else ""
        return f"pain-{self.exercise}{side}" if self.exercise else "effort"


EFFORT = Question("", "How hard was the session?")


def questions_of(person: Person, session: SessionRecord, now: datetime) -> tuple[Question, ...]:
    """What can still be told of a session that took place: the pain of each exercise, and how hard it was.

    Empty once the coach no longer hears it.
    """
    if session.day is None or _days_since(person, session, now) > rules.DAYS_FOR_THE_MORNING:
        return ()
    program = program_of(session)
    pains = tuple(one for name in exercises_of(session) for one in _pains(session, name, exercise_title(program, name)))
    return (*pains, EFFORT) if session.rpe is None else pains


def _pains(session: SessionRecord, exercise: str, title: str) -> tuple[Question, ...]:
    sides = session.of(exercise)
    lacking = [one.side for one in sides if one.pain is None]
    if len(lacking) == len(sides):
        return (Question(exercise, title),)
    return tuple(Question(exercise, f"{title}, {side} side", side) for side in lacking)


def tell(person: Person, session: SessionRecord, levels: Mapping[Question, int], *, now: datetime) -> None:
    """Write those answers, whole numbers from 0 to 10."""
    write = partial(record, person, now=now, session=session.session, program=session.program)
    with writing():
        for question, level in levels.items():
            if question.exercise:
                told = {"of": "worst", "level": level}
                write(Kind.PAIN, told, exercise=question.exercise, side=question.side)
            else:
                write(Kind.EFFORT, {"rpe": level})


def _days_since(person: Person, session: SessionRecord, now: datetime) -> int:
    assert session.day is not None
    return (day_of(now, latest_zone(person)) - session.day).days
