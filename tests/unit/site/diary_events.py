"""Events for tests of the log: short to write, valid as a device would send them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from unkink.site.accounts.models import Clinic, Person
from unkink.wire.event import Event
from unkink.wire.reading import read_event

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NOON_MS = int(NOON.timestamp() * 1000)
PHONE = UUID("019ab9f2-8c00-7000-8000-0000000000aa")
LAPTOP = UUID("019ab9f2-8c00-7000-8000-0000000000bb")
SESSION = UUID("019ab9f2-8c00-7000-8000-00000000005e")
HASH = "ab" * 32


def somebody(name: str = "Anna", household: str = "Home") -> Person:
    return Person.objects.create(clinic=Clinic.objects.create(name=household), name=name)


def id_of(number: int) -> UUID:
    return UUID(f"019ab9f2-8c00-7000-8000-{number:012x}")


def raw(person: Person, number: int, kind: str, data: dict[str, Any] | None = None, **other: Any) -> dict[str, Any]:
    """Event ``number`` of a phone, that many seconds after noon."""
    about: dict[str, Any] = {"program": None, "session": None, "exercise": None, "side": None, "corrects": None}
    about |= {name: str(value) if isinstance(value, UUID) else value for name, value in other.items()}
    at = NOON + timedelta(seconds=number)
    return {
        "v": 1,
        "id": str(id_of(number)),
        "person": str(person.id),
        "clinic": str(person.clinic_id),
        "device": str(PHONE),
        "seq": number,
        "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "tz": "Europe/Berlin",
        "kind": kind,
        "data": data or {},
        **about,
    }


def event(person: Person, number: int, kind: str, data: dict[str, Any] | None = None, **other: Any) -> Event:
    read = read_event(raw(person, number, kind, data, **other))
    assert isinstance(read, Event), read
    return read


def pain(person: Person, number: int, level: int = 2, **other: Any) -> Event:
    return event(person, number, "pain", {"of": "usual", "level": level}, session=SESSION, **other)
