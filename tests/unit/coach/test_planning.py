"""The plan of the sessions ahead: what was chosen, the rest between, what was done, and clocks that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.unit.coach.plans import LEGS, MONDAY, Log, after, ahead, chosen, legs, prospects
from unkink.coach.planning.adherence import weeks_kept
from unkink.coach.planning.clock import at_local
from unkink.coach.planning.moving import days_for, fits, moved, put_back, too_near, without_old
from unkink.coach.planning.pace import length_of, pace_of, suggested
from unkink.coach.planning.plan import Prospect, plan_of
from unkink.coach.planning.schedule import Days, Move, Schedule, Stay, Weekly
from unkink.wire.event import Kind
from unkink.wire.told import ProgramChanged, Undone


class TestTheWeeksAhead:
    def test_every_week_to_the_end_of_the_program_has_the_chosen_days(self) -> None:
        """Six weeks of three, counted from the day on which nothing was done yet."""
        plan = chosen().plan(MONDAY)
        assert plan.last == MONDAY + timedelta(weeks=6, days=-1)
        assert len(plan.ahead) == 18
        assert ahead(plan)[:4] == ["2027-03-01 19:00", "2027-03-03 19:00", "2027-03-05 19:00", "2027-03-08 19:00"]

    def test_the_weeks_count_from_the_first_session(self) -> None:
        log = chosen()
        log.do(after(7))
        plan = log.plan(after(8))
        assert (plan.first, plan.last) == (after(7), after(7) + timedelta(weeks=6, days=-1))
        log.do(after(28))
        log.do(after(46))
        assert log.plan(after(48)).first == after(7) and log.plan(after(49)).ahead == ()

    def test_after_four_weeks_away_they_count_anew(self) -> None:
        log = chosen()
        log.do(MONDAY)
        assert log.plan(after(27)).first == MONDAY
        assert log.plan(after(28)).first == after(28)

    def test_another_program_begins_anew_and_another_text_of_it_does_not(self) -> None:
        log = chosen()
        log.do(MONDAY)
        log.tell(log.at(after(3), "06:00"), Kind.PROGRAM_CHANGED, ProgramChanged("legs"))
        assert log.plan(after(4)).first == MONDAY
        log.tell(log.at(after(5), "06:00"), Kind.PROGRAM_CHANGED, ProgramChanged("arms"))
        assert log.plan(after(6)).first == after(6)

    def test_without_a_length_the_plan_goes_eight_weeks_ahead(self) -> None:
        assert chosen().plan(MONDAY, program=legs(more="")).last == MONDAY + timedelta(weeks=8)

    def test_nothing_chosen_nothing_planned(self) -> None:
        log = Log()
        log.enrol(MONDAY)
        assert log.plan(MONDAY).sessions == ()

    def test_a_session_keeps_its_id_when_other_days_are_chosen(self) -> None:
        log = chosen()
        before = {one.id: one.start for one in log.plan(MONDAY, "06:30").sessions}
        log.choose(MONDAY, "07:00", days=["tue", "thu", "sat"], times=["08:00"])
        later = {one.id: one.start for one in log.plan(MONDAY, "12:00").sessions}
        assert set(before) == set(later) and not set(before.values()) & set(later.values())

    def test_other_days_from_the_middle_of_a_week_leave_what_was_before(self) -> None:
        log = chosen()
        log.do(MONDAY)
        log.choose(after(1), days=["wed", "sat"], times=["08:00"])
        plan = log.plan(after(1))
        assert prospects(plan, MONDAY) == {"2027-W09-1": "done", "2027-W09-2": "planned", "2027-W09-3": "planned"}
        assert ahead(plan)[:2] == ["2027-03-03 08:00", "2027-03-06 08:00"]

    def test_a_short_session_is_short(self) -> None:
        plan = chosen(kinds=["short", "whole", "whole"]).plan(MONDAY)
        assert [str(one.kind) for one in plan.ahead[:3]] == ["short", "whole", "whole"]

    def test_a_choice_that_was_undone_was_never_made(self) -> None:
        log = chosen()
        choice = log.choose(MONDAY, "07:00", days=["tue", "fri"], times=["08:00"])
        assert ahead(log.plan(MONDAY))[0] == "2027-03-02 08:00"
        log.tell(log.at(MONDAY, "08:00"), Kind.UNDONE, Undone(), corrects=choice.id)
        assert ahead(log.plan(MONDAY))[0] == "2027-03-01 19:00"

    def test_what_is_chosen_later_is_not_known_yet(self) -> None:
        log = chosen()
        log.choose(after(3), days=["tue", "sat"])
        assert ahead(log.plan(MONDAY)) == ahead(chosen().plan(MONDAY))


class TestRest:
    def test_neighbouring_days_are_not_both_planned(self) -> None:
        """The earlier one is; over the border of a week too."""
        plan = chosen(days=["mon", "tue", "sun"]).plan(MONDAY, "06:30")
        assert ahead(plan)[:4] == ["2027-03-01 19:00", "2027-03-07 19:00", "2027-03-09 19:00", "2027-03-14 19:00"]
        assert prospects(plan, MONDAY)["2027-W09-2"] == "too close"

    def test_the_small_hours_belong_to_the_day_before(self) -> None:
        """Monday at 23:00 and Wednesday at 02:00 are two evenings in a row."""
        plan = chosen(days=["mon", "wed"], times=["23:00", "02:00"]).plan(MONDAY, "06:30")
        assert prospects(plan, MONDAY) == {"2027-W09-1": "planned", "2027-W09-2": "too close"}

    def test_neighbours_on_the_wall_are_too_close_whatever_the_hour(self) -> None:
        """Tuesday at 02:00 and Wednesday at 23:00 are two days apart as the coach counts."""
        plan = chosen(days=["tue", "wed"], times=["02:00", "23:00"]).plan(MONDAY, "06:30")
        assert prospects(plan, MONDAY) == {"2027-W09-1": "planned", "2027-W09-2": "too close"}

    def test_after_a_session_on_another_day_the_next_day_is_for_rest(self) -> None:
        log = chosen()
        log.do(after(1))
        assert prospects(log.plan(after(1), "20:00"), MONDAY) == {
            "2027-W09-1": "done",
            "2027-W09-2": "too close",
            "2027-W09-3": "planned",
        }

    def test_a_program_of_four_a_week_or_more_needs_no_day_between(self) -> None:
        daily = legs("5 a week")
        plan = chosen(days=["mon", "tue", "wed", "thu", "fri"]).plan(MONDAY, "06:30", program=daily)
        assert len(plan.ahead) == 30

    def test_two_on_one_day_are_too_many_at_any_pace(self) -> None:
        daily = legs("5 a week")
        log = chosen(days=["mon", "tue"], moved=["2027-W09-2 2027-03-01 08:00"])
        assert prospects(log.plan(MONDAY, "06:30", program=daily), MONDAY)["2027-W09-1"] == "too close"

    def test_no_week_has_more_than_the_program_asks_for(self) -> None:
        plan = chosen(days=["mon", "wed", "fri", "sun"]).plan(MONDAY, "06:30", program=legs("2-3 a week"))
        assert prospects(plan, MONDAY)["2027-W09-4"] == "enough"

    def test_very_sore_muscles_have_another_day(self) -> None:
        log = chosen()
        log.do(MONDAY)
        plan = log.plan(after(1), not_before=after(3))
        assert prospects(plan, MONDAY)["2027-W09-2"] == "too close"


class TestWhatWasDone:
    def test_done_on_its_day_on_another_and_not_at_all(self) -> None:
        log = chosen()
        log.do(after(3))
        assert prospects(log.plan(after(5)), MONDAY) == {
            "2027-W09-1": "passed",
            "2027-W09-2": "done",
            "2027-W09-3": "passed",
        }

    def test_done_ahead_stands_for_the_next(self) -> None:
        log = chosen(after(1))
        log.do(after(1))
        assert prospects(log.plan(after(1), "20:00"), MONDAY)["2027-W09-2"] == "done"

    def test_weeks_are_told_as_done_of_planned(self) -> None:
        log = chosen()
        for day in (0, 2, 7):
            log.do(after(day))
        now = log.at(after(8), "12:00")
        weeks = weeks_kept(log.plan(after(8)), log.past(now).sessions, after(8))
        assert [(one.monday, one.words) for one in weeks] == [(MONDAY, "2 of 3"), (after(7), "1 of 3")]

    def test_a_week_of_holidays_asks_for_nothing(self) -> None:
        log = chosen(holidays=["2027-03-08/2027-03-14"])
        log.do(MONDAY)
        now = log.at(after(10), "12:00")
        assert weeks_kept(log.plan(after(10)), log.past(now).sessions, after(10))[-1].words == "nothing planned"


class TestMovedSessions:
    def test_a_moved_session_keeps_its_id(self) -> None:
        plan = chosen(moved=["2027-W09-2 2027-03-04 08:15"]).plan(MONDAY, "06:30")
        one = next(one for one in plan.sessions if one.id == "2027-W09-2")
        assert (one.moved, f"{one.start:%d %H:%M}", one.prospect) == (True, "04 08:15", Prospect.PLANNED)
        assert prospects(plan, MONDAY)["2027-W09-3"] == "too close"

    def test_what_had_passed_can_be_moved_to_a_day_ahead(self) -> None:
        """Also before the first session, when the weeks count from today."""
        log = chosen(moved=["2027-W09-1 2027-03-04 08:15"])
        assert "2027-03-04 08:15" in ahead(log.plan(after(2), "06:30"))

    def test_the_last_move_counts_and_one_put_back_is_none(self) -> None:
        schedule = Schedule((Weekly(0, time(19)),))
        twice = moved(moved(schedule, "2027-W09-1", after(1), time(8)), "2027-W09-1", after(3), time(9))
        assert twice.moves == (Move("2027-W09-1", after(3), time(9)),)
        assert put_back(twice, "2027-W09-1") == schedule

    def test_only_days_that_leave_every_other_session_its_place_are_offered(self) -> None:
        log = chosen(days=["mon", "thu"])
        now = log.at(MONDAY, "06:30")
        plan, past = log.plan(MONDAY, "06:30"), log.past(log.at(MONDAY, "06:30"))

        def trial(schedule: Schedule) -> object:
            return plan_of(LEGS, past.choosing(schedule, MONDAY), now, log.zone, pace_of(LEGS))

        days = days_for(trial, plan, plan.sessions[0], [after(day) for day in range(8)])  # type: ignore[arg-type]
        assert [day.day for day in days] == [1, 2, 6]
        assert not fits(trial, plan, moved(plan.schedule, "2027-W09-1", after(2), time(8)), "2027-W20-9")  # type: ignore[arg-type]

    def test_what_is_long_over_is_forgotten(self) -> None:
        old, new = Days(MONDAY, after(2)), Days(after(80), after(90))
        schedule = Schedule(holidays=(old, new), stays=(Stay(old, "Asia/Tokyo"),), moves=(Move("x", MONDAY, time(8)),))
        assert without_old(schedule, after(70)) == Schedule(holidays=(new,))
        assert without_old(schedule, after(62)).stays == schedule.stays


class TestClocks:
    """Facts from the time-zone database: Warsaw 2027-03-28 02:00 to 03:00, New York 2026-11-01 02:00 to 01:00."""

    @pytest.mark.parametrize(
        ("day", "at", "zone", "utc", "shown"),
        [
            (date(2027, 3, 27), "07:30", "Europe/Warsaw", "2027-03-27T06:30", "07:30"),
            (date(2027, 3, 28), "01:59", "Europe/Warsaw", "2027-03-28T00:59", "01:59"),
            (date(2027, 3, 28), "02:30", "Europe/Warsaw", "2027-03-28T01:30", "03:30"),
            (date(2027, 3, 28), "03:00", "Europe/Warsaw", "2027-03-28T01:00", "03:00"),
            (date(2027, 3, 28), "07:30", "Europe/Warsaw", "2027-03-28T05:30", "07:30"),
            (date(2026, 10, 31), "19:00", "America/New_York", "2026-10-31T23:00", "19:00"),
            (date(2026, 11, 1), "01:30", "America/New_York", "2026-11-01T05:30", "01:30"),
            (date(2026, 11, 1), "02:00", "America/New_York", "2026-11-01T07:00", "02:00"),
            (date(2026, 11, 1), "19:00", "America/New_York", "2026-11-02T00:00", "19:00"),
        ],
    )
    def test_a_time_is_what_the_clock_on_the_wall_shows(
        self, day: date, at: str, zone: str, utc: str, shown: str
    ) -> None:
        moment = at_local(day, time.fromisoformat(at), zone)
        assert moment.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)
        assert f"{moment:%H:%M}" == shown

    def test_sessions_keep_their_time_of_day_across_the_change(self) -> None:
        plan = chosen(days=["thu", "sun"], times=["07:30"]).plan(MONDAY)
        shown = {f"{one.start:%m-%d %H:%M}": one.start.astimezone(UTC).hour for one in plan.ahead}
        assert (shown["03-25 07:30"], shown["03-28 07:30"], shown["04-01 07:30"]) == (6, 5, 5)

    def test_on_a_trip_the_clocks_there_count(self) -> None:
        log = chosen(stays=["2027-03-08/2027-03-14 America/New_York"])
        starts = [(one.zone, one.start.astimezone(UTC).hour) for one in log.plan(MONDAY).ahead]
        assert [zone for zone, _ in starts[3:6]] == ["America/New_York"] * 3
        assert [hour for _, hour in starts[2:7]] == [18, 0, 0, 0, 18]  # New York's own change comes on 14 March
        assert starts[6][0] == "Europe/Warsaw"

    def test_whoever_moves_elsewhere_has_the_same_times_there(self) -> None:
        plan = chosen().plan(MONDAY, zone="Asia/Tokyo")
        assert {(one.zone, f"{one.start:%H:%M}") for one in plan.ahead} == {("Asia/Tokyo", "19:00")}


class TestPace:
    def test_the_file_says_how_many_and_for_how_long(self) -> None:
        assert pace_of(LEGS).words == "2 to 3 sessions a week"
        assert pace_of(legs("1 a week")).words == "1 session a week"
        assert length_of(LEGS) == timedelta(weeks=6) and length_of(legs(more="")) is None

    @pytest.mark.parametrize("sessions", ["1 a week", "2-3 a week", "3 a week", "4 a week", "7 a week"])
    def test_what_is_suggested_keeps_to_the_pace(self, sessions: str) -> None:
        pace = pace_of(legs(sessions))
        weekly = suggested(pace).weekly
        assert len(weekly) == pace.fewest and too_near(weekly, pace) is None

    def test_days_that_are_too_near_are_named(self) -> None:
        pace = pace_of(LEGS)
        near = too_near([Weekly(0, time(8)), Weekly(3, time(8)), Weekly(6, time(8))], pace)
        assert near is not None and [one.weekday for one in near] == [6, 0]
        late = too_near([Weekly(0, time(23)), Weekly(2, time(2))], pace)
        assert late is not None and [one.weekday for one in late] == [0, 2]
        assert too_near([Weekly(0, time(8)), Weekly(1, time(8))], replace(pace, fewest=4)) is None
