"""The skeleton: upright at zero, symmetrical, every angle the way that clinicians and the ISB say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.unit.body.bodies import BODIES, skeleton
from unkink.body.angles import ALL_ANGLES, angle_of
from unkink.body.placed import ROOT, Placed, Pushed
from unkink.body.points import LIMB_MARKERS, LIMB_PARTS, MARKER_NAMES, MIDDLE_PARTS, PART_NAMES, marker_of, spots_of
from unkink.body.posture import THROUGH_THE_MIDDLE, Array, Posture
from unkink.body.segments import ANGLES, PARENTS, SEGMENTS, TURNS, other_side
from unkink.body.skeleton import Frames, read_skeleton

FRONT, UP, RIGHT = np.eye(3)


def at(name: str, **angles: float) -> Array:
    """Where a landmark is with those angles: ``hip_r__flexion=90``."""
    return skeleton().marker(frames(**angles), name)


def frames(**angles: float) -> Frames:
    return skeleton().frames(Posture({name.replace("__", "."): degrees for name, degrees in angles.items()}))


def moved(name: str, **angles: float) -> Array:
    """How a landmark moves from the neutral posture, in metres."""
    return at(name, **angles) - at(name)


@pytest.mark.parametrize("body", BODIES)
def test_at_all_angles_zero_a_body_stands_upright_with_hanging_arms(body: str) -> None:
    """Every frame has the axes of the world; the head is over the pelvis, knees under hips, hands below elbows."""
    upright = skeleton(body).frames(Posture())
    assert upright.rotations == pytest.approx(np.broadcast_to(np.eye(3), (len(SEGMENTS), 3, 3)), abs=1e-12)
    for lower, upper in (("foot_r", "shank_r"), ("shank_r", "thigh_r"), ("hand_r", "forearm_r"), ("pelvis", "head")):
        apart = upright.origin(upper) - upright.origin(lower)
        assert apart @ UP > 0.9 * np.linalg.norm(apart)
    sole = [skeleton(body).marker(upright, f"{name}_{mark}")[1] for name in ("heel", "ball_in") for mark in "rl"]
    assert np.ptp(sole) < 0.002


@pytest.mark.parametrize("body", BODIES)
def test_a_mirrored_posture_is_the_mirror_image(body: str) -> None:
    """Whatever the angles: every sample of the skin stands where the mirror shows its twin."""
    rng = np.random.default_rng(1)
    posture = Posture(dict(zip(ANGLES, rng.uniform(-30, 30, len(ANGLES)), strict=True)), np.eye(3), rng.normal(size=3))
    one, other = skeleton(body), skeleton(body)
    skin = one.skin(one.frames(posture)) @ THROUGH_THE_MIDDLE
    half = len(skin) // 2
    mirrored = other.skin(other.frames(posture.mirrored))
    assert mirrored == pytest.approx(np.concatenate([skin[half:], skin[:half]]), abs=1e-9)


# The signs of the ISB (Wu and others 2002, 2005), each by where a landmark goes. Right side; the left is its mirror.
SIGNS: dict[str, tuple[Callable[[], Any], str]] = {
    "hip_flexion": (lambda: moved("knee_front_r", hip_r__flexion=60) @ FRONT, "the knee comes forward"),
    "hip_abduction": (lambda: moved("knee_front_r", hip_r__abduction=30) @ RIGHT, "the knee goes out"),
    "hip_rotation": (lambda: -moved("toe_r", hip_r__rotation=30) @ RIGHT, "the toes turn in"),
    "knee_flexion": (lambda: -moved("heel_r", knee_r__flexion=60) @ FRONT, "the heel goes back"),
    "ankle_dorsiflexion": (lambda: moved("toe_r", ankle_r__dorsiflexion=15) @ UP, "the toes come up"),
    "ankle_eversion": (lambda: moved("ball_out_r", ankle_r__eversion=15) @ UP, "the outer edge comes up"),
    "toes_extension": (lambda: moved("toe_r", toes_r__extension=30) @ UP, "the toes come up"),
    "scapula_elevation": (lambda: moved("shoulder_r", scapula_r__elevation=20) @ UP, "the shoulder comes up"),
    "scapula_protraction": (lambda: moved("shoulder_r", scapula_r__protraction=20) @ FRONT, "it comes forward"),
    "shoulder_flexion": (lambda: moved("elbow_r", shoulder_r__flexion=60) @ FRONT, "the elbow comes forward"),
    "shoulder_abduction": (lambda: moved("elbow_r", shoulder_r__abduction=60) @ RIGHT, "the elbow goes out"),
    "shoulder_rotation": (
        lambda: (
            -(at("palm_r", elbow_r__flexion=90, shoulder_r__rotation=40) - at("palm_r", elbow_r__flexion=90)) @ RIGHT
        ),
        "the bent forearm turns in",
    ),
    "elbow_flexion": (lambda: moved("palm_r", elbow_r__flexion=60) @ FRONT, "the hand comes forward"),
    "elbow_pronation": (
        lambda: -(at("palm_r", elbow_r__flexion=90, elbow_r__pronation=70) - at("palm_r", elbow_r__flexion=90)) @ UP,
        "the palm turns down",
    ),
    "wrist_flexion": (lambda: -moved("fingertip_r", wrist_r__flexion=50) @ RIGHT, "the hand bends to its palm"),
    "wrist_radial": (lambda: moved("fingertip_r", wrist_r__radial=15) @ FRONT, "the hand bends to its thumb"),
    "fingers_flexion": (lambda: -moved("fingertip_r", fingers_r__flexion=40) @ RIGHT, "the fingers go to the palm"),
    "pelvis_tilt": (lambda: -moved("hip_bone_r", pelvis__tilt=20) @ UP, "the front hip bone goes down"),
    "pelvis_obliquity": (lambda: moved("hip_bone_r", pelvis__obliquity=15) @ UP, "the right side comes up"),
    "pelvis_rotation": (lambda: moved("hip_bone_r", pelvis__rotation=15) @ FRONT, "the right side comes forward"),
    "lumbar_flexion": (lambda: moved("crown", lumbar__flexion=30) @ FRONT, "the head goes forward"),
    "lumbar_side_bend": (lambda: moved("crown", lumbar__side_bend=15) @ RIGHT, "the head goes to the right"),
    "lumbar_rotation": (lambda: moved("nose", lumbar__rotation=15) @ RIGHT, "the face turns right"),
    "thoracic_flexion": (lambda: moved("crown", thoracic__flexion=30) @ FRONT, "the head goes forward"),
    "thoracic_side_bend": (lambda: moved("crown", thoracic__side_bend=15) @ RIGHT, "the head goes to the right"),
    "thoracic_rotation": (lambda: moved("nose", thoracic__rotation=15) @ RIGHT, "the face turns right"),
    "neck_flexion": (lambda: -moved("nose", neck__flexion=30) @ UP, "the nose goes down"),
    "neck_side_bend": (lambda: moved("crown", neck__side_bend=30) @ RIGHT, "the crown goes to the right"),
    "neck_rotation": (lambda: moved("nose", neck__rotation=40) @ RIGHT, "the face turns right"),
}


def test_every_angle_has_its_sign_tested() -> None:
    assert set(SIGNS) == set(ALL_ANGLES)


@pytest.mark.parametrize("name", SIGNS)
def test_positive_is_the_named_direction(name: str) -> None:
    toward, what = SIGNS[name]
    assert toward() > 0.004, what


def test_flexion_of_ninety_degrees_is_a_right_angle() -> None:
    """Degrees are degrees: a thigh at hip_flexion 90 points straight to the front, its shin at knee_flexion 90 down."""
    bent = frames(hip_r__flexion=90, knee_r__flexion=90)
    assert bent.axes("thigh_r")[:, 1] == pytest.approx(-FRONT, abs=1e-12)
    assert bent.axes("shank_r")[:, 1] == pytest.approx(UP, abs=1e-12)


def test_every_angle_has_bounds_around_zero_and_a_name_of_its_own() -> None:
    for name in ANGLES:
        angle = angle_of(name)
        assert angle.least <= 0 <= angle.most
    assert len({turn.angle for turn in TURNS}) == len(ANGLES)


def test_the_other_side_of_the_other_side_is_the_same() -> None:
    assert all(other_side(other_side(name)) == name for name in (*ANGLES, *SEGMENTS))
    assert {other_side(name) for name in SEGMENTS} == set(SEGMENTS)
    assert all(parent is None or SEGMENTS.index(parent) < SEGMENTS.index(name) for name, parent in PARENTS.items())


@pytest.mark.parametrize("body", BODIES)
def test_every_part_and_landmark_that_can_be_written_is_on_every_body(body: str) -> None:
    one = skeleton(body)
    for name in PART_NAMES:
        for spot in spots_of(name):
            assert one.regions[spot.name] if spot.is_region else spot.name in one.markers, spot
    assert {marker_of(name) for name in MARKER_NAMES} <= set(one.markers)
    assert not set(LIMB_PARTS) & set(MIDDLE_PARTS)
    assert "heel" in LIMB_MARKERS


def test_slopes_are_what_small_changes_measure() -> None:
    """The derivatives of the solver against finite differences, in a posture with nothing at zero."""
    rng = np.random.default_rng(0)
    degrees, position = rng.normal(0, 20, len(ANGLES)), rng.normal(size=3)
    root, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    root = root * np.sign(np.linalg.det(root))
    rows, directions = [3, 50, 200, 400], rng.normal(size=(4, 3))

    def measured(change: Array) -> Array:
        placed = Placed(skeleton(), degrees + change[ROOT:], root, position + change[:3])
        return np.asarray((placed.samples(rows).places * directions).sum(1))

    placed = Placed(skeleton(), degrees, root, position)
    points = placed.samples(rows)
    pushes = points.weights[:, :, None] * directions[:, None, :]
    each = points.weights.shape[1]
    slopes = placed.slopes(
        Pushed(
            points.world.reshape(-1, 3),
            points.segments.reshape(-1),
            pushes.reshape(-1, 3),
            np.repeat(np.arange(4), each),
            4,
        )
    )
    for unknown in (0, 1, 2, *range(ROOT, ROOT + len(ANGLES))):
        change = np.zeros(ROOT + len(ANGLES))
        change[unknown] = 1e-4
        assert slopes[:, unknown] == pytest.approx((measured(change) - measured(-change)) / 2e-4, abs=1e-7)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"name": "x", "segments": []}', "null", '{"segments": 3}'])
def test_what_is_no_skeleton_is_refused_plainly(text: str) -> None:
    with pytest.raises(ValueError, match=r"skeleton|segments|Expecting"):
        read_skeleton(text)
