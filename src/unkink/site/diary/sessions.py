"""The records of a person's sessions: kept a row each, folded anew where something was told of them since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unkink.coach.keeping import NotKept, as_json, from_json
from unkink.coach.record import SessionRecord, record_of
from unkink.site.accounts.models import Person
from unkink.site.diary.behind import hold
from unkink.site.diary.corrections import Link, hanging_together
from unkink.site.diary.models import SessionRow
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.sql import Value, key
from unkink.site.diary.writing import writing
from unkink.wire.event import EPOCH, MILLISECOND, Event

AT_ONCE = 100
MOST_BETWEEN_ZONES = timedelta(hours=48)
"""No two zones are further apart, with the hours by which a day begins late."""


def sessions_between(person: Person, start: datetime, end: datetime) -> list[SessionRecord]:
    """Sessions that took place and began from ``start`` up to, not including, ``end``; the newest first."""
    bring_up(person)
    rows = _rows(person).filter(started_ms__gte=_ms(start), started_ms__lt=_ms(end)).order_by("-started_ms", "session")
    return [_record(person, session, body) for session, body in rows.values_list("session", "body")]


def session_of(person: Person, session: UUID) -> SessionRecord | None:
    """One session, also one that was taken back; None where this log tells of none with that id."""
    row = _rows(person).filter(session=session)
    if row.filter(behind=True).exists():
        with writing():
            hold(person)
            _fold(person, [session])
    kept = row.values_list("body", flat=True).first()
    return None if kept is None else _record(person, session, kept)


def first_and_last_day(person: Person) -> tuple[date, date] | None:
    """The days, each in its own zone, of the first and the last session that took place; None where there is none."""
    bring_up(person)
    rows = _rows(person).filter(started_ms__isnull=False).order_by("started_ms").values_list("started_ms", flat=True)
    first, last = rows.first(), rows.last()
    if first is None or last is None:
        return None
    # Who travels may begin a session later and on an earlier day.
    begin = sessions_between(person, _at(first), _at(first) + MOST_BETWEEN_ZONES)
    end = sessions_between(person, _at(last) - MOST_BETWEEN_ZONES, _at(last + 1))
    return min(one.day for one in begin if one.day), max(one.day for one in end if one.day)


def _rows(person: Person) -> QuerySet[SessionRow]:
    return SessionRow.objects.filter(person=person.id)


def bring_up(person: Person) -> None:
    """Fold every session of which something was told since then; a few at a time, so that nobody waits for long."""
    while _rows(person).filter(behind=True).exists():
        with writing():
            hold(person)
            _fold(person, list(_rows(person).filter(behind=True).values_list("session", flat=True)[:AT_ONCE]))


def _fold(person: Person, sessions: Sequence[UUID]) -> None:
    events = _events_of(person, sessions)
    records = [record_of(session, events[session]) for session in sessions]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE diary_sessionrow SET body = %s, started_ms = %s, behind = %s WHERE person_id = %s AND session = %s",
            [_kept(person, record) for record in records],
        )


def _kept(person: Person, record: SessionRecord) -> tuple[Value, ...]:
    started = None if record.started is None else _ms(record.started)
    return (as_json(record), started, False, key(person.id), key(record.session))


def events_of(person: Person, session: UUID) -> list[Event]:
    """The events of a session and all that hang together with any of them by corrections: each once, in no order."""
    return _events_of(person, [session])[session]


def _events_of(person: Person, sessions: Sequence[UUID]) -> dict[UUID, list[Event]]:
    """For each session its events, and what hangs together with those of any of them, which does the others no harm."""
    own = [event_of(row) for row in log_of(person).filter(session__in=sessions).values_list(*OF_THE_EVENT)]
    beside = _hanging_together(person, own)
    events: dict[UUID, list[Event]] = {session: list(beside) for session in sessions}
    twice = {event.id for event in beside}
    for event in own:
        if event.session and event.id not in twice:
            events[event.session].append(event)
    return events


def _hanging_together(person: Person, events: Sequence[Event]) -> list[Event]:
    links = hanging_together(person, [Link(event.id, event.session, event.corrects) for event in events])
    ids = [link.id for link in links]
    found: list[Event] = []
    for first in range(0, len(ids), AT_ONCE):
        rows = log_of(person).filter(id__in=ids[first : first + AT_ONCE])
        found += map(event_of, rows.values_list(*OF_THE_EVENT))
    return found


def _record(person: Person, session: UUID, body: str | None) -> SessionRecord:
    try:
        return _read(body or "")
    except NotKept:  # an earlier version kept it in another form
        return record_of(session, events_of(person, session))


@lru_cache(maxsize=2048)
def _read(body: str) -> SessionRecord:
    """What was kept of a session is read again with every look at a month or at progress, and hardly ever changes."""
    return from_json(SessionRecord, body)


def _at(ms: int) -> datetime:
    return EPOCH + ms * MILLISECOND


def _ms(at: datetime) -> int:
    return (at - EPOCH) // MILLISECOND
