"""The weeks of a program whose doses are scheduled: what is done in each, summed as protocols print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from unkink.program.dose_work import NO_WORK, Work, work_of
from unkink.program.header import MOST_WEEKS
from unkink.program.ladder import Ladder, Rung, ladder_of
from unkink.program.program import Program


@dataclass(frozen=True, slots=True)
class Week:
    """One planned week of one exercise: its number from 1, the sessions in it, and their work in all."""

    number: int
    sessions: int
    work: Work


def rungs_by_session(program: Program, ladder: Ladder) -> Iterator[Rung]:
    """The rung of each planned session, in order.

    ``for 2 weeks`` means as many completed sessions as two weeks plan, at the rung's own ``a week`` or else the
    phase's or the program's, the lower end of a range. The last rung goes on for ever where the file sets it no end.
    """
    for rung in ladder.rungs:
        a_week = _a_week(program, ladder, rung)
        count = rung.sessions or (rung.weeks or 0) * a_week
        if rung is ladder.rungs[-1] and not count:
            while True:
                yield rung
        yield from (rung for _ in range(count))


def weeks_of(program: Program, exercise: str) -> tuple[Week, ...]:
    """The planned weeks of a scheduled exercise, to the end of its schedule, or else of the program's length.

    Raises:
        KeyError: if the exercise has no ladder, or one that is earned and so has no plan.
    """
    ladder = ladder_of(program, exercise)
    if not ladder.scheduled:
        raise KeyError(exercise)
    weeks = _gathered(program, ladder, rungs_by_session(program, ladder))
    if not (ladder.rungs[-1].weeks or ladder.rungs[-1].sessions):
        weeks = islice(weeks, _weeks_shown(program, ladder))
    return tuple(weeks)


def _a_week(program: Program, ladder: Ladder, rung: Rung) -> int:
    """The sessions that a week plans: the rung's own, else those of its phase, else the program's."""
    of_phase = next((phase.sessions for phase in program.phases if ladder.exercise in phase.exercises), None)
    return (rung.a_week or of_phase or program.sessions).low


def _weeks_shown(program: Program, ladder: Ladder) -> int:
    """How many weeks to show of a schedule without end: to the program's last week, but at least one of its last."""
    closed = Ladder(ladder.exercise, ladder.rungs[:-1], scheduled=True)
    spent = sum(1 for _ in _gathered(program, ladder, rungs_by_session(program, closed)))
    return max(min(program.length.high, MOST_WEEKS) if program.length else 0, spent + 1)


def _gathered(program: Program, ladder: Ladder, sessions: Iterator[Rung]) -> Iterator[Week]:
    """Sessions by week: a week is full when it holds as many as the rung in it plans."""
    members = program.sections[ladder.exercise].circuit
    number, count, work = 1, 0, NO_WORK
    for rung in sessions:
        count, work = count + 1, work.plus(work_of(rung.dose, members))
        if count >= _a_week(program, ladder, rung):
            yield Week(number, count, work)
            number, count, work = number + 1, 0, NO_WORK
    if count:
        yield Week(number, count, work)
