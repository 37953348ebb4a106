"""Who writes into a person's log holds it for that long, and marks which views no longer say what the log says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.db import connection

from unkink.site.accounts.models import Person
from unkink.site.diary.corrections import Link, hanging_together
from unkink.site.diary.sql import key, placeholders, speller
from unkink.wire.event import Event


def hold(person: Person) -> None:
    """Until the transaction ends, nobody else writes into this log or folds it.

    So the arrivals of one log become visible in their order, also where the database has many writers (PostgreSQL).
    """
    _touch(person, "arrival = diary_standingrow.arrival")


def hold_to_write(person: Person) -> None:
    """The same, and the standing may be out of date from here on."""
    _touch(person, "behind = excluded.behind")


def _touch(person: Person, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO diary_standingrow (person_id, clinic_id, arrival, behind) VALUES (%s, %s, 0, %s) "  # noqa: S608
            f"ON CONFLICT (person_id) DO UPDATE SET {change}",
            [key(person.id), key(person.clinic_id), True],
        )


def fall_behind(person: Person, events: Sequence[Event]) -> None:
    """Mark the sessions that these new events, just stored, are about: also by what corrects what."""
    named = {event.session.int: event.session for event in events if event.session}
    links = hanging_together(person, [Link(event.id, event.session, event.corrects) for event in events])
    named |= {link.session.int: link.session for link in links if link.session}
    sessions = sorted(named.values())
    if not sessions:
        return
    spell = speller()
    whose = (spell(person.id), spell(person.clinic_id))
    rows = [(spell(uuid4()), *whose, spell(session), True) for session in sessions]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO diary_sessionrow (id, person_id, clinic_id, session, behind) "  # noqa: S608
            f"VALUES {placeholders(5, len(rows))} "
            "ON CONFLICT (person_id, session) DO UPDATE SET behind = excluded.behind",
            [value for row in rows for value in row],
        )
