"""Doses in words."""

from __future__ import annotations

import pytest

from unkink.program.dose_grammar import read_dose
from unkink.session.dose_words import dose_in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 min per side", ["One minute on each side."]),
        ("4 reps, hold 10 s", ["Four reps.", "Hold for ten seconds."]),
        ("4 reps per side, hold 5 s", ["Four reps on each side.", "Hold for five seconds."]),
        (
            "4 rounds per side: 10 s extend, 10 s flex",
            ["Four rounds on each side.", "Each round: ten seconds extend, ten seconds flex."],
        ),
        (
            "3 x 12 reps per side, tempo 2-0-3, rest 90 s",
            ["Three sets on each side: twelve reps.", "Two seconds up, three seconds down."],
        ),
        ("10 reps, 5 times a day", ["Ten reps.", "Five times a day, and this is one of them."]),
        ("max reps, until RPE 8", ["As many good reps as you can.", "Go on until an effort of eight out of ten."]),
        ("12/10/8 reps per side", ["Three sets on each side: twelve, ten and eight reps."]),
        ("max hold per side", ["As long as you can hold it well on each side."]),
        ("2 x 6 reps per side, each rep 20 s", ["Two sets on each side: six reps.", "Each rep takes twenty seconds."]),
        ("10 reps alternating sides", ["Ten reps on each side.", "Change sides each time."]),
        ("90 s, 3 places", ["Ninety seconds.", "In three places."]),
        ("8 reps, load 2.5 kg", ["Eight reps.", "Load: two point five kilos."]),
        ("5 reps, at half effort", ["Five reps.", "At half effort."]),
        ("5 reps, at 10 RM", ["Five reps.", "With your ten rep maximum."]),
    ],
)
def test_what_is_announced(written: str, said: list[str]) -> None:
    assert list(dose_in_words(read_dose(written))) == said
