"""The raster shows what a pixel's centre sees, and nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from unkink.figure.raster import NOTHING, planes, rasterise

SIZE = 12
coordinate = st.floats(-4, SIZE + 4, allow_nan=False).map(lambda value: round(value, 3) + 0.0007)
corner = st.tuples(coordinate, coordinate, st.floats(-1, 1).map(lambda value: round(value, 3)))
triangles = st.lists(st.tuples(corner, corner, corner), min_size=1, max_size=6)


def sees(triangle: np.ndarray, x: float, y: float) -> float | None:
    """The depth at which a ray through a point meets a triangle that faces the viewer, worked out on its own."""
    a, b, c = triangle
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    if area >= -1e-6:
        return None
    u = ((b[0] - x) * (c[1] - y) - (b[1] - y) * (c[0] - x)) / area
    v = ((c[0] - x) * (a[1] - y) - (c[1] - y) * (a[0] - x)) / area
    w = 1 - u - v
    return float(u * a[2] + v * b[2] + w * c[2]) if min(u, v, w) >= 0 else None


def on_an_edge(triangle: np.ndarray, x: float, y: float) -> bool:
    a, b, c = triangle
    crosses = [(q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) for p, q in ((a, b), (b, c), (c, a))]
    return bool(min(map(abs, crosses)) < 1e-3)


@given(triangles)
def test_each_pixel_shows_the_nearest_triangle_over_its_centre(corners: list[tuple]) -> None:
    points = np.array(corners, float).reshape(-1, 3)
    faces = np.arange(len(points)).reshape(-1, 3)
    raster = rasterise(points, faces, SIZE, SIZE)
    for row in range(SIZE):
        for column in range(SIZE):
            x, y = column + 0.5, row + 0.5
            if any(on_an_edge(points[face], x, y) for face in faces):
                continue
            depths = {i: depth for i, face in enumerate(faces) if (depth := sees(points[face], x, y)) is not None}
            shown = raster.face[row, column]
            if not depths:
                assert shown == NOTHING and np.isneginf(raster.depth[row, column])
            else:
                assert_allclose(raster.depth[row, column], max(depths.values()), atol=1e-4)
                assert_allclose(depths[shown], max(depths.values()), atol=1e-4)


def test_what_faces_away_is_not_seen() -> None:
    points = np.array([[1.0, 1, 0], [9, 1, 0], [1, 9, 0]])
    away, towards = np.array([[0, 1, 2]]), np.array([[0, 2, 1]])
    assert (rasterise(points, away, SIZE, SIZE).face == NOTHING).all()
    assert (rasterise(points, towards, SIZE, SIZE).face == 0).sum() > 20


def test_nothing_gives_an_empty_raster() -> None:
    raster = rasterise(np.zeros((0, 3)), np.zeros((0, 3), int), 4, 3)
    assert raster.face.shape == (3, 4) and (raster.face == NOTHING).all()


def test_a_plane_passes_through_its_corners() -> None:
    corners = np.array([[[0.0, 0, 1], [4, 0, 3], [0, 2, 0]]])
    slope_x, slope_y, base = planes(corners)
    for x, y, z in corners[0]:
        assert_allclose(slope_x[0] * x + slope_y[0] * y + base[0], z)
