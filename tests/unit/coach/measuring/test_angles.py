"""The thigh angle by tilt and by tape, against rotations and triangles whose angle is known."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.coach.measuring import tape, tilt

G = tilt.STANDARD_GRAVITY


def felt(angle: float, roll: float, sign: float = 1.0, pull: float = G) -> tuple[float, float, float]:
    """What a phone feels on a thigh at that angle, rolled to its side: turned about its x axis, then its y axis."""
    across, along, out = 0.0, sin(radians(angle)), cos(radians(angle))
    across, out = out * sin(radians(roll)), out * cos(radians(roll))
    return across * pull * sign, along * pull * sign, out * pull * sign


@given(st.floats(-60, 60), st.floats(-55, 55), st.sampled_from([1.0, -1.0]), st.floats(G - 0.9, G + 0.9))
def test_the_tilt_is_the_angle_whatever_the_roll_and_the_browser(
    angle: float, roll: float, sign: float, pull: float
) -> None:
    assert tilt.thigh_angle(*felt(angle, roll, sign, pull)) == pytest.approx(angle, abs=1e-6)


@pytest.mark.parametrize(
    "vector", [(0, 0, 0), (0, 0, 12), (0, G, 0), (G, 0, 0), (G, 0, 1), (float("nan"), 0, G), (0, float("inf"), G)]
)
def test_a_phone_that_moves_or_stands_tells_nothing(vector: tuple[float, float, float]) -> None:
    with pytest.raises(tilt.NotLyingStill):
        tilt.thigh_angle(*vector)


@given(st.floats(-80, 80), st.floats(10, 60), st.floats(0, 200))
def test_the_tape_finds_the_angle_of_a_thigh_that_was_drawn(angle: float, length: float, hip: float) -> None:
    """Hip at a height, knee at the end of a line of that length at that angle: heights and length give it back."""
    knee = hip + length * sin(radians(angle))
    assert tape.thigh_angle(hip, knee, length) == pytest.approx(angle, abs=1e-4)


@given(st.floats(30, 60), st.floats(-20, 20), st.floats(0.1, 10))
def test_the_unit_of_the_tape_does_not_matter(length: float, rise: float, unit: float) -> None:
    assert tape.thigh_angle(0, rise * unit, length * unit) == pytest.approx(tape.thigh_angle(0, rise, length))


@pytest.mark.parametrize(
    "lengths", [(50, 10, 40), (10, 50, 40), (50, 50, 0), (1, 1, -1), (float("nan"), 1, 40), (1, 1, float("inf"))]
)
def test_lengths_of_no_triangle_are_refused(lengths: tuple[float, float, float]) -> None:
    with pytest.raises(tape.NoSuchThigh):
        tape.thigh_angle(*lengths)
