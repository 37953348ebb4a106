"""The calendar feed: six weeks ahead and a year behind, asked for over HTTP, beside the library that writes calendars.

    python benchmarks/bench_feed.py [SECONDS]

The log is that of `ten_years.py`; then the program is begun anew and days are chosen, so that all of its weeks lie
ahead. The server that people run is asked over one kept connection, and over eight at once, without its limit of 30
tries a minute. Then, in this process and in processor time: what one answer takes, and what icalendar takes to write
the same events and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import icalendar

if TYPE_CHECKING:
    from unkink.site.accounts.models import Person

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.bench_today import CONNECTIONS, PLACE, SECONDS, hammer, measure, server, settle  # noqa: E402

YEAR = 52
ZONE, DAYS, AT = "Europe/Berlin", ["mon", "wed", "fri"], "19:00"
TODAY = "https://unkink.example.org/"
NO_LIMIT = "from django.conf import settings; settings.CALENDAR_RATE = '1000000/m/ip'"
SERVE = f"{NO_LIMIT}; from unkink.site.serve import serve; serve(port=0, open_browser=False)"
RUNS = 20


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "UNKINK_DATA": folder, "PYTHONUNBUFFERED": "1", **PLACE}
        fill = [sys.executable, "-m", "benchmarks.ten_years", str(YEAR)]
        filled = subprocess.check_output(fill, env=environment, text=True)
        asked = [sys.executable, __file__, "in this process"]
        *told, token = subprocess.check_output(asked, env=environment, text=True).splitlines()
        print(f"a year: {int(filled):,} events", *told, sep="\n")
        with server(environment, SERVE) as (host, process):
            print(f"over HTTP, one connection and {CONNECTIONS}")
            settle(process)
            address = f"/calendar/{token}.ics"
            (first,) = hammer(host, address, 0.0)
            measure(host, process, address, first, seconds, "the feed")


def in_process() -> None:
    """What one feed takes; the last line is the token of its address."""
    import django

    django.setup(set_prefix=False)
    from unkink.export.calendar import document
    from unkink.site.accounts.owner import owner
    from unkink.site.calendar import feed
    from unkink.site.calendar.feed import feed_of, make_address

    me, now = owner(), datetime.now(UTC)
    choose(me, now)
    token = make_address(me, now)
    body = feed_of(me, TODAY, now).body
    read = icalendar.Calendar.from_ical(body)
    print(f"  {len(read.events)} events, {len(body) / 1000:.1f} kB; processor time, median of {RUNS}")
    _line("a feed that has not changed", median(milliseconds(partial(feed_of, me, TODAY, now)) for _ in range(RUNS)))
    _line("a feed that has", median(_written_anew(me, now) for _ in range(RUNS)))
    kept = feed.publication_of(me)
    _line("of it, writing the document", median(milliseconds(partial(document, kept, "Unkink")) for _ in range(RUNS)))
    by_library = partial(written_by_library, read.events)
    _line("icalendar, the same events alone", median(milliseconds(by_library) for _ in range(RUNS)))
    print(token)


def choose(me: Person, now: datetime) -> None:
    """The program begins anew today, on three evenings a week, with a reminder."""
    from unkink.site.diary.write import record
    from unkink.site.programs.library import library
    from unkink.wire.event import Kind

    handout = library().volumes()["tight-psoas"].handout
    assert handout
    begun = {"name": "tight-psoas", "title": handout.program.title}
    record(me, Kind.ENROLLED, begun, now=now, program=handout.program.hash)
    record(me, Kind.SCREENING, {"answers": {}}, now=now)
    record(me, Kind.SCHEDULE, {"days": DAYS, "times": [AT] * len(DAYS), "reminder": 15}, now=now, zone=ZONE)


def _written_anew(me: Person, now: datetime) -> float:
    """As after a change: nothing of the document is known."""
    from unkink.site.calendar import feed

    feed.written.cache_clear()
    return milliseconds(partial(feed.feed_of, me, TODAY, now))


def written_by_library(events: list[icalendar.Event]) -> bytes:
    """What somebody would write who has the events already: the same properties, and the zones that they name."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Benchmark//EN")
    calendar.add("version", "2.0")
    for one in events:
        event = icalendar.Event()
        for name in ("uid", "sequence", "summary", "description", "status"):
            event.add(name, one[name])
        for name, at in (("dtstamp", one.DTSTAMP), ("dtstart", one.start), ("dtend", one.end)):
            event.add(name, at)
        for alarm in one.walk("VALARM"):
            event.add_component(alarm)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def milliseconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return 1000 * (time.process_time() - start)


def _line(what: str, took: float) -> None:
    print(f"  {what:<34}{took:7.1f} ms")


if __name__ == "__main__":
    in_process() if sys.argv[1:] == ["in this process"] else main()
