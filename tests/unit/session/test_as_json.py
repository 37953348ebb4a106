"""The JSON of a timeline keeps to its published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.unit.session.build import circuit_of, timeline_of
from unkink.session.as_json import as_json
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import CueKind, Pace

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "timeline.schema.json"


@pytest.fixture(scope="module")
def schema() -> Any:
    document = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    return document


@pytest.mark.parametrize(
    "dose",
    [
        "1-2 min per side, 7 places",
        "4 reps per side, hold 5 s",
        "2 x 10 reps alternating sides, tempo 2-0-3, rest 90 s, load green band",
        "4 rounds per side: 10 s extend, 10 s flex",
        "max reps, until RPE 8",
    ],
)
def test_a_timeline_fits_the_schema(schema: Any, dose: str) -> None:
    document = as_json(timeline_of(dose), Settings(), program_id="squats")
    Draft202012Validator(schema).validate(json.loads(json.dumps(document)))


def test_a_circuit_fits_the_schema(schema: Any) -> None:
    Draft202012Validator(schema).validate(as_json(circuit_of("3 rounds: 30 s squat, 20 s plank", ("squat", "plank"))))


def test_the_schema_refuses_what_is_not_a_timeline(schema: Any) -> None:
    document: Any = as_json(timeline_of("10 s"))
    document["cues"][0]["kind"] = "applause"
    assert not Draft202012Validator(schema).is_valid(document)


def test_the_schema_knows_every_kind_pace_and_verbosity(schema: Any) -> None:
    definitions = schema["$defs"]
    assert set(definitions["cue"]["properties"]["kind"]["enum"]) == set(CueKind)
    assert set(definitions["block"]["properties"]["pace"]["enum"]) == set(Pace)
    assert set(definitions["settings"]["properties"]["verbosity"]["enum"]) == set(Verbosity)


def test_own_pace_work_counts_sets_and_no_seconds() -> None:
    document: Any = as_json(timeline_of("3 x max hold per side"))
    left = document["exercises"][0]["prescribed"]["left"]
    assert left == {"sets": 3, "seconds": 0, "reps": 0, "rounds": 0, "own_pace_sets": 3, "phases": []}


def test_the_settings_are_told_with_the_timeline() -> None:
    document: Any = as_json(timeline_of("10 s"), Settings(pace=1.5, verbosity=Verbosity.BRIEF))
    assert (document["settings"]["pace"], document["settings"]["verbosity"]) == (1.5, "brief")
