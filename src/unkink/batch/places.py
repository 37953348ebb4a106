"""Where and when things happen: the places that people travel between, and the two moments of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

FIRST = datetime(2027, 1, 4, tzinfo=UTC)
"""Midnight before everybody's first day, a Monday."""


class Slot(IntEnum):
    """A moment of a day: the morning, when answers are given, and the evening, when people train."""

    MORNING = 0
    EVENING = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A zone, and from midnight UTC to its morning and its evening; where it is day early, before midnight UTC."""

    zone: str
    morning: timedelta
    evening: timedelta

    def at(self, day: int, slot: Slot) -> datetime:
        """The instant of a moment, ``day`` counted from 0."""
        return FIRST + timedelta(days=day) + (self.evening if slot is Slot.EVENING else self.morning)


PLACES = (
    Place("Europe/Berlin", timedelta(hours=6, minutes=30), timedelta(hours=17, minutes=30)),
    Place("America/New_York", timedelta(hours=12, minutes=30), timedelta(hours=23, minutes=30)),
    Place("Asia/Tokyo", timedelta(hours=-1), timedelta(hours=9, minutes=30)),
)
HOME = 0
