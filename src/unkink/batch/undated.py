"""States without a calendar: told from their own day, and without the ids of what led to them.

The coach looks at differences of days, never at a date, and at ids only to say why. So two people who stand alike on
different days, for events of different ids, are one case: on their day, moved to the same for everybody. What is longer
ago than any window of the rules is all equally long ago.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast
from uuid import UUID

from unkink.batch.places import FIRST
from unkink.batch.telling import APART, session_on
from unkink.coach import rules
from unkink.coach.course import Course
from unkink.coach.footing import Because, Footing, Played
from unkink.coach.replacing import replace
from unkink.coach.sitting import Occasion
from unkink.coach.untold import Untold

Value = TypeVar("Value")

TODAY = FIRST.date()
A_DAY_BEGINS = FIRST
A_WEEK = 7
ONE_DAY = timedelta(days=1)
LONG_AGO = 45
"""Days: more than the 28 after which somebody was away for long, beyond a planned gap of 7 at most."""
A_WHILE_AGO = 16
"""Days: more than the 14 within which two reds lock."""
LIMITS = {
    "done": LONG_AGO,
    "set_on": LONG_AGO,
    "last": LONG_AGO,
    "screened": LONG_AGO,
    "since": 10 * 365,  # a phase of a program takes as many weeks as its file says
    "risen": 7,  # so many days between two steps up
    "green_on": 0,  # a step up is never earlier than the session that earns it
    "told": 1,  # an answer opens a lock that was made before it, on whichever day
}
"""How many days ago a field may be and still count; any other, a while ago."""
LAST = date.max
"""Stands for the day of the last session, as the day on which something was done."""
BEFORE = LAST - ONE_DAY
"""Stands for the day of the session before that."""
MARKS = {Because("start", (UUID(int=1 + place),)): place for place in range(32)}
"""Stand for the reasons that footings have, whatever they are."""
MARK = tuple(MARKS)
TIMELESS = frozenset({int, bool, NoneType})
NOBODY = UUID(int=0)
SOMETHING_UNTOLD = Untold(NOBODY, TODAY, ())
"""Which answer is missing, and of which day, is only said: nothing is decided by it."""
SESSIONS = {session_on(day): day for day in range(-A_WHILE_AGO, rules.DAYS_FOR_THE_MORNING + 1)}
"""The ids of sessions tell their day: the coach asks whether two are the same one."""
CAUSES = {str(session): day for session, day in SESSIONS.items()}


def undated(value: Value, days: int = 0) -> Value:
    """A state of today as it is so many days later, told from that day."""
    later: Value = _later(value, days, A_WHILE_AGO)
    return later


def undated_footings(footings: tuple[Footing, ...], days: int = 0) -> tuple[Footing, ...]:
    """Footings of today as they are so many days later, told from that day.

    Of what was played last only the rung counts that somebody stood on, while the text of a program stays the same; of
    the last session and the last choice by hand only the later one. That it hurt counts against a choice of today, or
    of a day to come, by whichever was told later.
    """
    return tuple([_that_counts(was, one) for was, one in zip(footings, undated(footings, days), strict=True)])


def _that_counts(was: Footing, footing: Footing) -> Footing:
    played, done, set_on = footing.played, footing.done, footing.set_on
    if was.done == LAST:
        done = LAST
    if played is not None:
        played = Played("", "", 0, played.stood)
    if set_on is not None:
        if was.done is None or was.set_on is None or was.set_on <= was.done:
            set_on = None
        else:
            done = set_on - ONE_DAY
    held = footing.held
    if held is not None:
        held = replace(held, told=max(begun(held.told), A_DAY_BEGINS))
    return replace(footing, played=played, done=done, set_on=set_on, held=held)


def undated_course(course: Course, days: int = 0) -> Course:
    """A course as it is so many days later. Its weeks count from the one that it is in, sessions only as none or some.

    That somebody was screened before their last session says no more than that it was not after it.
    """
    anchor, week, last, screened = course.anchor, course.week, course.last, course.screened
    if last is not None and screened is not None and screened < last:
        course = replace(course, screened=last)
    course = replace(course, sessions=0, anchor=None, reds=_that_count(course, days))
    course = undated(course, days)
    if anchor is None or week is None or course.week is None:
        return course
    before, number, deload = course.before, week.number, course.deload
    return replace(
        course,
        anchor=anchor + timedelta(days=A_WEEK * number - days),
        week=replace(course.week, number=0, sessions=min(course.week.sessions, 1)),
        before=replace(before, number=-1) if before is not None and before.number == number - 1 else None,
        deload=deload - number if deload is not None and deload >= number else None,
    )


def begun(told: datetime) -> datetime:
    """When that began of which something was told."""
    return told - (told - FIRST) % APART


def _that_count(course: Course, days: int) -> tuple[Any, ...]:
    return tuple(one for one in course.reds if (TODAY - one.day).days + days <= rules.DAYS_OF_REDS)


def _later(value: Any, days: int, limit: int) -> Any:  # noqa: ANN401  any part of a state
    kind = type(value)
    if kind is tuple:
        if not value or type(value[0]) is UUID:
            return ()
        return tuple([_later(one, days, limit) for one in value])
    if kind is datetime:
        return _not_before(value - timedelta(days=days), limit)
    if kind is date:
        return max(value - timedelta(days=days), TODAY - timedelta(days=limit))
    if kind is UUID:
        return _session(SESSIONS[value] - days) if value in SESSIONS else NOBODY
    if kind is Because:
        return value if value in MARKS else _why(value)
    if kind is Occasion:  # nobody trains twice on a day: which hour it was says nothing
        return Occasion(_later(value.session, days, limit), _later(value.day, days, limit), A_DAY_BEGINS)
    if kind is str:
        return str(_session(CAUSES[value] - days)) if value in CAUSES else value
    return _later_field_by_field(cast(Hashable, kind))(value, days) if is_dataclass(value) else value


def with_last(footings: tuple[Footing, ...], last: date | None) -> tuple[Footing, ...]:
    """The footings, of which those that were done in the last session say so, whenever that was."""
    return tuple(
        [replace(one, done=LAST) if one.done == last and one.set_on is None and last else one for one in footings]
    )


def with_days(footings: tuple[Footing, ...], away: int, which: date = LAST) -> tuple[Footing, ...]:
    """The footings with the day of the last session, so many days ago."""
    if all(one.done != which for one in footings):
        return footings
    last = TODAY - timedelta(days=away)
    return tuple([replace(one, done=last) if one.done == which else one for one in footings])


def not_again(
    before: tuple[Footing, ...], dated: tuple[Footing, ...], after: tuple[Footing, ...]
) -> tuple[Footing, ...]:
    """The footings after a session, of which those that were done in the session before and not in this one say so."""
    last = {now.key: now.done for was, now in zip(before, dated, strict=True) if was.done == LAST}
    return tuple([replace(one, done=BEFORE) if one.done and one.done == last.get(one.key) else one for one in after])


def _why(because: Because) -> Because:
    """Without the events that made it; which answer is missing is only said."""
    if not because.events and because.untold in (None, SOMETHING_UNTOLD):
        return because
    return Because(because.rule, (), SOMETHING_UNTOLD if because.untold else None)


def _not_before(at: datetime, limit: int) -> datetime:
    return max(at, datetime.combine(TODAY - timedelta(days=limit), time(), UTC))


def _session(day: int) -> UUID:
    return session_on(max(day, -A_WHILE_AGO))


@cache
def _later_field_by_field(kind: Hashable) -> Callable[[Any, int], Any]:
    """How a frozen object of that class is told later."""
    made: Any = kind
    limits = [(one.name, LIMITS.get(one.name, A_WHILE_AGO)) for one in fields(made)]

    def later(value: Any, days: int) -> Any:  # noqa: ANN401  of that class
        changed = {}
        for name, limit in limits:
            was = getattr(value, name)
            if type(was) not in TIMELESS and (now := _later(was, days, limit)) is not was:
                changed[name] = now
        return replace(value, **changed) if changed else value

    return later
