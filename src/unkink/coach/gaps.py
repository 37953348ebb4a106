"""What missed time does to a rung, beyond the gap that was planned."""

from __future__ import annotations

from datetime import date, timedelta

from unkink.coach import rules
from unkink.coach.course import Course
from unkink.coach.footing import Because, Footing, moved
from unkink.coach.replacing import replace
from unkink.coach.steps import Steps
from unkink.program.ladder import Ladder
from unkink.program.program import Program

WEEK = 7


def sessions_a_week(program: Program, exercise: str, ladder: Ladder, rung: int) -> int:
    """The lower end of what the file says: of the rung, else of the exercise's phase, else of the program."""
    phase = next((one.sessions for one in program.phases if exercise in one.exercises), None)
    return (ladder.rung(rung).a_week or phase or program.sessions).low


def planned_next(course: Course, program: Program, last: date, a_week: int) -> date:
    """The day on which the next session was due: the person's next chosen one, else as the file spreads a week."""
    if course.chosen:
        ahead = (last + timedelta(days=days) for days in range(1, WEEK + 1))
        return next(day for day in ahead if day.weekday() in course.chosen)
    return last + timedelta(days=max(WEEK // a_week, 1))


def after_gap(course: Course, steps: Steps, footing: Footing, day: date) -> Footing:
    """The footing on that day: as it was, or lower where too much time has passed since it was last done.

    On a schedule the file alone sets the pace; only after four weeks it goes a rung back. Whoever chose a rung by hand
    since has chosen it knowing how long they were away: time is missed from that day on. What stands in for an exercise
    is missed while the exercise itself is done, as nothing else keeps its rung from being too much.
    """
    if footing.done is None:
        return footing
    ladder = steps.ladder(footing.exercise, footing.instead)
    a_week = sessions_a_week(steps.program, footing.exercise, ladder, footing.rung)
    chosen = footing.set_on is not None and footing.set_on > footing.done
    since = footing.set_on if chosen and footing.set_on else footing.done
    missed = (day - planned_next(course, steps.program, since, a_week)).days
    away = (day - since).days
    if ladder.scheduled:
        return _on_schedule(footing, away)
    stood = footing.rung if footing.played is None or chosen else min(footing.rung, footing.played.stood)
    if missed >= rules.BACK_AFTER or away >= rules.SCREEN_AFTER:
        return _on(footing, ladder, min(stood - 1, 0), "away-28")
    if missed >= rules.DOWN_AFTER:
        return _on(footing, ladder, stood - 1, "away-14")
    if missed >= rules.REPEAT_AFTER:
        return _repeated(footing, _on(footing, ladder, stood, "away-7"))
    return footing


def _repeated(before: Footing, after: Footing) -> Footing:
    """Once again, as after a week; where it is not what was done last, why it is not stays the reason."""
    same = before.played is not None and before.played.stood == after.rung
    return after if same else replace(after, because=before.because)


def _on(footing: Footing, ladder: Ladder, rung: int, rule: str) -> Footing:
    return moved(footing, min(max(rung, ladder.rungs[0].number), footing.rung), Because(rule))


def _on_schedule(footing: Footing, away: int) -> Footing:
    if away < rules.SCREEN_AFTER:
        return footing
    return moved(footing, max(footing.rung - 1, 0), Because("away-28"))
