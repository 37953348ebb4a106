"""`unkink-today-1`: complete, plain, and what its schema says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.unit.site.player.days import flagship, neck, plan
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import Side
from unkink.site.player.package import Sheet, Track, package_json, sheet_of
from unkink.site.player.plan import Plan
from unkink.voice.clips import shipped_voice
from unkink.wire.words import SessionKind

SCHEMAS = Path(__file__).parents[4] / "docs" / "schemas"
VOICE = shipped_voice()
PERSON, CLINIC = "0192f2a0-0000-7000-8000-000000000001", "0192f2a0-0000-7000-8000-000000000002"


def address_of(track: Track) -> str:
    return f"/tracks/x/{track.key}.flac"


def sheet(of: Plan) -> Sheet:
    return sheet_of(of, VOICE, address_of)


def package(of: Plan) -> Any:
    preferences: dict[str, object] = dict.fromkeys(("manual_start", "flash", "vibrate", "captions"), True)
    data = package_json(sheet(of), person=PERSON, clinic=CLINIC, day="2026-11-22", preferences=preferences)
    return json.loads(data)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    today, timeline = (json.loads((SCHEMAS / f"{name}.schema.json").read_text()) for name in ("today", "timeline"))
    Draft202012Validator.check_schema(today)
    registry: Registry[Any] = Registry().with_resources([(timeline["$id"], Resource.from_contents(timeline))])
    return Draft202012Validator(today, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


PLANS = {
    "psoas": plan(flagship(), "tight-psoas"),
    "psoas, short, nothing at hand": plan(
        flagship(), kind=SessionKind.SHORT, missing=("no-ball", "no-wall", "no-band"), rungs=(("slouch-to-tall", -3),)
    ),
    "neck": plan(neck(), missing=("no-chair",), settings=Settings(verbosity=Verbosity.TONES, first_side=Side.RIGHT)),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_package_fits_the_schema(validator: Draft202012Validator, name: str) -> None:
    validator.validate(package(PLANS[name]))


def test_the_schema_refuses_what_is_no_package(validator: Draft202012Validator) -> None:
    for spoil in (
        {"schema": "unkink-today-2"},
        {"day": "today"},
        {"missing": None},
        {"lead_in": {"url": "https://elsewhere.example/", "ms": 3000}},
    ):
        assert not validator.is_valid({**package(PLANS["neck"]), **spoil})


def test_the_schema_is_installed_too() -> None:
    import unkink.site.player

    installed = Path(unkink.site.player.__path__[0]) / "today.schema.json"
    assert installed.read_text() == (SCHEMAS / "today.schema.json").read_text()


@pytest.mark.parametrize("name", PLANS)
def test_tracks_and_blocks_agree(name: str) -> None:
    """One track for each block, as long as the block; the blocks tile the timeline; the same for each other way."""
    session = package(PLANS[name])["session"]
    others = [item[name] for item in session["items"] for name in ("easier", "without_pressure")]
    ways = [session, *(way for way in others if way)]
    assert len(ways) > 1
    for way in ways:
        blocks, tracks = way["timeline"]["blocks"], way["tracks"]
        assert [track["block"] for track in tracks] == [block["index"] for block in blocks] == list(range(len(blocks)))
        assert [track["ms"] for track in tracks] == [block["end_ms"] - block["start_ms"] for block in blocks]
        ends = [0, *(block["end_ms"] for block in blocks)]
        assert [block["start_ms"] for block in blocks] == ends[:-1]
        assert ends[-1] == way["timeline"]["total_ms"]
    assert session["total_ms"] == session["timeline"]["total_ms"]


def test_texts_are_plain() -> None:
    item = package(plan(neck()))["session"]["items"][0]
    assert item["why"] == ["It moves the upper neck (a study)."]
    assert item["steps"] == ["Sit tall on the chair.", "Nod slowly."]
    assert item["cautions"] == ["Stop if you feel < dizzy >."]
    assert item["needs"] == [{"name": "chair", "instead": "stool or bench"}]


def test_what_is_prescribed_is_counted_for_each_side() -> None:
    nod, turn, up = (item["prescribed"] for item in package(plan(neck()))["session"]["items"])
    assert nod == {"both": {"sets": 1, "reps": 4, "rounds": 0, "seconds": 8}}
    assert turn == {side: {"sets": 1, "reps": 1, "rounds": 0, "seconds": 1} for side in ("left", "right")}
    assert up == {"both": {"sets": 1, "reps": 0, "rounds": 0, "seconds": 0}}


def test_easier_is_the_rung_below_then_half_then_nothing() -> None:
    items = package(plan(neck()))["session"]["items"]
    assert (items[0]["easier"]["variant"], items[0]["easier"]["rung"]) == ("lying-nod", -1)
    assert items[1]["easier"] is None, "once, for a second: nothing less is left of it"
    lying = package(plan(neck(), missing=("no-chair",)))["session"]["items"][0]
    assert (lying["because"], lying["variant"], lying["dose"]) == ("no-chair", "lying-nod", "2 reps, hold 2 s")
    assert lying["easier"]["dose"] == "1 reps, hold 2 s"


def test_only_the_last_easier_way_says_that_all_is_over() -> None:
    items = package(plan(flagship()))["session"]["items"]
    ended = [any(cue["kind"] == "finish" for cue in item["easier"]["timeline"]["cues"]) for item in items]
    assert ended == [False, False, False, False, True]


def test_whole_and_short_share_what_sounds_the_same() -> None:
    """The second and third exercise of the short session follow others in both, so their tracks are the same."""
    whole, short = (package(plan(flagship(), kind=kind))["session"]["tracks"] for kind in SessionKind)
    shared = {track["url"] for track in whole} & {track["url"] for track in short}
    assert len(short) == 3 and len(shared) >= 1


def test_another_rung_changes_the_tracks_of_that_exercise_alone() -> None:
    before, after = (
        {track["url"] for track in package(plan(flagship(), rungs=rungs))["session"]["tracks"]}
        for rungs in ((), (("slouch-to-tall", 1),))
    )
    assert len(before - after) == 1


def test_the_digest_stands_for_what_can_be_played() -> None:
    digest = package(plan(neck()))["session"]["digest"]
    assert package(plan(neck()))["session"]["digest"] == digest
    assert package(plan(neck(), settings=Settings(rest=31)))["session"]["digest"] == digest, "no rest between sets"
    assert package(plan(neck(), settings=Settings(switch=9)))["session"]["digest"] != digest


def test_the_same_plan_gives_the_same_bytes() -> None:
    one, two = (package_json(sheet(plan(neck())), person=PERSON, clinic=CLINIC, day="", preferences={}) for _ in "ab")
    assert one == two
