"""What the server writes into a log is one more device of that person."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.site.diary_events import HASH, NOON, SESSION, pain, somebody
from unkink.site.diary.insert import insert
from unkink.site.diary.models import EventRow, StandingRow
from unkink.site.diary.reading import events_in_order, log_of
from unkink.site.diary.write import NoSuchEvent, own_device, record
from unkink.wire.event import Kind

pytestmark = pytest.mark.django_db


def test_what_is_written_stands_in_the_log() -> None:
    anna = somebody()
    event = record(anna, Kind.ENROLLED, {"name": "tight-psoas"}, now=NOON, program=HASH)
    assert list(events_in_order(log_of(anna))) == [event]
    assert (event.at, event.device, event.tz) == (NOON, own_device(anna), "UTC")


def test_it_counts_up_from_nought_and_goes_on_where_the_views_were_forgotten() -> None:
    anna = somebody()
    seqs = [record(anna, Kind.SCHEDULE, {"monday": True}, now=NOON).seq for _ in range(3)]
    StandingRow.objects.all().delete()
    assert [*seqs, record(anna, Kind.SCHEDULE, {"monday": False}, now=NOON).seq] == [0, 1, 2, 3]


def test_at_one_moment_the_order_is_that_of_writing() -> None:
    anna = somebody()
    written = [record(anna, Kind.SCHEDULE, {"number": number}, now=NOON) for number in range(20)]
    assert list(events_in_order(log_of(anna))) == written


def test_each_person_has_a_device_of_their_own_and_it_stays() -> None:
    anna, ben = somebody("Anna"), somebody("Ben")
    assert own_device(anna) == own_device(anna) != own_device(ben)


def test_the_zone_is_that_of_the_latest_event() -> None:
    anna = somebody()
    insert(anna, [pain(anna, 1)], received_ms=1)
    assert record(anna, Kind.SCHEDULE, {}, now=NOON + timedelta(hours=1)).tz == "Europe/Berlin"


def test_what_is_no_event_is_not_written() -> None:
    anna = somebody()
    with pytest.raises(NoSuchEvent, match=r"data\.reason") as refused:
        record(anna, Kind.SESSION_ENDED, {"reason": "bored"}, now=NOON, session=SESSION)
    assert refused.value.problems[0].path == "data.reason"
    assert not EventRow.objects.exists()
