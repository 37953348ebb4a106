"""A body for the moving figure: its dressed surface and bones as one binary glTF file, small numbers throughout.

Positions are 16-bit steps along the longest side of the body's box (KHR_mesh_quantization), normals and weights 8 bits.
The attribute ``_INK`` holds, for each vertex: its material, how many millimetres what is behind it must lie behind it
to be worth a line (255: never a line), and its share of the head in 255ths.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from unkink.body.segments import PARENTS, SEGMENTS
from unkink.figure.body import Body
from unkink.figure.mesh import Floats
from unkink.figure.painted import size_of

MEDIA_TYPE = "model/gltf-binary"
_FLOAT, _SHORT, _BYTE, _SIGNED = 5126, 5123, 5121, 5120  # glTF's numbers for types of components
_VERTICES, _INDICES = 34962, 34963
_NEVER = 255
_INFLUENCES = 4
_LICENCE = "Body: MakeHuman, CC0 1.0"


def body_glb(body: Body) -> bytes:
    """The body as binary glTF 2.0. The same body gives the same bytes.

    Its bones are the segments, and for each long bone that twists two more that take only part of the turn; how much
    they leave out is in their ``extras``. Colours and face are in the ``extras`` of the scene.
    """
    box = _Box()
    points = body.mesh.points
    low = points.min(0)
    step = float(np.ptp(points, axis=0).max() / 65535)
    nodes, joints = _bones(body)
    primitive = {
        "attributes": {
            "POSITION": box.add(_padded(np.round((points - low) / step), np.uint16), _SHORT, "VEC3", bounds=True),
            "NORMAL": box.add(_padded(np.round(body.actor.rig.normals * 127), np.int8), _SIGNED, "VEC3", share=True),
            **_weights(body, box),
            "_INK": box.add(_ink(body), _BYTE, "VEC4"),
        },
        "indices": box.add(body.mesh.faces.astype(np.uint16).reshape(-1, 1), _SHORT, "SCALAR", target=_INDICES),
    }
    binds = box.add(_inverse_binds(body, low, step), _FLOAT, "MAT4", target=None)
    told = {
        "asset": {"version": "2.0", "copyright": _LICENCE},
        "extensionsUsed": ["KHR_mesh_quantization"],
        "extensionsRequired": ["KHR_mesh_quantization"],
        "scene": 0,
        "scenes": [{"nodes": [0, len(nodes)], "extras": _extras(body)}],
        "nodes": [*nodes, {"name": "figure", "mesh": 0, "skin": 0}],
        "meshes": [{"primitives": [primitive]}],
        "skins": [{"joints": joints, "inverseBindMatrices": binds, "skeleton": 0}],
        "accessors": box.accessors,
        "bufferViews": box.views,
        "buffers": [{"byteLength": len(box.data)}],
    }
    return _packed(told, bytes(box.data))


@dataclass
class _Box:
    """The binary part of the file while it fills."""

    data: bytearray = field(default_factory=bytearray)
    views: list[dict[str, Any]] = field(default_factory=list)
    accessors: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self,
        rows: NDArray[Any],
        component: int,
        kind: str,
        *,
        target: int | None = _VERTICES,
        share: bool = False,
        bounds: bool = False,
    ) -> int:
        """Put (n, k) numbers in; the index of their accessor. ``share``: whole numbers that stand for -1 or 0 to 1."""
        view: dict[str, Any] = {"buffer": 0, "byteOffset": len(self.data), "byteLength": rows.nbytes}
        if target is not None:
            view["target"] = target
        if target == _VERTICES:
            view["byteStride"] = rows.strides[0]
        self.data += rows.tobytes()
        self.data += bytes(-len(self.data) % 4)
        self.views.append(view)
        told: dict[str, Any] = {
            "bufferView": len(self.views) - 1,
            "componentType": component,
            "count": len(rows),
            "type": kind,
        }
        if share:
            told["normalized"] = True
        if bounds:
            told |= {"min": rows[:, :3].min(0).tolist(), "max": rows[:, :3].max(0).tolist()}
        self.accessors.append(told)
        return len(self.accessors) - 1


def _padded(rows: Floats, kind: type[np.uint16] | type[np.int8]) -> NDArray[Any]:
    """(n, 3) with a fourth column of nothing: glTF wants vertices at multiples of four bytes."""
    padded = np.zeros((len(rows), 4), kind)
    padded[:, :3] = rows
    return padded


def _weights(body: Body, box: _Box) -> dict[str, int]:
    weights = body.actor.rig.weights
    order = np.argsort(-weights, axis=1, kind="stable")[:, :_INFLUENCES]
    share = np.take_along_axis(weights, order, 1).astype(np.float64)
    whole = np.floor(share / share.sum(1, keepdims=True) * 255).astype(int)
    whole[:, 0] += 255 - whole.sum(1)
    bones = np.where(whole > 0, order, 0).astype(np.uint8)
    return {
        "JOINTS_0": box.add(bones, _BYTE, "VEC4"),
        "WEIGHTS_0": box.add(whole.astype(np.uint8), _BYTE, "VEC4", share=True),
    }


def _ink(body: Body) -> NDArray[np.uint8]:
    mesh = body.mesh
    ink = np.zeros((len(mesh.points), 4), np.uint8)
    ink[mesh.faces.ravel(), 0] = np.repeat(mesh.materials, 3)
    ink[:, 1] = np.where(np.isfinite(body.actor.drops), np.minimum(body.actor.drops * 1000, _NEVER - 1), _NEVER)
    ink[:, 2] = np.round(np.clip(body.actor.rig.head, 0, 1) * 255)
    return ink


def _bones(body: Body) -> tuple[list[dict[str, Any]], list[int]]:
    """The nodes: segments first, then the bones that twist less. And the node of each bone of the rig."""
    rig = body.actor.rig
    nodes: list[dict[str, Any]] = [
        {"name": name, "translation": offset.tolist()}
        for name, offset in zip(SEGMENTS, np.round(body.skeleton.offsets, 5), strict=True)
    ]
    joints = []
    for segment, twist in zip(rig.segment.tolist(), rig.twist.tolist(), strict=True):
        if twist:
            nodes[segment].setdefault("children", []).append(len(nodes))
            joints.append(len(nodes))
            nodes.append({"name": f"{SEGMENTS[segment]}_{round(twist * 100)}", "extras": {"twist": twist}})
        else:
            joints.append(segment)
    for index, parent in enumerate(PARENTS.values()):
        if parent is not None:
            nodes[SEGMENTS.index(parent)].setdefault("children", []).append(index)
    return nodes, joints


def _inverse_binds(body: Body, low: Floats, step: float) -> NDArray[np.float32]:
    """(B, 16) column by column: from steps to metres, and from there into the frame of each bone at rest."""
    metres = np.diag([step, step, step, 1.0])
    metres[:3, 3] = low
    found = []
    for segment in body.actor.rig.segment.tolist():
        frame = np.eye(4)
        frame[:3, :3], frame[:3, 3] = body.mesh.rotations[segment], body.mesh.origins[segment]
        found.append((np.linalg.inv(frame) @ metres).T.ravel())
    return np.array(found, np.float32)


def _extras(body: Body) -> dict[str, Any]:
    """Colours of skin, top, shorts and hair; the face, in metres from the head's joint along its axes."""
    face = {name: np.round(points, 4).tolist() for name, points in body.mesh.features.items()}
    return {"body": body.name, "colours": list(body.mesh.colours), "face": face, "size": round(size_of(body.mesh), 4)}


def _packed(told: dict[str, Any], data: bytes) -> bytes:
    head = json.dumps(told, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 4)
    chunks = [struct.pack("<I4s", len(head), b"JSON"), head, struct.pack("<I4s", len(data), b"BIN\0"), data]
    return struct.pack("<4sII", b"glTF", 2, 12 + sum(map(len, chunks))) + b"".join(chunks)
