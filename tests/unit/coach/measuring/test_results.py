"""What counts as a result, and which one counts."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.event_strategies import events
from tests.unit.coach.measuring.told import measure, put_by
from tests.unit.coach.plans import MONDAY, Log, after
from unkink.coach.measuring.put_off import Why, put_off
from unkink.coach.measuring.results import How, results, value_for
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.told import Undone
from unkink.wire.words import Side


def test_the_value_is_the_median_of_the_trials() -> None:
    log = Log()
    told = measure(log, MONDAY, "thigh-angle", [-4, -9, -5], "left", how="tilt")
    (only,) = results(log.events)
    assert (only.trials, only.value, only.side, only.day) == ((-4, -9, -5), -5, Side.LEFT, MONDAY)
    assert (only.event, only.how) == (told.id, How.TILT)


def test_three_tasks_have_a_mean_and_their_words() -> None:
    log = Log()
    measure(log, MONDAY, "tasks", [2, 5, 8], tasks=["Climb  stairs", "Sit", "Run"])
    (only,) = results(log.events)
    assert (only.value, only.tasks) == (5, ("Climb stairs", "Sit", "Run"))


@pytest.mark.parametrize(
    ("test", "trials", "side", "more"),
    [
        ("modified-thomas", [1], "left", {}),
        ("thigh-angle", [1], None, {}),
        ("thigh-angle", [], "left", {}),
        ("thigh-angle", [1, 91], "left", {}),
        ("thigh-angle", [float("nan")], "left", {}),
        ("thigh-angle", [1, "two"], "left", {}),
        ("thigh-angle", [True], "left", {}),
        ("thigh-angle", [1.0] * 21, "left", {}),
        ("knee-raise-hold", [-1], "left", {}),
        ("tasks", [1, 2, 3], None, {}),
        ("tasks", [1, 2], None, {"tasks": ["a", "b"]}),
        ("tasks", [1, 2, 3.5], None, {"tasks": ["a", "b", "c"]}),
        ("tasks", [1, 2, 3], None, {"tasks": ["a", "a", "c"]}),
        ("tasks", [1, 2, 3], "left", {"tasks": ["a", "b", "c"]}),
        ("global-change", [4], None, {}),
        ("global-change", [1, 1], None, {}),
    ],
)
def test_what_cannot_be_a_result_counts_for_nothing(
    test: str, trials: list[Any], side: str | None, more: dict[str, Any]
) -> None:
    log = Log()
    measure(log, MONDAY, test, trials, side, **more)
    log.tell(log.at(MONDAY, "08:00"), Kind.MEASURED, Facts({"test": "thigh-angle", "degrees": 3}), side=Side.LEFT)
    assert results(log.events) == ()


def test_a_number_by_itself_is_one_trial() -> None:
    log = Log()
    log.tell(log.at(MONDAY, "08:00"), Kind.ASSESSMENT, Facts({"test": "thigh-angle", "degrees": 3}), side=Side.LEFT)
    assert [one.trials for one in results(log.events)] == [(3,)]


def test_a_correction_replaces_and_an_undoing_takes_back() -> None:
    log = Log()
    told = measure(log, MONDAY, "thigh-angle", [40], "left")
    mended = measure(log, after(1), "thigh-angle", [4], "left", corrects=told.id)
    assert [(one.value, one.day, one.event) for one in results(log.events)] == [(4, MONDAY, told.id)]
    undone = log.tell(log.at(after(2), "08:00"), Kind.UNDONE, Undone(), corrects=mended.id)
    assert [one.value for one in results(log.events)] == [40]
    log.tell(log.at(after(2), "08:01"), Kind.UNDONE, Undone(), corrects=undone.id)
    assert [one.value for one in results(reversed(log.events))] == [4]
    log.tell(log.at(after(2), "08:02"), Kind.UNDONE, Undone(), corrects=told.id)
    assert results(log.events) == ()


def test_the_worse_side_stands_for_both() -> None:
    log = Log()
    measure(log, MONDAY, "thigh-angle", [-5], "left")
    measure(log, MONDAY, "thigh-angle", [3], "right")
    measure(log, MONDAY, "knee-raise-hold", [30], "left")
    measure(log, MONDAY, "knee-raise-hold", [20], "right")
    found = results(log.events)
    assert value_for(found, "thigh-angle", MONDAY) == 3
    assert value_for(found, "knee-raise-hold", MONDAY) == 20


def test_only_what_was_measured_on_both_sides_by_that_day_has_a_value() -> None:
    log = Log()
    measure(log, MONDAY, "thigh-angle", [-5], "left")
    measure(log, after(3), "thigh-angle", [-2], "right")
    measure(log, after(9), "thigh-angle", [-8], "right")
    measure(log, MONDAY, "global-change", [1])
    found = results(log.events)
    assert value_for(found, "thigh-angle", after(2)) is None
    assert value_for(found, "thigh-angle", after(3)) == -2
    assert value_for(found, "thigh-angle", after(9)) == -5
    assert value_for(found, "global-change", MONDAY) == 1
    assert value_for(found, "global-change", MONDAY - timedelta(days=1)) is None
    assert value_for(found, "no-such-test", MONDAY) is None


@given(st.lists(events((Kind.ASSESSMENT, Kind.UNDONE)), max_size=12, unique_by=lambda event: event.id), st.randoms())
def test_the_order_of_arrival_changes_nothing_and_nothing_told_can_break_it(told: list[Event], chance: Random) -> None:
    """Whatever facts an event holds, it is a result or none; told twice, it is one."""
    shuffled = [*told, *told[:3]]
    chance.shuffle(shuffled)
    assert results(shuffled) == results(told)
    assert put_off(shuffled) == put_off(told)


@given(st.permutations(range(6)), st.lists(st.integers(-60, 90), min_size=1, max_size=20))
def test_corrected_and_undone_in_any_order(order: list[int], trials: list[float]) -> None:
    """The last correction counts, and the median of any trials lies between them, half of them on each side."""
    log = Log()
    told = measure(log, MONDAY, "thigh-angle", [40], "left")
    measure(log, after(1), "thigh-angle", [7], "left", corrects=told.id)
    measure(log, after(2), "thigh-angle", trials, "left", corrects=told.id)
    wrong = measure(log, after(3), "thigh-angle", [50], "right")
    log.tell(log.at(after(3), "09:00"), Kind.UNDONE, Undone(), corrects=wrong.id)
    measure(log, after(4), "tasks", [1, 2, 3], tasks=["a", "b", "c"])
    angle, tasks = results(log.events[place] for place in order)
    assert (angle.event, angle.trials, tasks.test) == (told.id, tuple(trials), "tasks")
    assert sum(one <= angle.value for one in trials) * 2 >= len(trials)
    assert sum(one >= angle.value for one in trials) * 2 >= len(trials)


def test_a_test_can_be_put_off() -> None:
    log = Log()
    put_by(log, MONDAY, "thigh-angle")
    put_by(log, MONDAY, "knee-raise-hold", "hurts")
    put_by(log, MONDAY, "no-such-test")
    put_by(log, MONDAY, "thigh-angle", "because")
    found = put_off(log.events)
    assert [(one.test, one.why) for one in found] == [("thigh-angle", Why.PERSON), ("knee-raise-hold", Why.HURTS)]
    assert results(log.events) == ()
