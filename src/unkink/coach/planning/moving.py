"""Changing what was chosen: one session on another day, put back, a day off, and what is long over forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from unkink.coach.planning.pace import WeeklyPace
from unkink.coach.planning.plan import Plan, PlannedSession, Prospect
from unkink.coach.planning.schedule import Move, Schedule, Weekly

LONG_OVER = timedelta(days=60)
NIGHT_ENDS = time(4)
WEEK_DAYS = 7

Trial = Callable[[Schedule], Plan]
"""What the plan would be with that schedule."""


def moved(schedule: Schedule, session: str, day: date, at: time) -> Schedule:
    """That session then, wherever it was before."""
    return replace(schedule, moves=(*put_back(schedule, session).moves, Move(session, day, at)))


def put_back(schedule: Schedule, session: str) -> Schedule:
    """That session where its week has it."""
    return replace(schedule, moves=tuple(move for move in schedule.moves if move.session != session))


def without_old(schedule: Schedule, today: date) -> Schedule:
    """What nobody will ask for any more is let go, so that a schedule stays short."""
    since = today - LONG_OVER
    return replace(
        schedule,
        holidays=tuple(days for days in schedule.holidays if days.last >= since),
        stays=tuple(stay for stay in schedule.stays if stay.days.last >= since),
        moves=tuple(move for move in schedule.moves if move.day >= since),
    )


def fits(trial: Trial, plan: Plan, schedule: Schedule, session: str) -> bool:
    """Whether with that schedule the session has a place and no other loses its own."""
    places = {one.id for one in plan.ahead} | {session}
    return places <= {one.id for one in trial(schedule).ahead}


def days_for(trial: Trial, plan: Plan, one: PlannedSession, days: Iterable[date]) -> tuple[date, ...]:
    """Those of the days on which the session can be, at its time."""
    at = one.start.time()
    return tuple(day for day in days if fits(trial, plan, moved(plan.schedule, one.id, day, at), one.id))


def can_move(one: PlannedSession) -> bool:
    """Whether it is still to be done: not what was done, and not what there are enough of."""
    return one.prospect in (Prospect.PLANNED, Prospect.PASSED, Prospect.TOO_CLOSE)


def too_near(weekly: Iterable[Weekly], pace: WeeklyPace) -> tuple[Weekly, Weekly] | None:
    """Two sessions of a week that leave no day of rest between them, Sunday and Monday included; None where none do.

    The small hours belong to the day before, so both the calendar's days and the coach's are looked at.
    """
    sessions = sorted(weekly, key=lambda one: one.weekday)
    if not pace.rests or len(sessions) < 2:
        return None
    following = [*sessions[1:], replace(sessions[0], weekday=sessions[0].weekday + WEEK_DAYS)]
    pairs = zip(sessions, following, strict=True)
    near = ((one, other) for one, other in pairs if min(_apart(one, other)) < 2)
    return next(((one, replace(other, weekday=other.weekday % WEEK_DAYS)) for one, other in near), None)


def _apart(one: Weekly, other: Weekly) -> tuple[int, int]:
    wall = other.weekday - one.weekday
    return wall, wall - (other.at < NIGHT_ENDS) + (one.at < NIGHT_ENDS)
