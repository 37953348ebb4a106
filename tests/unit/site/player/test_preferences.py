"""Preferences: kept as JSON, tolerant of whatever an older or newer Unkink kept."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.session.settings import BOUNDS, Settings, Verbosity
from unkink.session.timeline import Side
from unkink.site.player.preferences import Preferences, as_json, preferences_of

NUMBERS = {
    name: st.floats(low, high) if name == "pace" else st.integers(int(low), int(high))
    for name, (low, high) in BOUNDS.items()
}
PREFERENCES = st.builds(
    Preferences,
    **NUMBERS,
    verbosity=st.sampled_from(list(Verbosity)),
    first_side=st.sampled_from(list(Side)),
    manual_start=st.booleans(),
    flash=st.booleans(),
    vibrate=st.booleans(),
    captions=st.booleans(),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(PREFERENCES)
def test_what_is_kept_comes_back(preferences: Preferences) -> None:
    assert preferences_of(json.loads(json.dumps(as_json(preferences)))) == preferences


@given(st.dictionaries(st.sampled_from([field.name for field in fields(Preferences)]) | st.text(), ANYTHING) | ANYTHING)
def test_whatever_is_kept_can_be_read(kept: object) -> None:
    found = preferences_of(kept)
    assert preferences_of(as_json(found)) == found


def test_nothing_kept_is_what_everybody_has() -> None:
    assert as_json(Preferences()) == {}
    assert Preferences().settings() == Settings()


def test_a_number_from_before_counts_as_the_nearest_bound() -> None:
    assert preferences_of({"rest": 4000, "pace": 0.1, "countdown": -3}) == Preferences(rest=300, pace=0.5, countdown=0)


def test_what_makes_no_sense_counts_as_never_chosen() -> None:
    kept = {"rest": "long", "pace": float("nan"), "verbosity": "loud", "first_side": None, "flash": 1, "font": "huge"}
    assert preferences_of(kept) == Preferences()


def test_a_value_outside_its_bounds_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="rest must be from 5 to 300, not 1"):
        Preferences(rest=1)


def test_todays_side_goes_before_the_usual_one() -> None:
    assert Preferences(first_side=Side.RIGHT).settings().first_side is Side.RIGHT
    assert Preferences(first_side=Side.RIGHT).settings(Side.LEFT).first_side is Side.LEFT
