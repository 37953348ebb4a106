"""Where a camera stands, and what it makes of metres."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from unkink.figure.camera import Camera, axes_of


@pytest.mark.parametrize(
    ("yaw", "pitch", "towards"),
    [(0, 0, [0, 0, 1]), (90, 0, [1, 0, 0]), (180, 0, [0, 0, -1]), (0, 90, [0, 1, 0])],
)
def test_yaw_0_sees_the_right_side_and_90_the_front(yaw: float, pitch: float, towards: list[float]) -> None:
    assert_allclose(axes_of(yaw, pitch)[2], towards, atol=1e-12)


def test_axes_are_a_frame() -> None:
    axes = axes_of(37, 21)
    assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)


def test_up_is_up_and_scale_is_scale() -> None:
    camera = Camera(axes_of(0, 0), 1000, np.array([100.0, 200.0]))
    assert_allclose(camera(np.array([1.0, 0.5, 0.25])), [1100, -300, 0.25])
