"""One session as a calendar shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from unkink.coach.planning.clock import zone_named
from unkink.coach.planning.plan import PlannedSession
from unkink.export.calendar.session_words import SessionWords
from unkink.wire.words import SessionKind

DOMAIN = "unkink"


class EntryStatus(StrEnum):
    """As iCalendar calls it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """``start`` is what a clock shows in ``zone``, without its offset. ``reminder`` is in minutes before, or None."""

    uid: str
    start: datetime
    zone: str
    minutes: int
    summary: str
    description: str
    url: str
    reminder: int | None
    status: EntryStatus

    @property
    def begins(self) -> datetime:
        """The moment, in UTC."""
        return self.start.replace(tzinfo=zone_named(self.zone)).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """What a clock shows in ``zone`` at the end, without its offset: minutes are minutes, whatever clocks do."""
        end = self.begins + timedelta(minutes=self.minutes)
        return end.astimezone(zone_named(self.zone)).replace(tzinfo=None)


def uid_of(owner: str, session: str) -> str:
    """The name that a calendar knows a session by, for good. It does not tell who ``owner`` is."""
    digest = hashlib.sha256(f"{owner}/{session}".encode()).hexdigest()[:24]
    return f"{session.lower()}-{digest}@{DOMAIN}"


def entries_of(
    sessions: Iterable[PlannedSession],
    words: Mapping[SessionKind, SessionWords],
    *,
    owner: str,
    reminder: int | None,
    url: str = "",
) -> tuple[Entry, ...]:
    """An entry for each session that is still to come.

    Args:
        sessions: those ahead.
        words: what each kind of them says.
        owner: whose they are: any text that stays the same, such as the person's id.
        reminder: minutes before each of them, None for no reminder. What waits reminds nobody.
        url: where a session begins; empty where there is no such address.
    """
    return tuple(_entry(one, words[one.kind], owner, reminder, url) for one in sessions)


def _entry(one: PlannedSession, said: SessionWords, owner: str, reminder: int | None, url: str) -> Entry:
    short = " (short)" if one.kind is SessionKind.SHORT else ""
    return Entry(
        uid=uid_of(owner, one.id),
        start=one.start.replace(tzinfo=None),
        zone=one.zone,
        minutes=said.minutes,
        summary=f"{said.title}{short}{', on hold' if said.waits else ''}",
        description=_description(said, url),
        url=url,
        reminder=None if said.waits else reminder,
        status=EntryStatus.TENTATIVE if said.waits else EntryStatus.CONFIRMED,
    )


def _description(said: SessionWords, url: str) -> str:
    if said.waits:
        return "\n".join((*said.lines, *([f"What to do: {url}"] if url else [])))
    head = f"{said.minutes} minutes in all." if said.minutes > 1 else "A minute in all."
    foot = [f"Begin here, and the morning after say there how it feels: {url}"] if url else []
    return "\n".join((head, "", *said.lines, "", "What you tell after a session changes the next.", *foot))
