"""Which tests are due now: those of the latest week that the program names, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.put_off import PutOff
from unkink.coach.measuring.results import Result
from unkink.coach.planning.past import Past
from unkink.program.program import Assess
from unkink.wire.words import Side

ASKED_FOR = timedelta(weeks=2)
"""For so long a week's tests are asked for, or until the next week that the program names (judgement)."""


@dataclass(frozen=True, slots=True)
class Due:
    """A test to be done for ``week``. ``sides`` are those that are still to be measured; none where it has no sides."""

    test: str
    week: int
    since: date
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class _Window:
    """The days, from ``first`` up to but without ``end``, that count for a week's tests."""

    week: int
    first: date
    end: date


def due(
    assess: Assess | None, past: Past, found: Iterable[Result], off: Iterable[PutOff], today: date
) -> tuple[Due, ...]:
    """What is due on that day, in the order in which the program names it; unknown tests are passed over.

    Weeks count as in the plan: from the first session of the program, anew after four weeks without any. Week 0 is
    before it, and still asked for in the weeks after. A week that was missed is never asked for again.
    """
    window = None if assess is None else _window(assess.weeks, past, today)
    if assess is None or window is None:
        return ()
    done = [one for one in found if window.first <= one.day < window.end]
    let_be = {one.test for one in off if window.first <= one.day < window.end}
    return tuple(
        Due(name, window.week, window.first, sides)
        for name in assess.tests
        if name in TESTS and name not in let_be and (sides := _open(name, done)) is not None
    )


def _open(test: str, done: Sequence[Result]) -> tuple[Side, ...] | None:
    """The sides that are still to be measured; None where nothing is."""
    measured = {one.side for one in done if one.test == test}
    if TESTS[test].sided:
        return tuple(side for side in Side if side not in measured) or None
    return None if measured else ()


def _window(weeks: Sequence[int], past: Past, today: date) -> _Window | None:
    """The latest week's whose time it is; None where there is none, or its time has passed."""
    start = past.start(today)
    begins = [start + timedelta(weeks=week) for week in weeks]
    ends = [min(begin + ASKED_FOR, later) for begin, later in pairwise(begins)]
    ends += [begin + ASKED_FOR for begin in begins[-1:]]
    for week, begin, end in zip(weeks, begins, ends, strict=True):
        if begin <= today < end:
            first = _before(past, start) if week == 0 else begin
            return _Window(week, first, end)
    return None


def _before(past: Past, start: date) -> date:
    """The first day that counts for week 0: that on which the program was begun, and at most four weeks ago."""
    return max(past.begun or date.min, start - timedelta(weeks=4))
