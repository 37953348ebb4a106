"""Discomfort under pressure: up to 3 of 10 is green, above it what presses comes off, whatever is usual."""

from __future__ import annotations

import pytest

from tests.unit.coach.people import Person, program_of
from unkink.coach.colours import Colour
from unkink.coach.safety_table import row_of
from unkink.coach.seen import Seen
from unkink.wire.words import MorningAnswer

USUAL, SORE, MORE = MorningAnswer.AS_USUAL, MorningAnswer.MUSCLES_SORE, MorningAnswer.MORE_PAIN
RELEASE = """---
format: 1
title: Release
sessions: 2-3 a week
---

## Ball {#ball}

- dose: 60 s per side
{pressure}- instead when no-pressure: stretch: 30-60 s per side
- easier:
  - towel: 30 s per side
- harder:
  - time +15 s to 120 s

1. Lie on the ball.

## Squat {#squat}

- dose: 4 reps
- harder:
  - reps +2 to 10

1. Bend.

## Towel {#towel}

- variant of: ball

1. Lie on the towel.

## Stretch {#stretch}

- variant of: ball

1. Kneel.
"""
SAID, NOT_SAID = (RELEASE.replace("{pressure}", said) for said in ("- pressure: ball\n", ""))


@pytest.mark.parametrize(
    ("seen", "number"),
    [
        (Seen(3, 0, morning=USUAL, pressing=True), 10),
        (Seen(3, None, morning=USUAL, pressing=True), 10),
        (Seen(3, 0, morning=SORE, soreness=4, pressing=True), 10),
        (Seen(3, 3, morning=USUAL, pressing=True), 9),
        (Seen(3, 0, pressing=True), 11),
        (Seen(3, 0, morning=SORE, soreness=5, pressing=True), 12),
        (Seen(3, 0, morning=MORE, pressing=True), 5),
        (Seen(4, 4, morning=USUAL, pressing=True), 7),
        (Seen(4, 6, morning=USUAL, pressing=True), 7),
        (Seen(4, 6, pressing=True), 7),
        (Seen(5, 5, morning=USUAL, pressing=True), 7),
        (Seen(6, 8, morning=USUAL, pressing=True), 3),
        (Seen(1, 0, frozenset({2}), USUAL, pressing=True), 2),
        (Seen(None, 0, morning=USUAL, pressing=True), 11),
    ],
)
def test_the_row_under_pressure(seen: Seen, number: int) -> None:
    assert row_of(seen).number == number


@pytest.mark.parametrize("usual", [None, *range(11)])
@pytest.mark.parametrize("pain", [4, 5])
def test_no_number_of_usual_pain_makes_four_green(pain: int, usual: int | None) -> None:
    assert row_of(Seen(pain, usual, morning=USUAL, pressing=True)).colour is Colour.AMBER


@pytest.mark.parametrize("text", [SAID, NOT_SAID])
class TestAHistory:
    """Two sessions a week, usual pain 4, told in full."""

    def test_four_under_the_ball_stays_where_four_elsewhere_rises(self, text: str) -> None:
        someone = Person(program_of(text), "release")
        for day in (0, 3):
            someone.train(day, 4, usual=4)
        assert (someone.rung("ball"), someone.rung("squat")) == (0, 1)
        assert someone.dose("ball").reasons[0].rule == "row-7"
        rows = [{one.exercise: one.row for one in session.exercises} for session in someone.decide().sessions]
        assert rows == [{"ball": 7, "squat": 9}, {"ball": 7, "squat": 9}]

    def test_three_under_the_ball_rises_where_three_elsewhere_stays(self, text: str) -> None:
        someone = Person(program_of(text), "release")
        for day in (0, 3):
            someone.train(day, 3, usual=0)
        assert (someone.rung("ball"), someone.rung("squat")) == (1, 0)

    def test_a_four_takes_the_first_green_away(self, text: str) -> None:
        someone = Person(program_of(text), "release")
        someone.train(0, 2)
        someone.train(3, {"ball": 4}, usual=4)
        someone.train(6, 2)
        assert someone.rung("ball") == 0
        someone.train(9, 2)
        assert someone.rung("ball") == 1

    def test_what_stands_in_is_judged_as_any_other(self, text: str) -> None:
        someone = Person(program_of(text), "release", screened=False)
        someone.screen(-1, hernia=True)
        for day in (0, 3):
            someone.train(day, 4, usual=4)
        assert (someone.dose("ball").variant, someone.rung("ball")) == ("stretch", 1)

    def test_a_day_that_went_on_without_pressure_counts_as_with_it(self, text: str) -> None:
        """The ball came off at 4 and the stretch followed: nobody knows which of them the 4 was told of."""
        someone = Person(program_of(text), "release")
        someone.train(0, {"ball": 4}, usual=4, eased=["ball"])
        (session,) = someone.decide().sessions
        assert [(one.row, one.colour) for one in session.exercises if one.exercise == "ball"] == [(7, Colour.AMBER)]
