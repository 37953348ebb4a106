"""The segments of the body and the rotations between them.

Axes are those of the International Society of Biomechanics (Wu and Cavanagh 1995; Wu and others 2002, 2005): x to the
front, y up, z to the person's right, for the world and, at all angles zero, for every segment. Zero is the neutral-zero
position: upright, arms hanging, thumbs forward.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Side = Literal["left", "right"]
Axis = Literal["x", "y", "z"]

SIDES: tuple[Side, Side] = ("right", "left")
MARK: dict[Side, str] = {"right": "r", "left": "l"}
"""How a side is written at the end of the name of a segment, a joint or a marker: ``hip_r``."""

_TRUNK = {
    "pelvis": None,
    "lumbar1": "pelvis",
    "lumbar2": "lumbar1",
    "thorax": "lumbar2",
    "neck": "thorax",
    "head": "neck",
}
_LIMBS = {
    "scapula": "thorax",
    "upperarm": "scapula",
    "forearm": "upperarm",
    "hand": "forearm",
    "fingers": "hand",
    "thigh": "pelvis",
    "shank": "thigh",
    "foot": "shank",
    "toes": "foot",
}


def _parents() -> Iterator[tuple[str, str | None]]:
    yield from _TRUNK.items()
    for mark in MARK.values():
        for name, parent in _LIMBS.items():
            yield f"{name}_{mark}", parent if parent in _TRUNK else f"{parent}_{mark}"


PARENTS: dict[str, str | None] = dict(_parents())
"""Each segment's parent; the pelvis has none. A parent comes before its children."""

SEGMENTS: tuple[str, ...] = tuple(PARENTS)


@dataclass(frozen=True, slots=True)
class Turn:
    """One rotation at a segment's proximal joint: ``factor`` degrees about the segment's own axis for each degree."""

    angle: str
    segment: str
    axis: Axis
    factor: float


# Segment, then its rotations in order: component, axis, factor for the right side. The order is flexion, abduction,
# rotation, as in the joint coordinate systems of the ISB. A spine bends in parts that share one written angle.
_TURNS: dict[str, tuple[tuple[str, Axis, float], ...]] = {
    "pelvis": (("pelvis.tilt", "z", -1), ("pelvis.obliquity", "x", -1), ("pelvis.rotation", "y", 1)),
    "lumbar1": (("lumbar.flexion", "z", -0.5), ("lumbar.side_bend", "x", 0.5), ("lumbar.rotation", "y", -0.5)),
    "lumbar2": (("lumbar.flexion", "z", -0.5), ("lumbar.side_bend", "x", 0.5), ("lumbar.rotation", "y", -0.5)),
    "thorax": (("thoracic.flexion", "z", -1), ("thoracic.side_bend", "x", 1), ("thoracic.rotation", "y", -1)),
    "neck": (("neck.flexion", "z", -0.5), ("neck.side_bend", "x", 0.5), ("neck.rotation", "y", -0.5)),
    "head": (("neck.flexion", "z", -0.5), ("neck.side_bend", "x", 0.5), ("neck.rotation", "y", -0.5)),
    "scapula": (("scapula.elevation", "x", -1), ("scapula.protraction", "y", 1)),
    "upperarm": (("shoulder.flexion", "z", 1), ("shoulder.abduction", "x", -1), ("shoulder.rotation", "y", 1)),
    "forearm": (("elbow.flexion", "z", 1), ("elbow.pronation", "y", 1)),
    "hand": (("wrist.flexion", "x", 1), ("wrist.radial", "z", 1)),
    "fingers": (("fingers.flexion", "x", 1),),
    "thigh": (("hip.flexion", "z", 1), ("hip.abduction", "x", -1), ("hip.rotation", "y", 1)),
    "shank": (("knee.flexion", "z", -1),),
    "foot": (("ankle.dorsiflexion", "z", 1), ("ankle.eversion", "x", -1)),
    "toes": (("toes.extension", "z", 1),),
}


def _turns() -> Iterator[Turn]:
    for segment in SEGMENTS:
        name, _, mark = segment.partition("_")
        for angle, axis, factor in _TURNS[name]:
            mirrored = mark == "l" and axis != "z"
            yield Turn(of_side(angle, mark), segment, axis, -factor if mirrored else factor)


def of_side(angle: str, mark: str) -> str:
    """``hip.flexion`` of side ``r`` is ``hip_r.flexion``; without a side the angle is the trunk's and stays."""
    joint, _, component = angle.partition(".")
    return f"{joint}_{mark}.{component}" if mark else angle


TURNS: tuple[Turn, ...] = tuple(_turns())
"""Every rotation, in the order in which a segment is turned."""

ANGLES: tuple[str, ...] = tuple(dict.fromkeys(turn.angle for turn in TURNS))
"""The name of every angle: ``hip_r.flexion``, ``lumbar.side_bend``."""


def other_side(name: str) -> str:
    """The name of the same joint, segment or marker on the other side; a name of the trunk stays."""
    joint, dot, component = name.partition(".")
    if joint.endswith("_r"):
        return f"{joint[:-2]}_l{dot}{component}"
    if joint.endswith("_l"):
        return f"{joint[:-2]}_r{dot}{component}"
    return name


SIDEWAYS = ("obliquity", "rotation", "side_bend")
"""Components of the trunk that change their sign when left and right are exchanged."""
