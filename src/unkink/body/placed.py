"""A skeleton in one posture, with how every point of it moves when an angle or the whole body changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unkink.body.posture import Array, Posture
from unkink.body.segments import ANGLES, PARENTS, SEGMENTS, TURNS
from unkink.body.skeleton import Frames, Indices, Skeleton

ROOT = 6
"""Unknowns before the angles: three of position in metres, three of a turn of the whole body in radians."""

_SEGMENT = {name: index for index, name in enumerate(SEGMENTS)}
_ANGLE = {name: index for index, name in enumerate(ANGLES)}
_ANGLE_OF_TURN = np.array([_ANGLE[turn.angle] for turn in TURNS])
_SEGMENT_OF_TURN = np.array([_SEGMENT[turn.segment] for turn in TURNS])


def _moved() -> NDArray[np.bool_]:
    """(T, S): whether a rotation moves a segment, that is whether the segment hangs on the one that is turned."""
    moved = np.zeros((len(TURNS), len(SEGMENTS)), bool)
    for segment in SEGMENTS:
        above: str | None = segment
        while above is not None:
            moved[:, _SEGMENT[segment]] |= _SEGMENT[above] == _SEGMENT_OF_TURN
            above = PARENTS[above]
    return moved


_MOVED = _moved().astype(float)
_TO_ANGLES = np.zeros((len(TURNS), len(ANGLES)))
_TO_ANGLES[np.arange(len(TURNS)), _ANGLE_OF_TURN] = np.radians([turn.factor for turn in TURNS])


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """M points, each the sum of K places.

    ``world`` (M, K, 3) metres, on ``segments`` (M, K), with ``weights`` (M, K).
    """

    world: Array
    segments: Indices
    weights: Array

    @property
    def places(self) -> Array:
        """(M, 3): where the points are."""
        places: Array = np.einsum("mk,mki->mi", self.weights, self.world)
        return places


@dataclass(frozen=True, slots=True, eq=False)
class Pushed:
    """L places of the body, each pushed along its ``pushes`` (L, 3) for one of ``count`` residuals, ``rows`` (L,).

    ``world`` (L, 3) metres, on ``segments`` (L,).
    """

    world: Array
    segments: Indices
    pushes: Array
    rows: Indices
    count: int


class Placed:
    """A skeleton in one posture."""

    def __init__(self, skeleton: Skeleton, degrees: Array, root: Array, position: Array) -> None:
        """``degrees`` (A,) are the angles in the order of ``ANGLES``."""
        self.skeleton = skeleton
        self.frames: Frames
        self.frames, self._axes = skeleton.turned(degrees[_ANGLE_OF_TURN], Posture({}, root, position))
        self.skin = skeleton.skin(self.frames)

    def markers(self, names: Sequence[str]) -> Points:
        """Those landmarks."""
        found = [self.skeleton.markers[name] for name in names]
        segments = np.array([[_SEGMENT[segment]] for segment, _ in found], np.intp).reshape(-1, 1)
        local = np.array([place for _, place in found]).reshape(-1, 3)
        world = self.frames.origins[segments[:, 0]] + np.einsum(
            "mij,mj->mi", self.frames.rotations[segments[:, 0]], local
        )
        return Points(world[:, None, :], segments, np.ones((len(found), 1)))

    def samples(self, indices: Sequence[int] | Indices) -> Points:
        """Those samples of the skin."""
        rows = np.asarray(indices, np.intp)
        skin = self.skeleton.samples
        return Points(self.skeleton.skin_parts(self.frames, rows), skin.segments[rows], skin.weights[rows])

    def weighted_joints(self, weights: Array) -> Points:
        """(1 point): the sum of the joints' places, weighted (S,)."""
        return Points(self.frames.origins[None], np.arange(len(SEGMENTS))[None], weights[None])

    def slopes(self, pushed: Pushed) -> Array:
        """(M, 6 + A): how fast each of M residuals grows, for each unknown.

        For a metre of position, a radian of a turn of the whole body about a world axis through its root, and a degree
        of each angle.
        """
        # push . (axis x arm) = axis . (arm x push), and the arm is place - joint.
        by_segment = np.zeros((len(SEGMENTS), pushed.count, 6))
        where = (pushed.segments, pushed.rows)
        np.add.at(by_segment, where, np.concatenate([_cross(pushed.world, pushed.pushes), pushed.pushes], axis=1))
        moved = (_MOVED @ by_segment.reshape(len(SEGMENTS), -1)).reshape(len(TURNS), pushed.count, 6)
        joints = self.frames.origins[_SEGMENT_OF_TURN][:, None]
        torque = moved[:, :, :3] - _cross(joints, moved[:, :, 3:])
        per_turn = (torque @ self._axes[:, :, None])[:, :, 0]
        slopes = np.empty((pushed.count, ROOT + len(ANGLES)))
        slopes[:, ROOT:] = per_turn.T @ _TO_ANGLES
        whole = by_segment.sum(0)
        slopes[:, :3] = whole[:, 3:]
        slopes[:, 3:6] = whole[:, :3] - _cross(self.frames.origins[0], whole[:, 3:])
        return slopes


def _cross(first: Array, second: Array) -> Array:
    """The cross product along the last axis; a tenth of the time that numpy's own takes for a few rows."""
    crossed = np.empty(np.broadcast_shapes(first.shape, second.shape))
    a, b, c = first[..., 0], first[..., 1], first[..., 2]
    x, y, z = second[..., 0], second[..., 1], second[..., 2]
    crossed[..., 0] = b * z - c * y
    crossed[..., 1] = c * x - a * z
    crossed[..., 2] = a * y - b * x
    return crossed
