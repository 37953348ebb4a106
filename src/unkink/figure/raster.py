"""Which triangle is seen at each pixel: a z-buffer in numpy, without a loop over triangles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NOTHING = -1
_ID_BITS = 21
_DEPTH_STEPS = 1 << 40  # depth is kept to 2**-40 of the scene's depth, far below a pixel's error


@dataclass(frozen=True, slots=True)
class Raster:
    """What is seen at each pixel.

    Attributes:
        face: (height, width), index of the triangle in front, NOTHING where there is none.
        depth: (height, width), metres towards the viewer, -inf where there is nothing.
    """

    face: NDArray[np.int32]
    depth: NDArray[np.float32]


def rasterise(points: Floats, faces: Ints, width: int, height: int) -> Raster:
    """Fill triangles into a picture.

    Args:
        points: (n, 3), x and y in pixels (y down), z towards the viewer in metres.
        faces: (m, 3), counter-clockwise as seen from outside; those that face away are left out.
        width: of the picture, pixels.
        height: of the picture, pixels.
    """
    corners = points[faces]
    kept = _towards_viewer(corners)
    corners, owner = corners[kept], kept
    row, triangle = _rows(corners, height)
    pixel, depth, owner = _spans(corners, row, triangle, width, owner)
    return _nearest(pixel, depth, owner, width, height)


def planes(corners: Floats) -> tuple[Floats, Floats, Floats]:
    """The third column of triangles (m, 3, 3) as slope_x * x + slope_y * y + base, each (m,)."""
    a, u, v = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    det = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    slope_x = (u[:, 2] * v[:, 1] - v[:, 2] * u[:, 1]) / det
    slope_y = (v[:, 2] * u[:, 0] - u[:, 2] * v[:, 0]) / det
    return slope_x, slope_y, a[:, 2] - slope_x * a[:, 0] - slope_y * a[:, 1]


def _towards_viewer(corners: Floats) -> Ints:
    a, b, c = corners[:, 0, :2], corners[:, 1, :2], corners[:, 2, :2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    return np.flatnonzero(area < -1e-9)


def _rows(corners: Floats, height: int) -> tuple[Ints, Ints]:
    """Every row of pixel centres that each triangle crosses: (row, triangle), one entry each."""
    first = np.clip(np.ceil(corners[:, :, 1].min(1) - 0.5), 0, height).astype(np.int64)
    after = np.clip(np.floor(corners[:, :, 1].max(1) - 0.5) + 1, 0, height).astype(np.int64)
    count = np.maximum(after - first, 0)
    triangle = np.repeat(np.arange(len(corners)), count)
    return _counted_up(first, count), triangle


def _counted_up(first: Ints, count: Ints) -> Ints:
    """first[0], first[0] + 1, ... count[0] of them, then the same of the next."""
    start = np.cumsum(count) - count
    return np.arange(int(count.sum())) - np.repeat(start - first, count)


def _spans(corners: Floats, row: Ints, triangle: Ints, width: int, owner: Ints) -> tuple[Ints, Floats, Ints]:
    """The pixels of each row of each triangle, with their depth."""
    one, other = _edges_at(corners, row, triangle)
    first = np.clip(np.ceil(np.minimum(one, other) - 0.5), 0, width).astype(np.int64)
    after = np.clip(np.floor(np.maximum(one, other) - 0.5) + 1, 0, width).astype(np.int64)
    count = np.maximum(after - first, 0)
    column = _counted_up(first, count)
    slope_x, slope_y, base = planes(corners)
    at_row = base[triangle] + slope_y[triangle] * (row + 0.5) + slope_x[triangle] * 0.5
    depth = np.repeat(at_row, count) + np.repeat(slope_x[triangle], count) * column
    return np.repeat(row * width, count) + column, depth, np.repeat(owner[triangle], count)


def _edges_at(corners: Floats, row: Ints, triangle: Ints) -> tuple[Floats, Floats]:
    """Where a row cuts its triangle: on the edge from top to bottom, and on one of the other two."""
    y = row.astype(np.float64) + 0.5
    order = np.argsort(corners[:, :, 1], axis=1)
    top, middle, bottom = (corners[np.arange(len(corners)), order[:, k], :2] for k in range(3))
    with np.errstate(divide="ignore", invalid="ignore"):  # a level edge has no slope; no row cuts it twice
        long, upper, lower = (
            np.nan_to_num((q[:, 0] - p[:, 0]) / (q[:, 1] - p[:, 1]), posinf=0, neginf=0)
            for p, q in ((top, bottom), (top, middle), (middle, bottom))
        )
    below = y >= middle[triangle, 1]
    x = np.where(below, middle[triangle, 0], top[triangle, 0])
    since = y - np.where(below, middle[triangle, 1], top[triangle, 1])
    one = top[triangle, 0] + long[triangle] * (y - top[triangle, 1])
    return one, x + np.where(below, lower[triangle], upper[triangle]) * since


def _nearest(pixel: Ints, depth: Floats, owner: Ints, width: int, height: int) -> Raster:
    """Of all that falls on a pixel, what is nearest to the viewer. Equal depths go to the later triangle."""
    face = np.full(width * height, NOTHING, np.int32)
    seen = np.full(width * height, -np.inf, np.float32)
    if len(pixel):
        low, span = depth.min(), max(np.ptp(depth), 1e-9)
        level = ((depth - low) / span * (_DEPTH_STEPS - 1)).astype(np.int64)
        best = np.full(width * height, NOTHING, np.int64)
        np.maximum.at(best, pixel, (level << _ID_BITS) | owner)
        filled = best >= 0
        face[filled] = best[filled] & ((1 << _ID_BITS) - 1)
        seen[filled] = (best[filled] >> _ID_BITS) / (_DEPTH_STEPS - 1) * span + low
    return Raster(face.reshape(height, width), seen.reshape(height, width))
