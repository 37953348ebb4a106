"""Solving: declared contacts are met, what is written is kept where it can be, both sides are mirror images."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.body.bodies import BODIES, HEAD, MOVEMENTS, SQUAT, movement, skeleton
from unkink.body.check import check_movement
from unkink.body.fit import MASS
from unkink.body.met import DEEPEST_MM, FARTHEST_MM, contact_findings, missed
from unkink.body.movement import PropKind
from unkink.body.points import spots_of
from unkink.body.posture import THROUGH_THE_MIDDLE, Array
from unkink.body.solve import ROOTS, solve
from unkink.body.solved import Box, SolvedMovement, SolvedPose

ONE_PHASE = "phases: [{pose: a, does: hold, seconds: 2}]\n"
SITTING = (
    "format: 1\ntitle: Sit\ndescription: Sitting.\nbase: seated\nprops: {chair: {}}\nposes:\n  a:\n"
    "    both: {hip_flexion: 85, knee_flexion: 88, shoulder_flexion: 20, elbow_flexion: 30}\n"
    "    against: {chair: [pelvis]}\n    floor: [working.sole, other.sole]\n" + ONE_PHASE
)
LEANING = (
    HEAD + "props: {bench: {height: 0.8}}\nposes:\n  a:\n    whole: {lean: 40}\n"
    "    both: {shoulder_flexion: 84, elbow_pronation: 80, wrist_flexion: -60, toes_extension: 25}\n"
    "    against: {bench: [working.hand, other.hand]}\n    floor: [working.toes, other.toes]\n"
    "    pin: [working.hand, other.hand, other.toes]\n"
    "  b:\n    like: a\n    working: {hip_flexion: 90, knee_flexion: 100, toes_extension: 0}\n    floor: [other.toes]\n"
    "phases: [{pose: a, does: place, seconds: 2}, {pose: b, does: lift, seconds: 2}]\n"
)
BY_THE_WALL = (
    HEAD + "props: {wall: {where: beside working}, ball: {at: working.hip_side}}\nposes:\n  a:\n    whole: {roll: 8}\n"
    "    floor: [working.sole, other.sole]\n    wall: [{working.hip_side: 0.064}]\n    both: {shoulder_abduction: 10}\n"
    "    feet_from_wall: 0.3\n" + ONE_PHASE
)
ON_A_STEP = (
    HEAD + "props: {step: {height: 0.18, width: 0.4}}\nposes:\n  a:\n    both: {shoulder_abduction: 10}\n"
    "    against: {step: [working.sole, other.sole]}\n" + ONE_PHASE
)


def solved(text: str, body: str = BODIES[0]) -> SolvedMovement:
    return solve(movement(text), skeleton(body))


def skin(pose: SolvedPose, body: str = BODIES[0]) -> Array:
    return skeleton(body).skin(skeleton(body).frames(pose.posture))


def box(found: SolvedMovement, name: str) -> Box:
    return next(one for one in found.boxes if one.name == name)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("text", [SQUAT, SITTING, LEANING, BY_THE_WALL, ON_A_STEP])
def test_contacts_are_met_and_nothing_sinks_in(text: str, body: str) -> None:
    found = solved(text, body)
    assert list(missed(found)) == []
    for pose in found.poses.values():
        assert pose.contacts
        assert skin(pose, body)[:, 1].min() > -DEEPEST_MM / 1000


def test_the_distances_are_those_of_the_solved_posture() -> None:
    """What a pose says of its contacts is measured on the posture that it gives, not on the search."""
    pose = solved(SQUAT).poses["low"]
    places = skin(pose)
    for touch in pose.contacts:
        lowest = [places[list(skeleton().regions[spot.name]), 1].min() for spot in spots_of(touch.point)]
        assert touch.distance_mm == pytest.approx(1000 * max(map(abs, lowest)), abs=0.05)


def test_what_touches_nothing_stays_as_it_is_written() -> None:
    pose = solved(SQUAT).poses["low"]
    for name in ("shoulder_r.abduction", "shoulder_l.abduction"):
        assert pose.posture.angles[name] == pytest.approx(8, abs=0.05)
    assert pose.written["hip_r.flexion"] == 60
    assert abs(pose.posture.angles["hip_r.flexion"] - 60) < 8


@pytest.mark.parametrize("name", ["wall-knee-raise", "side-lying-press"])
def test_the_left_side_is_the_mirror_image_of_the_right(name: str) -> None:
    """Skin and surroundings alike; and twice mirrored is as it was."""
    right = solve(movement(MOVEMENTS[name], name), skeleton())
    left = solve(movement(MOVEMENTS[name], name), skeleton(), "left")
    half = len(skeleton().samples.rest) // 2
    for pose in right.poses:
        reflected = skin(right.poses[pose]) @ THROUGH_THE_MIDDLE
        assert skin(left.poses[pose]) == pytest.approx(np.concatenate([reflected[half:], reflected[:half]]), abs=1e-9)
        assert left.poses[pose].contacts == right.poses[pose].contacts
    assert [plane.normal[2] for plane in left.planes] == [-plane.normal[2] for plane in right.planes]
    assert left.working == "left" and left.mirrored.working == "right"
    assert (
        left.real("working.heel") == "heel_l" and left.real("other.psoas") == "psoas_r" and left.real("nose") == "nose"
    )
    assert right.real("working.heel") == "heel_r"
    assert left.view("front").yaw == 180 - right.view("front").yaw


def test_the_same_movement_is_solved_the_same_way_every_time() -> None:
    one, two = solved(LEANING), solved(LEANING)
    for name, pose in one.poses.items():
        assert dict(pose.posture.angles) == dict(two.poses[name].posture.angles)
        assert (pose.posture.root == two.poses[name].posture.root).all()


def test_who_sits_has_the_seat_under_the_pelvis_and_its_edge_behind_the_knees() -> None:
    found = solved(SITTING)
    seat, backrest = box(found, "chair"), box(found, "backrest")
    frames = skeleton().frames(found.poses["a"].posture)
    pelvis, knee = frames.origin("pelvis"), frames.origin("shank_r")
    assert seat.low[0] < pelvis[0] < seat.high[0] < knee[0]
    assert backrest.high[0] < pelvis[0] and backrest.high[1] > seat.high[1] + 0.3
    assert seat.high[1] == pytest.approx(0.45)


def test_hands_on_a_bench_stay_on_it_and_where_they_were() -> None:
    """Not beneath it, and pinned: the second pose has them at the place of the first."""
    found = solved(LEANING)
    bench = box(found, "bench")
    places = []
    for pose in found.poses.values():
        palm = skeleton().marker(skeleton().frames(pose.posture), "palm_r")
        assert bench.high[1] - 0.02 < palm[1] < bench.high[1] + 0.05
        assert bench.low[0] < palm[0] < bench.high[0]
        places.append(palm)
    assert places[0] == pytest.approx(places[1], abs=0.02)


def test_a_gap_keeps_a_ball_between_hip_and_wall() -> None:
    found = solved(BY_THE_WALL)
    wall = next(plane for plane in found.planes if plane.name == "wall")
    hip = skin(found.poses["a"])[list(skeleton().regions["hip_side_r"])]
    assert float((hip @ wall.normal).min()) == pytest.approx(0.064, abs=0.003)


def test_who_stands_on_two_feet_is_balanced_over_them() -> None:
    """The hips go back in a squat and the trunk comes forward: mass stays over the feet."""
    posture = solved(SQUAT).poses["low"].posture
    frames = skeleton().frames(posture)
    heel, toe = (skeleton().marker(frames, f"{name}_r")[0] for name in ("heel", "toe"))
    assert heel < float(MASS @ frames.origins[:, 0]) < toe


def test_a_contact_that_cannot_be_met_is_an_error_where_it_is_written() -> None:
    """Asking for what no body can do is said in millimetres, at the line of the contact."""
    text = SQUAT.replace("floor: [working.sole, other.sole]", "floor: [working.sole, other.sole, crown]")
    checked = check_movement(text, "squat")
    assert checked.movement is not None
    found = contact_findings(checked, solve(checked.movement, skeleton()), "ash")
    missing = next(one for one in found if one.code == "contact-missed")
    assert (missing.line, missing.column) == (8, 13)
    assert "mm from floor" in missing.message and f"{FARTHEST_MM:g} mm" in missing.expected[0]


def test_a_pose_that_sinks_in_names_the_part_and_what_it_is_in() -> None:
    checked = check_movement(ON_A_STEP, "step")
    right = solved(ON_A_STEP)
    deep = replace(right.poses["a"], deepest_mm=9.4, deepest_part="foot_r", deepest_in="step")
    (found,) = contact_findings(checked, replace(right, poses={"a": deep}), "ash")
    assert (found.code, found.line) == ("sinks-in", 7)
    assert "working.foot lies 9 mm inside step" in found.message
    assert list(missed(replace(right, poses={"a": deep}))) == ["a: working.foot lies 9 mm inside step"]


def test_one_part_cannot_be_in_two_places() -> None:
    """A sole on a step and on the floor at once: what is missed is told, in millimetres."""
    text = ON_A_STEP.replace(ONE_PHASE, "    floor: [working.sole]\n" + ONE_PHASE)
    assert any("working.sole stays" in line for line in missed(solved(text)))


def test_soft_things_give_way_and_hard_ones_do_not() -> None:
    found = solve(movement(MOVEMENTS["side-lying-press"], "side-lying-press"), skeleton())
    (pillow,) = found.boxes
    assert pillow.kind is PropKind.PILLOW and pillow.soft
    assert not box(solved(SITTING), "chair").soft


def test_every_base_is_a_right_handed_frame() -> None:
    for root in ROOTS.values():
        assert np.linalg.det(root) == pytest.approx(1.0)
        assert root.T @ root == pytest.approx(np.eye(3))
