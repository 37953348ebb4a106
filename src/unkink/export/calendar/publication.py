"""What was published, so that a calendar which reads again updates what it has.

Each entry counts its own changes: the number rises exactly when something of it changed, and stays otherwise. What is
no longer planned is cancelled, not left out, as some programs keep what only disappears.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unkink.export.calendar.entry import Entry, EntryStatus

KEPT = timedelta(days=28)
"""How long a session that is over stays in the calendar, as it was when it began."""


@dataclass(frozen=True, slots=True)
class Published:
    """``sequence`` is how often it has changed since it was first published, ``changed`` when it last did (UTC)."""

    entry: Entry
    sequence: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that a subscriber sees, in the order of the ids."""

    entries: tuple[Published, ...] = ()


def published(before: Publication, entries: Iterable[Entry], now: datetime) -> Publication:
    """What is published at ``now`` (aware, UTC), after what was published before.

    What has begun stays as it was, unless somebody moves it ahead: nothing else that comes later changes the past.
    """
    planned = {entry.uid: entry for entry in entries if entry.begins > now}
    since = now - KEPT
    known = {one.entry.uid: one for one in before.entries if one.entry.begins > since or one.entry.uid in planned}
    going_on = [_goes_on(one, planned.get(uid), now) for uid, one in known.items()]
    fresh = [Published(entry, 0, now) for uid, entry in planned.items() if uid not in known]
    return Publication(tuple(sorted([*going_on, *fresh], key=lambda one: one.entry.uid)))


def _goes_on(one: Published, planned: Entry | None, now: datetime) -> Published:
    if planned is None:
        if one.entry.begins <= now:
            return one
        planned = replace(one.entry, status=EntryStatus.CANCELLED, reminder=None)
    return one if planned == one.entry else Published(planned, one.sequence + 1, now)
