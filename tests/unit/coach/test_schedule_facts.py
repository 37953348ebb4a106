"""A schedule as facts: every key, and what is left out with a word."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from unkink.coach.planning.schedule import Days, Move, Schedule, Stay, Weekly
from unkink.coach.planning.schedule_facts import facts_of, schedule_of
from unkink.wire.facts import Facts
from unkink.wire.words import SessionKind

WHOLE, SHORT = SessionKind.WHOLE, SessionKind.SHORT


def test_every_key_is_read() -> None:
    schedule, misread = schedule_of(
        Facts(
            {
                "days": ["wed", "Monday"],
                "times": ["18:00", "07:30"],
                "kinds": ["short", "whole"],
                "holidays": ["2027-03-01/2027-03-07", "2027-04-01"],
                "stays": ["2027-05-01/2027-05-14 America/New_York"],
                "moved": ["2027-W13-2 2027-04-01 18:30"],
                "reminder": 15,
            }
        )
    )
    assert misread == ()
    assert schedule == Schedule(
        weekly=(Weekly(0, time(7, 30), WHOLE), Weekly(2, time(18), SHORT)),
        holidays=(Days(date(2027, 3, 1), date(2027, 3, 7)), Days(date(2027, 4, 1), date(2027, 4, 1))),
        stays=(Stay(Days(date(2027, 5, 1), date(2027, 5, 14)), "America/New_York"),),
        moves=(Move("2027-W13-2", date(2027, 4, 1), time(18, 30)),),
        reminder=15,
    )


def test_one_time_stands_for_all_days() -> None:
    schedule, _ = schedule_of(Facts({"days": ["mon", "wed", "sun"], "time": "07:30"}))
    assert {one.at for one in schedule.weekly} == {time(7, 30)}


def test_what_says_nothing_is_left_out() -> None:
    assert facts_of(Schedule()) == {}
    assert set(facts_of(Schedule((Weekly(0, time(8)),)))) == {"days", "times"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("days", ["mon", "someday"]),
        ("times", ["25:00"]),
        ("kinds", ["long"]),
        ("holidays", ["2027-03-07/2027-03-01"]),
        ("holidays", ["soon"]),
        ("stays", ["2027-03-01/2027-03-07 Europe/Nowhere"]),
        ("moved", ["2027-W13-2"]),
        ("moved", ["monday 2027-03-01 08:00"]),
        ("reminder", -1),
        ("reminder", True),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_holds(name: str, value: Any) -> None:
    schedule, misread = schedule_of(Facts({"days": ["mon"], "time": "08:00", name: value}))
    assert [one.name for one in misread] == [name]
    assert [one.weekday for one in schedule.weekly] == [0]
