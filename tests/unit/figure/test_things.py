"""Every thing that a movement may have can be drawn, and lies where it belongs."""

from __future__ import annotations

import numpy as np
import pytest

from tests.unit.figure.shipped import body, solved, written
from unkink.body.movement import PropKind
from unkink.body.segments import Side
from unkink.body.solve import solve
from unkink.figure.palette import DAY
from unkink.figure.solids import ball, box, loop_band, mixed, pillow, rod
from unkink.figure.still import still
from unkink.figure.things import solids_of

MOVEMENT = """format: 1
title: Things
description: For a test.
base: {base}
props:
  thing: {{kind: {kind}{more}}}
poses:
  one:
    both: {{shoulder_abduction: 10}}
    {rests}
  two:
    like: one
    working: {{knee_flexion: 40}}
phases:
  - {{name: start, pose: one, does: place, seconds: 2, say: One.}}
  - {{name: go, pose: two, does: lift, seconds: 2, say: Two.}}
"""
COLOURS = {
    PropKind.MAT: DAY.mat,
    PropKind.BALL: DAY.ball,
    PropKind.WEIGHT: DAY.weight,
    PropKind.BAND: DAY.band,
    PropKind.WALL: DAY.wall,
    PropKind.CHAIR: DAY.wood,
    PropKind.BENCH: DAY.wood,
    PropKind.STEP: DAY.wood,
    PropKind.PILLOW: DAY.cushion,
    PropKind.CUSHION: DAY.cushion,
    PropKind.TOWEL: DAY.cushion,
    PropKind.PHONE: DAY.steel,
}
MORE = {
    PropKind.BALL: ", at: working.hip_ball",
    PropKind.WEIGHT: ", at: working.palm, kg: 2",
    PropKind.BAND: ", around: ankles",
    PropKind.CHAIR: ", shift: [0.8, 0]",
    PropKind.BENCH: ", shift: [0.8, 0]",
    PropKind.STEP: ", shift: [0.8, 0]",
    PropKind.PILLOW: ", shift: [0.8, 0]",
    PropKind.CUSHION: ", between: [working.knee_inside, other.knee_inside]",
    PropKind.TOWEL: ", at: working.hip_ball",
    PropKind.PHONE: ", at: working.thigh_front",
}


@pytest.mark.parametrize("kind", list(PropKind))
def test_every_kind_of_thing_is_seen(kind: PropKind) -> None:
    text = MOVEMENT.format(base="standing", kind=kind, more=MORE.get(kind, ""), rests="floor: [other.sole]")
    movement = written(text.replace("thing:", "wall:") if kind is PropKind.WALL else text)
    picture = still(body(), solve(movement, body().skeleton), "two")
    assert COLOURS[kind] in picture


def test_a_wall_before_the_person_is_a_pane_that_hides_nobody() -> None:
    text = MOVEMENT.format(base="standing", kind="wall", more=", where: in front", rests="floor: [other.sole]")
    text = text.replace("thing:", "wall:").replace("poses:", "views: {front: {yaw: 90, pitch: 5}}\nposes:")
    picture = still(body(), solve(written(text), body().skeleton), "two")
    pane = f'fill="{DAY.wall}" fill-opacity=".3"'
    assert pane in picture
    assert picture.index(pane) > picture.index(body().mesh.colours[0])


def outside(points: np.ndarray, faces: np.ndarray) -> bool:
    """Whether every face looks away from the middle."""
    a, b, c = (points[faces[:, k]] for k in range(3))
    normal = np.cross(b - a, c - a)
    large = np.linalg.norm(normal, axis=1) > 1e-12
    return bool(((normal * ((a + b + c) / 3 - points.mean(0))).sum(1)[large] > 0).all())


def test_solids_look_outward() -> None:
    origin, axes = np.zeros(3), np.eye(3)
    for solid in (
        ball(origin, 0.1, "#ffffff"),
        rod(origin, np.array([0.3, 0.1, 0]), 0.05, "#ffffff"),
        pillow(origin, np.array([0.4, 0.1, 0.3]), axes, "#ffffff"),
    ):
        assert outside(solid.points, solid.faces)
    sides = box(origin, np.array([1.0, 2, 3]), axes, "#ffffff")
    start = np.cumsum([0, *(len(side.points) for side in sides)])
    faces = np.concatenate([side.faces + first for side, first in zip(sides, start, strict=False)])
    assert outside(np.concatenate([side.points for side in sides]), faces)


@pytest.mark.parametrize("apart", [0.09, 0.12, 0.6])
def test_a_band_goes_round_both_limbs_without_a_tangle(apart: float) -> None:
    angle = np.linspace(0, 2 * np.pi, 40)
    limb = np.stack([0.04 * np.cos(angle), 0 * angle, 0.04 * np.sin(angle)], 1)
    outer, _ = loop_band((limb, limb + np.array([0, 0, apart])), np.array([0.0, 1, 0]), 0.05, "#ff0000")
    ring = outer.points[: len(outer.points) // 4][:, [0, 2]]
    middle = ring.mean(0)
    turn = np.unwrap(np.arctan2(*(ring - middle).T))
    assert abs(abs(turn[-1] - turn[0]) - 2 * np.pi) < 0.4  # once around
    assert (np.diff(turn) > 0).all() or (np.diff(turn) < 0).all()  # never back


def test_a_band_is_closed_and_looks_outward() -> None:
    """Its volume is what its length, width and thickness make, with the sign of a surface that looks outward."""
    angle = np.linspace(0, 2 * np.pi, 60)
    limb = np.stack([0.04 * np.cos(angle), 0 * angle, 0.04 * np.sin(angle)], 1)
    parts = loop_band((limb, limb + np.array([0, 0, 0.3])), np.array([0.0, 1, 0]), 0.05, "#ff0000")
    a, b, c = (np.concatenate([part.points[part.faces[:, k]] for part in parts]) for k in range(3))
    volume = (a * np.cross(b, c)).sum() / 6
    assert 0.5 < volume / (0.05 * 0.007 * 0.85) < 1.5


def test_the_ball_lies_on_the_skin_below_the_hip_bone() -> None:
    """It presses in a little, lies lower than the front hip bone, and on the outer half of the hip."""
    lying = solved("psoas-ball-slide")
    skeleton = body().skeleton
    frames = skeleton.frames(lying.poses["bent"].posture)
    at, bone = (skeleton.marker(frames, lying.real(f"working.{name}")) for name in ("hip_ball", "hip_bone"))
    pelvis = frames.axes("pelvis")
    assert (at - bone) @ pelvis[:, 1] < 0
    assert (at - frames.origin("pelvis")) @ pelvis[:, 2] > 0.05
    held = body().hold(lying.poses["bent"].posture)
    assert np.linalg.norm(held.points - at, axis=1).min() < 0.03


@pytest.mark.parametrize("working", ["right", "left"])
def test_a_rolled_towel_stays_on_the_outer_half_of_the_hip(working: Side) -> None:
    """Never in the inner groin crease: its inner end lies beyond the middle between the body's midline and its side."""
    lying = solve(solved("psoas-towel-slide").movement, body().skeleton, working)
    held = body().hold(lying.poses["bent"].posture)
    (roll,) = solids_of(body(), lying, held, DAY)
    frames = body().skeleton.frames(lying.poses["bent"].posture)
    outward = frames.axes("pelvis")[:, 2] * (1 if working == "right" else -1)
    side = body().skeleton.marker(frames, lying.real("working.hip_side"))
    inner = ((roll.points - frames.origin("pelvis")) @ outward).min()
    assert inner > (side - frames.origin("pelvis")) @ outward / 2 - 0.005


def test_mixing_colours_keeps_to_the_ends() -> None:
    assert mixed("#102030", "#ffffff", 0) == "#102030"
    assert mixed("#102030", "#ffffff", 1) == "#ffffff"
