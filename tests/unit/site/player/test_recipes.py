"""Recipes: what they say comes out again as the very same sound, and nobody else can write one."""

from __future__ import annotations

import re

import pytest
from django.core import signing
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.strategies import prescriptions, programs
from tests.unit.site.player.days import flagship, neck, plan
from tests.unit.site.player.test_preferences import PREFERENCES
from unkink.program.cursor import DoseError
from unkink.program.dose import Dose
from unkink.program.dose_grammar import read_dose
from unkink.program.prescription import Prescription
from unkink.session.compile import compile_session
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import Side
from unkink.site.player.package import sheet_of
from unkink.site.player.preferences import Preferences
from unkink.site.player.recipes import (
    LeadInRecipe,
    UnknownRecipe,
    read_recipe,
    recipes_of,
    signed,
    sound_of,
)
from unkink.voice.block_sound import block_key, block_sounds
from unkink.voice.clips import shipped_voice

VOICE = shipped_voice()


def is_written(dose: Dose) -> bool:
    """Whether a file could say so: a strategy may hold for as long as each rep takes."""
    try:
        return read_dose(str(dose)) == dose
    except DoseError:
        return False


@given(st.data())
@settings(max_examples=25)
def test_a_recipe_makes_the_sound_of_its_block(data: st.DataObject) -> None:
    """Whatever the exercise's neighbours are: made alone from its recipe, signed and read, it sounds the same."""
    program = data.draw(programs())
    items = data.draw(prescriptions(program)).items
    assume(all(is_written(item.dose) for item in items))
    chosen = data.draw(PREFERENCES).settings()
    timeline = compile_session(program, Prescription(program.hash, items), chosen)
    recipes = list(recipes_of("name", program, items, timeline, chosen))
    for recipe, sound in zip(recipes, block_sounds(timeline, VOICE), strict=True):
        assert sound_of(read_recipe(signed(recipe)), program, VOICE) == sound


@pytest.mark.parametrize("program", [neck(), flagship()], ids=["neck", "flagship"])
def test_every_track_of_a_sheet_can_be_made_from_its_address(program: object) -> None:
    """Easier ways and the lead-in included."""
    for missing in ((), ("no-chair", "no-ball", "no-wall", "no-band")):
        today = plan(program, missing=missing, settings=Settings(first_side=Side.RIGHT))  # type: ignore[arg-type]
        for track in sheet_of(today, VOICE, lambda track: track.key).tracks:
            text = signed(track.recipe)
            assert re.fullmatch(r"[\w.:-]{1,4000}", text)
            sound = sound_of(read_recipe(text), today.program, VOICE)
            assert (block_key(sound, VOICE), sound.length) == (track.key, track.ms)


def test_the_same_recipe_has_the_same_address_on_any_day() -> None:
    recipe = LeadInRecipe(Settings())
    assert signed(recipe) == signed(recipe)
    assert sound_of(read_recipe(signed(recipe)), None, VOICE).length == 3000


def test_the_lead_in_keeps_quiet_for_whoever_wants_quiet() -> None:
    quiet = LeadInRecipe(Preferences(verbosity=Verbosity.TONES).settings())
    spoken = LeadInRecipe(Settings())
    assert sound_of(quiet, None, VOICE) != sound_of(spoken, None, VOICE)


def test_what_nobody_signed_is_unknown() -> None:
    recipe = signed(LeadInRecipe(Settings()))
    payload, _, signature = recipe.partition(":")
    for forged in (
        "",
        ":",
        recipe[:-1],
        f"x{recipe}",
        payload,
        f"{payload}x:{signature}",
        signing.dumps([{}]),
        "é" * 9,
    ):
        with pytest.raises(UnknownRecipe):
            read_recipe(forged)


@pytest.mark.parametrize(
    "written", [None, [], [1], {"a": 1}, ["n", "h", ["e", "v", 0, "no dose", []], "only", 0, {}], ["n"] * 6]
)
def test_what_was_signed_but_reads_otherwise_now_is_unknown(written: object) -> None:
    signer = signing.Signer(salt="unkink.site.player.recipes")
    with pytest.raises(UnknownRecipe):
        read_recipe(signer.sign_object(written, compress=True))


def test_a_block_that_is_not_there_is_not_found() -> None:
    today = plan(neck())
    track = next(track for track in sheet_of(today, VOICE, str).tracks if not isinstance(track.recipe, LeadInRecipe))
    with pytest.raises(LookupError):
        sound_of(track.recipe, flagship(), VOICE)
    with pytest.raises(LookupError):
        sound_of(track.recipe, None, VOICE)
