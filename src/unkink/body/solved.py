"""What solving gives: postures that keep their contacts, and where the things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from unkink.body.movement import Movement, PropKind, View
from unkink.body.posture import THROUGH_THE_MIDDLE, Array, Posture
from unkink.body.segments import Side, other_side


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """A floor or a wall, ``offset`` metres from the origin along its ``normal`` (3,), which points to the person."""

    name: str
    normal: Array
    offset: float = 0.0

    @property
    def mirrored(self) -> Plane:
        return replace(self, normal=THROUGH_THE_MIDDLE @ self.normal)


FLOOR = Plane("floor", np.array([0.0, 1.0, 0.0]))


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A piece of furniture, or a soft thing, along the axes of the world: from ``low`` (3,) to ``high`` (3,), metres.

    ``prop`` names the prop that it belongs to: a chair has the boxes ``chair`` (its seat) and ``backrest``.
    """

    name: str
    prop: str
    kind: PropKind
    low: Array
    high: Array

    @property
    def soft(self) -> bool:
        return self.kind in (PropKind.PILLOW, PropKind.CUSHION)

    @property
    def mirrored(self) -> Box:
        low, high = self.low.copy(), self.high.copy()
        low[2], high[2] = -self.high[2], -self.low[2]
        return replace(self, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Touch:
    """How far a declared contact came: ``distance_mm`` between the point and the surface, or the other landmark."""

    point: str
    surface: str
    distance_mm: float


@dataclass(frozen=True, slots=True, eq=False)
class SolvedPose:
    """One key pose that keeps its contacts.

    ``written`` are the author's angles by full name, ``posture.angles`` the solved ones. ``deepest_mm`` is how far the
    deepest point of the skin lies inside floor, wall or furniture (0 where nothing does), ``deepest_part`` the segment
    it is on, ``deepest_in`` what it is inside of.
    """

    posture: Posture
    written: Mapping[str, float]
    contacts: tuple[Touch, ...] = ()
    deepest_mm: float = 0.0
    deepest_part: str = ""
    deepest_in: str = ""

    @property
    def mirrored(self) -> SolvedPose:
        written = Posture(self.written).mirrored.angles
        return replace(self, posture=self.posture.mirrored, written=written, deepest_part=other_side(self.deepest_part))


@dataclass(frozen=True, slots=True, eq=False)
class SolvedMovement:
    """A movement in the world, done with one side.

    ``poses`` by name. ``planes`` are the floor and, where there is one, the wall; ``boxes`` are what stands or lies
    about.
    """

    movement: Movement
    working: Side
    poses: Mapping[str, SolvedPose]
    planes: tuple[Plane, ...] = (FLOOR,)
    boxes: tuple[Box, ...] = ()

    def real(self, name: str) -> str:
        """A written name on the real body: ``working.heel`` is ``heel_r`` or ``heel_l``; names of the middle stay.

        Also for muscles: ``other.psoas`` is ``psoas_l`` while the right side works.
        """
        role, dot, point = name.partition(".")
        if not dot:
            return name
        right = f"{point}_{'r' if role == 'working' else 'l'}"
        return right if self.working == "right" else other_side(right)

    def view(self, name: str = "front") -> View:
        """From where to look at this side: mirrored with the world.

        Raises:
            KeyError: where the movement has no such view.
        """
        view = self.movement.views[name]
        return view if self.working == "right" else view.mirrored

    @property
    def mirrored(self) -> SolvedMovement:
        """The same with the other side working."""
        return replace(
            self,
            working="left" if self.working == "right" else "right",
            poses={name: pose.mirrored for name, pose in self.poses.items()},
            planes=tuple(plane.mirrored for plane in self.planes),
            boxes=tuple(box.mirrored for box in self.boxes),
        )
