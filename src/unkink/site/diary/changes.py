"""What a person changes about a session afterwards. Each change is one more event; nothing is edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from unkink.coach.settling import settled
from unkink.site.accounts.models import Person
from unkink.site.diary.sessions import events_of
from unkink.site.diary.write import record
from unkink.site.diary.writing import writing
from unkink.wire.event import Event, Kind
from unkink.wire.told import SessionEnded
from unkink.wire.words import EndReason

LONGEST_NOTE = 4000


def add_note(person: Person, session: UUID, note: str, *, now: datetime) -> None:
    """Put a note beside the session, in place of the one before; an empty one takes it away.

    A session that was left open is closed by it, as ended before its end.

    Raises:
        NoSuchEvent: if the note is longer than ``LONGEST_NOTE`` characters, or holds a NUL.
    """
    ends = [event for event in _counting(person, session) if isinstance(event.data, SessionEnded)]
    told: dict[str, object] = {"reason": str(EndReason.STOPPED)}
    if ends and isinstance(last := ends[-1].data, SessionEnded):
        told = {"reason": str(last.reason)} | ({} if last.persists is None else {"persists": last.persists})
    with writing():
        record(
            person,
            Kind.SESSION_ENDED,
            {**told, "note": note},
            now=now,
            session=session,
            corrects=ends[-1].id if ends else None,
        )


def take_back(person: Person, session: UUID, *, now: datetime) -> None:
    """The session did not happen: its start is undone, on every device that told of one."""
    starts = [event for event in _counting(person, session) if event.kind is Kind.SESSION_STARTED]
    _undo(person, session, starts, now)


def bring_back(person: Person, session: UUID, *, now: datetime) -> None:
    """It did happen: what took it back is undone."""
    events = list(events_of(person, session))
    starts = {event.id for event in events if event.kind is Kind.SESSION_STARTED}
    undoings = [event for event in events if event.kind is Kind.UNDONE and event.corrects in starts]
    counting = _that_count(events)
    _undo(person, session, [one for one in undoings if one.id in counting], now)


def _counting(person: Person, session: UUID) -> list[Event]:
    return [event for event in settled(events_of(person, session)).events if event.session == session]


def _undo(person: Person, session: UUID, events: Iterable[Event], now: datetime) -> None:
    with writing():
        for event in events:
            record(person, Kind.UNDONE, {}, now=now, session=session, corrects=event.id)


def _that_count(events: Sequence[Event]) -> set[UUID]:
    """The undoings that nothing undoes. Begins with the last ones; those in a ring count for nothing."""
    undoings = {event.id: event for event in events if event.kind is Kind.UNDONE}
    unread = Counter(event.corrects for event in undoings.values())
    ready = [event for event in undoings.values() if not unread[event.id]]
    counting: set[UUID] = set()
    undone: set[UUID | None] = set()
    while ready:
        event = ready.pop()
        if event.id not in undone:
            counting.add(event.id)
            undone.add(event.corrects)
        unread[event.corrects] -= 1
        if event.corrects in undoings and not unread[event.corrects]:
            ready.append(undoings[event.corrects])
    return counting
