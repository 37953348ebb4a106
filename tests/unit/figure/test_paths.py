"""Paths stay close to the lines they were made from, with few points."""

from __future__ import annotations

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

from unkink.figure.canvas import Grid
from unkink.figure.paths import closed_path, length_along, open_path, polygon_path, resampled, smooth_through
from unkink.figure.regions import level_path, region

NUMBER = re.compile(r"-?\d+")


def drawn(path: str) -> np.ndarray:
    """Points along the quadratic curves of a path, as a viewer would draw them."""
    points: list[np.ndarray] = []
    for ring in path.split("M")[1:]:
        start, _, rest = ring.rstrip("z").partition("q")
        at = np.array([float(number) for number in NUMBER.findall(start)])
        for control, end in np.array([float(n) for n in NUMBER.findall(rest)]).reshape(-1, 2, 2):
            points.extend(at + 2 * t * (1 - t) * control + t * t * end for t in np.linspace(0, 1, 6))
            at = at + end
    return np.array(points)


def circle(radius: float, count: int = 400) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return 3000 + radius * np.stack([np.cos(angle), np.sin(angle)], 1)


@pytest.mark.parametrize("radius", [60.0, 300.0, 1500.0])
def test_a_circle_stays_round(radius: float) -> None:
    path = closed_path(circle(radius))
    distance = np.linalg.norm(drawn(path) - 3000, axis=1)
    assert abs(distance - radius).max() < 9  # units; a picture is 6000 wide
    assert path.endswith("z")


def test_a_larger_circle_does_not_take_many_more_points() -> None:
    small, large = (len(NUMBER.findall(closed_path(circle(radius)))) for radius in (100.0, 1600.0))
    assert large < 6 * small


def test_an_open_line_keeps_its_ends() -> None:
    line = np.stack([np.linspace(100, 2000, 50), 500 + 200 * np.sin(np.linspace(0, 3, 50))], 1)
    points = drawn(open_path(line))
    assert_allclose(points[0], line[0], atol=1)
    assert_allclose(points[-1], line[-1], atol=1)


def test_points_that_fall_together_make_no_ring() -> None:
    assert closed_path(np.full((5, 2), 70.0)) == ""


def test_a_polygon_has_straight_lines() -> None:
    assert polygon_path(np.array([[0, 0], [10, 0], [10, 5.4]]), closed=True) == "M0 0L10 0L10 5z"


def test_a_spline_passes_through_its_points() -> None:
    points = np.array([[0.0, 0], [10, 5], [20, -5], [40, 0]])
    spline = smooth_through(points, 8)
    for point in points:
        assert np.linalg.norm(spline - point, axis=1).min() < 1e-9


def test_resampling_spaces_points_alike() -> None:
    steps = np.diff(length_along(resampled(np.array([[0.0, 0], [1, 0], [9, 0], [10, 0]]), 21)))
    assert_allclose(steps, 0.5)


def test_a_region_is_where_its_mask_is() -> None:
    grid = Grid(0.1, 20, 10, 80, 60)
    mask = np.zeros((60, 80), bool)
    mask[20:40, 30:60] = True
    points = drawn(region(mask, grid))
    low, high = points.min(0), points.max(0)
    assert_allclose(low, [500, 300], atol=8)
    assert_allclose(high, [800, 500], atol=8)


def test_a_hole_in_a_region_is_a_ring_of_its_own() -> None:
    mask = np.ones((40, 40), bool)
    mask[15:25, 15:25] = False
    assert region(mask, Grid(0.1, 0, 0, 40, 40)).count("M") == 2


def test_what_is_smaller_than_asked_for_is_left_out() -> None:
    field = np.full((30, 30), -1, np.float32)
    field[10:13, 10:13] = 1
    grid = Grid(0.1, 0, 0, 30, 30)
    assert level_path(field, 0.0, grid, smallest=100) != ""
    assert level_path(field, 0.0, grid, smallest=2000) == ""
