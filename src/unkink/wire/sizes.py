"""The largest event that is taken."""

from __future__ import annotations

from unkink.wire.event import Event, Kind
from unkink.wire.writing import line_of

LARGEST = 64 * 1024
"""Bytes of an event's canonical line."""
CAN_BE_LARGER = frozenset({Kind.SESSION_STARTED, Kind.SCREENING, Kind.SCHEDULE, Kind.ASSESSMENT, Kind.MEASURED})
"""The bounds of their fields keep all other kinds below it."""


def too_large(event: Event) -> int | None:
    """The size of the event in bytes if it is too large."""
    if event.kind not in CAN_BE_LARGER:
        return None
    size = len(line_of(event))
    return size if size > LARGEST else None
