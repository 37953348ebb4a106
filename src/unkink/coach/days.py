"""Days as people live them: one that ends at midnight is over before they are in bed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

NIGHT = timedelta(hours=4)
"""What is done before four in the morning belongs to the day before (judgement)."""


def day_of(at: datetime, tz: str) -> date:
    """The day of an instant in a time zone: the local date of what the instant was four hours before.

    ``at`` is aware; ``tz`` is an IANA name. Four hours are four hours: across a change of the clocks the day ends at
    three or at five.
    """
    return (at - NIGHT).astimezone(_zone(tz)).date()


@cache
def _zone(tz: str) -> ZoneInfo:
    return ZoneInfo(tz)
