"""The facets of a course: what whole weeks add up, and the rest. Each says nothing of what the others keep.

A facet is a course in which the fields of the others are empty, so the coach's own functions carry it on. What they
make of the empty fields on the way is left out again.
"""

from __future__ import annotations

from datetime import timedelta
from math import gcd

from unkink.batch.cases import Part, State
from unkink.batch.undated import TODAY, with_days
from unkink.coach import rules
from unkink.coach.course import Course, Week
from unkink.coach.footing import Footing
from unkink.coach.replacing import replace

YESTERDAY = TODAY - timedelta(days=1)


def pains_of(course: Course) -> Course:
    """How pain goes from week to week.

    When it was told matters to a lock after a third week of growth alone; of the week before, only its mean counts.
    """
    week, before, growing = course.week, course.before, min(course.growing, rules.WEEKS_TO_PROFESSIONAL)
    if week is not None:
        told = week.told if growing + 1 >= rules.WEEKS_TO_PROFESSIONAL else None
        week = Week(week.number, answered=week.answered, pains=week.pains, told=told)
    if before is not None:
        common = gcd(before.answered, before.pains)
        before = Week(before.number, answered=before.answered // common, pains=before.pains // common)
    return Course(anchor=course.anchor, week=week, before=before, growing=growing)


def load_of(course: Course) -> Course:
    """How many weeks with sessions, and amber ones, there were, and when an easier one is."""
    week = course.week
    if week is not None:
        week = Week(week.number, sessions=week.sessions, amber=week.amber)
    return Course(anchor=course.anchor, week=week, building=course.building, ambers=course.ambers, deload=course.deload)


def rest_of(course: Course) -> Course:
    """All that is neither of them, nor of an exercise. Of several reds the last alone can make a lock of another."""
    return replace(
        course,
        anchor=None,
        week=None,
        before=None,
        growing=0,
        building=0,
        ambers=0,
        deload=None,
        reds=course.reds[-1:],
        footings=(),
    )


def in_its_week(rest: Course) -> Course:
    """The facet of the rest as the coach expects a course on the day of a session that has been begun."""
    return replace(rest, anchor=TODAY, week=Week(0))


def footings_of(part: Part, away: int) -> tuple[Footing, ...]:
    """The footings of a part, with their reasons; ``away`` are the days since the last session."""
    dated = with_days(part.core.footings, away)
    return tuple([replace(one, because=why) for one, why in zip(dated, part.whys, strict=True)])


def together(state: State) -> Course:
    """The course that these are the facets and parts of."""
    pains, load = state.pains.course, state.load.course
    week = pains.week
    if week is not None and load.week is not None:
        week = replace(week, sessions=load.week.sessions, amber=load.week.amber)
    footings = (one for part in state.parts for one in footings_of(part, state.rest.away or 0))
    return replace(
        state.rest.course,
        anchor=pains.anchor,
        week=week,
        before=pains.before,
        growing=pains.growing,
        building=load.building,
        ambers=load.ambers,
        deload=load.deload,
        footings=tuple(sorted(footings, key=lambda one: one.key)),
    )
