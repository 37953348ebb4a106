"""A posture: every joint's angle, and how the whole body lies in the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from unkink.body.segments import SIDEWAYS, other_side

Array = NDArray[np.float64]

THROUGH_THE_MIDDLE = np.diag([1.0, 1.0, -1.0])
"""The reflection that exchanges left and right."""


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """How a body is held.

    ``angles`` are degrees by full name (``hip_r.flexion``); what is missing is 0. ``root`` (3, 3) turns the axes of the
    upright body into the world, ``position`` (3,) is where the middle between the hip joints lies, in metres.
    """

    angles: Mapping[str, float] = field(default_factory=dict)
    root: Array = field(default_factory=lambda: np.eye(3))
    position: Array = field(default_factory=lambda: np.zeros(3))

    @property
    def mirrored(self) -> Posture:
        """The posture as a mirror shows it: left and right exchanged, the world reflected at its plane z = 0."""
        angles = {other_side(name): -value if _is_sideways(name) else value for name, value in self.angles.items()}
        root = THROUGH_THE_MIDDLE @ self.root @ THROUGH_THE_MIDDLE
        return Posture(angles, root, THROUGH_THE_MIDDLE @ self.position)


def _is_sideways(name: str) -> bool:
    joint, _, component = name.partition(".")
    return component in SIDEWAYS and not joint.endswith(("_r", "_l"))
