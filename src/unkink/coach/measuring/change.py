"""What has changed from the first result to a later one, held against the error of measurement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean

from unkink.coach.measuring.known import GLOBAL_CHANGE, TESTS, HomeTest, Unit
from unkink.coach.measuring.results import Result
from unkink.coach.measuring.words import sentence
from unkink.wire.words import Side

MDC95_OF_SEM = 2.77
"""1.96 times the root of 2: two measurements without any real change differ by less, 95 times of 100."""
DAYS_OF_A_SEM = 3
"""So many baseline days of one side, or their spread says nothing yet (judgement)."""
BASELINE = timedelta(weeks=4)
"""How far before the first session a day can be one of the baseline (judgement)."""
ANGLE_ERROR = 5.0
"""Degrees, where the person's own days are too few (judgement; 2 to 4 were found with the pelvis held, PMC4339157)."""
HOLD_ERROR, LEAST_HOLD_ERROR = 1 / 3, 5.0
"""Of the first hold, and in seconds: a hold that varies by 12 % from day to day, times 2.77, is a third (judgement)."""
TASKS_ERROR = 2.0
"""On the mean of three tasks, 0-10 (judgement)."""
SMALLEST_STEP = 1.0
"""What can be read off at all, in degrees, seconds or levels: no error is smaller, even where days came out alike."""


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """How far two measurements differ without any change, in the unit of the test.

    ``own``: from the person's own baseline ``days``, else this project's judgement.
    """

    size: float
    own: bool
    days: int


@dataclass(frozen=True, slots=True)
class Change:
    """From ``first`` to ``later`` on one side. ``difference`` is later minus first, in the unit of the test."""

    test: str
    side: Side | None
    first: Result
    later: Result
    difference: float
    error: MeasurementError
    within_noise: bool
    sentence: str


def changes(found: Iterable[Result], begun: date | None) -> tuple[Change, ...]:
    """From the first result to the last, for each test and side with two; ``begun`` is the day of the first session.

    Nothing is held against what other people reach: only the person's own results are compared. Global change says
    itself what changed. Tasks are compared as long as they are the same three.
    """
    every = tuple(found)
    return tuple(change for test in TESTS.values() for change in _of_test(test, every, begun))


def change_between(first: Result, later: Result, error: MeasurementError) -> Change:
    """The change between two results of one test and side."""
    difference = later.value - first.value
    noise = abs(difference) < error.size
    said = sentence(first, later, error.size, within_noise=noise)
    return Change(first.test, first.side, first, later, difference, error, noise, said)


def error_of(test: HomeTest, found: Iterable[Result], begun: date | None, first: float) -> MeasurementError:
    """The error to hold a change against; ``first`` is the value from which it is counted."""
    days = _baseline(test, found, begun)
    own = mdc95(days.values())
    counted = max((len(one) for one in days.values()), default=0)
    if own is not None:
        return MeasurementError(max(own, SMALLEST_STEP), own=True, days=counted)
    return MeasurementError(_judged(test, first), own=False, days=counted)


def mdc95(groups: Iterable[Sequence[float]]) -> float | None:
    """The smallest detectable change: 2.77 times the within-person SD of repeated days, pooled over groups (sides).

    None where no group has `DAYS_OF_A_SEM` days.
    """
    enough = [group for group in groups if len(group) >= DAYS_OF_A_SEM]
    if not enough:
        return None
    squares = sum(sum((one - fmean(group)) ** 2 for one in group) for group in enough)
    return MDC95_OF_SEM * sqrt(squares / sum(len(group) - 1 for group in enough))


def _judged(test: HomeTest, first: float) -> float:
    match test.unit:
        case Unit.DEGREES:
            return ANGLE_ERROR
        case Unit.SECONDS:
            return max(HOLD_ERROR * first, LEAST_HOLD_ERROR)
        case _:
            return TASKS_ERROR


def _baseline(test: HomeTest, found: Iterable[Result], begun: date | None) -> dict[Side | None, list[float]]:
    """The last value of each day before anything could have changed, by side."""
    days: dict[tuple[Side | None, date], float] = {}
    for one in found:
        early = begun is None or begun - BASELINE <= one.day <= begun
        if one.test == test.name and early:
            days[one.side, one.day] = one.value
    by_side: dict[Side | None, list[float]] = defaultdict(list)
    for (side, _), value in days.items():
        by_side[side].append(value)
    return by_side


def _of_test(test: HomeTest, found: Sequence[Result], begun: date | None) -> Iterator[Change]:
    if test.name == GLOBAL_CHANGE:
        return
    for side in tuple(Side) if test.sided else (None,):
        of_side = [one for one in found if one.test == test.name and one.side is side]
        comparable = [one for one in of_side if one.tasks == of_side[-1].tasks]
        if len(comparable) > 1:
            first, later = comparable[0], comparable[-1]
            yield change_between(first, later, error_of(test, found, begun, first.value))
