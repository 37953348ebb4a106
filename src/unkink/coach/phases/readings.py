"""What home tests say to a phase: the last value of each, of two sides the worse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from unkink.coach.measuring.results import Result, value_for
from unkink.coach.phases.stage import Reading

THOUSAND = 1000


def reading_of(result: Result) -> Reading:
    return Reading(result.test, result.side, result.day, result.at, round(result.value * THOUSAND), result.event)


def with_reading(readings: tuple[Reading, ...], new: Reading) -> tuple[Reading, ...]:
    """The last of each test and side, in the order of both; ``new`` comes after them in fold order."""
    known = {one.key: one for one in (*readings, new)}
    return tuple(known[key] for key in sorted(known))


def value_of(readings: Sequence[Reading], test: str, on: date) -> float | None:
    """As `value_for`: None where a side, or all of it, was never measured."""
    return value_for([_result(one) for one in readings if one.test == test], test, on)


def events_of(readings: Sequence[Reading], tests: Sequence[str]) -> tuple[UUID, ...]:
    """The events that told what those tests say."""
    return tuple(one.event for one in readings if one.test in tests)


def _result(reading: Reading) -> Result:
    value = reading.thousandths / THOUSAND
    return Result(reading.test, reading.side, reading.day, reading.at, (value,), value, reading.event)
