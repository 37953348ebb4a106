"""Lines of points as SVG path data: few points where a line is straight, more where it bends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unkink.figure.mesh import Floats

_TOLERANCE = 5.0  # units between a line and its path, about
_LONGEST = 420.0  # units between two points of a path, however straight it is


def closed_path(points: Floats, tolerance: float = _TOLERANCE) -> str:
    """A smooth ring through (n, 2) points, of which the first is not repeated at the end."""
    ring = _thinned(np.concatenate([points, points[:1]]), tolerance)[:-1]
    if len(ring) < 3:
        return ""
    ends = (ring + np.roll(ring, -1, axis=0)) / 2
    return _quadratics(ends[-1], ring, ends) + "z"


def open_path(points: Floats, tolerance: float = _TOLERANCE) -> str:
    """A smooth line from the first of (n, 2) points to the last."""
    line = _thinned(points, tolerance)
    if len(line) < 3:
        return polygon_path(line)
    ends = np.concatenate([(line[1:-2] + line[2:-1]) / 2, line[-1:]])
    return _quadratics(line[0], line[1:-1], ends)


def polygon_path(points: Floats, *, closed: bool = False) -> str:
    """Straight lines through (n, 2) points."""
    steps = "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    return f"M{steps}{'z' if closed else ''}"


def dot(points: Floats, radius: float) -> str:
    """A small disc."""
    x, y = points
    r = f"{radius:.0f}"
    return f"M{x - radius:.0f} {y:.0f}a{r} {r} 0 1 0 {2 * radius:.0f} 0a{r} {r} 0 1 0-{2 * radius:.0f} 0z"


def smooth_through(points: Floats, steps: int = 12) -> Floats:
    """A Catmull-Rom spline through (n, k) points, ``steps`` pieces between two of them."""
    p = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    a, b, c, d = (p[i : len(p) - 3 + i, None] for i in range(4))
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    pieces = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    return np.concatenate([pieces.reshape(-1, points.shape[1]), points[-1:]])


def length_along(points: Floats) -> Floats:
    """(n,) how far along the line each of (n, k) points lies."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])


def resampled(points: Floats, count: int) -> Floats:
    """``count`` points at equal distances along the line."""
    along = length_along(points)
    at = np.linspace(0, along[-1], count)
    return np.stack([np.interp(at, along, points[:, k]) for k in range(points.shape[1])], axis=1)


def _thinned(points: Floats, tolerance: float) -> Floats:
    """Points so far apart that the bend between two stays within the tolerance: a chord's height is k * s**2 / 8."""
    along = length_along(points)
    if along[-1] < 1e-6:
        return points[:1]
    step = np.diff(along)
    curvature = _calm(_turning(points, step)) / max(float(step.mean()), 1e-6)
    need = np.sqrt(curvature / (8 * tolerance))
    density = np.maximum(np.minimum(need, 1 / 12), 1 / _LONGEST) * step
    total = np.concatenate([[0.0], np.cumsum(density)])
    count = max(int(np.ceil(total[-1])), 3) + 1
    at = np.interp(np.linspace(0, total[-1], count), total, along)
    return np.stack([np.interp(at, along, points[:, k]) for k in (0, 1)], axis=1)


def _turning(points: Floats, step: Floats) -> Floats:
    """(n - 1,) by how much the line turns at each step, in radians, to either side."""
    heading = np.diff(points, axis=0) / np.maximum(step, 1e-9)[:, None]
    turn = np.zeros(len(step))
    turn[1:] = heading[:-1, 0] * heading[1:, 1] - heading[:-1, 1] * heading[1:, 0]
    return turn


def _calm(turn: Floats, reach: int = 2) -> Floats:
    """The turn per step over a few steps: a staircase turns back and forth and so does not count."""
    total = np.convolve(turn, np.ones(2 * reach + 1) / (2 * reach + 1), "same") if len(turn) > 2 * reach else turn
    return np.abs(total)


def _quadratics(start: Floats, controls: Floats, ends: Floats) -> str:
    """Relative quadratic curves in whole units, each from the rounded end of the one before."""
    first: NDArray[np.int64] = np.round(start).astype(np.int64)
    control, end = np.round(controls).astype(np.int64), np.round(ends).astype(np.int64)
    before = np.concatenate([first[None], end[:-1]])
    numbers = np.concatenate([control - before, end - before], axis=1).ravel().tolist()
    data = " ".join(map(str, numbers)).replace(" -", "-")
    return f"M{first[0]} {first[1]}q{data}"
