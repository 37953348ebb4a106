"""The plan's page, and the address that calendar programs read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.unit.site.household import Cast, Device, elsewhere, make_cast
from unkink.coach.planning.schedule import Schedule
from unkink.site.accounts.models import Person
from unkink.site.calendar.case import case_of, past_until
from unkink.site.calendar.feed import feed_of, make_address, whose_is
from unkink.site.calendar.models import FeedRow
from unkink.site.diary.erase import erase
from unkink.site.diary.write import record
from unkink.wire.event import Kind

pytestmark = pytest.mark.django_db
TODAY = "https://127.0.0.1/"
MON_WED_FRI: dict[str, str] = {
    **{f"at-{day}": "19:00" for day in range(7)},
    **{f"on-{day}": "on" for day in (0, 2, 4)},
    "reminder": "15",
    "zone": "Europe/Warsaw",
}


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_cast()


@pytest.fixture
def anna(cast: Cast) -> Device:
    """Anna's browser; she has started a program and answered the questions."""
    device = elsewhere(cast.anna)
    device.post("/programs/tight-psoas/start/")
    record(cast.anna, Kind.SCREENING, {"answers": {"hernia": False}}, now=datetime.now(UTC))
    return device


def schedule_of(person: Person) -> Schedule:
    return past_until(person, datetime.now(UTC)).schedule


def address_of(device: Device) -> str:
    """The path of a new calendar's address, as the page shows it."""
    page = device.post("/plan/calendar/").content.decode()
    token = page.partition("/calendar/")[2].partition(".ics")[0]
    return f"/calendar/{token}.ics"


def events_at(path: str, device: Device | None = None) -> dict[str, Any]:
    answer = (device or elsewhere()).get(path)
    assert answer.status_code == 200, answer.status_code
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(answer.content).events}


class TestThePage:
    def test_before_a_program_it_leads_to_the_programs(self, cast: Cast) -> None:
        page = elsewhere(cast.anna).get("/plan/")
        assert page.status_code == 200 and b"you have not started one" in page.content

    def test_before_anything_is_chosen_it_suggests(self, anna: Device) -> None:
        page = anna.get("/plan/").content.decode()
        assert "Below is a suggestion" in page and page.count("checked") == 2 and "data-fresh" in page

    def test_days_and_times_become_an_event_and_a_plan(self, anna: Device, cast: Cast) -> None:
        answer = anna.post("/plan/days/", MON_WED_FRI)
        assert (answer.status_code, answer["Location"]) == (302, "/plan/#ahead")
        schedule = schedule_of(cast.anna)
        assert [(one.weekday, f"{one.at:%H:%M}") for one in schedule.weekly] == [(day, "19:00") for day in (0, 2, 4)]
        assert schedule.reminder == 15
        case = case_of(cast.anna, datetime.now(UTC))
        assert case.zone == "Europe/Warsaw" and {one.start.hour for one in case.plan.ahead} == {19}
        page = anna.get("/plan/").content.decode()
        assert "this week" in page and "Move it" in page

    def test_the_same_days_again_write_nothing(self, anna: Device, cast: Cast) -> None:
        for _ in range(2):
            anna.post("/plan/days/", MON_WED_FRI)
        assert len(past_until(cast.anna, datetime.now(UTC)).chosen) == 1

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"on-1": "on", "on-4": ""}, "Monday and Tuesday are too close"),
            ({"on-2": "", "on-4": "", "on-6": "on"}, "Sunday and Monday are too close"),
            ({"on-2": "", "on-4": ""}, "you chose 1 day"),
            ({"on-6": "on", "on-1": "on"}, "you chose 5 days"),
            ({"at-2": "25:00"}, "Write a time as a clock shows it"),
            ({"at-2": ""}, "Write a time as a clock shows it"),
            ({"zone": "Europe/Nowhere"}, "Choose a time zone"),
        ],
    )
    def test_what_the_program_does_not_allow_is_said_and_nothing_lost(
        self, anna: Device, cast: Cast, changed: dict[str, str], said: str
    ) -> None:
        given = {key: value for key, value in {**MON_WED_FRI, **changed}.items() if value or key.startswith("at")}
        answer = anna.post("/plan/days/", given)
        assert answer.status_code == 422 and said in answer.content.decode()
        assert schedule_of(cast.anna) == Schedule()

    def test_one_session_is_moved_and_put_back(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        one = case_of(cast.anna, datetime.now(UTC)).plan.ahead[-2]
        plan = case_of(cast.anna, datetime.now(UTC)).plan
        before = {session.id for session in plan.ahead}
        answer = anna.post(f"/plan/sessions/{one.id}/", {"day": f"{one.wall_day}", "at": "07:15"})
        assert answer.status_code == 302
        plan = case_of(cast.anna, datetime.now(UTC)).plan
        there = next(session for session in plan.ahead if session.id == one.id)
        assert there.moved and f"{there.start:%H:%M}" == "07:15" and {session.id for session in plan.ahead} == before
        anna.post(f"/plan/sessions/{one.id}/", {"back": "1"})
        assert schedule_of(cast.anna).moves == ()

    def test_a_move_that_takes_the_rest_away_is_refused(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        first, second = case_of(cast.anna, datetime.now(UTC)).plan.ahead[-2:]
        beside = second.wall_day - timedelta(days=1)
        answer = anna.post(f"/plan/sessions/{first.id}/", {"day": f"{beside}", "at": "19:00"})
        assert answer.status_code == 422 and "too close to another session" in answer.content.decode()
        assert schedule_of(cast.anna).moves == ()

    def test_a_move_to_where_it_is_changes_nothing(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        one = case_of(cast.anna, datetime.now(UTC)).plan.ahead[0]
        there = {"day": f"{one.wall_day}", "at": f"{one.start:%H:%M}"}
        answer = anna.post(f"/plan/sessions/{one.id}/", there, follow=True)
        assert "It is planned then already" in answer.content.decode()
        assert schedule_of(cast.anna).moves == ()

    @pytest.mark.parametrize("given", [{}, {"day": "soon", "at": "19:00"}, {"day": "2027-01-01", "at": "late"}])
    def test_a_move_to_nowhere_is_said(self, anna: Device, cast: Cast, given: dict[str, str]) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        one = case_of(cast.anna, datetime.now(UTC)).plan.ahead[0]
        assert anna.post(f"/plan/sessions/{one.id}/", given).status_code == 422
        assert anna.post("/plan/sessions/2001-W01-1/", {"back": "1"}).status_code == 302

    def test_holidays_and_trips_come_and_go(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        first = datetime.now(UTC).date() + timedelta(days=8)
        last = first + timedelta(days=6)
        anna.post("/plan/holidays/", {"holiday-first": f"{first}", "holiday-last": f"{last}"})
        anna.post("/plan/trips/", {"trip-first": f"{last}", "trip-zone": "Asia/Tokyo"})
        schedule = schedule_of(cast.anna)
        assert schedule.is_holiday(first) and schedule.zone_on(last, "UTC") == "Asia/Tokyo"
        page = anna.get("/plan/").content.decode()
        assert f"{first}/{last}" in page and "Asia/Tokyo" in page
        places = [page.index(words) for words in ('id="holidays"', "Enjoy it", 'id="trips"', "On those days")]
        assert places == sorted(places), "each is told in its own section"
        anna.post("/plan/holidays/", {"away": f"{first}/{last}"})
        anna.post("/plan/trips/", {"away": f"{last}/{last}"})
        assert (schedule_of(cast.anna).holidays, schedule_of(cast.anna).stays) == ((), ())

    def test_what_is_wrong_with_a_form_far_down_is_shown_at_that_form(self, anna: Device) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        page = anna.get("/plan/").content.decode()
        for section in ("days", "holidays", "trips"):
            assert f'id="{section}"' in page and f'action="/plan/{section}/#{section}"' in page

    @pytest.mark.parametrize("given", [{}, {"holiday-first": "2027-03-02", "holiday-last": "2027-03-01"}])
    def test_days_off_that_are_none_are_said(self, anna: Device, given: dict[str, str]) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        assert anna.post("/plan/holidays/", given).status_code == 422


class TestTheAddress:
    def test_it_is_read_without_a_login_and_holds_the_sessions_ahead(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        events = events_at(address_of(anna))
        ahead = case_of(cast.anna, datetime.now(UTC)).plan.ahead
        assert sorted(event.start for event in events.values()) == [one.start for one in ahead]
        one = next(iter(events.values()))
        assert "Glute squeeze" in one["DESCRIPTION"] and one["URL"].endswith("//127.0.0.1/")
        assert len(one.walk("VALARM")) == 1

    def test_the_address_has_chance_enough_and_is_kept_as_a_digest_alone(self, anna: Device) -> None:
        path = address_of(anna)
        token = path.removeprefix("/calendar/").removesuffix(".ics")
        assert len(token) * 6 >= 128
        row = FeedRow.objects.get()
        assert token not in f"{row.token_sha256} {row.published}"

    def test_a_new_address_ends_the_one_before_and_ended_none_leads_anywhere(self, anna: Device) -> None:
        first = address_of(anna)
        second = address_of(anna)
        assert elsewhere().get(first).status_code == 404 and elsewhere().get(second).status_code == 200
        anna.post("/plan/calendar/end/")
        assert elsewhere().get(second).status_code == 404

    @pytest.mark.parametrize("token", ["x", "x" * 32, "x" * 5000, "é"])
    def test_an_unknown_one_is_no_page(self, anna: Device, token: str) -> None:
        address_of(anna)
        assert elsewhere().get(f"/calendar/{token}.ics").status_code == 404

    def test_read_again_it_is_not_modified(self, anna: Device) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        path = address_of(anna)
        first = elsewhere().get(path)
        assert elsewhere().get(path).content == first.content
        again = elsewhere().get(path, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_other_days_move_what_was_read_and_fewer_cancel_it(self, anna: Device) -> None:
        """Nothing appears twice, nothing silently disappears, and each number rises by one."""
        anna.post("/plan/days/", MON_WED_FRI)
        path = address_of(anna)
        before = events_at(path)
        changed = {key: value for key, value in MON_WED_FRI.items() if key != "on-4"}
        anna.post("/plan/days/", {**changed, "at-0": "07:30", "at-2": "07:30"})
        later = events_at(path)
        assert later.keys() == before.keys()
        cancelled = {uid for uid, event in later.items() if event["STATUS"] == "CANCELLED"}
        assert cancelled and {int(event["SEQUENCE"]) for event in later.values()} <= {0, 1}
        moved = [uid for uid in later if later[uid].start != before[uid].start]
        assert moved and all(later[uid]["SEQUENCE"] == 1 for uid in {*moved, *cancelled})

    def test_a_lock_holds_every_session_and_reminds_of_none(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        path = address_of(anna)
        events_at(path)
        record(cast.anna, Kind.SCREENING, {"answers": {"chest-pain": True}}, now=datetime.now(UTC))
        held = events_at(path).values()
        assert {str(event["STATUS"]) for event in held} == {"TENTATIVE"}
        assert not [event for event in held if event.walk("VALARM")]

    def test_tries_are_counted(self, anna: Device) -> None:
        path = address_of(anna)
        with override_settings(CALENDAR_RATE="2/m/ip"):
            assert [elsewhere().get(path).status_code for _ in range(3)] == [200, 200, 429]

    def test_erasing_a_person_ends_their_calendar(self, anna: Device, cast: Cast) -> None:
        path = address_of(anna)
        erase(cast.anna)
        assert elsewhere().get(path).status_code == 404 and not FeedRow.objects.exists()

    def test_who_may_not_log_in_any_more_has_no_calendar(self, anna: Device, cast: Cast) -> None:
        token = make_address(cast.anna, datetime.now(UTC))
        assert whose_is(token) == cast.anna
        user = cast.anna.user
        assert user is not None
        user.is_active = False
        user.save()
        assert whose_is(token) is None

    def test_nobody_elses_log_changes_it(self, anna: Device, cast: Cast) -> None:
        anna.post("/plan/days/", MON_WED_FRI)
        make_address(cast.anna, datetime.now(UTC))
        now = datetime.now(UTC)
        before = feed_of(cast.anna, TODAY, now).body
        record(cast.owner, Kind.SCHEDULE, {"days": ["tue"]}, now=now)
        assert feed_of(cast.anna, TODAY, now).body == before

    def test_one_who_lives_alone_is_not_named(self, anna: Device, cast: Cast) -> None:
        make_address(cast.stranger, datetime.now(UTC))
        assert b"Stella" not in feed_of(cast.stranger, TODAY, datetime.now(UTC)).body


def test_the_suggestion_starts_on_a_day_of_this_week(anna: Device, cast: Cast) -> None:
    """What is shown as a suggestion can be kept as it is."""
    page = anna.get("/plan/").content.decode()
    given = {f"at-{day}": "18:00" for day in range(7)} | {"on-0": "on", "on-3": "on", "zone": "UTC", "reminder": ""}
    assert 'value="18:00"' in page
    assert anna.post("/plan/days/", given).status_code == 302
    assert schedule_of(cast.anna).reminder is None
