"""Stretches of weeks of equal length, so that two days and ten years fit into one chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from unkink.coach.planning.slots import DAY, WEEK, monday_of

MOST = 26
"""So many stretches are drawn: on a phone each is then about as wide as a letter."""
LENGTHS = (1, 4, 13, 26, 52)
"""Weeks in a stretch: a week, about a month, a quarter, half a year, a year. Beyond, the last is doubled."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Whole weeks in a row: ``first`` is a Monday, ``last`` a Sunday."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def weeks(self) -> int:
        return (self.last - self.first + DAY) // WEEK


def buckets_of(first: date, today: date) -> tuple[Bucket, ...]:
    """Stretches from the week of ``first`` to that of ``today``, at most MOST.

    The last one ends with the week of today; the first one may begin before ``first``.
    """
    end = monday_of(max(first, today)) + WEEK
    weeks = (end - monday_of(first)) // WEEK
    length = next(one for one in _lengths() if -(-weeks // one) <= MOST)
    number = -(-weeks // length)
    starts = (end - timedelta(weeks=length * (number - place)) for place in range(number))
    return tuple(Bucket(start, start + timedelta(weeks=length) - DAY) for start in starts)


def _lengths() -> Iterator[int]:
    yield from LENGTHS
    yield from (LENGTHS[-1] * 2**power for power in count(1))
