"""Events to rows of the database, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from unkink.site.diary.sql import Value, uuid_of
from unkink.wire.column import data_as_json, data_from_json
from unkink.wire.event import EPOCH, MILLISECOND, Event, Kind
from unkink.wire.words import Side

OF_THE_EVENT = (
    "clinic_id", "person_id", "id", "v", "device", "seq", "at_ms", "tz", "kind",
    "program", "session", "exercise", "side", "data", "corrects",
)  # fmt: skip
COLUMNS = (*OF_THE_EVENT, "received_ms")


def values_of(event: Event, received_ms: int, spell: Callable[[UUID], str | UUID]) -> tuple[Value, ...]:
    """What stands in ``COLUMNS``. ``spell`` is the database's way with ids."""
    return (
        spell(event.clinic),
        spell(event.person),
        spell(event.id),
        event.v,
        spell(event.device),
        event.seq,
        event.at_ms,
        event.tz,
        event.kind,
        event.program,
        spell(event.session) if event.session else None,
        event.exercise,
        event.side,
        data_as_json(event.kind, event.data),
        spell(event.corrects) if event.corrects else None,
        received_ms,
    )


def event_of(row: Sequence[Any]) -> Event:
    """The event whose ``OF_THE_EVENT`` these are."""
    clinic, person, id_, v, device, seq, at_ms, tz, kind, program, session, exercise, side, data, corrects = row
    return Event(
        id=uuid_of(id_),
        person=uuid_of(person),
        clinic=uuid_of(clinic),
        device=uuid_of(device),
        seq=seq,
        at=EPOCH + at_ms * MILLISECOND,
        tz=tz,
        kind=Kind(kind),
        program=program,
        session=uuid_of(session) if session else None,
        exercise=exercise,
        side=Side(side) if side else None,
        data=data_from_json(Kind(kind), data),
        corrects=uuid_of(corrects) if corrects else None,
        v=v,
    )
