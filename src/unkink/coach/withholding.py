"""When an exercise that was left out comes back."""

from __future__ import annotations

from datetime import date

from unkink.coach.course import Course
from unkink.coach.footing import Withheld
from unkink.coach.phases import moving_on
from unkink.coach.replacing import replace
from unkink.coach.sitting import Occasion
from unkink.coach.steps import Steps

TWO_DAYS = 2


def after_fine_morning(course: Course, steps: Steps, session: Occasion | None, day: date) -> Course:
    """What comes back on a fine morning after that session, told on ``day``.

    The morning of the session that hurt is not the one that is waited for: it takes a later one, without the
    exercise. Where nothing at all is left to do, a fine morning two days later is enough.
    """
    here = moving_on.session_of(course, steps, day).exercises if steps.program.phases else steps.exercises
    nothing_left = all(course.footing(exercise, side).withheld for exercise in here for side in steps.sides(exercise))

    def comes_back(withheld: Withheld) -> bool:
        if withheld.cleared or day <= withheld.day:
            return False
        if nothing_left and (day - withheld.day).days >= TWO_DAYS:
            return True
        if session is None:
            return False
        return session.day >= withheld.day if withheld.session is None else withheld.session.is_before(session)

    footings = tuple(
        replace(one, withheld=None) if one.withheld and comes_back(one.withheld) else one for one in course.footings
    )
    return replace(course, footings=footings)


def after_clearance(course: Course) -> Course:
    """What waited for a professional comes back, or waits for a fine morning where it hurt on the easiest step."""
    footings = tuple(
        replace(one, withheld=_cleared(one.withheld)) if one.withheld and one.withheld.cleared else one
        for one in course.footings
    )
    return replace(course, footings=footings)


def _cleared(withheld: Withheld) -> Withheld | None:
    if withheld.bottom is None:
        return None
    return replace(withheld, cleared=False, because=withheld.bottom, bottom=None)
