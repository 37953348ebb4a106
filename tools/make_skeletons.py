"""Make the skeleton of a body from its mesh: joints, landmarks, and the places of its skin that can touch.

    python tools/make_skeletons.py MESH.npz NAME OUT.json

MESH.npz holds the rest mesh of one body, made from the MakeHuman base mesh (CC0): ``V`` (n, 3) vertices in metres, x to
the front, y up, z to the right; ``F`` (m, 3) triangles; ``W`` (n, S) weights of the segments; ``head`` and ``tail``
(S, 3) of their bones; ``aux`` (6, 3) the first joints of index, little and middle finger, right hand first. The right
half is read and mirrored, so that a skeleton is exactly symmetrical.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from unkink.body.segments import PARENTS, SEGMENTS, other_side

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
BODY_VERTICES = 13380  # of the base mesh; what follows are its helpers for clothes, eyes and hair
MIRROR = np.array([1.0, 1.0, -1.0])
THUMB = -0.032  # metres from the middle of the hand towards its palm: what lies beyond is the thumb
PER_REGION = 10
PER_SEGMENT = 10
INFLUENCES = 3
DECIMALS = 5


def unit(vector: Array) -> Array:
    return vector / np.linalg.norm(vector)


def along(y: Array, z_hint: Array) -> Array:
    """Axes as columns: y as given, x across it and the hint."""
    y = unit(y)
    x = unit(np.cross(y, z_hint))
    return np.stack([x, y, np.cross(x, y)], 1)


class Mesh:
    """The right half of a body's rest mesh, with a frame for every segment."""

    def __init__(self, path: Path) -> None:
        data = np.load(path)
        self.vertices = data["V"][:BODY_VERTICES].astype(float)
        weights = data["W"][:BODY_VERTICES].astype(float)
        self.weights = weights / weights.sum(1, keepdims=True)
        self.segment = np.array(SEGMENTS)[self.weights.argmax(1)]
        faces = data["F"]
        self.normals = _normals(self.vertices, faces[(faces < BODY_VERTICES).all(1)])
        head = dict(zip(SEGMENTS, data["head"].astype(float), strict=True))
        tail = dict(zip(SEGMENTS, data["tail"].astype(float), strict=True))
        aux = data["aux"].astype(float)
        self.head, self.tail = _symmetrical(head), _symmetrical(tail)
        self.fingers = [(aux[i] + aux[i + 3] * MIRROR) / 2 for i in range(3)]
        self.joint = {**self.head, "pelvis": (self.head["thigh_r"] + self.head["thigh_l"]) / 2}
        self.axes = self._frames()

    def _frames(self) -> dict[str, Array]:
        head, tail = self.head, self.tail
        axes = {name: np.eye(3) for name in SEGMENTS}
        toes = unit((tail["toes_r"] - head["foot_r"]) * [1, 0, 1])
        right = np.cross(toes, [0.0, 1.0, 0.0])
        axes["thigh_r"] = along(head["thigh_r"] - head["shank_r"], right)
        axes["shank_r"] = along(head["shank_r"] - head["foot_r"], right)
        axes["foot_r"] = axes["toes_r"] = np.stack([toes, [0.0, 1.0, 0.0], right], 1)
        upper, lower = head["forearm_r"] - head["upperarm_r"], head["hand_r"] - head["forearm_r"]
        axes["upperarm_r"] = along(-upper, np.cross(upper, lower))
        index, little, middle = self.fingers
        y = unit(head["hand_r"] - middle)
        x = unit((index - little) - y * np.dot(index - little, y))
        axes["hand_r"] = axes["fingers_r"] = np.stack([x, y, np.cross(x, y)], 1)
        y = unit(-lower)
        x = unit(x - y * np.dot(x, y))
        axes["forearm_r"] = np.stack([x, y, np.cross(x, y)], 1)
        for name in [name for name in SEGMENTS if name.endswith("_r")]:
            axes[other_side(name)] = MIRROR[:, None] * axes[name] * MIRROR
        return axes

    def thumb(self) -> Mask:
        """The thumb, which has no joint in this skeleton: a hand would rest on its thumb alone. It is left out."""
        beyond: Mask = (self.segment == "hand_r") & (self.local("hand_r", self.vertices)[:, 2] < THUMB)
        return beyond

    def local(self, segment: str, points: Array) -> Array:
        placed: Array = (points - self.joint[segment]) @ self.axes[segment]
        return placed


def _normals(vertices: Array, faces: NDArray[np.int32]) -> Array:
    corners = vertices[faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], across)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def _symmetrical(points: dict[str, Array]) -> dict[str, Array]:
    return {name: (place + points[other_side(name)] * MIRROR) / 2 for name, place in points.items()}


def spread(mesh: Mesh, mask: Mask, count: int, first: Callable[[Array], Array]) -> list[int]:
    """Up to ``count`` vertices of the mask, as far from each other as can be, from the one where ``first`` is least."""
    candidates = np.flatnonzero(mask)
    if not len(candidates):
        return []
    points = mesh.vertices[candidates]
    chosen = [int(first(points).argmin())]
    distance = np.linalg.norm(points - points[chosen[0]], axis=1)
    while len(chosen) < min(count, len(candidates)):
        chosen.append(int(distance.argmax()))
        distance = np.minimum(distance, np.linalg.norm(points - points[chosen[-1]], axis=1))
    return [int(candidates[one]) for one in chosen]


class Skin:
    """The right half of the skin, with words for where a part of it is and where it faces."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.at, self.normal = mesh.vertices, mesh.normals
        self.half: Mask = self.at[:, 2] > -1e-4
        self.hip, self.waist = mesh.joint["thigh_r"], mesh.joint["lumbar2"]

    def on(self, *names: str) -> Mask:
        return np.asarray(self.half & np.isin(self.mesh.segment, names))

    def facing(self, x: float, y: float, z: float, least: float = 0.7) -> Mask:
        """Facing a direction of the rest posture."""
        return np.asarray(self.normal @ unit(np.array([x, y, z])) > least)

    def turned(self, segment: str, axis: int) -> Array:
        """How far the skin faces along an axis of a segment: 1 wholly, -1 the other way."""
        return np.asarray((self.normal @ self.mesh.axes[segment])[:, axis])

    def near(self, joint: str, radius: float) -> Mask:
        return np.asarray(np.linalg.norm(self.at - self.mesh.joint[joint], axis=1) < radius)

    def along(self, segment: str) -> Array:
        """The place along a segment, 0 at its proximal joint and falling."""
        return np.asarray(self.mesh.local(segment, self.at)[:, 1])


def regions(mesh: Mesh) -> dict[str, list[int]]:
    """Vertices of every part of the skin: those of the right side, and those of the middle (right half)."""
    skin = Skin(mesh)
    masks = {**_foot(skin), **_leg(skin), **_hip(skin), **_arm(skin), **_trunk(skin)}
    return {name: spread(mesh, mask, PER_REGION, _first(name)) for name, mask in masks.items()}


def _first(name: str) -> Callable[[Array], Array]:
    """From where to spread: the place that would touch first."""
    if "side" in name or name.startswith(("shoulder", "upper")):
        return lambda points: -points[:, 2]
    backward = name.startswith(("back", "butt", "head_b", "low", "sac", "calf", "thigh_b"))
    return lambda points: (1.0 if backward else -1.0) * points[:, 0]


def _foot(skin: Skin) -> dict[str, Mask]:
    foot = skin.on("foot_r", "toes_r")
    heel, toe = skin.at[foot, 0].min(), skin.at[foot, 0].max()
    along, out = (skin.at[:, 0] - heel) / (toe - heel), skin.at[:, 2] - skin.mesh.joint["foot_r"][2]
    behind = skin.at[:, 0] < skin.mesh.joint["foot_r"][0]
    down = skin.facing(0, -1, 0, 0.5)
    return {
        "heel_r": skin.on("foot_r") & behind & skin.facing(-1, -1, 0, 0.4),
        "heel_bottom_r": skin.on("foot_r") & skin.facing(0, -1, 0, 0.6) & (along < 0.3),
        "ball_in_r": foot & down & (np.abs(along - 0.72) < 0.09) & (out < -0.005),
        "ball_out_r": foot & down & (np.abs(along - 0.66) < 0.09) & (out > 0.01),
        "toe_tip_r": skin.on("toes_r") & (skin.normal[:, 1] < 0.2) & (along > 0.88) & (out < 0.03),
        "instep_r": foot & skin.facing(0.2, 1, 0, 0.5),
    }


def _leg(skin: Skin) -> dict[str, Mask]:
    knee = skin.on("shank_r", "thigh_r") & skin.near("shank_r", 0.09)
    length = -skin.mesh.local("shank_r", skin.mesh.head["foot_r"])[1]
    front, side = skin.turned("shank_r", 0), skin.turned("shank_r", 2)
    return {
        "calf_r": skin.on("shank_r") & (front < -0.6) & (skin.along("shank_r") > -0.8 * length),
        "shin_r": skin.on("shank_r") & (front > 0.6),
        "knee_r": knee & (front > 0.5),
        "knee_side_r": knee & (side > 0.5),
        "knee_inside_r": knee & (side < -0.5),
        "thigh_back_r": skin.on("thigh_r") & (skin.turned("thigh_r", 0) < -0.6),
        "thigh_front_r": skin.on("thigh_r") & (skin.turned("thigh_r", 0) > 0.6),
        "thigh_side_r": skin.on("thigh_r") & (skin.turned("thigh_r", 2) > 0.6),
    }


def _hip(skin: Skin) -> dict[str, Mask]:
    hip, above = skin.on("thigh_r", "pelvis"), skin.at[:, 1] - skin.hip[1]
    outside = skin.at[:, 2] > skin.hip[2] - 0.02
    return {
        "hip_side_r": hip & (np.abs(above) < 0.09) & (skin.normal[:, 2] > 0.7),
        "hip_front_r": hip & (np.abs(above - 0.05) < 0.06) & skin.facing(1, 0, 0.3, 0.6) & outside,
        "buttock_r": hip & (above > -0.13) & (above < 0.12) & skin.facing(-1, -0.5, 0, 0.5),
    }


def _arm(skin: Skin) -> dict[str, Mask]:
    fore = -skin.mesh.local("forearm_r", skin.mesh.head["hand_r"])[1]
    knuckles = skin.mesh.local("hand_r", skin.mesh.head["fingers_r"])[1]
    around = np.hypot(skin.turned("forearm_r", 0), skin.turned("forearm_r", 2)) > 0.5
    hand, along, palm = skin.on("hand_r", "fingers_r"), skin.along("hand_r"), skin.turned("hand_r", 2)
    rests = (palm < -0.3) & ~skin.mesh.thumb()
    near_shoulder = skin.on("upperarm_r", "scapula_r") & (skin.along("upperarm_r") > -0.12)
    near_elbow = skin.on("upperarm_r", "forearm_r") & skin.near("forearm_r", 0.07)
    return {
        "shoulder_r": near_shoulder & skin.facing(0, 0.3, 1, 0.5),
        "upper_arm_r": skin.on("upperarm_r") & (skin.turned("upperarm_r", 2) > 0.5),
        "elbow_r": near_elbow & (skin.turned("forearm_r", 0) < -0.3),
        "forearm_r": skin.on("forearm_r") & (skin.along("forearm_r") < -0.1 * fore) & around,
        "hand_heel_r": skin.on("hand_r") & rests & (along > 0.5 * knuckles) & (along < 0.01),
        "hand_front_r": hand & rests & (along < 0.7 * knuckles),
        "hand_back_r": hand & (palm > 0.6) & (along < 0),
    }


def _trunk(skin: Skin) -> dict[str, Mask]:
    spine, height = ("lumbar1", "lumbar2", "pelvis"), skin.at[:, 1]
    back, front = skin.facing(-1, 0, 0, 0.6), skin.facing(1, 0, 0, 0.6)
    middle = skin.at[:, 2] < 0.03
    above_neck = height > skin.mesh.joint["head"][1] + 0.02
    return {
        "back_r": skin.on("thorax", "lumbar2", "scapula_r") & back & (height > skin.waist[1] - 0.02),
        "side_r": skin.on("thorax", "lumbar2", "lumbar1") & (skin.normal[:, 2] > 0.6),
        "head_side_r": skin.on("head") & (skin.normal[:, 2] > 0.5) & above_neck,
        "head_back": skin.on("head") & skin.facing(-1, 0, 0, 0.5),
        "face": skin.on("head") & skin.facing(1, 0, 0, 0.5),
        "mid_back": skin.on("thorax", "lumbar2") & back & (np.abs(height - skin.mesh.joint["thorax"][1] - 0.03) < 0.09),
        "low_back": skin.on(*spine) & back & (height > skin.hip[1] + 0.12),
        "sacrum": skin.on("pelvis", "lumbar1") & middle & skin.facing(-1, 0, 0, 0.5) & (height > skin.hip[1] + 0.03),
        "belly": skin.on(*spine) & front & (height > skin.hip[1]),
        "chest": skin.on("thorax") & skin.facing(1, 0, 0, 0.5),
    }


class Landmarks:
    """Landmarks as they are found, each a segment and a place in its frame."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.found: dict[str, tuple[str, Array]] = {}
        self._half = mesh.vertices[:, 2] > -1e-4

    def pick(self, name: str, on: str, mask: Mask, least: Array) -> None:
        """The vertex of the mask where ``least`` is least."""
        candidates = np.flatnonzero(mask & self._half)
        self.place(name, on, self.mesh.vertices[candidates[least[candidates].argmin()]])

    def place(self, name: str, on: str, point: Array) -> None:
        self.found[name] = (on, self.mesh.local(on, point))


def markers(mesh: Mesh) -> dict[str, tuple[str, Array]]:
    """Landmarks of the right side and of the middle, each on a segment."""
    landmarks = Landmarks(mesh)
    for part in (_marks_of_foot, _marks_of_leg, _marks_of_hip, _marks_of_arm, _marks_of_trunk):
        part(mesh, landmarks)
    return {
        name: (on, place if name.endswith("_r") else place * [1, 1, 0]) for name, (on, place) in landmarks.found.items()
    }


def _marks_of_foot(mesh: Mesh, landmarks: Landmarks) -> None:
    at, ankle = mesh.vertices, mesh.joint["foot_r"]
    foot = np.isin(mesh.segment, ("foot_r", "toes_r"))
    back, front, low = at[foot, 0].min(), at[foot, 0].max(), at[foot, 1].min()
    sole = (("heel", 0.12, 0.0), ("ball_in", 0.72, -0.03), ("ball_out", 0.66, 0.04), ("midfoot", 0.5, 0.0))
    for name, part, out in sole:
        landmarks.place(f"{name}_r", "foot_r", np.array([back + part * (front - back), low, ankle[2] + out]))
    landmarks.place("toe_r", "toes_r", np.array([back + 0.97 * (front - back), low, ankle[2] - 0.01]))
    landmarks.pick("malleolus_r", "foot_r", np.linalg.norm(at - ankle, axis=1) < 0.06, -at[:, 2])


def _marks_of_leg(mesh: Mesh, landmarks: Landmarks) -> None:
    at, segment, knee = mesh.vertices, mesh.segment, mesh.joint["shank_r"]
    near_knee = np.linalg.norm(at - knee, axis=1) < 0.09
    landmarks.pick("knee_front_r", "thigh_r", near_knee, -at[:, 0])
    landmarks.pick("knee_side_r", "thigh_r", near_knee, -at[:, 2])
    landmarks.pick("knee_inside_r", "thigh_r", near_knee & (segment != "thigh_l"), at[:, 2])
    length = float(np.linalg.norm(mesh.joint["foot_r"] - knee))
    for name, on, part, sign in (
        ("shin", "shank_r", 0.25, -1),
        ("thigh_front", "thigh_r", 0.55, -1),
        ("calf", "shank_r", 0.3, 1),
    ):
        local = mesh.local(on, at)
        landmarks.pick(
            f"{name}_r", on, (segment == on) & (np.abs(local[:, 1] + part * length) < 0.03), sign * local[:, 0]
        )


def _marks_of_hip(mesh: Mesh, landmarks: Landmarks) -> None:
    at, hip = mesh.vertices, mesh.joint["thigh_r"]
    trunk = np.isin(mesh.segment, ("pelvis", "thigh_r"))
    # The front hip bone lies a hand's breadth above the hip joint and a little outside it; the ball goes below it.
    for name, above, out in (("hip_bone", 0.085, 0.03), ("hip_ball", 0.035, 0.032), ("hip_front", 0.06, 0.0)):
        across = np.hypot(at[:, 1] - hip[1] - above, at[:, 2] - hip[2] - out)
        landmarks.pick(f"{name}_r", "pelvis", (across < 0.02) & (at[:, 0] > hip[0]), -at[:, 0])
    landmarks.pick("hip_side_r", "pelvis", (np.abs(at[:, 1] - hip[1]) < 0.05) & trunk, -at[:, 2])
    behind = (np.abs(at[:, 2] - hip[2]) < 0.04) & (np.abs(at[:, 1] - hip[1]) < 0.1)
    landmarks.pick("buttock_r", "pelvis", behind & trunk, at[:, 0])
    waist = np.isin(mesh.segment, ("lumbar1", "lumbar2", "pelvis"))
    landmarks.pick("waist_r", "lumbar1", waist & (np.abs(at[:, 1] - mesh.joint["lumbar2"][1]) < 0.03), -at[:, 2])


def _marks_of_arm(mesh: Mesh, landmarks: Landmarks) -> None:
    at, segment = mesh.vertices, mesh.segment
    shoulder, elbow = mesh.joint["upperarm_r"], mesh.joint["forearm_r"]
    outer = (segment == "upperarm_r") & (np.linalg.norm(at - shoulder, axis=1) < 0.09)
    landmarks.pick("shoulder_r", "upperarm_r", outer, -at[:, 2])
    blade = (segment == "thorax") & (np.abs(at[:, 2] - 0.09) < 0.02) & (at[:, 1] > mesh.joint["thorax"][1])
    landmarks.pick("scapula_r", "thorax", blade, at[:, 0])
    upper = mesh.local("upperarm_r", at)
    near_elbow = np.linalg.norm(at - elbow, axis=1) < 0.07
    landmarks.pick("elbow_r", "upperarm_r", near_elbow, upper[:, 0] + 0.5 * upper[:, 1])
    hand, whole = mesh.local("hand_r", at), np.isin(segment, ("hand_r", "fingers_r"))
    knuckles = mesh.local("hand_r", mesh.joint["fingers_r"])[1]
    palm = (("palm", 0.0, 0.55), ("palm_heel", -0.012, 0.15), ("palm_in", 0.026, 0.9), ("palm_out", -0.026, 0.85))
    for name, x, part in palm:
        close = np.hypot(hand[:, 0] - x, hand[:, 1] - part * knuckles) < 0.016
        landmarks.pick(f"{name}_r", "hand_r", whole & close, hand[:, 2])
    landmarks.pick("fingertip_r", "fingers_r", segment == "fingers_r", hand[:, 1])


def _marks_of_trunk(mesh: Mesh, landmarks: Landmarks) -> None:
    at, segment, joint = mesh.vertices, mesh.segment, mesh.joint
    middle = np.abs(at[:, 2]) < 0.02
    spine, head = middle & np.isin(segment, ("lumbar1", "lumbar2")), middle & (segment == "head")
    ear = (segment == "head") & (np.abs(at[:, 1] - joint["head"][1] - 0.07) < 0.03)
    landmarks.pick("ear_r", "head", ear, -at[:, 2])
    sacrum = middle & (segment == "pelvis") & (at[:, 1] > joint["pelvis"][1] + 0.05)
    landmarks.pick("sacrum", "pelvis", sacrum, at[:, 0])
    landmarks.pick("upper_back", "thorax", middle & (segment == "thorax"), at[:, 0])
    landmarks.pick("chest", "thorax", middle & (segment == "thorax"), -at[:, 0])
    landmarks.pick("low_back", "lumbar2", spine, at[:, 0])
    landmarks.pick("belly", "lumbar1", spine, -at[:, 0])
    for name, least in (("occiput", at[:, 0]), ("crown", -at[:, 1]), ("nose", -at[:, 0])):
        landmarks.pick(name, "head", head, least)
    brow = np.abs(at[:, 1] - joint["head"][1] - 0.13) < 0.02
    landmarks.pick("forehead", "head", head & brow, -at[:, 0])


def told(mesh: Mesh, name: str) -> dict[str, object]:
    """The skeleton as it is written."""
    parts = regions(mesh)
    half = mesh.vertices[:, 2] > -1e-4
    for segment in SEGMENTS:
        if not segment.endswith("_l"):
            mask = half & (mesh.segment == segment) & ~mesh.thumb()
            parts[f"({segment})"] = spread(mesh, mask, PER_SEGMENT, lambda points: points[:, 1])
    right = sorted({vertex for members in parts.values() for vertex in members})
    number = {vertex: index for index, vertex in enumerate(right)}
    rest, segments, weights = _skinned(mesh, right)
    mirrored = [SEGMENTS.index(other_side(one)) for one in SEGMENTS]
    members: dict[str, list[int]] = {}
    for part, vertices in parts.items():
        own = [number[vertex] for vertex in vertices]
        if part.startswith("("):
            continue
        if part.endswith("_r"):
            members[part] = own
            members[other_side(part)] = [one + len(right) for one in own]
        else:
            members[part] = own + [one + len(right) for one in own]
    landmarks = markers(mesh)
    landmarks |= {
        other_side(key): (other_side(on), at * MIRROR) for key, (on, at) in landmarks.items() if key.endswith("_r")
    }
    return {
        "format": 1,
        "name": name,
        "segments": [
            {
                "name": one,
                "offset": _round(mesh.local(str(PARENTS[one]), mesh.joint[one]) if PARENTS[one] else np.zeros(3)),
                "origin": _round(mesh.joint[one]),
                "axes": [_round(axis, 8) for axis in mesh.axes[one].T],
            }
            for one in SEGMENTS
        ],
        "markers": {key: [on, _round(at)] for key, (on, at) in sorted(landmarks.items())},
        "regions": dict(sorted(members.items())),
        "samples": {
            "rest": [_round(at) for at in np.concatenate([rest, rest * MIRROR])],
            "segments": [*segments.tolist(), *([mirrored[one] for one in row] for row in segments.tolist())],
            "weights": [_round(row, 4) for row in np.concatenate([weights, weights])],
        },
    }


def _skinned(mesh: Mesh, vertices: list[int]) -> tuple[Array, NDArray[np.intp], Array]:
    weights = mesh.weights[vertices]
    order = np.argsort(-weights, axis=1)[:, :INFLUENCES]
    strongest = np.take_along_axis(weights, order, axis=1)
    strongest = np.round(strongest / strongest.sum(1, keepdims=True), 4)
    strongest[:, 0] += 1 - strongest.sum(1)
    return mesh.vertices[vertices], order, strongest


def _round(numbers: Array, decimals: int = DECIMALS) -> list[float]:
    return [float(round(one, decimals)) + 0.0 for one in numbers]


def main() -> None:
    mesh, name, out = sys.argv[1:4]
    text = json.dumps(told(Mesh(Path(mesh)), name), separators=(",", ":"))
    Path(out).write_text(
        text.replace('"segments":[{', '"segments":[\n{').replace("},{", "},\n{") + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
