"""A day ends when people go to bed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from unkink.coach.days import day_of


@pytest.mark.parametrize(("at", "tz", "day"), [
    ("2026-11-22T12:00", "UTC", "2026-11-22"),
    ("2026-11-22T03:59", "UTC", "2026-11-21"),
    ("2026-11-22T04:00", "UTC", "2026-11-22"),
    ("2026-11-22T02:59", "Europe/Warsaw", "2026-11-21"),  # 03:59 there
    ("2026-11-22T03:00", "Europe/Warsaw", "2026-11-22"),
    ("2026-11-22T02:00", "Pacific/Apia", "2026-11-22"),  # 15:00 there
    ("2026-11-22T02:00", "America/Los_Angeles", "2026-11-21"),  # 18:00 the day before there
    ("2026-03-29T01:59", "Europe/Warsaw", "2026-03-28"),  # clocks go forward at 01:00 UTC: the day ends at five
    ("2026-03-29T02:59", "Europe/Warsaw", "2026-03-28"),
    ("2026-03-29T03:00", "Europe/Warsaw", "2026-03-29"),
    ("2026-10-25T01:59", "Europe/Warsaw", "2026-10-24"),  # and back: it ends at three
    ("2026-10-25T02:00", "Europe/Warsaw", "2026-10-25"),
])  # fmt: skip
def test_the_day_of_an_instant(at: str, tz: str, day: str) -> None:
    assert day_of(datetime.fromisoformat(at).replace(tzinfo=UTC), tz) == date.fromisoformat(day)
