"""A body ready to be drawn, and the body held in a pose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from unkink.figure.mesh import Floats, Material, Mesh
from unkink.figure.skin import Rig, posed

_ARM = ("upperarm", "forearm", "hand", "fingers")
# Metres by which what a part hides must lie behind it to be worth a line. Never on toes: they would be mere specks.
_DROPS = {"toes": np.inf, "foot": 0.03, "fingers": 0.008, "hand": 0.010, "head": 0.011}
_DROP = 0.014


@dataclass(frozen=True, eq=False)
class Actor:
    """A body ready to be drawn: its surface, how that follows the segments, and their names."""

    mesh: Mesh
    rig: Rig
    segments: tuple[str, ...]

    @cached_property
    def drops(self) -> Floats:
        """(n,) metres by which what is behind a vertex must lie behind it for a line there; inf for never."""
        found = np.array([_DROPS.get(name.partition("_")[0], _DROP) for name in self.segments])
        drops = found[self.mesh.segments[:, 0]]
        drops[self.rig.rims] = np.inf
        return np.asarray(drops)

    @cached_property
    def arms(self) -> NDArray[np.bool_]:
        """(m,) which faces are an arm's."""
        arm = np.array([name.partition("_")[0] in _ARM for name in self.segments])
        return np.asarray(arm[self.mesh.segments[self.mesh.faces[:, 0], 0]])

    @cached_property
    def hair(self) -> NDArray[np.bool_]:
        """(n,) which vertices are hair."""
        found = np.zeros(len(self.mesh.points), bool)
        found[self.mesh.faces[self.mesh.materials == Material.HAIR]] = True
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An actor in a pose.

    Attributes:
        rotations: (S, 3, 3) frames of the segments, axes as columns.
        origins: (S, 3) their joints, metres.
        points: (n, 3) the surface, metres.
        normals: (n, 3) its outward directions, calmed.
    """

    actor: Actor
    rotations: Floats
    origins: Floats
    points: Floats
    normals: Floats

    def frame(self, segment: str) -> tuple[Floats, Floats]:
        """Rotation (3, 3) and origin (3,) of one segment."""
        index = self.actor.segments.index(segment)
        return self.rotations[index], self.origins[index]


def held(actor: Actor, rotations: Floats, origins: Floats) -> Held:
    """Put an actor into a pose, given the frames of the segments in the world."""
    points, normals = posed(actor.mesh, actor.rig, rotations, origins)
    return Held(actor, rotations, origins, points, normals)
