"""A body to draw: what it looks like and how it is built."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.body.posture import Posture
from unkink.body.segments import SEGMENTS
from unkink.body.skeleton import Skeleton, read_skeleton
from unkink.figure.actor import Actor, Held, held
from unkink.figure.mesh import Mesh, decode_mesh
from unkink.figure.skin import rig_of


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """One of the people in the pictures: a skeleton, and the dressed surface that follows it."""

    skeleton: Skeleton
    actor: Actor

    @property
    def name(self) -> str:
        """As it is chosen: ``ash``."""
        return self.skeleton.name

    @property
    def mesh(self) -> Mesh:
        """Its surface in the stance it was made in."""
        return self.actor.mesh

    def hold(self, posture: Posture) -> Held:
        """Put the body into a posture."""
        frames = self.skeleton.frames(posture)
        return held(self.actor, frames.rotations, frames.origins)


def read_body(mesh: bytes, skeleton: str) -> Body:
    """Read the two files of one body, ``library/bodies/NAME.npz`` and ``NAME.json``.

    Raises:
        ValueError: where one of them is something else.
    """
    surface = decode_mesh(mesh)
    return Body(read_skeleton(skeleton), Actor(surface, rig_of(surface, SEGMENTS), SEGMENTS))
