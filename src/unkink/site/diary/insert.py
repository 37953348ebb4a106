"""Putting events into the log: in batches, in one transaction, once each however often they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from uuid import UUID

from django.db import connection

from unkink.site.accounts.models import Person
from unkink.site.diary.behind import fall_behind, hold_to_write
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import COLUMNS, OF_THE_EVENT, event_of, values_of
from unkink.site.diary.sql import placeholders, speller
from unkink.site.diary.writing import writing
from unkink.wire.event import Event

ROWS_AT_ONCE = 500  # of 17 values each: SQLite takes 32,766 in a statement, PostgreSQL 65,535

ID = COLUMNS.index("id")


class Result(StrEnum):
    """What became of an event: in the log since now, there already, or refused, as its id is another event's."""

    STORED = "stored"
    KNOWN = "known"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Unless it is refused, the event is on the disk: from then on the device need not keep it."""

    id: UUID
    result: Result


def insert(person: Person, events: Sequence[Event], *, received_ms: int) -> list[Receipt]:
    """Store what is not yet in that person's log; one receipt for each event, in their order.

    All or none: when this returns, every one of them is on the disk, but for those whose id stands for another event.
    The log is append-only, so the first that came with an id stays, and what says anything else under it is refused.
    Ids are known within one person's log alone.

    Raises:
        ValueError: if an event is another person's. Whoever reads events from outside refuses those first.
    """
    if not are_theirs(person, events):
        raise ValueError("an event of somebody else")
    if not events:
        return []
    new: set[int] = set()
    with writing():
        hold_to_write(person)
        for first in range(0, len(events), ROWS_AT_ONCE):
            some = events[first : first + ROWS_AT_ONCE]
            stored = put(some, received_ms)
            fall_behind(person, [some[place] for place in stored])
            new.update(first + place for place in stored)
    there = _there(person, [event.id for place, event in enumerate(events) if place not in new])
    return [
        Receipt(event.id, Result.STORED if place in new else Result.KNOWN if there[event.id] == event else Result.OTHER)
        for place, event in enumerate(events)
    ]


def _there(person: Person, ids: Sequence[UUID]) -> dict[UUID, Event]:
    """What the log has under these ids."""
    found: dict[UUID, Event] = {}
    for first in range(0, len(ids), ROWS_AT_ONCE):
        rows = log_of(person).filter(id__in=ids[first : first + ROWS_AT_ONCE]).values_list(*OF_THE_EVENT)
        found |= {event.id: event for event in map(event_of, rows)}
    return found


def are_theirs(person: Person, events: Iterable[Event]) -> bool:
    """Whether every event is of that person, in their household."""
    whose, where = person.id.int, person.clinic_id.int  # numbers: comparing ids takes longer than reading an event
    return all(event.person.int == whose and event.clinic.int == where for event in events)


def put(events: Sequence[Event], received_ms: int) -> list[int]:
    """Store at most ``ROWS_AT_ONCE`` events; the places of those that were new, the first of those with one id.

    Whoever calls this sees to the views.
    """
    spell = speller()
    rows = [values_of(event, received_ms, spell) for event in events]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO diary_eventrow ({', '.join(COLUMNS)}) VALUES {placeholders(len(COLUMNS), len(events))} "  # noqa: S608
            "ON CONFLICT (clinic_id, person_id, id) DO NOTHING RETURNING id",
            list(chain.from_iterable(rows)),
        )
        new = {id_ for (id_,) in cursor.fetchall()}
    places = {row[ID]: place for place, row in reversed(list(enumerate(rows))) if row[ID] in new}
    return sorted(places.values())
