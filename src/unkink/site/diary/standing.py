"""Where a person stands: read from one row, carried on or folded anew where their log has grown since."""

from __future__ import annotations

from django.db import connection

from unkink.coach import standing as coach
from unkink.coach.folding import Snapshot
from unkink.coach.keeping import NotKept, as_json, from_json
from unkink.coach.standing import Standing
from unkink.site.accounts.models import Person
from unkink.site.diary.behind import hold
from unkink.site.diary.models import StandingRow
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.sql import key
from unkink.site.diary.writing import writing
from unkink.wire.event import Event


def standing_of(person: Person) -> Standing:
    """Where that person stands after every event of their log: one row, unless something came since the last time."""
    snapshot = _snapshot(_kept(person))
    return (snapshot or _brought_up(person)).state


def _kept(person: Person) -> str | None:
    """Asked for with every page, so in the database's own words: putting the same into them takes ten times as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM diary_standingrow WHERE person_id = %s AND NOT behind", [key(person.id)])
        found = cursor.fetchone()
    return found[0] if found else None


def _brought_up(person: Person) -> Snapshot[Standing]:
    with writing():
        hold(person)
        row = StandingRow.objects.get(person=person.id)
        snapshot, arrival = _folded(person, _snapshot(row.body), row.arrival)
        StandingRow.objects.filter(person=person.id).update(body=as_json(snapshot), arrival=arrival, behind=False)
    return snapshot


def _folded(person: Person, kept: Snapshot[Standing] | None, arrival: int) -> tuple[Snapshot[Standing], int]:
    """The snapshot after the whole log, and its newest arrival. What came out of order is folded from the start."""
    if kept is not None:
        newest, events = _arrived_after(person, arrival)
        if (carried_on := coach.carried_on(kept, events)) is not None:
            return carried_on, newest
    newest, events = _arrived_after(person, 0)
    return coach.standing_of(events), newest


def _arrived_after(person: Person, arrival: int) -> tuple[int, list[Event]]:
    rows = log_of(person).filter(arrival__gt=arrival, kind__in=coach.KINDS).order_by("arrival")
    found = list(rows.values_list("arrival", *OF_THE_EVENT))
    return (found[-1][0] if found else arrival), [event_of(row[1:]) for row in found]


def _snapshot(body: str | None) -> Snapshot[Standing] | None:
    """None where there is none, or an earlier version kept it in another form."""
    try:
        return from_json(Snapshot[Standing], body) if body else None
    except NotKept:
        return None
