"""The calendar's document: time zones, what changes and what is cancelled, what waits, the same bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from tests.unit.coach.plans import LEGS, MONDAY, after, chosen
from unkink.coach.deciding import decide
from unkink.export.calendar import (
    Entry,
    EntryStatus,
    Publication,
    Whose,
    document,
    from_log,
    published,
    renewed,
    session_words,
)
from unkink.wire.event import Kind
from unkink.wire.facts import Facts
from unkink.wire.told import Screened
from unkink.wire.words import SessionKind

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
CHANGES = ("03-14", "03-28", "04-04", "10-03", "10-31", "11-07")
"""Days of 2027 on which the clocks of these zones change."""
WHOSE = Whose("somebody", "https://unkink.example.org/")


def entry(start: str, zone: str = "Europe/Warsaw", uid: str = "one", **other: Any) -> Entry:
    usual = Entry(uid, datetime.fromisoformat(start), zone, 20, "Legs", "Squat: 4 times", "", 15, EntryStatus.CONFIRMED)
    return replace(usual, **other)


def read(publication: Publication) -> dict[str, Any]:
    found: Any = icalendar.Calendar.from_ical(document(publication, "Legs"))
    return {str(event["UID"]): event for event in found.events}


class TestTimeZones:
    """Warsaw goes to summer time on 2027-03-28 at 01:00 UTC, New York leaves it on 2026-11-01 at 06:00 UTC."""

    @pytest.mark.parametrize(
        ("start", "zone", "utc"),
        [
            ("2027-03-27T07:30", "Europe/Warsaw", "2027-03-27T06:30"),
            ("2027-03-28T07:30", "Europe/Warsaw", "2027-03-28T05:30"),
            ("2026-10-31T19:00", "America/New_York", "2026-10-31T23:00"),
            ("2026-11-01T19:00", "America/New_York", "2026-11-02T00:00"),
        ],
    )
    def test_both_parsers_read_the_moment(self, start: str, zone: str, utc: str) -> None:
        publication = published(Publication(), [entry(start, zone)], NOW)
        moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
        assert read(publication)["one"].start == moment
        assert vobject.readOne(document(publication, "Legs").decode()).vevent.dtstart.value == moment

    @pytest.mark.parametrize(
        ("zone", "changes"),
        [
            ("Europe/Warsaw", {"20270328T020000": ("+0100", "+0200"), "20271031T030000": ("+0200", "+0100")}),
            ("America/New_York", {"20270314T020000": ("-0500", "-0400"), "20271107T020000": ("-0400", "-0500")}),
            ("UTC", {}),
        ],
    )
    def test_a_zone_is_described_by_the_local_time_before_each_change(
        self, zone: str, changes: dict[str, tuple[str, str]]
    ) -> None:
        """As RFC 5545 (3.6.5) asks: a reader without the zone's name comes to the same moments."""
        body = document(published(Publication(), [entry("2027-06-01T08:00", zone)], NOW), "Legs")
        described: Any = icalendar.Calendar.from_ical(body).walk("VTIMEZONE")[0]
        found = {
            f"{part['DTSTART'].dt:%Y%m%dT%H%M%S}": tuple(part[key].to_ical() for key in ("TZOFFSETFROM", "TZOFFSETTO"))
            for part in described.subcomponents
        }
        assert {at: offsets for at, offsets in found.items() if at[:4] == "2027" and at[4:8] != "0101"} == changes

    @pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata"])
    def test_both_parsers_come_to_every_moment_of_a_year_by_the_description_alone(self, zone: str) -> None:
        """North, south and without summer time: under a name that nobody knows, only what is described can help."""
        begin = datetime.fromisoformat("2027-01-01T07:30")
        starts = [begin + timedelta(days=day, hours=12 * (day % 2)) for day in range(0, 365, 5)]
        starts += [datetime.fromisoformat(f"2027-{day}T04:00") for day in CHANGES]
        entries = [entry(f"{start:%Y-%m-%dT%H:%M}", zone, uid=f"{start:%m%d%H}") for start in starts]
        moments = {one.uid: one.begins for one in entries}
        body = document(published(Publication(), entries, NOW), "Legs").decode()
        unknown = body.replace(f"TZID={zone}", f"TZID=Own/{zone}").replace(f"TZID:{zone}", f"TZID:Own/{zone}")
        by_one: Any = icalendar.Calendar.from_ical(unknown)
        assert {str(event["UID"]): event.start.astimezone(UTC) for event in by_one.events} == moments
        by_other = vobject.readOne(unknown).vevent_list
        assert {str(event.uid.value): event.dtstart.value.astimezone(UTC) for event in by_other} == moments

    def test_the_other_parser_reads_the_alarm_and_the_numbers_too(self) -> None:
        """A session that was moved keeps its name, counts one more, and still reminds once."""
        first = published(Publication(), [entry("2027-03-27T19:00", "Europe/Berlin")], NOW)
        moved = published(first, [entry("2027-03-28T19:00", "Europe/Berlin")], NOW + timedelta(hours=1))
        event = vobject.readOne(document(moved, "Legs").decode()).vevent
        assert (event.uid.value, event.sequence.value) == ("one", "1")
        assert event.dtstart.value == datetime(2027, 3, 28, 17, tzinfo=UTC)
        (alarm,) = event.valarm_list
        assert (alarm.action.value, alarm.trigger.value) == ("DISPLAY", -timedelta(minutes=15))

    def test_minutes_are_minutes_when_the_clocks_change_meanwhile(self) -> None:
        event = read(published(Publication(), [entry("2027-03-28T01:50")], NOW))["one"]
        assert (f"{event.start:%H:%M}", f"{event.end:%H:%M}") == ("01:50", "03:10")


class TestWhatChanges:
    def test_what_stays_keeps_its_number_and_what_changes_counts_one_more(self) -> None:
        first = published(Publication(), [entry("2027-06-01T08:00"), entry("2027-06-03T08:00", uid="two")], NOW)
        later = NOW + timedelta(hours=1)
        second = published(first, [entry("2027-06-01T08:00"), entry("2027-06-04T08:00", uid="two")], later)
        events = read(second)
        assert {uid: int(event["SEQUENCE"]) for uid, event in events.items()} == {"one": 0, "two": 1}
        assert (events["one"].stamp, events["two"].stamp) == (NOW, later)

    def test_what_is_not_planned_any_more_is_cancelled_once_and_may_come_back(self) -> None:
        first = published(Publication(), [entry("2027-06-01T08:00")], NOW)
        gone = published(first, [], NOW)
        assert (read(gone)["one"]["STATUS"], int(read(gone)["one"]["SEQUENCE"])) == ("CANCELLED", 1)
        assert not read(gone)["one"].walk("VALARM") and published(gone, [], NOW) == gone
        back = read(published(gone, [entry("2027-06-01T08:00")], NOW))["one"]
        assert (back["STATUS"], int(back["SEQUENCE"])) == ("CONFIRMED", 2)

    def test_what_has_begun_stays_for_four_weeks(self) -> None:
        first = published(Publication(), [entry("2027-06-01T08:00")], NOW)
        began = first.entries[0].entry.begins
        assert published(first, [], began) == first
        assert published(first, [], began + timedelta(days=27)) == first
        assert published(first, [], began + timedelta(days=28)) == Publication()

    def test_what_comes_again_after_four_weeks_goes_on_counting(self) -> None:
        first = published(Publication(), [entry("2027-06-01T08:00")], NOW)
        later = first.entries[0].entry.begins + timedelta(days=30)
        (again,) = published(first, [entry("2027-07-05T08:00")], later).entries
        assert (again.sequence, again.changed) == (1, later)

    def test_the_same_publication_the_same_bytes(self) -> None:
        publication = published(
            Publication(), [entry("2027-06-01T08:00"), entry("2027-07-01T08:00", "UTC", "two")], NOW
        )
        assert document(publication, "Legs") == document(publication, "Legs")

    def test_what_a_person_may_write_stays_text(self) -> None:
        text = "a; b, c\\n\nBEGIN:VEVENT\nżółw " + "x" * 200
        body = document(published(Publication(), [entry("2027-06-01T08:00", description=text)], NOW), "Legs;,\nx")
        found: Any = icalendar.Calendar.from_ical(body)
        assert found.events[0]["DESCRIPTION"] == text and b"X-WR-CALNAME:Legs\\;\\,\\nx\r\n" in body
        assert vobject.readOne(body.decode()).vevent.description.value == text
        assert max(map(len, body.split(b"\r\n"))) <= 75


class TestFromALog:
    def test_a_choice_and_a_move_make_the_numbers_rise(self) -> None:
        log = chosen(reminder=15)
        before = from_log(LEGS, log.events, log.at(MONDAY, "12:00"), log.zone, WHOSE)
        log.choose(
            after(1), days=["mon", "wed", "fri"], times=["19:00"], moved=["2027-W10-2 2027-03-10 08:00"], reminder=15
        )
        later = from_log(LEGS, log.events, log.at(after(1), "12:00"), log.zone, WHOSE)
        numbers = {one.entry.uid: one.sequence for one in before.entries}
        changed = [one for one in later.entries if one.sequence != numbers.get(one.entry.uid, 0)]
        assert [f"{one.entry.start:%Y-%m-%d %H:%M}" for one in changed] == ["2027-03-10 08:00"]
        assert changed[0].sequence == 1

    def test_a_choice_that_was_undone_goes_on_counting(self) -> None:
        from unkink.wire.told import Undone

        log = chosen()
        other = log.choose(MONDAY, "07:00", days=["mon", "wed", "fri"], times=["08:00"])
        log.tell(log.at(MONDAY, "08:00"), Kind.UNDONE, Undone(), corrects=other.id)
        later = from_log(LEGS, log.events, log.at(after(1), "12:00"), log.zone, WHOSE)
        ahead = [one for one in later.entries if after(1) < one.entry.start.date() < after(30)]
        assert {one.sequence for one in ahead} == {2} and {one.entry.start.hour for one in ahead} == {19}

    def test_twice_the_same_log_the_same_bytes(self) -> None:
        log = chosen()
        log.do(MONDAY)
        made = [from_log(LEGS, log.events, log.at(after(2), "12:00"), log.zone, WHOSE) for _ in range(2)]
        assert document(made[0], "Legs") == document(made[1], "Legs")


class TestWhatASessionSays:
    def test_its_length_its_doses_and_the_link(self) -> None:
        log = chosen()
        now = log.at(MONDAY, "12:00")
        publication = renewed(Publication(), LEGS, decide(LEGS, log.events, now, log.zone), log.past(now), WHOSE)
        one = publication.entries[0].entry
        assert one.description.startswith(
            f"{one.minutes} minutes in all.\n\nSquat: 4 times\nReach: 4 times on each side"
        )
        assert one.url == WHOSE.url and WHOSE.url in one.description

    def test_a_short_session_has_its_own(self) -> None:
        log = chosen()
        decision = decide(LEGS, log.events, log.at(MONDAY, "12:00"), log.zone)
        whole, short = (session_words(LEGS, decision, kind) for kind in (SessionKind.WHOLE, SessionKind.SHORT))
        assert short.lines == whole.lines[:1] and short.minutes < whole.minutes

    def test_a_lock_is_said_and_reminds_of_nothing(self) -> None:
        log = chosen(reminder=15)
        log.tell(log.at(MONDAY, "07:00"), Kind.SCREENING, Screened(Facts({"chest-pain": True})))
        now = log.at(MONDAY, "12:00")
        publication = renewed(Publication(), LEGS, decide(LEGS, log.events, now, log.zone), log.past(now), WHOSE)
        one = publication.entries[0].entry
        assert (one.status, one.reminder, one.summary) == (EntryStatus.TENTATIVE, None, "Legs, on hold")
        assert "urgent help" in one.description and "Squat" not in one.description
