"""What was measured: the results that the log tells, corrections taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import fmean, median
from uuid import UUID

from unkink.coach.days import day_of
from unkink.coach.measuring.known import TASKS, TESTS, HomeTest
from unkink.coach.settling import settled
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Fact, Facts
from unkink.wire.words import Side

KINDS = frozenset({Kind.ASSESSMENT, Kind.UNDONE})
"""The kinds of events that results are made of: whoever fetches events for them need fetch no others."""


class How(StrEnum):
    """How a number came about."""

    TILT = "tilt"
    TAPE = "tape"
    STOPWATCH = "stopwatch"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Result:
    """One test as it was done once, on one side where it has sides.

    ``trials`` and ``value`` are in the unit of the test. ``value`` is the median of the trials; of three tasks, which
    are no trials of one thing, their mean. ``event`` is the id of the event that told it. ``tasks`` are the person's
    words.
    """

    test: str
    side: Side | None
    day: date
    at: datetime
    trials: tuple[float, ...]
    value: float
    event: UUID
    how: How | None = None
    tasks: tuple[str, ...] = ()


def results(events: Iterable[Event]) -> tuple[Result, ...]:
    """Every result, in fold order, from events in any order. What cannot be one counts for nothing."""
    found = (result_of(event) for event in assessments(events))
    return tuple(one for one in found if one is not None)


def assessments(events: Iterable[Event]) -> Iterator[Event]:
    """The assessment events that count, in fold order."""
    log = settled(event for event in events if event.kind in KINDS).events
    return (event for event in log if event.kind is Kind.ASSESSMENT)


def result_of(event: Event) -> Result | None:
    """The result that one settled event tells; None where it tells none."""
    if event.kind is not Kind.ASSESSMENT or not isinstance(event.data, Facts):
        return None
    test = TESTS.get(str(event.data.get("test")))
    if test is None or test.sided is not (event.side is not None):
        return None
    trials = _trials(event.data.get(test.unit, ()))
    if not test.fewest <= len(trials) <= test.at_most or not all(test.takes(one) for one in trials):
        return None
    tasks = _tasks(event.data.get("tasks", ())) if test.name == TASKS else ()
    if test.name == TASKS and len(tasks) != len(trials):
        return None
    return Result(
        test=test.name,
        side=event.side,
        day=day_of(event.at, event.tz),
        at=event.at,
        trials=trials,
        value=value_of(test, trials),
        event=event.id,
        how=_how(event.data.get("how")),
        tasks=tasks,
    )


def value_of(test: HomeTest, trials: Sequence[float]) -> float:
    """What stands for the trials: the median of tries at one thing, the mean of three tasks."""
    return fmean(trials) if test.name == TASKS else float(median(trials))


def value_for(found: Iterable[Result], test: str, on: date) -> float | None:
    """The latest value on that day: of a test with sides, the worse of both sides' latest.

    Worse is what ``HomeTest.better`` says: the larger thigh angle, the shorter hold. So a program says ``thigh-angle at
    most 0`` where both thighs are to reach the horizontal. None where one side was never measured, or the test is not
    known: a missing answer leads nowhere.
    """
    known = TESTS.get(test)
    latest = latest_of((one for one in found if one.day <= on), test)
    if known is None or len(latest) < (len(Side) if known.sided else 1):
        return None
    values = [one.value for one in latest]
    return values[0] if len(values) == 1 else known.worse(*values)


def latest_of(found: Iterable[Result], test: str) -> tuple[Result, ...]:
    """The last result of each side, left before right."""
    last = {one.side: one for one in found if one.test == test}
    return tuple(last[side] for side in (None, *Side) if side in last)


def _trials(told: Fact) -> tuple[float, ...]:
    """The numbers told; none where anything else stands among them."""
    every = told if isinstance(told, tuple) else (told,)
    numbers = tuple(float(one) for one in every if isinstance(one, int | float) and not isinstance(one, bool))
    return numbers if len(numbers) == len(every) else ()


def _tasks(told: Fact) -> tuple[str, ...]:
    every = told if isinstance(told, tuple) else (told,)
    words = tuple(" ".join(one.split()) for one in every if isinstance(one, str))
    return words if len(words) == len(every) and all(words) and len(set(words)) == len(words) else ()


def _how(told: Fact | None) -> How | None:
    return How(told) if isinstance(told, str) and told in set(How) else None
