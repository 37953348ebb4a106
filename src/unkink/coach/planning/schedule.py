"""What a person chose: days and times, holidays, stays in other time zones, sessions moved, a reminder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from unkink.wire.words import SessionKind

LONGEST_REMINDER = 7 * 24 * 60  # minutes
EVENING = time(18)
"""The time of a session for which nobody chose one (judgement)."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """One session of every week. ``weekday`` 0 is Monday; ``at`` is what a clock shows where the person is."""

    weekday: int
    at: time
    kind: SessionKind = SessionKind.WHOLE


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, the first and the last included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in another time zone, by its IANA name."""

    days: Days
    zone: str


@dataclass(frozen=True, slots=True)
class Move:
    """One session, by its id, on another day or at another time."""

    session: str
    day: date
    at: time


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything that was chosen. ``reminder`` is in minutes before a session, None for no reminder."""

    weekly: tuple[Weekly, ...] = ()
    holidays: tuple[Days, ...] = ()
    stays: tuple[Stay, ...] = ()
    moves: tuple[Move, ...] = ()
    reminder: int | None = None

    def zone_on(self, day: date, usual: str) -> str:
        """Where the person is on that day: in the last stay that names it, else where they usually are."""
        return next((stay.zone for stay in reversed(self.stays) if day in stay.days), usual)

    def move_of(self, session: str) -> Move | None:
        """Where that session was moved to; the last time counts."""
        return next((move for move in reversed(self.moves) if move.session == session), None)

    def is_holiday(self, day: date) -> bool:
        return any(day in days for days in self.holidays)
