"""A publication as an iCalendar document: the same publication, the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar

from unkink.coach.planning.clock import zone_named
from unkink.export.calendar.entry import EntryStatus
from unkink.export.calendar.publication import Publication, Published
from unkink.export.calendar.zones import described

PRODUCT = "-//Unkink//Plan//EN"
ASK_AGAIN = timedelta(hours=6)
"""How often a subscriber should look; some look when they please (RFC 7986, 5.7)."""


def document(publication: Publication, name: str) -> bytes:
    """The calendar in UTF-8, lines ended and folded as RFC 5545 asks. ``name`` is what a program calls it."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", icalendar.vText(name))
    calendar.add("x-wr-calname", icalendar.vText(name))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN))
    for zone in _zones(publication):
        calendar.add_component(zone)
    for one in publication.entries:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical(sorted=False))


def _zones(publication: Publication) -> list[icalendar.Timezone]:
    """Each zone that an entry names, for a year more than there are entries, either way."""
    years = [one.entry.start.year for one in publication.entries]
    names = sorted({one.entry.zone for one in publication.entries})
    return [described(name, min(years) - 1, max(years) + 1) for name in names]


def _event(one: Published) -> icalendar.Event:
    entry = one.entry
    zone = zone_named(entry.zone)
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", _second(one.changed))
    event.add("last-modified", _second(one.changed))
    event.add("sequence", one.sequence)
    event.add("dtstart", entry.start.replace(tzinfo=zone))
    event.add("dtend", entry.ends.replace(tzinfo=zone))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    if entry.url:
        event.add("url", entry.url)
    event.add("status", str(entry.status))
    event.add("transp", "TRANSPARENT" if entry.status is EntryStatus.CANCELLED else "OPAQUE")
    if entry.reminder is not None:
        event.add_component(_reminder(entry.summary, entry.reminder))
    return event


def _reminder(summary: str, minutes: int) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(minutes=-minutes))
    alarm.add("description", summary)
    return alarm


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
