"""Laws of playback: the clock is obeyed exactly, and only the person ends own-pace work."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.cli.timelines import timelines, two_exercises
from unkink.cli.playback import RESTART_AFTER, Playback
from unkink.cli.score import Score
from unkink.session.timeline import Pace, Timeline

gaps = st.lists(st.integers(0, 20_000), max_size=30)


def started(timeline: Timeline, now: int = 0) -> Playback:
    return Playback(Score(timeline)).play(now)


@given(timelines(), gaps)
def test_the_position_never_goes_back_and_never_past_the_end(timeline: Timeline, waits: list[int]) -> None:
    """However late each look at the clock is, the session only goes forward."""
    playback, now, before = started(timeline), 0, 0
    for wait in waits:
        now += wait
        assert before <= playback.position(now) <= timeline.total
        before = playback.position(now)


@given(timelines(), gaps, st.integers(0, 10**12))
def test_pauses_of_any_length_change_nothing_but_the_time_of_day(
    timeline: Timeline, waits: list[int], clock_start: int
) -> None:
    """The position is the time spent running, whatever the clock showed at the start and however long pauses were."""
    playback, now, running = started(timeline, clock_start), clock_start, 0
    free = Score(timeline).limit(0)
    assume(sum(waits) < free)
    for index, wait in enumerate(waits):
        now += wait
        if index % 2:
            playback = playback.play(now)
        else:
            running += wait
            playback = playback.pause(now)
            assert playback.is_paused
        assert playback.position(now) == running
        assert playback.position(now + 10**9) == running or not playback.is_paused


@given(timelines(), st.integers(0, 10**9))
def test_the_clock_alone_never_passes_own_pace_work(timeline: Timeline, wait: int) -> None:
    own = [block.end for block in timeline.blocks if block.pace is Pace.OWN]
    playback = started(timeline)
    assert playback.position(wait) <= min([*own, timeline.total])
    assert playback.is_finished(wait) == (wait >= timeline.total and not own)


@given(timelines(), st.lists(st.integers(1, 3000), min_size=1, max_size=60))
def test_every_cue_is_due_exactly_once_in_a_whole_session(timeline: Timeline, waits: list[int]) -> None:
    """Looking often or seldom, with a person who ends own-pace work, each cue comes once and in order."""
    playback, now, heard = started(timeline), 0, -1
    due = []
    for step in range(10**6):
        here = playback.here(now)
        due += playback.score.due(heard, here)
        heard = here
        if playback.is_finished(now):
            break
        if playback.waits(now):
            playback = playback.ready(now)
        now += waits[step % len(waits)]
    assert due == sorted(timeline.cues, key=lambda cue: cue.at)


@given(timelines(), st.data())
def test_keys_lead_nowhere_outside_the_session(timeline: Timeline, data: st.DataObject) -> None:
    playback, now = started(timeline), 0
    for _ in range(data.draw(st.integers(0, 20))):
        now += data.draw(st.integers(0, 10_000))
        key = data.draw(st.sampled_from(["next", "back", "ready", "pause", "play"]))
        playback = getattr(playback, key)(now)
        assert 0 <= playback.position(now) <= timeline.total
        assert playback.anchor <= playback.position(now)


@given(timelines())
def test_next_reaches_the_end_in_as_many_steps_as_there_are_exercises(timeline: Timeline) -> None:
    playback = started(timeline)
    for _ in {block.item for block in timeline.blocks}:
        assert not playback.is_finished(0)
        playback = playback.next(0)
    assert playback.is_finished(0)


def test_own_pace_work_waits_at_its_estimate_and_counts_on() -> None:
    playback = started(two_exercises())
    assert playback.waits(60_000)
    assert playback.position(60_000) == 9000
    assert playback.here(60_000) == 8999
    assert playback.own_time(60_000) == 54_000
    assert not playback.is_finished(60_000)
    done = playback.ready(60_000)
    assert not done.waits(60_000)
    assert done.position(60_500) == 9500
    assert done.is_finished(61_000)


def test_own_pace_work_may_end_before_its_estimate() -> None:
    assert started(two_exercises()).ready(6500).position(6500) == 9000


def test_ready_ends_a_change_but_never_timed_work() -> None:
    playback = started(two_exercises())
    assert playback.ready(500).position(500) == 1000
    assert playback.ready(1500).position(1500) == 1500, "a countdown is not hurried"
    assert playback.ready(3500).position(3500) == 3500, "prescribed seconds are not cut short"
    assert playback.ready(5500).position(5500) == 6000


def test_back_restarts_an_exercise_and_from_its_first_seconds_goes_to_the_one_before() -> None:
    playback = started(two_exercises())
    assert playback.back(RESTART_AFTER + 500).position(RESTART_AFTER + 500) == 0
    assert playback.back(5500).position(5500) == 0
    waiting = 5000 + RESTART_AFTER + 1000
    assert playback.back(waiting).position(waiting) == 5000


def test_a_pause_in_own_pace_work_past_its_estimate_leaves_it_open() -> None:
    paused = started(two_exercises()).pause(60_000)
    assert paused.position(0) == 8999
    assert paused.play(100_000).waits(100_001)


def test_play_while_playing_and_pause_while_paused_change_nothing() -> None:
    playback = started(two_exercises())
    assert playback.play(3000) is playback
    assert playback.pause(3000).pause(9000).position(9000) == 3000
