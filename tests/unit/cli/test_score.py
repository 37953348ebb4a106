"""The score finds what is on at a position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.cli.timelines import timelines, two_exercises
from unkink.cli.score import Score
from unkink.session.timeline import CueKind, Timeline


@given(timelines(), st.data())
def test_the_span_and_block_at_a_position_hold_it(timeline: Timeline, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, timeline.total - 1))
    score = Score(timeline)
    span, block = score.span_at(position), score.block_at(position)
    assert span is not None
    assert block is not None
    assert span.at <= position < span.end <= score.end_of_span(position)
    assert block.start <= position < block.end


def test_the_seconds_of_a_countdown_count_as_one() -> None:
    score = Score(two_exercises())
    assert score.end_of_span(1000) == score.end_of_span(2500) == 3000
    assert score.end_of_span(3000) == 4000


def test_an_exercise_of_several_blocks_is_one_station() -> None:
    score = Score(two_exercises())
    assert score.stations == (0, 5000)
    assert [score.station_at(position) for position in (0, 4999, 5000, 10_000)] == [0, 0, 1, 1]
    after = score.exercise_after(0)
    assert after is not None
    assert after.title == "Exercise 1"
    assert score.exercise_after(5000) is None


def test_the_end_is_still_the_last_cue() -> None:
    span = Score(two_exercises()).span_at(10_000)
    assert span is not None
    assert span.kind is CueKind.FINISH


def test_a_timeline_without_anything_is_answered_quietly() -> None:
    score = Score(Timeline("", "Nothing", 0, (), ()))
    assert score.span_at(0) is None
    assert score.block_at(0) is None
    assert score.cue_after(0) is None
    assert score.end_of_span(0) == score.limit(0) == 0
    assert score.due(-1, 0) == []
