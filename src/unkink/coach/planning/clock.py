"""Local times as moments, also on the two days of a year on which the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo


def at_local(day: date, at: time, zone: str) -> datetime:
    """The moment at which a clock in that zone shows that time, aware, in that zone.

    A time that does not exist, because the clocks go forward over it, is as much later as they go forward: 02:30
    becomes 03:30. Of a time that exists twice it is the first. Both are what RFC 5545 (3.3.5) says of such times, so a
    calendar shows the same.
    """
    place = zone_named(zone)
    return datetime.combine(day, at, place).astimezone(UTC).astimezone(place)


@cache
def zone_named(zone: str) -> ZoneInfo:
    """The zone with that IANA name.

    Raises:
        ZoneInfoNotFoundError: where there is none.
    """
    return ZoneInfo(zone)
