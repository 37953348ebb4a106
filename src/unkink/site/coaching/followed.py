"""What the coach knows of a person: read from one row, carried on or followed anew where their log has grown since.

Nobody waits for somebody else's log to be followed: it is read and followed outside of any transaction. What is stored
names the newest event in it, so that what was stored too late is carried on by the next reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import connection
from django.db.models import Max

from unkink.coach.folding import Snapshot
from unkink.coach.following import KINDS, Followed, Following
from unkink.coach.keeping import NotKept, as_json, from_json
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.coaching.texts import Texts, are_good_for, following_by, texts_for
from unkink.site.diary.behind import hold
from unkink.site.diary.models import FollowedRow
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.sql import key
from unkink.site.diary.writing import writing
from unkink.wire.event import EPOCH, MILLISECOND, Event

BASE_BEFORE = timedelta(days=56)
"""So far back lies the base: what people change or take back is nearly always younger."""

State = Snapshot[Followed]


@dataclass(frozen=True, slots=True)
class Kept:
    """A state as it is kept, and by which texts it was followed. Equal ones lead to equal decisions."""

    texts: Texts
    body: str

    @property
    def followed(self) -> Followed:
        state = state_of(self.body)
        assert state is not None, "what cannot be read is never handed out"
        return state.state


def followed_of(person: Person, program: Program) -> Kept:
    """What the coach knows of that person, who is on that program, after every event of their log."""
    kept = _kept(person)
    if kept is not None and are_good_for(kept.texts, program) and state_of(kept.body) is not None:
        return kept
    return _brought_up(person, program)


@lru_cache(maxsize=128)
def state_of(body: str) -> State | None:
    """The state that was kept; None where an earlier version kept it in another form."""
    try:
        return from_json(State, body)
    except NotKept:
        return None


def _kept(person: Person) -> Kept | None:
    """The row, if the newest event of the log is in it. Asked for with every page, so in the database's own words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT texts, body FROM diary_followedrow WHERE person_id = %s AND arrival = "
            "(SELECT COALESCE(MAX(arrival), 0) FROM diary_eventrow WHERE person_id = %s)",
            [key(person.id), key(person.id)],
        )
        found = cursor.fetchone()
    return Kept(tuple(found[0].split()), found[1]) if found else None


def _brought_up(person: Person, program: Program) -> Kept:
    newest = log_of(person).aggregate(newest=Max("arrival"))["newest"] or 0
    row = FollowedRow.objects.filter(person=person.id).first()
    if row is not None and row.arrival <= newest and are_good_for(tuple(row.texts.split()), program):
        texts = tuple(row.texts.split())
        body, base = _carried_on(person, following_by(texts, program), row, newest)
    else:
        texts = texts_for(person, program)
        body, base = _from_the_start(following_by(texts, program), _events(person, newest))
    kept = Kept(texts, as_json(body))
    told = {"clinic_id": person.clinic_id, "texts": " ".join(texts), "body": kept.body, "arrival": newest}
    with writing():
        hold(person)
        FollowedRow.objects.update_or_create(person=person, defaults={**told, "base": as_json(base) if base else None})
    return kept


Folded = tuple[State, State | None]
"""The state, and the base from which it can be followed again."""


def _carried_on(person: Person, following: Following, row: FollowedRow, newest: int) -> Folded:
    """The kept state with what came since: at once, from the base where something lately changed, or from the start."""
    body, base = state_of(row.body), state_of(row.base) if row.base else None
    fresh = _events(person, newest, after=row.arrival)
    further = following.carried_on(body, fresh) if body else None
    if further is not None and not _is_far_behind(person, further, base):
        return further, base
    if base is not None and base.last is not None and all(event.order > base.last.order for event in fresh):
        since = [event for event in _events(person, newest, base=base) if event.order > base.last.order]
        if (again := _from(following, base, since)) is not None:
            return again
    return _from_the_start(following, _events(person, newest))


def _from_the_start(following: Following, events: Sequence[Event]) -> Folded:
    return _from(following, following.follow(()), events) or (following.follow(events), None)


def _from(following: Following, state: State, events: Sequence[Event]) -> Folded | None:
    """The state with those events, by way of a base some weeks before the last of them; None where there is no way."""
    until = max((event.at for event in events), default=EPOCH + BASE_BEFORE) - BASE_BEFORE
    base = following.carried_on(state, [event for event in events if event.at <= until])
    whole = following.carried_on(base, [event for event in events if event.at > until]) if base else None
    return (whole, base) if whole else None


def _is_far_behind(person: Person, state: State, base: State | None) -> bool:
    """Whether it is time for a younger base: to follow from this one would take long."""
    if base is None or state.last is None:
        return False
    since = base.last.at if base.last else _beginning(person)
    return state.last.at - since > 2 * BASE_BEFORE


def _beginning(person: Person) -> datetime:
    """When what arrived first was told."""
    first = log_of(person).order_by("arrival").values_list("at_ms", flat=True).first()
    return EPOCH + (first or 0) * MILLISECOND


def _events(person: Person, newest: int, *, after: int = 0, base: State | None = None) -> list[Event]:
    """Events of the kinds that decisions are made of, up to that arrival: after another, or told since the base."""
    rows = log_of(person).filter(arrival__gt=after, arrival__lte=newest, kind__in=KINDS)
    if base is not None and base.last is not None:
        rows = rows.filter(at_ms__gte=(base.last.at - EPOCH) // MILLISECOND)
    return _read(rows.order_by("arrival").values_list(*OF_THE_EVENT))


def _read(rows: Iterable[tuple[object, ...]]) -> list[Event]:
    return [event_of(row) for row in rows]
