"""The five doses of the flagship, to the second."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.session.build import timeline_of
from unkink.session.as_json import as_json

PRESCRIBED = [
    ("1-2 min per side", ["left", "right"], 60, 0, 0, [("work", 1, 60)]),
    ("4 reps, hold 10 s", ["both"], 40, 4, 0, [("hold", 4, 10)]),
    ("4 reps per side, hold 5 s", ["left", "right"], 20, 4, 0, [("hold", 4, 5)]),
    (
        "4 rounds per side: 10 s extend, 10 s flex",
        ["left", "right"],
        80,
        0,
        4,
        [("extend", 4, 10), ("flex", 4, 10)],
    ),
    ("6 reps per side, hold 2 s", ["left", "right"], 12, 6, 0, [("hold", 6, 2)]),
]


@pytest.mark.parametrize(("dose", "sides", "seconds", "reps", "rounds", "phases"), PRESCRIBED)
def test_each_dose_is_in_the_timeline_on_each_side(
    dose: str, sides: list[str], seconds: int, reps: int, rounds: int, phases: list[tuple[str, int, int]]
) -> None:
    document: Any = as_json(timeline_of(dose))
    (exercise,) = document["exercises"]
    expected = {
        "sets": 1,
        "seconds": seconds,
        "reps": reps,
        "rounds": rounds,
        "own_pace_sets": 0,
        "phases": [{"phase": name, "times": times, "seconds": each} for name, times, each in phases],
    }
    assert exercise["prescribed"] == dict.fromkeys(sides, expected)
    assert exercise["estimated"] is False
