"""The frames of a clip: key poses and places on the way between them, as small whole numbers.

A way is sampled at equal parts of the way, not of time: whoever plays it eases the part (`unkink.body.motion.ease`), so
that the motion is smooth however few the frames are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from unkink.body.motion import ease, posture_at, start_of
from unkink.body.posture import Posture
from unkink.body.segments import PARENTS, SEGMENTS
from unkink.body.skeleton import Frames, Skeleton
from unkink.body.solved import SolvedMovement
from unkink.figure.mesh import Floats

STEPS = 9
"""Parts of one way. The widest of the shipped ways turns a joint by 125 degrees: 14 for each part."""
TURN = 8192
"""Whole numbers to 1, of a quaternion: 0.014 degrees."""
PLACE = 4000
"""Whole numbers to a metre."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one key pose to another: indices of frames, the key poses' own first and last."""

    start: str
    end: str
    frames: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """Every frame of a movement: ``poses`` says which frame a key pose is."""

    postures: tuple[Posture, ...]
    frames: tuple[Frames, ...]
    poses: dict[str, int]
    ways: tuple[Way, ...]


def film_of(solved: SolvedMovement, skeleton: Skeleton) -> Film:
    """Every key pose, and each way that a phase takes; one there and back along the same line is filmed once."""
    movement = solved.movement
    postures = [solved.poses[name].posture for name in movement.key_poses]
    poses = {name: index for index, name in enumerate(movement.key_poses)}
    ways: list[Way] = []
    known: set[tuple[str, str, str]] = set()
    for index, phase in enumerate(movement.phases):
        start = start_of(movement.phases, index)
        if start == phase.pose or (start, phase.via, phase.pose) in known:
            continue
        known |= {(start, phase.via, phase.pose), (phase.pose, phase.via, start)}
        first = len(postures)
        postures += [posture_at(solved, skeleton, index, progress) for progress in _progresses()]
        ways.append(Way(start, phase.pose, (poses[start], *range(first, len(postures)), poses[phase.pose])))
    return Film(tuple(postures), tuple(map(skeleton.frames, postures)), poses, tuple(ways))


def _progresses() -> Iterator[float]:
    """At which parts of the time a phase is at equal parts of its way."""
    progress = np.linspace(0, 1, 2001)
    part = np.array([ease(one) for one in progress])
    yield from np.interp(np.arange(1, STEPS) / STEPS, part, progress).tolist()


def tracks_json(film: Film) -> dict[str, object]:
    """Where the pelvis is, and how each segment is turned within its parent, frame by frame; see `stepwise`."""
    rotations = np.stack([frames.rotations for frames in film.frames])
    places = np.stack([frames.origins[0] for frames in film.frames])
    turns = {}
    for index, (name, parent) in enumerate(PARENTS.items()):
        own = rotations[:, index]
        local = own if parent is None else np.swapaxes(rotations[:, SEGMENTS.index(parent)], 1, 2) @ own
        turns[name] = stepwise(_quaternions(local) * TURN)
    return {"places": stepwise(places * PLACE), "turns": turns}


def _quaternions(rotations: Floats) -> Floats:
    """(F, 4) x, y, z, w, each on the same half of the sphere as the one before it."""
    found = Rotation.from_matrix(rotations).as_quat()
    for index in range(1, len(found)):
        if found[index] @ found[index - 1] < 0:
            found[index] = -found[index]
    return np.asarray(found)


def stepwise(rows: Floats) -> list[int]:
    """Whole numbers, row after row, each row but the first as what it differs from the one before.

    Rows that are all the same are one row.
    """
    whole: NDArray[np.int64] = np.round(rows).astype(np.int64)
    if len(whole) > 1 and not np.ptp(whole, axis=0).any():
        whole = whole[:1]
    return np.diff(whole, axis=0, prepend=0).ravel().tolist()


def rows_of(numbers: Sequence[int], width: int) -> NDArray[np.int64]:
    """What `stepwise` wrote, read back: (F or 1, width)."""
    return np.cumsum(np.array(numbers, np.int64).reshape(-1, width), axis=0)
