"""Doses as print says them."""

import pytest

from unkink.program.dose_grammar import read_dose
from unkink.program.dose_words import dose_words


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("60 s per side", "1 minute on each side"),
        ("75 s per side", "75 seconds on each side"),
        ("1-2 min per side", "1 to 2 minutes on each side"),
        ("4 reps, hold 10 s", "4 times, each held for 10 seconds"),
        ("1 reps, hold 1 s", "once, held for 1 second"),
        ("4 reps per side, hold 5 s", "4 times on each side, each held for 5 seconds"),
        (
            "4 rounds per side: 10 s extend, 10 s flex",
            "4 rounds on each side: 10 seconds extend, then 10 seconds flex",
        ),
        (
            "3 x 12 reps per side, tempo 2-0-3, rest 90 s",
            (
                "3 sets of 12 on each side, 2 seconds to lift, no pause, 3 to lower, "
                "90 seconds of rest or more between sets"
            ),
        ),
        ("10 reps, 5 times a day", "10 times, 5 times a day"),
        ("10 reps, 1 times a day", "10 times, once a day"),
        ("max reps, until RPE 8", "as many as you can do well, until an effort of 8 out of 10"),
        ("max hold per side", "as long as you can hold it well on each side"),
        ("2 x 6 reps per side, each rep 20 s", "2 sets of 6 on each side, 20 seconds for each"),
        ("10 reps alternating sides", "10 times on each side, left and right in turn"),
        ("4 reps, hold 5 s, at half effort", "4 times, each held for 5 seconds, at half effort"),
        ("8 reps, at 10 RM, load rucksack", "8 times, at the load you could lift 10 times, with rucksack"),
        ("60 s per side, 2-3 places", "1 minute on each side, shared between 2 to 3 places"),
    ],
)
def test_a_dose_in_words(dose: str, words: str) -> None:
    assert dose_words(read_dose(dose)) == words
