"""The surface of a body as it is kept: a small file of whole numbers, and what it means in metres."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STEPS = 65535  # positions are whole numbers of this many steps along each side of the box around the body
_FULL = 255  # weights likewise
_INFLUENCES = 4  # segments that move one vertex, at most
_DATE = (1980, 1, 1, 0, 0, 0)  # a file inside the archive needs one; the same body must give the same bytes


class Material(IntEnum):
    """What a triangle shows. The first four have a colour of their own on each body."""

    SKIN = 0
    TOP = 1
    SHORTS = 2
    HAIR = 3
    EYE = 4


class NotABody(ValueError):
    """The bytes are no mesh that ``encode_mesh`` wrote."""


@dataclass(frozen=True, slots=True)
class Mesh:
    """A dressed body in the stance it was made in.

    Attributes:
        points: (n, 3) metres.
        faces: (m, 3) indices of points, counter-clockwise from outside.
        materials: (m,) of Material.
        segments: (n, 4) indices into ``unkink.body.SEGMENTS``.
        weights: (n, 4) shares of those segments, which sum to one.
        rotations: (S, 3, 3) the frame of each segment in that stance, axes as columns.
        origins: (S, 3) its joint, metres.
        features: points of the face, metres from the head's joint, by name: "brow_r", "mouth", ...
        colours: of skin, top, shorts and hair, as "#rrggbb".
    """

    points: Floats
    faces: Ints
    materials: Ints
    segments: Ints
    weights: Floats
    rotations: Floats
    origins: Floats
    features: dict[str, Floats]
    colours: tuple[str, ...]


def encode_mesh(
    points: Floats,
    faces: Ints,
    materials: Ints,
    weights: Floats,
    rotations: Floats,
    origins: Floats,
    features: dict[str, Floats],
    colours: tuple[str, ...],
) -> bytes:
    """Write a mesh as a small ``.npz``. ``weights`` is (n, S), one column a segment; the other shapes are Mesh's."""
    low, high = points.min(0), points.max(0)
    order = np.argsort(-weights, axis=1, kind="stable")[:, :_INFLUENCES]
    share = np.take_along_axis(weights, order, 1)
    share = np.floor(share / share.sum(1, keepdims=True) * _FULL).astype(int)
    share[:, 0] += _FULL - share.sum(1)
    arrays: dict[str, NDArray[Any]] = {
        "box": np.stack([low, high]).astype(np.float32),
        # Columns, not rows, and faces as steps from the one before: both press to half the size.
        "points": np.round((points - low) / (high - low) * _STEPS).astype(np.uint16).T.copy(),
        "faces": np.diff(faces.T.astype(np.int32), prepend=0, axis=1).astype(np.int32),
        "materials": materials.astype(np.uint8),
        "segments": np.where(share > 0, order, 0).astype(np.uint8).T.copy(),
        "weights": share.astype(np.uint8).T.copy(),
        "rotations": rotations.astype(np.float32),
        "origins": origins.astype(np.float32),
        "colours": np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in colours], np.uint8),
    }
    arrays |= {f"face.{name}": at.astype(np.float32) for name, at in features.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            one = io.BytesIO()
            np.save(one, array)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _DATE), one.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def decode_mesh(data: bytes) -> Mesh:
    """Read what ``encode_mesh`` wrote.

    Raises:
        NotABody: if the bytes are something else.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        low, high = arrays["box"].astype(np.float64)
        return Mesh(
            points=arrays["points"].T.astype(np.float64) / _STEPS * (high - low) + low,
            faces=np.cumsum(arrays["faces"].astype(np.int64), axis=1).T.copy(),
            materials=arrays["materials"].astype(np.int64),
            segments=arrays["segments"].T.astype(np.int64),
            weights=arrays["weights"].T.astype(np.float64) / _FULL,
            rotations=arrays["rotations"].astype(np.float64),
            origins=arrays["origins"].astype(np.float64),
            features={
                n.removeprefix("face."): a.astype(np.float64) for n, a in arrays.items() if n.startswith("face.")
            },
            colours=tuple("#{:02x}{:02x}{:02x}".format(*c) for c in arrays["colours"]),
        )
    except (KeyError, ValueError, OSError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise NotABody("this is no body mesh") from error
