"""Events that the server itself makes: what a person says on a page, rather than in the player."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F, Max
from django.utils.crypto import salted_hmac

from unkink.site.accounts.models import Person
from unkink.site.diary.behind import hold
from unkink.site.diary.insert import insert
from unkink.site.diary.models import StandingRow
from unkink.site.diary.reading import log_of
from unkink.site.diary.writing import writing
from unkink.wire.event import EPOCH, MILLISECOND, VERSION, Event, Kind
from unkink.wire.ids import uuid7
from unkink.wire.problems import Problem
from unkink.wire.reading import read_event
from unkink.wire.words import Side


class NoSuchEvent(ValueError):
    """What a page wanted to write is no valid event; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{one.path}: found {one.found}, expected {one.expected}" for one in problems))
        self.problems = problems


def record(
    person: Person,
    kind: Kind,
    data: Mapping[str, object],
    *,
    now: datetime,
    program: str | None = None,
    session: UUID | None = None,
    exercise: str | None = None,
    side: Side | None = None,
    corrects: UUID | None = None,
    zone: str | None = None,
) -> Event:
    """Write one event into that person's log, as one more device of theirs.

    ``now`` is aware. The time zone is ``zone``, where the page knows it; else that of their latest event.

    Raises:
        NoSuchEvent: if the data is not what that kind of event holds. Nothing is written.
    """
    ms = (now - EPOCH) // MILLISECOND
    with writing():
        hold(person)
        written = {
            "v": VERSION,
            "id": str(uuid7(ms, secrets.token_bytes(10))),
            "person": str(person.id),
            "clinic": str(person.clinic_id),
            "device": str(own_device(person)),
            "seq": _next_seq(person),
            "at": _instant(ms),
            "tz": zone or latest_zone(person),
            "kind": str(kind),
            "program": program,
            "session": _spelled(session),
            "exercise": exercise,
            "side": None if side is None else str(side),
            "data": dict(data),
            "corrects": _spelled(corrects),
        }
        event = read_event(written)
        if not isinstance(event, Event):
            raise NoSuchEvent(event)
        insert(person, [event], received_ms=ms)
    return event


def own_device(person: Person) -> UUID:
    """The server as a device of that person: the same each time, another one on another installation."""
    return UUID(bytes=salted_hmac("unkink.diary.device", person.id.hex, algorithm="sha256").digest()[:16], version=5)


def _next_seq(person: Person) -> int:
    """One more than the last. Where that was forgotten with the views, the log knows it."""
    row = StandingRow.objects.filter(person=person)
    if row.filter(own_seq__isnull=True).exists():
        last = log_of(person).filter(device=own_device(person)).aggregate(last=Max("seq"))["last"]
        row.update(own_seq=-1 if last is None else last)
    row.update(own_seq=F("own_seq") + 1)
    number = row.values_list("own_seq", flat=True).get()
    assert number is not None
    return number


def latest_zone(person: Person) -> str:
    """The IANA name of the zone in which that person was when they last told something."""
    return log_of(person).order_by("-arrival").values_list("tz", flat=True).first() or "UTC"


def _instant(ms: int) -> str:
    return (EPOCH + ms * MILLISECOND).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _spelled(id_: UUID | None) -> str | None:
    return None if id_ is None else str(id_)
