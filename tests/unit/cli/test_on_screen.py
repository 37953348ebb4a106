"""The texts of the screen at known moments."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.cli.timelines import timelines, two_exercises
from unkink.cli.on_screen import Picture, how_far, picture
from unkink.cli.playback import Playback
from unkink.cli.score import Score
from unkink.session.timeline import Timeline


def at(now: int) -> Picture:
    return picture(Playback(Score(two_exercises())).play(0), now)


def test_a_hold_shows_side_rep_and_the_seconds_left() -> None:
    shown = at(3100)
    assert (shown.doing, shown.counts, shown.side, shown.digits) == ("Hold", "rep 1 of 2", "◀ LEFT SIDE", "1")
    assert shown.is_work
    assert at(4500).side == "RIGHT SIDE ▶"


def test_a_countdown_counts_down_to_the_work() -> None:
    assert [at(now).digits for now in (1000, 1999, 2000, 2999)] == ["2", "2", "1", "1"]
    assert at(1000).doing == "Get ready"


def test_the_exercise_its_number_and_the_next_are_named() -> None:
    shown = at(0)
    assert (shown.exercise, shown.number, shown.next_up) == ("Exercise 0", "exercise 1 of 2", "Exercise 1")
    assert at(7000).next_up == "the end of the session"


def test_own_pace_counts_up_and_asks_for_enter() -> None:
    shown = at(6000 + 75_000)
    assert (shown.digits, shown.hint) == ("01:15", "Your own pace. Enter when you are done.")


def test_a_pause_says_so() -> None:
    paused = Playback(Score(two_exercises())).play(0).pause(3500)
    assert picture(paused, 99_000).hint == "Paused. Space goes on."
    assert picture(paused, 99_000).elapsed == "00:03"


def test_the_end_says_done() -> None:
    done = Playback(Score(two_exercises())).play(0).at(10_000, 0)
    shown = picture(done, 0)
    assert (shown.doing, shown.digits, shown.next_up, shown.fraction) == ("Done", "", "", 1.0)
    assert how_far(done, 0) == "Done: Two exercises, 00:10."


def test_how_far_it_came_is_said_in_a_sentence() -> None:
    playback = Playback(Score(two_exercises())).play(0)
    assert how_far(playback, 5200) == "Stopped at 00:05 of 00:10, in Exercise 1 (exercise 2 of 2)."


@given(timelines(), st.integers(0, 10**6))
def test_every_moment_of_every_session_can_be_shown(timeline: Timeline, now: int) -> None:
    shown = picture(Playback(Score(timeline)).play(0), now)
    assert 0 <= shown.fraction <= 1
    assert shown.doing
    assert all(letter in "0123456789:" for letter in shown.digits)
