"""Writes an event as one canonical line of JSON: the same event, the same bytes, and read again the same event."""

from __future__ import annotations

from unkink.wire import validators
from unkink.wire.event import Event


def line_of(event: Event) -> bytes:
    """The event as one line of UTF-8 without its end: every key in its fixed place, ``data`` the last.

    A field of the event that says nothing is null; a key of its data that says nothing is left out.
    """
    envelope = validators.envelope_writer().to_json(event)
    data = validators.data_writer(event.kind).to_json(event.data, by_alias=True, exclude_defaults=True)
    return b'%b,"data":%b}' % (envelope[:-1], data)
