"""Solid things beside the figure, as meshes that share its raster: what is in front hides what is behind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unkink.figure.mesh import Floats, Ints

_BAND_THICK = 0.007  # metres: thicker than a band is, so that it is seen from its edge
_LOOP = 48  # places around a band


@dataclass(frozen=True, slots=True)
class Solid:
    """Part of a thing, of one colour.

    Attributes:
        points: (n, 3) metres.
        faces: (m, 3), counter-clockwise from outside.
        paint: a colour, "#rrggbb".
        shaded: whether light and shade fall on it as on something round. A flat side has its shade in its paint.
    """

    points: Floats
    faces: Ints
    paint: str
    shaded: bool = True


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another."""
    parts = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(a * (1 - share) + b * share) for a, b in parts).hex()


def box(centre: Floats, sides: Floats, axes: Floats, paint: str) -> list[Solid]:
    """A box with six flat sides, the upper one lightest.

    Args:
        centre: (3,) metres.
        sides: (3,) lengths along the axes, metres.
        axes: (3, 3) columns.
        paint: of the upper side.
    """
    solids = []
    for axis in range(3):
        for sign in (1, -1):
            normal = axes[:, axis] * sign
            u, v = (
                axes[:, (axis + 1) % 3] * sides[(axis + 1) % 3] / 2,
                axes[:, (axis + 2) % 3] * sides[(axis + 2) % 3] / 2,
            )
            middle = centre + normal * sides[axis] / 2
            corners = np.array([middle - u - v, middle + u - v, middle + u + v, middle - u + v])
            faces = np.array([[0, 1, 2], [0, 2, 3]] if sign > 0 else [[0, 2, 1], [0, 3, 2]])
            dark = 0.0 if normal[1] > 0.7 else 0.13 if abs(normal[0]) > abs(normal[2]) else 0.24
            solids.append(Solid(corners, faces, mixed(paint, "#2a1740", dark), shaded=False))
    return solids


def ball(centre: Floats, radius: float, paint: str, rings: int = 14) -> Solid:
    """A sphere."""
    polar = np.linspace(0, np.pi, rings)[:, None]
    around = np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)[None]
    unit = np.stack([np.sin(polar) * np.cos(around), np.cos(polar) + 0 * around, np.sin(polar) * np.sin(around)], -1)
    return Solid(unit.reshape(-1, 3) * radius + centre, _grid_faces(rings, 2 * rings), paint)


def rod(start: Floats, end: Floats, radius: float, paint: str, sides: int = 22) -> Solid:
    """A cylinder with closed ends."""
    along = (end - start) / np.linalg.norm(end - start)
    across = np.cross(along, [0, 0, 1] if abs(along[2]) < 0.9 else [1, 0, 0])
    across /= np.linalg.norm(across)
    around = np.linspace(0, 2 * np.pi, sides, endpoint=False)[:, None]
    ring = (np.cos(around) * across + np.sin(around) * np.cross(along, across)) * radius
    points = np.concatenate([start + ring * 0, start + ring, end + ring, end + ring * 0])
    return Solid(points, _grid_faces(4, sides), paint)


def pillow(centre: Floats, sides: Floats, axes: Floats, paint: str, rings: int = 16) -> Solid:
    """A box without edges: a superellipsoid, which looks filled with something soft."""
    polar = np.linspace(0, np.pi, rings)[:, None]
    around = np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)[None]

    def soft(value: Floats) -> Floats:
        return np.sign(value) * np.abs(value) ** 0.45

    height = np.cos(polar) + 0 * around
    unit = np.stack(
        [soft(np.sin(polar)) * soft(np.cos(around)), soft(height), soft(np.sin(polar)) * soft(np.sin(around))], -1
    )
    return Solid((unit.reshape(-1, 3) * sides / 2) @ axes.T + centre, _grid_faces(rings, 2 * rings), paint)


def loop_band(near: tuple[Floats, Floats], width_axis: Floats, width: float, paint: str) -> list[Solid]:
    """An elastic loop around two limbs: the tightest line around both, as wide as the band.

    Args:
        near: the skin (n, 3) of either limb where the band lies.
        width_axis: (3,) along the limbs, a unit vector.
        width: of the band, metres.
    """
    from scipy.spatial import ConvexHull  # slow to import, and few movements have a band

    both = np.concatenate(near)
    centres = [points.mean(0) for points in near]
    between = centres[1] - centres[0]
    between = between - width_axis * (between @ width_axis)
    apart = float(np.linalg.norm(between))
    u = between / max(apart, 1e-9)
    v = np.cross(width_axis, u)
    flat = np.stack([(both - centres[0]) @ u, (both - centres[0]) @ v], 1)
    hull = flat[ConvexHull(flat).vertices]
    line = _rounded(hull, _LOOP)
    middle = line.mean(0)
    line = middle + (line - middle) * (1 + 0.004 / np.linalg.norm(line - middle, axis=1, keepdims=True))
    slope = (centres[1] - centres[0]) @ width_axis / max(apart, 1e-9)
    loop = centres[0] + line[:, :1] * u + line[:, 1:] * v + (np.clip(line[:, :1], 0, apart) * slope) * width_axis
    across = width_axis * width / 2
    outer = loop + (loop - loop.mean(0)) * (_BAND_THICK / np.linalg.norm(loop - loop.mean(0), axis=1, keepdims=True))
    rings = (loop - across, outer - across, outer + across, loop + across)
    count = len(loop)
    faces = [_between(ring, ring + 1, count) for ring in range(3)]
    inner = Solid(
        np.concatenate([rings[3], rings[0]]), _between(0, 1, count), mixed(paint, "#2a1740", 0.35), shaded=False
    )
    return [Solid(np.concatenate(rings), np.concatenate(faces), paint), inner]


def _between(ring: int, after: int, count: int) -> Ints:
    """Triangles between two rings of as many points."""
    i = np.arange(count)
    j = (i + 1) % count
    a, b = ring * count, after * count
    return np.concatenate([np.stack([a + i, a + j, b + j], 1), np.stack([a + i, b + j, b + i], 1)])


def _rounded(ring: Floats, count: int) -> Floats:
    closed = np.concatenate([ring, ring[:1]])
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    at = np.linspace(0, along[-1], count, endpoint=False)
    line = np.stack([np.interp(at, along, closed[:, k]) for k in (0, 1)], axis=1)
    for _ in range(2):
        line = (np.roll(line, 1, 0) + 2 * line + np.roll(line, -1, 0)) / 4
    return line


def _grid_faces(rows: int, columns: int) -> Ints:
    """Triangles between neighbouring rings of points."""
    row, column = np.mgrid[: rows - 1, :columns]
    a = (row * columns + column).ravel()
    b = (row * columns + (column + 1) % columns).ravel()
    return np.concatenate([np.stack([a, b, a + columns], 1), np.stack([b, b + columns, a + columns], 1)])
