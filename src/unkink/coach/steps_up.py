"""Steps up that an answer told later ended, or let through: the days between two steps up count from what was on show.

What was taken back had been shown, and perhaps done, so it counts as if it had stayed. What a later answer lets
through, such as a step chosen by hand while it was not known yet that the last session went well, nobody could see
before that answer, so it counts from there. What is undone or corrected never comes here: it counts as never told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unkink.coach.course import Course
from unkink.coach.footing import Footing
from unkink.coach.replacing import replace
from unkink.wire.words import Side


@dataclass(frozen=True, slots=True)
class Risen:
    """A step up of one footing, by what it stands on, and the day from which it counts."""

    exercise: str
    side: Side | None
    instead: str | None
    day: date


def told_late(before: Course, after: Course, day: date) -> tuple[Risen, ...]:
    """The steps up that an answer of that day made count from another day than the course after it says."""
    return (*_ended(before, after), *_let_through(before, after, day))


def _ended(before: Course, after: Course) -> list[Risen]:
    return [
        _risen(one, one.risen)
        for one in before.footings
        if one.risen is not None and _is_lost(one.risen, after.footing(one.exercise, one.side, one.instead).risen)
    ]


def _let_through(before: Course, after: Course, day: date) -> list[Risen]:
    return [
        _risen(one, day)
        for one in after.footings
        if one.risen is not None
        and one.risen < day
        and one.rung > before.footing(one.exercise, one.side, one.instead).rung
    ]


def counted(course: Course, steps_up: tuple[Risen, ...]) -> Course:
    """The course with those days."""
    for up in steps_up:
        footing = course.footing(up.exercise, up.side, up.instead)
        course = course.with_footing(replace(footing, risen=max(footing.risen or up.day, up.day)))
    return course


def _risen(footing: Footing, day: date) -> Risen:
    return Risen(footing.exercise, footing.side, footing.instead, day)


def _is_lost(was: date, now: date | None) -> bool:
    return now is None or now < was
