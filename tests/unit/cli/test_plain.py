"""A session in lines: each cue once, at its time, and stopped where it is stopped."""

from __future__ import annotations

import pytest

from tests.unit.cli.timelines import two_exercises
from unkink.cli.bell import Bell, Silent
from unkink.cli.clocks import HurriedClock
from unkink.cli.on_screen import how_far
from unkink.cli.plain import PlainSession
from unkink.cli.score import Score


class StoppedClock(HurriedClock):
    """A clock on which somebody presses Ctrl-C at a given time."""

    def __init__(self, stop_at: int) -> None:
        super().__init__()
        self._stop_at = stop_at

    def wait(self, milliseconds: int) -> None:
        if self.now() + milliseconds > self._stop_at:
            super().wait(self._stop_at - self.now())
            raise KeyboardInterrupt
        super().wait(milliseconds)


def test_every_span_has_a_line_at_its_time() -> None:
    lines: list[str] = []
    clock = HurriedClock()
    at: list[int] = []

    def write(text: str) -> None:
        lines.append(text)
        at.append(clock.now())

    PlainSession(Score(two_exercises()), clock, Silent(), write, None).play()
    assert lines == [
        "00:00  left side: Get into position",
        "00:01  2",
        "00:02  1",
        "00:03  left side: Hold (rep 1 of 2)",
        "00:04  right side: Hold (rep 2 of 2)",
        "00:05  Next up: Exercise 1",
        "00:06  At your own pace",
        "00:09  Well done",
    ]
    assert at == [0, 1000, 2000, 3000, 4000, 5000, 6000, 9000]


def test_own_pace_work_waits_for_the_person() -> None:
    asked: list[str] = []
    lines: list[str] = []
    session = PlainSession(Score(two_exercises()), HurriedClock(), Silent(), lines.append, lambda: asked.append("done"))
    session.play()
    assert asked == ["done"]
    assert lines[-2].strip() == "At your own pace. Press Enter when you are done."


def test_an_interrupted_session_knows_how_far_it_came() -> None:
    clock = StoppedClock(5300)
    session = PlainSession(Score(two_exercises()), clock, Silent(), lambda _: None, None)
    with pytest.raises(KeyboardInterrupt):
        session.play()
    assert how_far(session.stop(), clock.now()).startswith("Stopped at 00:05 of 00:10")


def test_the_bell_rings_once_for_whatever_falls_together() -> None:
    rings: list[str] = []
    score = Score(two_exercises())
    PlainSession(score, HurriedClock(), Bell(score, lambda: rings.append("ring")), lambda _: None, None).play()
    assert len(rings) == 3, "at the start, at next up, and once where stop and finish fall together"
