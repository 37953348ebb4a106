"""Where a picture is seen from: a camera without perspective, which keeps parallel lines parallel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unkink.figure.mesh import Floats


@dataclass(frozen=True, slots=True)
class Camera:
    """Turns metres into a picture's units.

    Attributes:
        axes: (3, 3) rows: to the right, up, towards the viewer, in world axes.
        scale: units per metre.
        shift: (2,) where the world's origin lies in the picture.
    """

    axes: Floats
    scale: float
    shift: Floats

    def __call__(self, points: Floats) -> Floats:
        """(..., 3) metres to (..., 3): x and y in the picture (y down), z towards the viewer in metres."""
        seen = np.asarray(points) @ self.axes.T
        x = seen[..., 0] * self.scale + self.shift[0]
        y = self.shift[1] - seen[..., 1] * self.scale
        return np.stack([x, y, seen[..., 2]], -1)

    def enlarged(self, factor: float) -> Camera:
        """The same view with ``factor`` pixels to a unit."""
        return Camera(self.axes, self.scale * factor, self.shift * factor)


def axes_of(yaw: float, pitch: float) -> Floats:
    """Rows right, up, towards the viewer, for a camera turned by ``yaw`` and raised by ``pitch`` degrees.

    Yaw 0 looks along -z: a standing figure faces to the right of the picture.
    """
    a, b = np.radians([yaw, pitch])
    s, c, sp, cp = np.sin(a), np.cos(a), np.sin(b), np.cos(b)
    return np.array([[c, 0, -s], [-s * sp, cp, -c * sp], [s * cp, sp, c * cp]])
