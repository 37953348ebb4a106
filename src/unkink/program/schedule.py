"""The weeks of a program whose doses are scheduled: what is done in each, summed as protocols print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from unkink.program.dose_work import NO_WORK, Work, work_of
from unkink.program.ladder import Ladder, Rung, ladder_of
from unkink.program.program import Program

MOST_WEEKS = 520


@dataclass(frozen=True, slots=True)
class Week:
    """One planned week of one exercise: its number from 1, the sessions in it, and their work in all."""

    number: int
    sessions: int
    work: Work


def rungs_by_session(program: Program, ladder: Ladder) -> Iterator[Rung]:
    """The rung of each planned session, in order.

    ``for 2 weeks`` means as many completed sessions as two weeks plan, at the rung's own ``a week`` or else the
    program's, the lower end of a range. The last rung goes on for ever where the file sets it no end.
    """
    for rung in ladder.rungs:
        a_week = _a_week(program, rung)
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
    last = program.length.high if program.length else None
    open_end = not (ladder.rungs[-1].weeks or ladder.rungs[-1].sessions)
    sessions = rungs_by_session(program, ladder)
    if open_end:
        sessions = islice(sessions, _planned(program, ladder, last))
    return tuple(_gathered(program, sessions))


def _a_week(program: Program, rung: Rung) -> int:
    return (rung.a_week or program.sessions).low


def _planned(program: Program, ladder: Ladder, weeks: int | None) -> int:
    """How many sessions to count of a schedule without end: to the program's last week, or one week of its last."""
    closed = ladder.rungs[:-1]
    before = sum(rung.sessions or (rung.weeks or 0) * _a_week(program, rung) for rung in closed)
    spent = sum(rung.weeks or -(-(rung.sessions or 0) // _a_week(program, rung)) for rung in closed)
    left = max((min(weeks, MOST_WEEKS) if weeks else spent + 1) - spent, 1)
    return before + left * _a_week(program, ladder.rungs[-1])


def _gathered(program: Program, sessions: Iterator[Rung]) -> Iterator[Week]:
    """Sessions by week: a week is full when it holds as many as the rung in it plans."""
    number, count, work = 1, 0, NO_WORK
    for rung in sessions:
        count, work = count + 1, work.plus(work_of(rung.dose))
        if count >= _a_week(program, rung):
            yield Week(number, count, work)
            number, count, work = number + 1, 0, NO_WORK
    if count:
        yield Week(number, count, work)
