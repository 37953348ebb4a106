"""Home tests that a program names and nobody knows."""

from __future__ import annotations

from unkink.program.check import check

TESTS = ("thigh-angle", "knee-raise-hold")
PROGRAM = """\
---
format: 1
title: Two phases
sessions: 3 a week
length: 6 weeks
assess: {tests: [thigh-angle, knee-rise-hold], weeks: [0, 2]}
---

# Calm

## Breathe

- dose: 2 min

1. Breathe.

# Strong

- enter when: after 2 weeks and Thigh-angel at most 5
- choose by: handstand
  - below 0: calm
  - otherwise: squat

## Squat

- dose: 8 reps

1. Bend.
"""


def test_each_is_a_warning_in_its_place_with_the_name_that_is_meant() -> None:
    checked = check(PROGRAM, tests=TESTS)
    found = [one for one in checked.diagnostics if one.code == "test-unknown"]
    assert checked.program is not None
    assert [(one.line, one.column, one.suggestion) for one in found] == [
        (6, 31, "knee-raise-hold"),
        (19, 33, "thigh-angle"),
        (20, 14, ""),
    ]
    assert all(one.expected == TESTS for one in found)


def test_known_ones_and_those_that_nobody_listed_are_let_be() -> None:
    mended = PROGRAM.replace("rise", "raise").replace("Thigh-angel", "thigh-angle").replace("handstand", "thigh-angle")
    for checked in (check(mended, tests=TESTS), check(PROGRAM)):
        assert "test-unknown" not in [one.code for one in checked.diagnostics]
