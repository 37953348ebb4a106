"""The face: brows, lids, eyes, nose and a closed mouth, as a few calm strokes on the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unkink.figure.canvas import Canvas
from unkink.figure.mesh import Floats
from unkink.figure.paths import dot, open_path, smooth_through
from unkink.figure.seen import Seen
from unkink.figure.solids import mixed

_BEHIND = 0.014  # metres that a stroke may lie behind what is seen at its place
_MIDDLE = np.array([0.015, 0.06, 0.0])  # metres from the head's joint
_HALF = np.array([0.10, 0.13, 0.075])
_TURNED = 0.16  # cosine to the viewer, below which a feature lies around the corner
_FULL_SIZE = 3000.0  # units per metre at which the widths below hold
_LEAST = 0.62  # of a width, however small the head


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one feature is drawn: its width in units, its colour, how far the face must look at the viewer."""

    width: float
    colour: str
    facing: float


def face(seen: Seen, canvas: Canvas, skin: str) -> str:
    """SVG of the face as far as it is seen. ``skin`` is its colour, of which nose and lips are deeper ones."""
    camera, tone = canvas.camera, canvas.tone
    rotation, origin = seen.held.frame("head")
    skin_line, lips = mixed(skin, "#3a1208", 0.42), mixed(skin, "#6e1414", 0.62)
    looks = float(rotation[:, 0] @ camera.axes[2])
    size = max(camera.scale / _FULL_SIZE, _LEAST)
    drawn = []
    for name, points in seen.held.actor.mesh.features.items():
        at = camera(origin + points @ rotation.T)
        style = _STYLES[name.partition("_")[0]]
        outward = rotation @ _away(points.mean(0))
        if looks < style.facing or outward @ camera.axes[2] < _TURNED or not _visible(at, seen):
            continue
        colour = {"ink": tone.ink, "lips": lips}.get(style.colour, skin_line)
        if len(points) == 1:
            drawn.append(f'<path d="{dot(at[0, :2], style.width * size)}" fill="{colour}"/>')
        else:
            path = open_path(smooth_through(at[:, :2], 6), 0.8)
            drawn.append(f'<path d="{path}" stroke="{colour}" stroke-width="{style.width * size:.0f}"/>')
    return f'<g fill="none" stroke-linecap="round">{"".join(drawn)}</g>' if drawn else ""


_STYLES = {
    "brow": Stroke(15, "ink", -0.1),
    "lid": Stroke(12, "ink", -0.1),
    "iris": Stroke(13, "ink", 0.05),
    "wing": Stroke(9, "skin", 0.25),
    "mouth": Stroke(12, "lips", -0.05),
    "lip": Stroke(8, "skin", 0.2),
}


def _away(place: Floats) -> Floats:
    """(3,) outward from the middle of the head."""
    away = (place - _MIDDLE) / _HALF**2
    return np.asarray(away / np.linalg.norm(away))


def _visible(at: Floats, seen: Seen) -> bool:
    column, row = np.floor(seen.grid.pixels(at)[:, :2]).astype(int).T
    row, column = np.clip(row, 0, seen.grid.height - 1), np.clip(column, 0, seen.grid.width - 1)
    return bool((at[:, 2] > seen.raster.depth[row, column] - _BEHIND).mean() > 0.7)
