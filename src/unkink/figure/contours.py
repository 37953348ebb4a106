"""Inner contours: where one part of the figure passes in front of another, drawn as strokes that swell and fade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unkink.figure.canvas import Grid
from unkink.figure.mesh import Floats, Ints
from unkink.figure.paths import closed_path, length_along, open_path

_LONG_ENOUGH = 110.0  # units: shorter lines are specks
_SEEN = 0.028  # metres that a line may lie behind what is drawn at its place, and still be seen
_FADE = 0.28  # of a line's length over which it swells, at either end, at most
_FULL = 320.0  # units: shorter lines are finer
_FADE_MOST = 120.0  # units


@dataclass(frozen=True, slots=True)
class View:
    """A drawn figure, from one side: what ``contour_lines`` looks at.

    Attributes:
        points: (n, 3) x, y in pixels, z towards the viewer in metres.
        normals: (n, 3) outward, in the camera's axes (y up).
        faces: (m, 3).
        depth: (height, width) of the raster.
        drop: (n,) how far behind a part must what it hides lie to be worth a line, metres; inf for never.
        width: (n,) of a line there, units.
    """

    points: Floats
    normals: Floats
    faces: Ints
    depth: NDArray[np.float32]
    drop: Floats
    width: Floats


def contour_lines(view: View, grid: Grid) -> list[tuple[Floats, float]]:
    """Lines (n, 2), in the picture's units, along the rims of parts that hide others, and how wide they are."""
    nodes, pairs = _rim(view)
    if not len(pairs):
        return []
    one, inverse = np.unique(nodes[:, 0] * len(view.points) + nodes[:, 1], return_inverse=True)
    keys = np.stack(np.divmod(one, len(view.points)), 1)
    links = inverse.reshape(-1)[pairs]
    at, outward, drop = _between(view, keys)
    good = _hides_something(view, at, outward, drop)
    good = _bridged(good, links, len(keys))
    links = links[good[links].all(1)]
    chains = [chain for chain in _chains(links) if len(chain) >= 3]
    lines = [(_calmed(grid.units(at[chain, :2])), float(view.width[keys[chain, 0]].mean())) for chain in chains]
    return [(line, width) for line, width in lines if length_along(line)[-1] >= _LONG_ENOUGH]


def tapered(line: Floats, width: float) -> str:
    """A stroke as a filled shape, thin at its ends."""
    along = length_along(line)
    fade = min(along[-1] * _FADE, _FADE_MOST)
    half = (
        width / 2 * min(1.0, along[-1] / _FULL) * np.clip(np.minimum(along, along[-1] - along) / fade, 0.12, 1) ** 0.8
    )
    heading = np.gradient(line, axis=0)
    heading /= np.maximum(np.linalg.norm(heading, axis=1, keepdims=True), 1e-9)
    across = np.stack([-heading[:, 1], heading[:, 0]], 1) * half[:, None]
    return closed_path(np.concatenate([line + across, (line - across)[::-1]]), 3.0)


def stroke(line: Floats) -> str:
    """The line itself, to be stroked."""
    return open_path(line)


def _rim(view: View) -> tuple[Ints, Ints]:
    """Edges that the rim crosses (k, 2) vertices each, and which two of them each crossed triangle joins."""
    facing = view.normals[:, 2] > 0
    side = facing[view.faces]
    crossed = view.faces[(side.sum(1) == 1) | (side.sum(1) == 2)]
    side = facing[crossed]
    nodes = []
    for i, j in ((0, 1), (1, 2), (2, 0)):
        edge = np.sort(crossed[:, [i, j]], axis=1)
        nodes.append(np.where((side[:, i] != side[:, j])[:, None], edge, -1))
    stacked = np.stack(nodes, 1)  # (t, 3, 2): two of the three are edges that are crossed
    index = np.flatnonzero(stacked[:, :, 0].ravel() >= 0)
    return stacked.reshape(-1, 2)[index], np.arange(len(index)).reshape(-1, 2)


def _between(view: View, keys: Ints) -> tuple[Floats, Floats, Floats]:
    """Where on each edge the surface turns away: the place, the outward direction on the picture, the drop."""
    a, b = keys[:, 0], keys[:, 1]
    turn = view.normals[:, 2]
    part = (turn[a] / (turn[a] - turn[b]))[:, None]
    at = view.points[a] * (1 - part) + view.points[b] * part
    normal = view.normals[a] * (1 - part) + view.normals[b] * part
    outward = normal[:, :2] * [1, -1]
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    return at, outward, np.maximum(view.drop[a], view.drop[b])


def _hides_something(view: View, at: Floats, outward: Floats, drop: Floats) -> NDArray[np.bool_]:
    def depth_at(points: Floats) -> Floats:
        height, width = view.depth.shape
        row = np.clip(points[:, 1].astype(int), 0, height - 1)
        column = np.clip(points[:, 0].astype(int), 0, width - 1)
        return np.asarray(view.depth[row, column], np.float64)

    here = at[:, :2]
    front = np.minimum(depth_at(here - outward), depth_at(here - outward * 2))
    behind = np.minimum(depth_at(here + outward * 1.6), depth_at(here + outward * 2.8))
    seen = (at[:, 2] > front - _SEEN) & (at[:, 2] > depth_at(here) - _SEEN)
    return np.asarray(seen & np.isfinite(behind) & (at[:, 2] - behind > drop))


def _bridged(good: NDArray[np.bool_], links: Ints, count: int) -> NDArray[np.bool_]:
    """A gap of one or two points in a line is closed."""
    for _ in range(2):
        near = np.bincount(links[:, 0], good[links[:, 1]], count) + np.bincount(links[:, 1], good[links[:, 0]], count)
        good = good | (near >= 2)
    return good


def _chains(links: Ints) -> list[list[int]]:
    near: dict[int, list[int]] = {}
    for a, b in links.tolist():
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    chains = []
    for start in [node for node, others in near.items() if len(others) == 1] + list(near):
        chain = [start]
        while near[chain[-1]]:
            after = near[chain[-1]].pop()
            near[after].remove(chain[-1])
            chain.append(after)
        if len(chain) > 1:
            chains.append(chain)
    return chains


def _calmed(line: Floats) -> Floats:
    line = line.copy()
    for _ in range(4):
        line[1:-1] = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
    return line
