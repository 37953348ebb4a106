"""The JSON Schema of a movement says the same as the reader."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.unit.body.bodies import MOVEMENTS, SQUAT
from unkink.body.angles import LIMB_ANGLES, TRUNK_ANGLES, WHOLE_ANGLES
from unkink.body.check import KEYS, check_movement
from unkink.body.movement import Base, Does, PropKind, Where
from unkink.body.points import MARKER_NAMES, PART_NAMES
from unkink.body.reading import course, poses, props

SCHEMA: dict[str, Any] = json.loads(resources.files("unkink.body").joinpath("movement.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_every_shipped_movement_satisfies_it(name: str) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(MOVEMENTS[name]))] == []


def test_it_knows_every_key_and_word_and_no_other() -> None:
    assert set(SCHEMA["properties"]) == set(KEYS)
    defs = SCHEMA["$defs"]
    assert set(defs["part"]["enum"]) == {*PART_NAMES, *MARKER_NAMES}
    assert set(defs["landmark"]["enum"]) == set(MARKER_NAMES)
    assert set(defs["muscles"]["oneOf"][1]["enum"]) == set(course.MUSCLE_NAMES)
    assert set(defs["pose"]["properties"]) == set(poses.POSE_KEYS)
    for group, known in (("trunk", TRUNK_ANGLES), ("whole", WHOLE_ANGLES)):
        assert set(defs["pose"]["properties"][group]["properties"]) == set(known)
    assert set(defs["limb"]["properties"]) == set(LIMB_ANGLES)
    phase = SCHEMA["properties"]["phases"]["items"]["properties"]
    assert set(phase) == set(course.PHASE_KEYS) and set(phase["does"]["enum"]) == set(map(str, Does))
    thing = SCHEMA["properties"]["props"]["additionalProperties"]["oneOf"][2]["properties"]
    assert set(thing) == {"kind", *(key for keys in props.KEYS.values() for key in keys)}
    assert set(thing["kind"]["enum"]) == set(map(str, PropKind)) and set(thing["where"]["enum"]) == set(map(str, Where))
    assert set(SCHEMA["properties"]["base"]["enum"]) == set(map(str, Base))
    assert set(SCHEMA["properties"]["camera"]["properties"]) == set(course.CAMERA_KEYS)
    assert set(SCHEMA["properties"]["arrows"]["items"]["properties"]) == set(course.ARROW_KEYS)


@pytest.mark.parametrize("change", [
    ("base: standing", "base: floating"), ("hip_flexion", "hip_flexon"), ("hip_flexion: 60", "hip_flexion: wide"),
    ("hip_flexion: 60", "hip_flexion: 5000"), ("does: hold", "does: wait"), ("seconds: 3", "seconds: 0"),
    ("working.sole", "left.sole"), ("title: Squat", "titel: Squat"), ("pin:", "pins:"), ("title: Squat", "title: ''"),
])  # fmt: skip
def test_what_it_refuses_the_reader_refuses_too(change: tuple[str, str]) -> None:
    text = SQUAT.replace(*change)
    assert not VALIDATOR.is_valid(yaml.safe_load(text))
    assert check_movement(text, "squat").movement is None
