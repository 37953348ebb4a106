"""A time zone as iCalendar describes it: every change of its clocks within some years.

The library's own description of a zone begins summer time an hour late for whoever reads UTC: RFC 5545 (3.6.5) wants
the local time before the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

import icalendar

from unkink.coach.planning.clock import zone_named

LOOK = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Clock:
    """What a zone's clocks do at a moment."""

    offset: timedelta
    summer: bool
    name: str


@dataclass(frozen=True, slots=True)
class _Change:
    """``at`` is what the clock showed at that moment before it was changed."""

    at: datetime
    before: _Clock
    after: _Clock


@lru_cache(maxsize=256)
def described(name: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """The zone with that IANA name, from the first day of one year to the last of another. Not to be changed."""
    zone = icalendar.Timezone()
    zone.add("tzid", name)
    first = datetime(first_year, 1, 1, tzinfo=UTC)
    now = _clock(name, first)
    zone.add_component(_observance(_Change(first.replace(tzinfo=None), now, now)))
    for change in _changes(name, first, datetime(last_year + 1, 1, 1, tzinfo=UTC)):
        zone.add_component(_observance(change))
    return zone


def _observance(change: _Change) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    observance = icalendar.TimezoneDaylight() if change.after.summer else icalendar.TimezoneStandard()
    observance.add("dtstart", change.at)
    observance.add("tzoffsetfrom", change.before.offset)
    observance.add("tzoffsetto", change.after.offset)
    observance.add("tzname", change.after.name)
    return observance


def _changes(name: str, first: datetime, last: datetime) -> Iterator[_Change]:
    """Found by looking every day, then by halves to the minute."""
    looks = [first + LOOK * day for day in range((last - first).days + 1)]
    for before, after in pairwise(looks):
        if _clock(name, before) != _clock(name, after):
            moment = _moment(name, before, after)
            was = _clock(name, before)
            yield _Change((moment + was.offset).replace(tzinfo=None), was, _clock(name, moment))


def _moment(name: str, before: datetime, after: datetime) -> datetime:
    was = _clock(name, before)
    while after - before > MINUTE:
        middle = before + ((after - before) // 2 // MINUTE) * MINUTE
        before, after = (middle, after) if _clock(name, middle) == was else (before, middle)
    return after


def _clock(name: str, at: datetime) -> _Clock:
    local = at.astimezone(zone_named(name))
    offset, dst = local.utcoffset(), local.dst()
    assert offset is not None
    return _Clock(offset, dst is not None and dst > timedelta(), local.tzname() or name)
