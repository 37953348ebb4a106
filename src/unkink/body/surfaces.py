"""What a body can rest on or bump into: how far a point is from it, and which way leads off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from unkink.body.posture import Array
from unkink.body.solved import Box, Plane

Surface = Plane | Box


def distances(surface: Surface, points: Array) -> Array:
    """(M,): metres from each point (M, 3) to the surface; negative inside."""
    if isinstance(surface, Plane):
        return np.asarray(points @ surface.normal - surface.offset)
    beyond = _beyond(surface, points)
    outside = np.maximum(beyond, 0.0)
    far: Array = np.sqrt((outside**2).sum(1)) + np.minimum(beyond.max(1), 0.0)
    return far


def ways_off(surface: Surface, points: Array) -> Array:
    """(M, 3): for each point the unit direction in which its distance grows."""
    if isinstance(surface, Plane):
        return np.broadcast_to(surface.normal, points.shape)
    beyond = _beyond(surface, points)
    sign = np.where(points < (surface.low + surface.high) / 2, -1.0, 1.0)
    outside = np.maximum(beyond, 0.0)
    length = np.sqrt((outside**2).sum(1, keepdims=True))
    nearest_face = np.arange(3) == beyond.argmax(1)[:, None]
    ways: Array = sign * np.where(length > 0, outside / np.maximum(length, 1e-12), nearest_face)
    return ways


def _beyond(box: Box, points: Array) -> Array:
    """(M, 3): how far each coordinate lies outside the box, negative inside."""
    beyond: Array = np.abs(points - (box.low + box.high) / 2) - (box.high - box.low) / 2
    return beyond


def top_of(box: Box) -> Box:
    """The upper face of a box, as a box without thickness: what rests on it is drawn to it from above and below."""
    low = box.low.copy()
    low[1] = box.high[1]
    return replace(box, low=low)


def front_of(box: Box) -> Box:
    """The front face of a box, the same way: what leans on the back of a chair leans on this."""
    low = box.low.copy()
    low[0] = box.high[0]
    return replace(box, low=low)


@dataclass(frozen=True, slots=True)
class Depth:
    """The deepest point inside anything hard: metres, its row among the points, and what it is inside of."""

    metres: float
    row: int = -1
    surface: str = ""


def deepest(surfaces: Sequence[Surface], points: Array) -> Depth:
    """Where the points (M, 3) lie deepest inside a hard surface; 0 metres where none does."""
    found = Depth(0.0)
    for surface in surfaces:
        if is_hard(surface):
            away = distances(surface, points)
            row = int(away.argmin())
            if -away[row] > found.metres:
                found = Depth(float(-away[row]), row, surface.name)
    return found


def is_hard(surface: Surface) -> bool:
    return isinstance(surface, Plane) or not surface.soft
