"""What counts as a change, and what is within the noise."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.coach.measuring.told import measure
from tests.unit.coach.plans import MONDAY, Log, after
from unkink.coach.measuring.change import Change, changes, mdc95
from unkink.coach.measuring.results import results
from unkink.coach.measuring.words import value_words

values = st.lists(st.floats(-60, 60), min_size=3, max_size=8)


def only(log: Log, begun: date | None) -> Change:
    (change,) = changes(results(log.events), begun)
    return change


def angles(*pairs: tuple[int, float]) -> Log:
    log = Log()
    for day, value in pairs:
        measure(log, after(day), "thigh-angle", [value], "left")
    return log


@pytest.mark.parametrize(("later", "noise"), [(3, False), (4, True), (8, True), (12, True), (13, False)])
def test_under_five_degrees_is_within_the_noise(later: float, noise: bool) -> None:
    change = only(angles((0, 8), (14, later)), after(1))
    assert (change.within_noise, change.error.size, change.error.own) == (noise, 5, False)
    assert ("within the noise" in change.sentence) is noise


def test_three_baseline_days_make_an_error_of_ones_own() -> None:
    """SD of 2, 4 and 6 is 2: 2.77 times that is 5.54."""
    change = only(angles((0, 2), (1, 4), (2, 6), (14, -4)), after(2))
    assert change.error.own and change.error.days == 3
    assert change.error.size == pytest.approx(5.54)
    assert not change.within_noise
    assert change.sentence == (
        "First 2° above the horizontal, now 4° below the horizontal. That is 6° lower: more than the 5.5° by which two "
        "measurements can differ without any change."
    )


def test_days_after_the_first_session_are_no_baseline() -> None:
    assert not only(angles((0, 2), (1, 4), (2, 6), (14, -4)), after(1)).error.own
    assert not only(angles((0, 2), (1, 4), (40, 6), (44, -4)), after(40)).error.own


def test_three_tries_on_one_day_are_one_day() -> None:
    assert not only(angles((0, 2), (0, 4), (0, 6), (14, -4)), MONDAY).error.own


def test_no_error_is_smaller_than_what_can_be_read_off() -> None:
    assert only(angles((0, 2), (1, 2), (2, 2), (14, 1.5)), after(2)).error.size == 1


@pytest.mark.parametrize(("first", "size"), [(3, 5), (15, 5), (30, 10), (90, 30)])
def test_a_hold_may_differ_by_a_third(first: float, size: float) -> None:
    log = Log()
    measure(log, MONDAY, "knee-raise-hold", [first], "right")
    measure(log, after(14), "knee-raise-hold", [first + size - 0.5], "right")
    change = only(log, MONDAY)
    assert change.error.size == size and change.within_noise


def test_tasks_are_compared_while_they_are_the_same() -> None:
    log = Log()
    measure(log, MONDAY, "tasks", [1, 1, 1], tasks=["a", "b", "c"])
    measure(log, after(14), "tasks", [9, 9, 9], tasks=["a", "b", "d"])
    assert changes(results(log.events), MONDAY) == ()
    measure(log, after(28), "tasks", [3, 3, 4], tasks=["a", "b", "c"])
    change = only(log, MONDAY)
    assert change.difference == pytest.approx(7 / 3) and not change.within_noise
    assert "2.3 better" in change.sentence


def test_global_change_and_a_single_result_are_no_change() -> None:
    log = Log()
    measure(log, MONDAY, "global-change", [-1])
    measure(log, after(14), "global-change", [2])
    measure(log, after(14), "thigh-angle", [2], "left")
    assert changes(results(log.events), MONDAY) == ()


def test_two_ways_of_measuring_are_told() -> None:
    log = Log()
    measure(log, MONDAY, "thigh-angle", [2], "left", how="tilt")
    measure(log, after(14), "thigh-angle", [20], "left", how="tape")
    assert "different ways" in only(log, MONDAY).sentence


@pytest.mark.parametrize(
    ("test", "value", "words"),
    [
        ("thigh-angle", 0.04, "level with the horizontal"),
        ("thigh-angle", -3.5, "3.5° below the horizontal"),
        ("thigh-angle", 12, "12° above the horizontal"),
        ("single-leg-hold", 31, "31 s"),
        ("tasks", 19 / 3, "6.3 of 10"),
        ("global-change", -3, "much worse"),
        ("global-change", 0, "no change"),
        ("global-change", 3, "much better"),
    ],
)
def test_values_in_words(test: str, value: float, words: str) -> None:
    assert value_words(test, value) == words


@given(values, st.floats(-100, 100))
def test_the_error_does_not_depend_on_where_zero_is(group: list[float], shift: float) -> None:
    assert mdc95([[one + shift for one in group]]) == pytest.approx(mdc95([group]), abs=1e-6)


@given(values, st.floats(0.1, 10))
def test_the_error_grows_with_the_unit(group: list[float], scale: float) -> None:
    found = mdc95([group])
    assert found is not None
    assert mdc95([[one * scale for one in group]]) == pytest.approx(found * scale, abs=1e-6)


@given(st.lists(values, min_size=1, max_size=3), st.lists(st.floats(-60, 60), max_size=2))
def test_the_pooled_error_lies_between_those_of_the_sides(groups: list[list[float]], few: list[float]) -> None:
    """And a side with too few days has no say."""
    each = [mdc95([group]) or 0.0 for group in groups]
    pooled = mdc95([*groups, few])
    assert pooled is not None
    assert min(each) - 1e-9 <= pooled <= max(each) + 1e-9
    assert mdc95([few]) is None


@given(st.floats(-60, 60), st.floats(-60, 60))
def test_back_and_forth_is_the_same_size(one: float, other: float) -> None:
    there, back = only(angles((0, one), (14, other)), MONDAY), only(angles((0, other), (14, one)), MONDAY)
    assert math.isclose(there.difference, -back.difference, abs_tol=1e-9)
    assert there.within_noise is back.within_noise
