"""How much work a dose is, as protocols sum it: both sides, every set, several times a day."""

from __future__ import annotations

import pytest

from unkink.program.dose_grammar import read_dose
from unkink.program.dose_work import effort_of, work_of


@pytest.mark.parametrize(("dose", "sets", "reps", "rounds", "seconds"), [
    ("60 s", 1, 0, 0, 60),
    ("2 x 30 s per side", 4, 0, 0, 120),
    ("3 x 12 reps per side, tempo 2-0-3", 6, 72, 0, 360),
    ("4 reps, hold 10 s, 5 times a day", 5, 20, 0, 200),
    ("4 rounds per side: 10 s extend, 10 s flex", 2, 0, 8, 160),
    ("10 reps alternating sides", 2, 20, 0, 0),
    ("max reps, until RPE 8", 1, 0, 0, 0),
])  # fmt: skip
def test_the_work_of_a_dose_is_what_print_adds_up(dose: str, sets: int, reps: int, rounds: int, seconds: int) -> None:
    work = work_of(read_dose(dose))
    assert (work.sets, work.reps, work.rounds, work.seconds) == (sets, reps, rounds, seconds)


def test_untimed_reps_are_compared_by_four_seconds_each() -> None:
    assert effort_of(read_dose("10 reps")) == effort_of(read_dose("40 s")) == 40
