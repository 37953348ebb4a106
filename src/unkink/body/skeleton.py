"""The skeleton of one body: where its joints are, its landmarks, and the places of its skin that can touch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from unkink.body.posture import Array, Posture
from unkink.body.segments import PARENTS, SEGMENTS, TURNS

Indices = NDArray[np.intp]

_INDEX = {segment: index for index, segment in enumerate(SEGMENTS)}
_PARENT = tuple(-1 if parent is None else _INDEX[parent] for parent in PARENTS.values())
_TURN_AXIS = np.array(["xyz".index(turn.axis) for turn in TURNS])
_AXIS = tuple(int(axis) for axis in _TURN_AXIS)
_TURN_FACTOR = np.radians([turn.factor for turn in TURNS])
_TURNS_OF = tuple(tuple(i for i, turn in enumerate(TURNS) if turn.segment == segment) for segment in SEGMENTS)


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The frame of every segment in the world, in the order of ``SEGMENTS``.

    ``rotations`` (S, 3, 3): columns are the segment's axes. ``origins`` (S, 3): its proximal joint, in metres.
    """

    rotations: Array
    origins: Array

    def axes(self, segment: str) -> Array:
        """(3, 3): columns are the axes x, y, z of one segment."""
        rotation: Array = self.rotations[_INDEX[segment]]
        return rotation

    def origin(self, segment: str) -> Array:
        """(3,): the proximal joint of one segment, in metres."""
        origin: Array = self.origins[_INDEX[segment]]
        return origin


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Points of the skin, bound to the segments as the mesh is (linear blend skinning).

    ``rest`` (N, 3) metres in the rest posture of the mesh, ``segments`` (N, K) indices into ``SEGMENTS``, ``weights``
    (N, K) that add up to 1.
    """

    rest: Array
    segments: Indices
    weights: Array


@dataclass(frozen=True, eq=False)
class Skeleton:
    """One body without its skin.

    ``offsets`` (S, 3): each segment's proximal joint in its parent's frame. ``rest``: the frames in which the mesh of
    this body was modelled (arms a little away from the trunk). ``markers``: landmarks, each a segment and a place (3,)
    in its frame. ``regions``: the samples that make up a part of the skin, by name. Lengths are metres.
    """

    name: str
    offsets: Array
    rest: Frames
    markers: Mapping[str, tuple[str, Array]]
    samples: Samples
    regions: Mapping[str, tuple[int, ...]]

    def frames(self, posture: Posture) -> Frames:
        """Where every segment is in that posture."""
        return self.turned(np.array([posture.angles.get(turn.angle, 0.0) for turn in TURNS]), posture)[0]

    def turned(self, degrees: Array, posture: Posture) -> tuple[Frames, Array]:
        """The frames, and the axis of every rotation in the world (T, 3).

        ``degrees`` (T,) are of every rotation in the order of ``TURNS``; the angles of the posture are not read.
        """
        turns = elementary(degrees)
        rotations = np.empty((len(SEGMENTS), 3, 3))
        origins = np.empty((len(SEGMENTS), 3))
        axes = np.empty((len(TURNS), 3))
        for segment, parent in enumerate(_PARENT):
            if parent < 0:
                rotation, origins[segment] = posture.root, posture.position
            else:
                rotation = rotations[parent]
                origins[segment] = origins[parent] + rotation @ self.offsets[segment]
            for turn in _TURNS_OF[segment]:
                axes[turn] = rotation[:, _AXIS[turn]]
                rotation = rotation @ turns[turn]
            rotations[segment] = rotation
        return Frames(rotations, origins), axes

    def marker(self, frames: Frames, name: str) -> Array:
        """(3,): where a landmark is.

        Raises:
            KeyError: where the body has no landmark of that name.
        """
        segment, place = self.markers[name]
        where: Array = frames.origin(segment) + frames.axes(segment) @ place
        return where

    def segment_of(self, name: str, is_region: bool) -> str:  # noqa: FBT001
        """The segment that carries a landmark, or most of a region of the skin."""
        if not is_region:
            return self.markers[name][0]
        members = list(self.regions[name])
        return SEGMENTS[int(self._spread[members].sum(0).argmax())]

    @cached_property
    def carriers(self) -> Indices:
        """(N,): the segment that carries most of each sample of the skin, as an index into ``SEGMENTS``."""
        return np.asarray(self._spread.argmax(1), np.intp)

    def skin(self, frames: Frames) -> Array:
        """(N, 3): where the samples of the skin are."""
        linear = frames.rotations @ self.rest.rotations.transpose(0, 2, 1)
        shift = frames.origins - (linear @ self.rest.origins[:, :, None])[:, :, 0]
        blended = self._spread @ np.concatenate([linear, shift[:, :, None]], axis=2).reshape(len(SEGMENTS), 12)
        affine = blended.reshape(-1, 3, 4)
        where: Array = (affine[:, :, :3] @ self.samples.rest[:, :, None])[:, :, 0] + affine[:, :, 3]
        return where

    def skin_parts(self, frames: Frames, rows: Indices) -> Array:
        """(M, K, 3): where each of those samples would be if it hung on one of its segments alone."""
        segments = self.samples.segments[rows]
        turned: Array = (frames.rotations[segments] @ self._local[rows][..., None])[..., 0]
        turned += frames.origins[segments]
        return turned

    @cached_property
    def _spread(self) -> Array:
        """(N, S): the weight of every segment on every sample."""
        spread = np.zeros((len(self.samples.rest), len(SEGMENTS)))
        np.add.at(spread, (np.arange(len(spread))[:, None], self.samples.segments), self.samples.weights)
        return spread

    @cached_property
    def _local(self) -> Array:
        """(N, K, 3): every sample in the frame of each segment that it is bound to."""
        from_joint = self.samples.rest[:, None, :] - self.rest.origins[self.samples.segments]
        local: Array = np.einsum("nkij,nki->nkj", self.rest.rotations[self.samples.segments], from_joint)
        return local

    @cached_property
    def leg(self) -> float:
        """From the hip joint to the ankle, in metres, the knee straight."""
        return float(sum(np.linalg.norm(self.offsets[_INDEX[name]]) for name in ("shank_r", "foot_r")))


def elementary(degrees: Array) -> Array:
    """(T, 3, 3): each rotation of ``TURNS`` about its own axis."""
    radians = degrees * _TURN_FACTOR
    cosines, sines = np.cos(radians), np.sin(radians)
    turns = np.zeros((len(TURNS), 3, 3))
    every = np.arange(len(TURNS))
    second, third = (_TURN_AXIS + 1) % 3, (_TURN_AXIS + 2) % 3
    turns[every, _TURN_AXIS, _TURN_AXIS] = 1.0
    turns[every, second, second] = turns[every, third, third] = cosines
    turns[every, third, second] = sines
    turns[every, second, third] = -sines
    return turns


def read_skeleton(text: str) -> Skeleton:
    """The skeleton in a file of ``library/bodies/``.

    Raises:
        ValueError: where the text is no such file.
    """
    try:
        told = json.loads(text)
        segments = told["segments"]
        if tuple(one["name"] for one in segments) != SEGMENTS:
            raise ValueError("the segments are not those of this version")
        samples = told["samples"]
        return Skeleton(
            name=told["name"],
            offsets=np.array([one["offset"] for one in segments]),
            rest=Frames(
                np.array([np.transpose(one["axes"]) for one in segments]),
                np.array([one["origin"] for one in segments]),
            ),
            markers={name: (segment, np.array(place)) for name, (segment, place) in told["markers"].items()},
            samples=Samples(
                np.array(samples["rest"]), np.array(samples["segments"], np.intp), np.array(samples["weights"])
            ),
            regions={name: tuple(members) for name, members in told["regions"].items()},
        )
    except (KeyError, TypeError, IndexError) as problem:
        raise ValueError(f"this is no skeleton: {problem}") from problem
