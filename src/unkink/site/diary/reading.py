"""Reading the log: page by page as it arrived, or all of it in the order in which things happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unkink.site.accounts.models import Person
from unkink.site.diary.models import EventRow
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.sql import key, uuid_of
from unkink.wire.event import Event
from unkink.wire.writing import line_of

FOLD_ORDER = ("at_ms", "device", "seq", "id")
AT_ONCE = 500

Newest = tuple[int, UUID] | None
"""The last event of a log that arrived. While it is the same, so is the log: nothing in it is ever changed."""


class UnknownCursor(Exception):
    """There is no such event in this person's log."""


@dataclass(frozen=True, slots=True)
class Page:
    """Canonical lines in the order of arrival; ``following`` asks for the next page, None where this is the last."""

    lines: tuple[bytes, ...]
    following: UUID | None


def page_after(person: Person, cursor: UUID | None, limit: int) -> Page:
    """The page that follows the event with that id, or the first one.

    Raises:
        UnknownCursor: if this log has no event with that id, whoever else may have one.
    """
    rows = log_of(person).filter(arrival__gt=_arrival(person, cursor)).order_by("arrival")
    events = [event_of(row) for row in rows.values_list(*OF_THE_EVENT)[: limit + 1]]
    shown = events[:limit]
    return Page(tuple(map(line_of, shown)), shown[-1].id if len(events) > limit else None)


def _arrival(person: Person, cursor: UUID | None) -> int:
    if cursor is None:
        return 0
    found = log_of(person).filter(id=cursor).values_list("arrival", flat=True).first()
    if found is None:
        raise UnknownCursor
    return found


def log_of(person: Person) -> QuerySet[EventRow]:
    return EventRow.objects.filter(clinic=person.clinic_id, person=person.id)


def newest_of(person: Person) -> Newest:
    """Asked for with most pages, so in the database's own words: putting the same into them takes ten times as long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT arrival, id FROM diary_eventrow WHERE person_id = %s ORDER BY arrival DESC LIMIT 1",
            [key(person.id)],
        )
        found = cursor.fetchone()
    return (found[0], uuid_of(found[1])) if found else None


def log_lines(person: Person) -> Iterator[bytes]:
    """Every event of the log as a canonical line without its end, in fold order: the same log, the same lines."""
    return map(line_of, events_in_order(log_of(person)))


def events_in_order(rows: QuerySet[EventRow]) -> Iterator[Event]:
    """Events in fold order, a few at a time, so that no slow reader keeps the database waiting."""
    arrivals = list(rows.order_by(*FOLD_ORDER).values_list("arrival", flat=True))
    for first in range(0, len(arrivals), AT_ONCE):
        yield from _events(arrivals[first : first + AT_ONCE])


def _events(arrivals: Sequence[int]) -> list[Event]:
    rows = EventRow.objects.filter(arrival__in=arrivals).values_list(*OF_THE_EVENT)
    return sorted(map(event_of, rows), key=lambda event: event.order)
