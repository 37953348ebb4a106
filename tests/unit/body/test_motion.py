"""Motion between the key poses: it ends where they are, without a jump, and through nothing."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.unit.body.bodies import MOVEMENTS, movement, shipped, skeleton
from unkink.body.motion import ease, posture_at, start_of
from unkink.body.movement import Does
from unkink.body.posture import THROUGH_THE_MIDDLE, Array, Posture
from unkink.body.solve import solve

FLAGSHIPS = ("psoas-ball-slide", "glute-squeeze", "wall-knee-raise", "side-lying-press", "plank-knee-drive")
STEPS = 16
FASTEST = 0.25  # metres that a point of the skin moves in a sixteenth of a phase


def skin(posture: Posture) -> Array:
    return skeleton().skin(skeleton().frames(posture))


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_a_phase_begins_and_ends_in_its_key_poses(name: str) -> None:
    solved = shipped(name)
    for number, phase in enumerate(solved.movement.phases):
        start = solved.poses[start_of(solved.movement.phases, number)].posture
        assert skin(posture_at(solved, skeleton(), number, 0.0)) == pytest.approx(skin(start), abs=1e-9)
        assert skin(posture_at(solved, skeleton(), number, 1.0)) == pytest.approx(
            skin(solved.poses[phase.pose].posture), abs=1e-9
        )


@pytest.mark.parametrize("name", FLAGSHIPS)
def test_nothing_jumps_and_nothing_goes_through_the_floor(name: str) -> None:
    """Every point of the skin goes a short way from step to step, least at both ends; no foot is under the floor."""
    solved = shipped(name)
    for number in range(len(solved.movement.phases)):
        places = [skin(posture_at(solved, skeleton(), number, step / STEPS)) for step in range(STEPS + 1)]
        ways = [float(np.linalg.norm(after - before, axis=1).max()) for before, after in pairwise(places)]
        assert max(ways) < FASTEST
        assert ways[0] <= max(ways) / 2 + 1e-6 and ways[-1] <= max(ways) / 2 + 1e-6
        assert min(place[:, 1].min() for place in places) > -0.006


def test_what_both_poses_pin_stays_where_it_is() -> None:
    """The hands of a push-up position do not wander while the knee comes in."""
    solved = shipped("plank-knee-drive")
    number = next(i for i, phase in enumerate(solved.movement.phases) if phase.does is Does.LIFT)
    palms = [
        skeleton().marker(skeleton().frames(posture_at(solved, skeleton(), number, step / 8)), "palm_l")
        for step in range(9)
    ]
    assert float(np.ptp(palms, axis=0).max()) < 0.015


def test_a_hold_holds() -> None:
    solved = shipped("wall-knee-raise")
    number = next(i for i, phase in enumerate(solved.movement.phases) if phase.does is Does.HOLD)
    assert {id(posture_at(solved, skeleton(), number, progress)) for progress in (0.0, 0.3, 1.0)} == {
        id(solved.poses["tall"].posture)
    }


def test_the_left_side_moves_as_the_mirror_image() -> None:
    right = shipped("wall-knee-raise")
    left = solve(movement(MOVEMENTS["wall-knee-raise"], "wall-knee-raise"), skeleton(), "left")
    half = len(skeleton().samples.rest) // 2
    reflected = skin(posture_at(right, skeleton(), 1, 0.4)) @ THROUGH_THE_MIDDLE
    assert skin(posture_at(left, skeleton(), 1, 0.4)) == pytest.approx(
        np.concatenate([reflected[half:], reflected[:half]]), abs=1e-9
    )


def test_easing_is_even_and_starts_and_ends_at_rest() -> None:
    assert (ease(-1), ease(0), ease(0.5), ease(1), ease(2)) == (0, 0, 0.5, 1, 1)
    assert ease(0.02) < 1e-4 and 1 - ease(0.98) < 1e-4
    assert all(before <= after for before, after in pairwise(ease(step / 50) for step in range(51)))
