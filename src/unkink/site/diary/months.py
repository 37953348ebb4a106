"""The history of one month: its days as a calendar, its sessions as a list."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from unkink.coach.record import SessionRecord
from unkink.site.accounts.models import Person
from unkink.site.diary import words
from unkink.site.diary.sessions import MOST_BETWEEN_ZONES, first_and_last_day, sessions_between
from unkink.site.diary.titles import program_of, program_title
from unkink.wire.words import SessionKind


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """``2026-11``; None for anything else."""
        try:
            return cls.of(datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC))
        except ValueError:
            return None

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def following(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> Month:
        return Month.of(self.first - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A session in the list."""

    session: UUID
    day: date
    program: str
    short: bool
    minutes: str
    end: str
    work: str
    usual: words.Level | None
    worst: words.Level | None
    effort: str
    note: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar with how many sessions it had; None where the week reaches into another month."""

    number: int
    sessions: int


@dataclass(frozen=True, slots=True)
class History:
    """What the page shows. ``earlier`` and ``later`` are months with anything to see, None where there is none."""

    month: Month
    weeks: Sequence[Sequence[Day | None]]
    entries: Sequence[Entry]
    earlier: Month | None
    later: Month | None


def history_of(person: Person, wanted: Month | None) -> History | None:
    """That month, or the last one in which there was a session; None where there never was one."""
    span = first_and_last_day(person)
    if span is None:
        return None
    first, last = (Month.of(day) for day in span)
    month = min(max(wanted or last, first), last)
    records = _of_month(person, month)
    days = [record.day for record in records]
    return History(
        month=month,
        weeks=[
            [Day(day.day, days.count(day)) if Month.of(day) == month else None for day in week]
            for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
        ],
        entries=[_entry(record) for record in records],
        earlier=month.before if month > first else None,
        later=month.following if month < last else None,
    )


def _of_month(person: Person, month: Month) -> list[SessionRecord]:
    """The days are those of the zone that each session was done in."""
    start = datetime(month.year, month.month, 1, tzinfo=UTC)
    end = datetime(month.following.year, month.following.month, 1, tzinfo=UTC)
    around = sessions_between(person, start - MOST_BETWEEN_ZONES, end + MOST_BETWEEN_ZONES)
    return [record for record in around if record.day and Month.of(record.day) == month]


def _entry(record: SessionRecord) -> Entry:
    assert record.day
    return Entry(
        session=record.session,
        day=record.day,
        program=program_title(program_of(record)),
        short=record.kind is SessionKind.SHORT,
        minutes=words.minutes_words(record),
        end=words.end_words(record),
        work=words.work_words(record),
        usual=words.pain_level(record.usual),
        worst=words.pain_level(words.worst_pain(record)),
        effort=words.effort_words(record.rpe),
        note=record.note or "",
    )
