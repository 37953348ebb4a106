"""The morning after a session: whether it is asked for, what is known of it, and how an answer is told or corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from unkink.coach import rules
from unkink.coach.days import day_of
from unkink.coach.record import SessionRecord
from unkink.coach.settling import settled
from unkink.site.accounts.models import Person
from unkink.site.diary.sessions import events_of
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import latest_zone, record
from unkink.site.diary.writing import writing
from unkink.wire.event import Event, Kind
from unkink.wire.told import MorningAfter
from unkink.wire.words import MorningAnswer


class When(StrEnum):
    """Today against the day of the session."""

    SAME_DAY = "same-day"
    ASKED = "asked"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Morning:
    """What is known of the morning after one session. ``answer`` is None where nobody has told.

    ``soreness`` of the muscles, 0-10. ``since`` is the day on which it was told.
    """

    record: SessionRecord
    day: date
    when: When
    answer: MorningAnswer | None = None
    soreness: int | None = None
    since: date | None = None

    @property
    def may_tell(self) -> bool:
        return self.when is not When.OVER

    @property
    def more_pain(self) -> bool:
        return self.answer is MorningAnswer.MORE_PAIN


class NotYet(ValueError):
    """In the evening of the same day nobody knows how the morning will be; only that there is more pain already."""


class TooLate(ValueError):
    """The morning is not asked for any more."""


def morning_of(person: Person, record: SessionRecord, now: datetime) -> Morning:
    """For a session that took place."""
    assert record.day is not None
    later = (day_of(now, latest_zone(person)) - record.day).days
    when = When.SAME_DAY if later <= 0 else When.ASKED if later <= rules.DAYS_FOR_THE_MORNING else When.OVER
    told = _told(person, record)
    since = max((day_of(event.at, event.tz) for event in told), default=None)
    return Morning(record, record.day, when, record.morning, record.soreness, since)


def tell_morning(person: Person, morning: Morning, told: MorningAfter, now: datetime) -> None:
    """Tell how the morning is; where it was told before, this answer stands in its place.

    An answer that says what is known already writes nothing: whoever taps twice has told it once.

    Raises:
        NotYet, TooLate: where the day is not one on which this can be told. Nothing is written.
    """
    if morning.when is When.OVER:
        raise TooLate
    if morning.when is When.SAME_DAY and told.answer is not MorningAnswer.MORE_PAIN:
        raise NotYet
    data = {"answer": str(told.answer)} | ({} if told.soreness is None else {"soreness": told.soreness})
    session, program = morning.record.session, morning.record.program
    with writing():
        known = _told(person, morning.record)
        if not known:
            record(person, Kind.MORNING, data, now=now, session=session, program=program)
        for event in known:
            if event.data != told:
                record(person, Kind.MORNING, data, now=now, session=session, program=program, corrects=event.id)


def tell_usual_again(person: Person, now: datetime) -> None:
    """After more pain: this morning is as usual. It is a morning of its own, and takes nothing back.

    Raises:
        NotYet: on the day of a session, which has no morning after it yet. Nothing is written.
    """
    last = standing_of(person).last
    if last is not None and day_of(now, latest_zone(person)) <= last.day:
        raise NotYet
    record(person, Kind.MORNING, {"answer": str(MorningAnswer.AS_USUAL)}, now=now)


def _told(person: Person, record: SessionRecord) -> list[Event]:
    """The answers that count: more than one where two devices told without knowing of each other."""
    counting = settled(events_of(person, record.session)).events
    return [one for one in counting if one.kind is Kind.MORNING and one.session == record.session]
