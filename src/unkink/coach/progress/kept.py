"""Sessions done, beside those that were planned. What was not done is not added up to anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unkink.coach.planning.adherence import COUNTED
from unkink.coach.planning.pace import WeeklyPace
from unkink.coach.planning.past import Past
from unkink.coach.planning.plan import Plan
from unkink.coach.planning.slots import DAY, WEEK, monday_of, slots
from unkink.coach.progress.buckets import Bucket

LAST_DAY = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """One stretch of weeks. ``done`` are sessions that took place, whether they were planned or not.

    ``planned`` are those for which the person chose a day, and in weeks before they chose any, the fewest that the
    program asks for. ``running``: the week of today is in it, so some of what is planned may still be to come.
    """

    bucket: Bucket
    planned: int
    done: int
    running: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What says how many sessions there were to be."""

    plan: Plan
    past: Past
    pace: WeeklyPace


def kept_of(buckets: Sequence[Bucket], asked: Asked, sessions: Iterable[date], today: date) -> tuple[Kept, ...]:
    """Every stretch. ``sessions`` is the day of each session that took place, a day twice where there were two."""
    days = list(sessions)
    done = Counter(map(monday_of, days))
    first = min(done, default=monday_of(today))
    begun = min(days, default=today)
    kept = []
    for bucket in buckets:
        mondays = [monday for monday in _mondays(bucket) if first <= monday <= monday_of(today)]
        planned = sum(_planned(asked, monday, begun) for monday in mondays)
        kept.append(Kept(bucket, planned, sum(done[monday] for monday in mondays), today in bucket))
    return tuple(kept)


def _mondays(bucket: Bucket) -> Iterator[date]:
    for week in range(bucket.weeks):
        yield bucket.first + week * WEEK


def _planned(asked: Asked, monday: date, begun: date) -> int:
    """Of one week."""
    chosen = asked.past.chosen
    if not chosen or chosen[0].since >= monday + WEEK:
        return min(asked.pace.fewest, _room(monday, begun, rests=asked.pace.rests))
    if monday >= monday_of(asked.plan.first) and monday <= asked.plan.last:
        places = (one.wall_day for one in asked.plan.sessions if one.week == monday and one.prospect in COUNTED)
    else:
        places = (one.day for one in slots(chosen, max(monday, chosen[0].since), monday + WEEK - DAY))
    return sum(not _was_holiday(asked.past, day) for day in places)


def _was_holiday(past: Past, day: date) -> bool:
    """By what was chosen then: holidays that are long over are let go of later."""
    held = [one.schedule for one in past.chosen if one.since <= day]
    return bool(held) and held[-1].is_holiday(day)


def _room(monday: date, begun: date, *, rests: bool) -> int:
    """How many sessions the week still had room for: who begins on a Friday is not asked for three."""
    days = LAST_DAY + 1 if begun < monday else LAST_DAY + 1 - begun.weekday()
    return -(-days // 2) if rests else days
