"""What is due: week by week, once, and never what was missed."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.coach.measuring.told import measure, put_by
from tests.unit.coach.plans import MONDAY, Log, after
from unkink.coach.measuring.due import ASKED_FOR, Due, due
from unkink.coach.measuring.put_off import put_off
from unkink.coach.measuring.results import results
from unkink.coach.planning.past import past_of
from unkink.program.program import Assess
from unkink.wire.words import Side

ASSESS = Assess(("thigh-angle", "tasks"), (0, 2, 4, 6))
BOTH = (Side.LEFT, Side.RIGHT)


def at(log: Log, day: date, assess: Assess | None = ASSESS) -> tuple[Due, ...]:
    past = past_of(log.events, log.at(day, "12:00"))
    return due(assess, past, results(log.events), put_off(log.events), day)


def names(log: Log, day: date) -> list[tuple[str, int]]:
    return [(one.test, one.week) for one in at(log, day)]


def both_sides(log: Log, day: date) -> None:
    for side in Side:
        measure(log, day, "thigh-angle", [1], side)


def begun(sessions: int = 30) -> Log:
    """Enrolled on a Sunday, a session every second day from Monday on."""
    log = Log()
    log.enrol(MONDAY - timedelta(days=1))
    for number in range(sessions):
        log.do(after(2 * number))
    return log


def test_before_the_first_session_week_0_is_due() -> None:
    log = Log()
    log.enrol(MONDAY)
    assert at(log, after(3)) == (Due("thigh-angle", 0, MONDAY, BOTH), Due("tasks", 0, MONDAY))


def test_a_side_that_was_measured_is_not_asked_for_again() -> None:
    log = begun()
    measure(log, MONDAY, "thigh-angle", [1], "left")
    measure(log, MONDAY, "tasks", [1, 2, 3], tasks=["a", "b", "c"])
    assert [(one.test, one.sides) for one in at(log, after(1))] == [("thigh-angle", (Side.RIGHT,))]
    measure(log, MONDAY, "thigh-angle", [1], "right")
    assert at(log, after(1)) == ()


def test_each_week_has_its_time() -> None:
    log = begun()
    assert names(log, after(13)) == [("thigh-angle", 0), ("tasks", 0)]
    assert names(log, after(14)) == [("thigh-angle", 2), ("tasks", 2)]
    assert names(log, after(41)) == [("thigh-angle", 4), ("tasks", 4)]
    assert names(log, after(42)) == [("thigh-angle", 6), ("tasks", 6)]
    assert names(log, after(56)) == []


def test_only_what_was_done_in_its_time_counts_for_it() -> None:
    log = begun()
    both_sides(log, after(13))
    assert names(log, after(13)) == [("tasks", 0)]
    assert names(log, after(14)) == [("thigh-angle", 2), ("tasks", 2)]


def test_not_this_time_is_not_asked_again_until_the_next_week() -> None:
    log = begun()
    put_by(log, after(15), "thigh-angle")
    assert names(log, after(16)) == [("tasks", 2)]
    assert names(log, after(28)) == [("thigh-angle", 4), ("tasks", 4)]


def test_after_four_weeks_away_it_begins_anew() -> None:
    log = begun(3)
    both_sides(log, MONDAY)
    assert names(log, after(40)) == [("thigh-angle", 0), ("tasks", 0)]


def test_a_program_without_tests_or_with_unknown_ones_asks_for_none() -> None:
    log = begun()
    assert at(log, MONDAY, None) == ()
    assert at(log, MONDAY, Assess(("handstand",), (0,))) == ()
    assert at(log, after(2), Assess(("tasks",), (1,))) == ()
    assert at(log, after(2), Assess(("tasks",), ())) == ()


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=5, unique=True).map(lambda weeks: tuple(sorted(weeks))),
    st.integers(-1, 100),
    st.integers(0, 30),
)
def test_what_is_done_when_it_is_due_is_never_due_twice(weeks: tuple[int, ...], day: int, sessions: int) -> None:
    """One week's tests at a time, the latest; doing them ends the asking for as long as that week is the latest."""
    log, assess = begun(sessions), Assess(("thigh-angle", "tasks"), weeks)
    asked = at(log, after(day), assess)
    assert len({one.week for one in asked}) <= 1
    if not asked:
        return
    both_sides(log, after(day))
    measure(log, after(day), "tasks", [1, 2, 3], tasks=["a", "b", "c"])
    assert at(log, after(day), assess) == ()
    later = at(log, after(day) + ASKED_FOR, assess)
    assert not later or later[0].week > asked[0].week or sessions * 2 < day + ASKED_FOR.days
