"""Between the key poses: eased motion that keeps the contacts which both ends share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from unkink.body.fit import Pin, Rest, Task, centre, fit, foremost_distance, rotation_of
from unkink.body.movement import Does, Phase
from unkink.body.placed import ROOT, Placed
from unkink.body.points import spots_of
from unkink.body.posture import Array, Posture
from unkink.body.segments import ANGLES
from unkink.body.skeleton import Skeleton
from unkink.body.solve import Around, bounds, resting_on
from unkink.body.solved import SolvedMovement, SolvedPose
from unkink.body.stiffness import sigmas

BENDING = 0.2
"""Of the usual ease of the joints: a body on its way follows the way, and gives in only to what it touches."""
TIPPING = np.radians([1.0, 1.0, 1.0])


def posture_at(solved: SolvedMovement, skeleton: Skeleton, phase: int, progress: float) -> Posture:
    """The posture at a moment of a phase.

    The motion of a phase starts and ends at rest. What both of its poses touch is kept on the way, and nothing goes
    through the floor, a wall or furniture.

    Args:
        solved: a movement solved on the same skeleton.
        skeleton: the body that moves.
        phase: which phase, counted from 0. The first begins where the last one ended, unless it is for getting there:
            then it is its own pose all the time.
        progress: from 0, the phase begins, to 1, it ends.
    """
    if solved.working == "left":
        return posture_at(solved.mirrored, skeleton, phase, progress).mirrored
    phases = solved.movement.phases
    end = phases[phase]
    start = start_of(phases, phase)
    eased = ease(progress)
    if start == end.pose or eased >= 1.0:
        return solved.poses[end.pose].posture
    if eased <= 0.0:
        return solved.poses[start].posture
    return _on_the_way(solved, skeleton, (start, end.via, end.pose), eased)


def start_of(phases: Sequence[Phase], phase: int) -> str:
    """The pose in which a phase begins."""
    if phase == 0 and phases[0].does is Does.PLACE:
        return phases[0].pose
    return phases[phase - 1].pose


def ease(progress: float) -> float:
    """From 0 to 1 with speed and acceleration 0 at both ends: the way of least jerk (Flash and Hogan 1985)."""
    part = min(max(progress, 0.0), 1.0)
    return part**3 * (part * (6 * part - 15) + 10)


def _on_the_way(solved: SolvedMovement, skeleton: Skeleton, names: tuple[str, str, str], part: float) -> Posture:
    between = _between([solved.poses[name].posture for name in names if name], part)
    stretch = _Stretch(solved, skeleton, *_stretch(names, part))
    unknowns = np.zeros(ROOT + len(ANGLES))
    unknowns[:3] = between.position
    found = fit(skeleton, stretch.task(between), unknowns)
    angles = {name: float(degrees) for name, degrees in zip(ANGLES, found.angles, strict=True)}
    return Posture(angles, found.root, found.unknowns[:3])


def _stretch(names: tuple[str, str, str], part: float) -> tuple[str, str, float]:
    """The two key poses between which one is, and the part of the way from the one to the other."""
    start, via, end = names
    if not via:
        return start, end, part
    return (start, via, 2 * part) if part < 0.5 else (via, end, 2 * part - 1)


def _between(postures: Sequence[Posture], part: float) -> Posture:
    """The posture at a part of the way, angle by angle, on a smooth curve through all of them."""
    shares = (1 - part, part) if len(postures) == 2 else _through_the_middle(part)
    names = dict.fromkeys(name for posture in postures for name in posture.angles)
    angles = {
        name: sum(share * one.angles.get(name, 0.0) for share, one in zip(shares, postures, strict=True))
        for name in names
    }
    position = sum((share * one.position for share, one in zip(shares, postures, strict=True)), np.zeros(3))
    first = postures[0].root
    turns = [_turn_of(one.root @ first.T) for one in postures]
    turn = sum((share * one for share, one in zip(shares, turns, strict=True)), np.zeros(3))
    return Posture(angles, rotation_of(turn) @ first, position)


def _through_the_middle(part: float) -> tuple[float, float, float]:
    """Shares of start, middle and end on the parabola that passes the middle at one half."""
    return 2 * (part - 0.5) * (part - 1), -4 * part * (part - 1), 2 * part * (part - 0.5)


def _turn_of(rotation: Array) -> Array:
    """(3,): the rotation as an axis times radians; what a key pose turns the whole body by is far below half a turn."""
    cosine = float(np.clip((np.trace(rotation) - 1) / 2, -1.0, 1.0))
    angle = float(np.arccos(cosine))
    if angle < 1e-9:
        return np.zeros(3)
    axis = np.array([rotation[2, 1] - rotation[1, 2], rotation[0, 2] - rotation[2, 0], rotation[1, 0] - rotation[0, 1]])
    return np.asarray(axis * angle / (2 * np.sin(angle)))


class _Stretch:
    """The way from one key pose to the next: what both touch and pin, and how well they do.

    Where a key pose misses a contact by a millimetre, so does its neighbourhood: else the figure would jump there.
    """

    def __init__(self, solved: SolvedMovement, skeleton: Skeleton, start: str, end: str, part: float) -> None:
        self._skeleton = skeleton
        self._part = part
        self._around = Around(solved.planes, solved.boxes)
        self._poses = [solved.movement.poses[name] for name in (start, end)]
        self._ends = [_placed(solved.poses[name], skeleton) for name in (start, end)]
        self._deepest = max(solved.poses[name].deepest_mm for name in (start, end)) / 1000

    def task(self, between: Posture) -> Task:
        """What the posture on the way has to satisfy."""
        rests = tuple(self._rests())
        wanted = np.array([between.angles.get(name, 0.0) for name in ANGLES])
        least, most = bounds(wanted)
        return Task(
            wanted=wanted,
            sigmas=sigmas({self._skeleton.segment_of(one.spot.name, one.spot.is_region) for one in rests}, ())
            * BENDING,
            least=least,
            most=most,
            root=between.root,
            tipping=TIPPING,
            start=between.position,
            rests=rests,
            pins=tuple(self._pins()),
            obstacles=self._around.surfaces,
            resting=resting_on(rests, self._skeleton),
            allowed=self._deepest,
        )

    def _rests(self) -> Iterator[Rest]:
        """What both poses rest on."""
        first, second = self._poses
        for contact in first.contacts:
            if contact in second.contacts:
                surface = self._around.face(contact)
                assert surface is not None
                for spot in spots_of(contact.point):
                    near, far = (float(foremost_distance(end, spot, surface)) for end in self._ends)
                    yield Rest(spot, surface, (1 - self._part) * near + self._part * far)

    def _pins(self) -> Iterator[Pin]:
        """What both poses pin goes straight from its place in the one to that in the other: mostly, it stays."""
        first, second = self._poses
        resting = [{contact.point for contact in pose.contacts} for pose in self._poses]
        for name in first.pins:
            if name in second.pins and all(name in points for points in resting):
                for spot in spots_of(name):
                    near, far = (centre(end, spot).places[0] for end in self._ends)
                    yield Pin(spot, (1 - self._part) * near + self._part * far)


def _placed(pose: SolvedPose, skeleton: Skeleton) -> Placed:
    angles = np.array([pose.posture.angles.get(name, 0.0) for name in ANGLES])
    return Placed(skeleton, angles, pose.posture.root, pose.posture.position)
