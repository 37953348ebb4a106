"""What a picture is drawn on: units for what is drawn, and pixels to work out what is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unkink.figure.camera import Camera
from unkink.figure.mesh import Floats
from unkink.figure.palette import Tone

_PIXELS = 800  # along the longer side of a picture
_ROOM = 12  # pixels around what is drawn


@dataclass(frozen=True, slots=True)
class Grid:
    """A window of pixels: ``factor`` of them to a unit, the first at ``left`` and ``top`` pixels of the picture."""

    factor: float
    left: float
    top: float
    width: int
    height: int

    def pixels(self, points: Floats) -> Floats:
        """(n, 2 or 3) from units to pixels of the window; a third column, the depth, stays."""
        moved = points.copy()
        moved[:, :2] = points[:, :2] * self.factor - [self.left, self.top]
        return moved

    def units(self, points: Floats) -> Floats:
        """(n, 2) from pixels of the window to units."""
        return np.asarray((points + np.array([self.left, self.top])) / self.factor)

    def every(self, step: int) -> Grid:
        """The window with one pixel for each ``step`` times ``step``, the first of them."""
        off = (1 / step - 1) / 2  # the middle of a large pixel is not the middle of its first small one
        return Grid(
            self.factor / step,
            self.left / step + off,
            self.top / step + off,
            -(-self.width // step),
            -(-self.height // step),
        )


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture: its size in units, the camera, the colours."""

    width: int
    height: int
    camera: Camera
    tone: Tone

    def grid(self, points: Floats, coarse: float = 1.0) -> Grid:
        """The window around points (n, 2 or more) in units, ``coarse`` times as coarse as need be."""
        factor = _PIXELS / max(self.width, self.height) / coarse
        low = np.floor(np.maximum(points[:, :2].min(0), 0) * factor) - _ROOM
        high = np.ceil(np.minimum(points[:, :2].max(0), [self.width, self.height]) * factor) + _ROOM
        width, height = np.maximum(high - low, 1).astype(int)
        return Grid(factor, float(low[0]), float(low[1]), int(width), int(height))
