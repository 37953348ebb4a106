"""From days and numbers to places on the sheet, and the days that are written below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice, pairwise

from unkink.coach.planning.slots import DAY, WEEK, monday_of
from unkink.coach.progress.buckets import Bucket
from unkink.export.charts.drawing import Drawing
from unkink.export.charts.letters import SIZE, width_of

FOOT = 20.0
"""Below a plot, for its days."""
NARROWEST = 30.0
"""No two days fit on less, whatever their words."""
APART = 14.0
"""At least so far are two words from each other."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``, both included, between two places from left to right."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date, part: float = 0.5) -> float:
        """The middle of a day, or another ``part`` of it."""
        whole = (self.last - self.first).days + 1
        inside = min(max((day - self.first).days + part, 0), whole)
        return self.left + (self.right - self.left) * inside / whole


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers from ``low`` to ``high`` between two places from the bottom up."""

    low: float
    high: float
    bottom: float
    top: float

    def at(self, number: float) -> float:
        part = (number - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.bottom - (self.bottom - self.top) * min(max(part, 0.0), 1.0)


def days_over(buckets: Sequence[Bucket], left: float, right: float) -> Days:
    return Days(buckets[0].first, buckets[-1].last, left, right)


def write_days(drawing: Drawing, days: Days, y: float) -> None:
    """As many days below a plot as there is room for, each with a small mark."""
    for day, words in _ticks(days, drawing.width):
        x = days.at(day, 0)
        drawing.line("c-tick", [(x, y), (x, y + 4)])
        drawing.text("c-soft", _middle(x, words, drawing.width), y + 4 + SIZE, words, "middle")


def _middle(x: float, words: str, edge: float) -> float:
    """As near as can be, with all of the words on the sheet."""
    half = width_of(words) / 2
    return min(max(x, half), edge - half)


Tick = tuple[date, str]


def _ticks(days: Days, edge: float) -> list[Tick]:
    """The closest that fit beside each other."""
    most = int((days.right - days.left) / NARROWEST) + 1
    for every in _ways():
        ticks = list(islice(_between(every(days.first), days), most + 1))
        if len(ticks) > most:
            continue
        places = [(_middle(days.at(day, 0), words, edge), width_of(words)) for day, words in ticks]
        if ticks and all(x + (wide + other) / 2 + APART <= next_ for (x, wide), (next_, other) in pairwise(places)):
            return ticks
    return [(days.first, _day(days.first))]


def _between(ticks: Iterator[Tick], days: Days) -> Iterator[Tick]:
    for day, words in ticks:
        if day > days.last:
            return
        if day >= days.first:
            yield day, words


def _ways() -> Iterator[Callable[[date], Iterator[Tick]]]:
    """From the closest to the widest."""
    yield from (partial(_each, step=step) for step in (DAY, WEEK, 2 * WEEK))
    yield from (partial(_months, step=months) for months in (1, 2, 3, 6))
    yield from (partial(_years, step=years) for years in (1, 2, 5, 10, 20))


def _each(first: date, step: timedelta) -> Iterator[Tick]:
    day = first if step < WEEK else monday_of(first)
    while True:
        yield day, _day(day)
        day += step


def _months(first: date, step: int) -> Iterator[Tick]:
    """In January the year."""
    number = first.year * 12
    while True:
        day = date(number // 12, number % 12 + 1, 1)
        yield day, f"{day.year}" if day.month == 1 else f"{day:%b}"
        number += step


def _years(first: date, step: int) -> Iterator[Tick]:
    year = first.year - first.year % step
    while True:
        yield date(year, 1, 1), f"{year}"
        year += step


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
