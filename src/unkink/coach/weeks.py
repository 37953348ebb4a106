"""What whole weeks say: pain that grows, and when an easier week is due."""

from __future__ import annotations

from datetime import date

from unkink.coach import rules
from unkink.coach.course import Course, Lock, Week
from unkink.coach.footing import Because, Footing, Withheld, left_out, lowered, returned
from unkink.coach.locks import locked
from unkink.coach.replacing import replace
from unkink.coach.screening import Outcome
from unkink.coach.steps import Steps

DAYS = 7


def at_day(course: Course, steps: Steps, day: date) -> Course:
    """The course on that day: every week that is over by then has been looked at."""
    if course.anchor is None or course.week is None:
        return course
    number = max((day - course.anchor).days // DAYS, course.week.number)
    if number == course.week.number:
        return course
    weeks_missed = number - course.week.number - 1
    course = _over(course, steps, day)
    if weeks_missed:
        course = replace(course, before=None, growing=0, building=0, ambers=0)
    return replace(course, week=Week(number))


def at_session(course: Course, steps: Steps, day: date) -> Course:
    """The course on the day of a session: weeks are counted anew from the first one, and after a long time away.

    The last week before that time is over all the same: what it led to was on show meanwhile, and stays.
    """
    course = steps.remembered.of(at_day, course, steps, day)
    if course.last is None or (day - course.last).days >= rules.SCREEN_AFTER:
        return begun(course, day)
    return course


def begun(course: Course, day: date) -> Course:
    """Weeks are counted from this day on, as for somebody new."""
    return replace(course, anchor=day, week=Week(0), before=None, growing=0, building=0, ambers=0, deload=None)


def _over(course: Course, steps: Steps, day: date) -> Course:
    """The course after its week."""
    week = course.week
    assert week is not None
    grew = course.before is not None and _grew(course.before, week)
    growing = course.growing + 1 if grew else 0
    course = replace(course, growing=growing, before=week if week.answered >= rules.SESSIONS_OF_A_MEAN else None)
    if growing >= rules.WEEKS_OF_GROWTH and week.pains >= rules.GROWN_TO * week.answered:
        course = _all_down(course, steps, week, day)
    easier = week.number == course.deload
    building = 0 if easier or not week.sessions else course.building + 1
    ambers = 0 if easier or not week.amber else course.ambers + 1
    due = building >= rules.BUILDING_WEEKS or ambers >= rules.AMBER_WEEKS
    if due:
        return replace(course, building=0, ambers=0, deload=week.number + 1)
    return replace(course, building=building, ambers=ambers)


def _grew(before: Week, week: Week) -> bool:
    """The mean is up by 1 or more, with enough sessions in both weeks. Whole numbers, so that no rounding decides."""
    if week.number != before.number + 1 or week.answered < rules.SESSIONS_OF_A_MEAN:
        return False
    grown = week.pains * before.answered - before.pains * week.answered
    return grown >= rules.GROWTH * week.answered * before.answered


def _all_down(course: Course, steps: Steps, week: Week, day: date) -> Course:
    """Row 6: every exercise a rung down, and what stands in for it; after a third week a professional comes first."""
    because = Because("row-6", week.events)
    for exercise in steps.exercises:
        for side in steps.sides(exercise):
            course = _one_down(course, steps, course.footing(exercise, side), because, day)
    if course.growing >= rules.WEEKS_TO_PROFESSIONAL:
        assert week.told is not None
        course = locked(course, Lock(Outcome.PROFESSIONAL, "row-6", week.told, because))
    return course


def _one_down(course: Course, steps: Steps, main: Footing, because: Because, day: date) -> Course:
    """An exercise and all that ever stood in for it; left out where what is done of them now is on its easiest step."""
    others = [one for one in course.footings_of(main.exercise) if one.instead is not None and one.side == main.side]
    now = max(others, key=lambda one: one.done or date.min) if main.frozen and others else returned(main)
    bottom = now.rung <= steps.ladder(now.exercise, now.instead).rungs[0].number
    out = Withheld(None, day, cleared=False, because=because) if bottom else None
    down = tuple(lowered(one, steps.ladder(one.exercise, one.instead), because) for one in others)
    own = replace(lowered(returned(main), steps.ladder(main.exercise), because), frozen=main.frozen)
    return course.with_footings((*down, left_out(own, out)))
