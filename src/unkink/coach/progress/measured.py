"""Home tests over time, each with the error of a single measurement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from unkink.coach.measuring.change import Change, MeasurementError, changes, error_of
from unkink.coach.measuring.known import GLOBAL_CHANGE, TESTS, HomeTest
from unkink.coach.measuring.results import Result
from unkink.wire.words import Side


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """One test on one side (None where it has no sides), in the order of time.

    ``change`` is that from the first comparable result to the last; None where there is one result alone, and of global
    change, which says itself what changed.
    """

    test: HomeTest
    side: Side | None
    results: tuple[Result, ...]
    error: MeasurementError | None
    change: Change | None

    @property
    def bar(self) -> float:
        """Half the length of an error bar, in the unit of the test: 1.96 times the standard error of measurement.

        The error that a change is held against is that times the root of 2, as two measurements make a change.
        """
        return self.error.size / sqrt(2) if self.error else 0.0


def measured_of(results: Iterable[Result], begun: date | None) -> tuple[MeasuredSeries, ...]:
    """Every test and side that was ever measured; ``begun`` is the day of the first session."""
    every = sorted(results, key=lambda one: one.at)
    found = {(change.test, change.side): change for change in changes(every, begun)}
    return tuple(
        _series(test, side, every, begun, found.get((test.name, side)))
        for test in TESTS.values()
        for side in _sides(test, every)
    )


def _series(
    test: HomeTest, side: Side | None, every: Sequence[Result], begun: date | None, change: Change | None
) -> MeasuredSeries:
    own = tuple(one for one in every if (one.test, one.side) == (test.name, side))
    error = None if test.name == GLOBAL_CHANGE else error_of(test, every, begun, own[0].value)
    return MeasuredSeries(test, side, own, error, change)


def _sides(test: HomeTest, every: Sequence[Result]) -> Iterator[Side | None]:
    told = {one.side for one in every if one.test == test.name}
    return (side for side in (None, *Side) if side in told)
