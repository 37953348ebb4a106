"""From a skeleton's frames to a surface: linear blend skinning whose long bones twist along their length.

Plain linear blending turns the whole turn of a forearm at the elbow, which collapses like a sweet's wrapper. Here
upper arm, forearm and thigh are three bones each, which take none, half and all of the turn, as muscles do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unkink.figure.mesh import Floats, Ints, Material, Mesh

_TWISTING = ("upperarm", "forearm", "thigh")
_SHARES = (0.0, 0.5, 1.0)  # of the twist, from the near joint to the far one
_EGG = 0.85  # of the head's directions are those of an egg
_COLLAR = 0.2  # metres around the neck's joint
_LINING_ROWS = 5  # of triangles inside an edge
_BLUR = 8  # rounds in which a normal takes its neighbours' mean: calm tones, not every tendon


@dataclass(frozen=True, slots=True)
class Rig:
    """How vertices follow bones. A bone is a segment, or a third of one that twists.

    Attributes:
        weights: (n, B) share of each bone in each vertex.
        segment: (B,) which segment a bone goes with.
        twist: (B,) how much of its segment's twist it leaves out.
        parent: (B,) the segment against which that twist is measured.
        normals: (n, 3) outward directions in the baked stance, calmed.
        rims: indices of vertices at an open edge: a hem, a neckline, the hairline.
        lining: (k,) faces of the neckline, of which the inside can be seen.
        head: (n,) share of the head in each vertex.
    """

    weights: NDArray[np.float32]
    segment: Ints
    twist: Floats
    parent: Ints
    normals: Floats
    rims: Ints
    lining: Ints
    head: Floats


def rig_of(mesh: Mesh, segments: tuple[str, ...]) -> Rig:
    """Work out once for a body what every pose needs."""
    dense = np.zeros((len(mesh.points), len(segments)))
    np.add.at(dense, (np.arange(len(mesh.points))[:, None], mesh.segments), mesh.weights)
    columns, owner, twist = [], [], []
    for index, name in enumerate(segments):
        if name.partition("_")[0] not in _TWISTING:
            columns.append(dense[:, index])
            owner.append(index)
            twist.append(0.0)
            continue
        along = _along(mesh, index, segments)
        for share in _SHARES:
            columns.append(dense[:, index] * np.clip(1 - np.abs(along - share) / 0.5, 0, 1))
            owner.append(index)
            twist.append(1 - share)
    parents = np.array([_parent(segments, index) for index in owner])
    head = dense[:, segments.index("head")]
    normals = _round_head(_calmed(vertex_normals(mesh.points, mesh.faces), mesh), mesh, head)
    rims = _rims(mesh)
    return Rig(
        np.stack(columns, 1).astype(np.float32),
        np.array(owner),
        np.array(twist),
        parents,
        normals,
        rims,
        _lining(mesh, rims, mesh.origins[segments.index("neck")]),
        head,
    )


def posed(mesh: Mesh, rig: Rig, rotations: Floats, origins: Floats) -> tuple[Floats, Floats]:
    """Where every vertex goes, and its outward direction: (n, 3) metres and (n, 3).

    Args:
        rotations: (S, 3, 3) the frame of each segment in the world, axes as columns.
        origins: (S, 3) its joint, metres.
    """
    relative = np.einsum("bji,bjk->bik", rotations[rig.parent], rotations[rig.segment])
    angle = np.arctan2(-relative[:, 2, 0], relative[:, 2, 2]) * -rig.twist
    turned = rotations[rig.segment] @ _about_y(angle)
    linear = turned @ mesh.rotations[rig.segment].transpose(0, 2, 1)
    shift = origins[rig.segment] - np.einsum("bij,bj->bi", linear, mesh.origins[rig.segment])
    bones = np.concatenate([linear.reshape(-1, 9), shift], 1).astype(np.float32)
    blended = (rig.weights @ bones).astype(np.float64)
    matrix = blended[:, :9].reshape(-1, 3, 3)
    points = np.einsum("nij,nj->ni", matrix, mesh.points) + blended[:, 9:]
    normals = np.einsum("nij,nj->ni", matrix, rig.normals)
    return points, normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)


def vertex_normals(points: Floats, faces: Ints) -> Floats:
    """(n, 3) outward unit directions: the mean of the faces around each vertex, by area."""
    a, b, c = (points[faces[:, corner]] for corner in range(3))
    normal = np.cross(b - a, c - a)
    total = np.stack(
        [np.bincount(faces.ravel(), np.repeat(normal[:, axis], 3), len(points)) for axis in range(3)], axis=1
    )
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12))


def _calmed(normals: Floats, mesh: Mesh) -> Floats:
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    count = np.maximum(np.bincount(edges[:, 0], minlength=len(normals)), 1)[:, None]
    for _ in range(_BLUR):
        mean = np.stack(
            [np.bincount(edges[:, 0], normals[edges[:, 1], axis], len(normals)) for axis in range(3)], axis=1
        )
        normals = normals + mean / count
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    return np.asarray(normals)


def _rims(mesh: Mesh) -> Ints:
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    unique, count = np.unique(np.sort(edges, axis=1), axis=0, return_counts=True)
    return np.unique(unique[count == 1])


def _lining(mesh: Mesh, rims: Ints, neck: Floats) -> Ints:
    near = np.zeros(len(mesh.points), bool)
    near[rims] = np.linalg.norm(mesh.points[rims] - neck, axis=1) < _COLLAR
    for _ in range(_LINING_ROWS):
        near[mesh.faces[near[mesh.faces].any(1)]] = True
    cloth = np.isin(mesh.materials, [Material.TOP, Material.SHORTS])
    return np.flatnonzero(cloth & near[mesh.faces].any(1))


def _round_head(normals: Floats, mesh: Mesh, share: Floats) -> Floats:
    """On the head light falls as on an egg: shade in every fold of a face would age it and tire the eye."""
    head = mesh.points[share > 0.9]
    middle, half = (head.max(0) + head.min(0)) / 2, np.ptp(head, axis=0) / 2
    egg = (mesh.points - middle) / half**2
    egg /= np.maximum(np.linalg.norm(egg, axis=1, keepdims=True), 1e-9)
    part = np.clip(share * 1.2 - 0.2, 0, 1)[:, None] * _EGG
    mixed = normals * (1 - part) + egg * part
    return np.asarray(mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12))


def _along(mesh: Mesh, index: int, segments: tuple[str, ...]) -> Floats:
    """How far each vertex lies along a long bone: 0 at its joint, 1 at the next."""
    far = {"upperarm": "forearm", "forearm": "hand", "thigh": "shank"}
    name, _, side = segments[index].partition("_")
    axis = mesh.origins[segments.index(f"{far[name]}_{side}")] - mesh.origins[index]
    return np.asarray(np.clip((mesh.points - mesh.origins[index]) @ axis / (axis @ axis), 0, 1))


def _parent(segments: tuple[str, ...], index: int) -> int:
    above = {"upperarm": "scapula", "forearm": "upperarm", "thigh": "pelvis"}
    name, _, side = segments[index].partition("_")
    if name not in above:
        return index
    return segments.index(above[name] if name == "thigh" else f"{above[name]}_{side}")


def _about_y(angle: Floats) -> Floats:
    cos, sin, none, one = np.cos(angle), np.sin(angle), np.zeros_like(angle), np.ones_like(angle)
    return np.stack([cos, none, sin, none, one, none, -sin, none, cos], 1).reshape(-1, 3, 3)
