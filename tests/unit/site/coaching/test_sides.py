"""Sides that climb on their own: where their doses differ, each is an item of its own, from the page to the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.site.coaching.lives import Life, days_ago
from tests.unit.site.coaching.test_today import item, package, words_of
from tests.unit.site.household import elsewhere, make_cast
from tests.unit.site.player.days import program_of
from unkink.program.prescription import Item, Prescription
from unkink.session.compile import compile_session
from unkink.session.settings import Settings
from unkink.site.player.recipes import BlockRecipe, Place, read_recipe, signed
from unkink.wire.words import Side

pytestmark = pytest.mark.django_db

LEGS = """\
---
format: 1
title: Legs
sessions: 3 a week
---

For legs.

## Reach {#reach}

It reaches.

- dose: 4 reps per side, hold 5 s
- sides: separate
- easier:
  - 2 reps per side, hold 5 s
- harder:
  - reps +2 to 8

1. Reach.
"""


@pytest.fixture
def life(own: Callable[[str, str], Path]) -> Life:
    own("legs.md", LEGS)
    return Life(make_cast().anna, program_of(LEGS), "legs").enrol().screen()


def test_sides_at_one_dose_are_one_item(life: Life) -> None:
    (only,) = package(elsewhere(life.person))["session"]["items"]
    assert (only["side"], set(only["prescribed"])) == (None, {"left", "right"})
    assert "Left side: where it begins" in words_of(life.person)


def test_sides_at_different_doses_are_two_each_for_itself(life: Life) -> None:
    life.tell("rung-set", {"rung": 1, "by": "person"}, days_ago(1), exercise="reach", side="right")
    left, right = package(elsewhere(life.person))["session"]["items"]
    assert (left["title"], left["rung"], left["dose_words"]) == (
        "Reach, left side",
        0,
        "4 times, each held for 5 seconds",
    )
    assert (right["title"], right["rung"], right["side"]) == ("Reach, right side", 1, "right")
    assert (set(left["prescribed"]), set(right["prescribed"])) == ({"left"}, {"right"})
    assert left["easier"]["side"] == "left" and left["easier"]["dose"].startswith("2 reps")
    first = package(elsewhere(life.person), "?first=right")["session"]["items"][0]
    assert first["side"] == "right", "the side that begins comes first"


def test_what_was_planned_for_each_side_is_what_it_is_held_to(life: Life) -> None:
    """Two green sessions raise both; pain on one side lowers that side alone."""
    life.tell("rung-set", {"rung": 1, "by": "person"}, days_ago(20), exercise="reach", side="right")
    life.session(6)
    life.session(3)
    assert [(one.side, one.rung) for one in life.decision().exercises] == [(Side.LEFT, 1), (Side.RIGHT, 2)]
    session = life.session(1, morning=None)
    life.tell("pain", {"of": "worst", "level": 7}, days_ago(0.9), session=session, exercise="reach", side="left")
    assert [(one.side, one.rung) for one in life.decision().exercises] == [(Side.LEFT, 0), (Side.RIGHT, 2)]


def test_one_side_can_be_chosen_by_hand(life: Life) -> None:
    sent = {"ladder": "reach:right", "step-reach:right": "1"}
    answer = elsewhere(life.person).post("/steps/choose/", sent)
    assert answer["Location"] == "/#do-reach-right"
    assert [(one.side, one.rung) for one in life.decision().exercises] == [(Side.LEFT, 0), (Side.RIGHT, 1)]
    assert item(life.person, "reach")["rung"] == 0


def test_one_side_alone_is_spoken_and_timed_for_that_side(life: Life) -> None:
    dose = life.decision().exercises[0].dose
    assert dose is not None
    alone = Item("reach", "reach", 0, dose, side="right")
    timeline = compile_session(life.program, Prescription(life.program.hash, (alone,)))
    assert {cue.side for cue in timeline.cues if cue.kind == "phase"} == {"right"}
    said = [phrase for cue in timeline.cues for phrase in cue.say]
    assert "Right side." in said and not [one for one in said if "each side" in one or "first" in one]
    assert not [cue for cue in timeline.cues if cue.kind == "switch"]
    recipe = BlockRecipe("legs", "ab", alone, Place.ONLY, 0, Settings())
    assert read_recipe(signed(recipe)) == recipe
