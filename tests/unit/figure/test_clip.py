"""The moving figure's files: what a player reads is what the body does."""

from __future__ import annotations

import gzip
import json
import struct
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

import unkink
from unkink.body.check import check_movement
from unkink.body.motion import posture_at
from unkink.body.movement import Does
from unkink.body.segments import PARENTS, SEGMENTS
from unkink.body.solve import solve
from unkink.body.solved import SolvedMovement
from unkink.figure.body import Body
from unkink.figure.clip import body_glb, movement_clip
from unkink.figure.clip_things import LINEAR
from unkink.figure.clip_tracks import PLACE, TURN, rows_of
from unkink.figure.shelf import shipped_body
from unkink.figure.skin import posed

LIBRARY = Path(unkink.__file__).parent / "library"
TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in sorted((LIBRARY / "movements").glob("*.yaml"))}
FLAGSHIPS = ("glute-squeeze", "plank-knee-drive", "psoas-ball-slide", "side-lying-press", "wall-knee-raise")
NAMES = ("ash", "birch", "cedar")
MOST_OF_FIVE = 500_000 - 160_000  # bytes packed, beside three.js and the player's own scripts
MOST_OF_ONE = 25_000


@cache
def body(name: str = "ash") -> Body:
    return shipped_body(LIBRARY, name)


@cache
def doing(name: str) -> SolvedMovement:
    movement = check_movement(TEXTS[name], name, others=TEXTS).movement
    assert movement is not None
    return solve(movement, body().skeleton)


@cache
def clip(name: str) -> bytes:
    return movement_clip(body(), doing(name))


def told(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(clip(name))
    return found


def glb(name: str) -> tuple[dict[str, Any], bytes]:
    data = body_glb(body(name))
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    return json.loads(data[20 : 20 + size]), data[28 + size :]


def accessor(head: dict[str, Any], data: bytes, index: int) -> np.ndarray[Any, Any]:
    kinds = {5126: np.float32, 5123: np.uint16, 5121: np.uint8, 5120: np.int8}
    one = head["accessors"][index]
    view = head["bufferViews"][one["bufferView"]]
    width = {"SCALAR": 1, "VEC3": 3, "VEC4": 4, "MAT4": 16}[one["type"]]
    kind = np.dtype(kinds[one["componentType"]])
    stride = view.get("byteStride", kind.itemsize * width)
    rows = np.frombuffer(data, np.uint8, one["count"] * stride, view["byteOffset"]).reshape(-1, stride)
    return rows[:, : kind.itemsize * width].copy().view(kind).reshape(-1, width)


@pytest.mark.parametrize("name", NAMES)
def test_the_bones_of_the_file_carry_the_surface_as_the_stills_have_it(name: str) -> None:
    """Of 200 vertices 199 lie within 1.5 mm of where a still puts them; the file has four bones for each, no more."""
    one = body(name)
    head, data = glb(name)
    (primitive,) = head["meshes"][0]["primitives"]
    at = {key: accessor(head, data, index) for key, index in primitive["attributes"].items()}
    inverse = accessor(head, data, head["skins"][0]["inverseBindMatrices"]).reshape(-1, 4, 4).transpose(0, 2, 1)
    frames = one.skeleton.frames(doing("plank-knee-drive").poses["knee_in"].posture)
    points, _ = posed(one.mesh, one.actor.rig, frames.rotations, frames.origins)
    bones = bone_matrices(head, frames.rotations, frames.origins) @ inverse
    steps = np.c_[at["POSITION"].astype(float), np.ones(len(points))]
    shares = at["WEIGHTS_0"] / 255
    found = np.einsum("nk,nkij,nj->ni", shares, bones[at["JOINTS_0"]], steps)[:, :3]
    missed = np.linalg.norm(found - points, axis=1)
    assert np.quantile(missed, 0.995) < 0.0015 and missed.max() < 0.01
    assert (accessor(head, data, primitive["indices"]).reshape(-1, 3) == one.mesh.faces).all()


def bone_matrices(head: dict[str, Any], rotations: Any, origins: Any) -> Any:
    """(B, 4, 4): every joint of the skin in the world, the twisting ones as the player turns them."""
    parent = {child: index for index, node in enumerate(head["nodes"]) for child in node.get("children", ())}
    found = []
    for joint in head["skins"][0]["joints"]:
        twist = head["nodes"][joint].get("extras", {}).get("twist", 0.0)
        segment = parent[joint] if twist else joint
        above = parent.get(segment)
        local = rotations[segment] if above is None else rotations[above].T @ rotations[segment]
        turn = -twist * np.arctan2(-local[2, 0], local[2, 2])
        matrix = np.eye(4)
        matrix[:3, :3] = rotations[segment] @ Rotation.from_euler("y", turn).as_matrix()
        matrix[:3, 3] = origins[segment]
        found.append(matrix)
    return np.array(found)


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_every_frame_is_where_the_body_is(name: str) -> None:
    """Joints put together from the clip lie within 3 mm of the solved ones, in key poses and half-way between."""
    clip, solved = told(name), doing(name)
    for pose, frame in clip["poses"].items():
        assert farthest(clip, frame, solved.poses[pose].posture) < 0.003
    way = clip["ways"][0]
    index = next(i for i, one in enumerate(solved.movement.phases) if one.pose == way["to"] and one.does is Does.LIFT)
    for part, progress in ((0, 0.0), (len(way["frames"]) - 1, 1.0)):
        posture = posture_at(solved, body().skeleton, index, progress)
        assert farthest(clip, way["frames"][part], posture) < 0.003


def farthest(clip: dict[str, Any], frame: int, posture: Any) -> float:
    frames = body().skeleton.frames(posture)
    rotations: dict[str, Any] = {}
    origins: dict[str, Any] = {}
    for index, (name, parent) in enumerate(PARENTS.items()):
        turns = rows_of(clip["turns"][name], 4) / TURN
        local = Rotation.from_quat(turns[min(frame, len(turns) - 1)]).as_matrix()
        if parent is None:
            places = rows_of(clip["places"], 3) / PLACE
            rotations[name], origins[name] = local, places[min(frame, len(places) - 1)]
        else:
            rotations[name] = rotations[parent] @ local
            origins[name] = origins[parent] + rotations[parent] @ body().skeleton.offsets[index]
    there = np.array([origins[name] for name in SEGMENTS])
    return float(np.linalg.norm(there - frames.origins, axis=1).max())


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_movement_takes_more_than_its_share(name: str) -> None:
    assert len(gzip.compress(clip(name))) <= MOST_OF_ONE


def test_the_five_and_their_body_fit_beside_what_draws_them() -> None:
    parts = [body_glb(body()), *map(clip, FLAGSHIPS)]
    assert sum(len(gzip.compress(part)) for part in parts) <= MOST_OF_FIVE


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_phase_has_a_way(name: str) -> None:
    """A player gets from each phase's first pose to its last along ways of the clip, forwards or backwards."""
    clip = told(name)
    ends = {frozenset((way["from"], way["to"])) for way in clip["ways"]}
    for phase in clip["phases"]:
        assert phase["from"] == phase["pose"] or frozenset((phase["from"], phase["pose"])) in ends
        assert phase["from"] in clip["poses"] and phase["pose"] in clip["poses"]
    for way in clip["ways"]:
        assert way["frames"][0] == clip["poses"][way["from"]] and way["frames"][-1] == clip["poses"][way["to"]]


def test_a_ball_stays_on_the_hip() -> None:
    """The ball's middle keeps its distance to the hip joint within a centimetre, however the leg moves."""
    clip, solved = told("psoas-ball-slide"), doing("psoas-ball-slide")
    ball = next(thing for thing in clip["things"] if thing["paint"]["day"] == "#f2a63b")
    middles = rows_of(ball["moves"], 12).reshape(-1, 3, 4)[:, :, 3] / LINEAR
    distances = []
    for pose, frame in clip["poses"].items():
        frames = body().skeleton.frames(solved.poses[pose].posture)
        distances.append(np.linalg.norm(middles[min(frame, len(middles) - 1)] - frames.origins[0]))
    assert np.ptp(distances) < 0.01


def test_the_same_movement_gives_the_same_bytes() -> None:
    assert movement_clip(body(), doing("wall-knee-raise")) == clip("wall-knee-raise")
    assert body_glb(body()) == body_glb(shipped_body(LIBRARY, "ash"))


def test_the_left_side_is_no_clip_of_its_own() -> None:
    with pytest.raises(ValueError, match="mirror image"):
        movement_clip(body(), doing("wall-knee-raise").mirrored)
