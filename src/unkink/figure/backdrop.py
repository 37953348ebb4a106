"""What stands behind every figure: panel, ground or mat, and a wall. Flat shapes without a raster."""

from __future__ import annotations

import numpy as np

from unkink.figure.camera import Camera
from unkink.figure.mesh import Floats
from unkink.figure.palette import Tone
from unkink.figure.paths import closed_path, polygon_path

MAT_THICK = 0.012
WALL_THICK = 0.07
SKIRTING = 0.07
_EDGE_ON = 0.04  # cosine to the viewer, below which a wall is a mere edge


def panel(width: int, height: int, tone: Tone) -> str:
    """A sheet behind the picture, where the tone has one."""
    if not tone.panel:
        return ""
    return f'<rect width="{width}" height="{height}" rx="{min(width, height) * 0.045:.0f}" fill="{tone.panel}"/>'


def ground_points(low: Floats, high: Floats) -> Floats:
    """(n, 3) the rim of a round patch of floor under everything between two corners, metres."""
    middle = (low + high) / 2
    reach = np.maximum((high - low) / 2 + 0.16, 0.34)
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    x = middle[0] + reach[0] * _squarish(np.cos(angle))
    z = middle[2] + reach[2] * _squarish(np.sin(angle))
    return np.stack([x, np.zeros_like(x), z], 1)


def _squarish(value: Floats) -> Floats:
    return np.sign(value) * np.abs(value) ** 0.72


def ground(points: Floats, camera: Camera, tone: Tone) -> str:
    """The patch of floor."""
    return f'<path d="{closed_path(camera(points)[:, :2], 4)}" fill="{tone.ground}"/>'


def mat_points(low: Floats, high: Floats) -> Floats:
    """(n, 3) the rim of a mat under everything between two corners, with rounded corners."""
    x0, x1 = low[0] - 0.08, high[0] + 0.08
    z0, z1 = min(low[2] - 0.07, -0.33), max(high[2] + 0.07, 0.33)
    radius, quarter = 0.05, np.linspace(0, np.pi / 2, 7)
    rim = []
    for x, z, start in ((x1, z1, 0.0), (x0, z1, np.pi / 2), (x0, z0, np.pi), (x1, z0, 1.5 * np.pi)):
        centre = np.array([x - np.sign(x - (x0 + x1) / 2) * radius, z - np.sign(z - (z0 + z1) / 2) * radius])
        arc = centre + radius * np.stack([np.cos(quarter + start), np.sin(quarter + start)], 1)
        rim.append(np.stack([arc[:, 0], np.zeros(len(arc)), arc[:, 1]], 1))
    return np.concatenate(rim)


def mat(points: Floats, camera: Camera, tone: Tone) -> str:
    """A mat: its upper side, and its edge below."""
    under = polygon_path(camera(points - [0, MAT_THICK, 0])[:, :2], closed=True)
    upper = polygon_path(camera(points)[:, :2], closed=True)
    line = f'stroke="{tone.mat_line}" stroke-width="11" stroke-linejoin="round"'
    return f'<path d="{under}" fill="{tone.mat_side}" {line}/><path d="{upper}" fill="{tone.mat}" {line}/>'


def wall_points(foot: Floats, inward: Floats, half: float, height: float) -> Floats:
    """(4, 3) the corners of a wall: along the floor, then along the top.

    Args:
        foot: (3,) on the floor, in the middle of the wall.
        inward: (3,) unit vector from the wall into the room.
        half: half its length, metres.
        height: metres.
    """
    along = np.cross([0.0, 1.0, 0.0], inward) * half
    up = np.array([0.0, height, 0.0])
    return np.array([foot - along, foot + along, foot + along + up, foot - along + up])


def wall(corners: Floats, inward: Floats, camera: Camera, tone: Tone) -> tuple[str, str]:
    """A wall as what lies behind the figure, and what lies before it. One of the two may be empty.

    From the room's side it is behind, with the end of it that is nearer to the viewer. Seen from its back it would hide
    the person: then it is a pane before the figure.
    """
    towards = float(inward @ camera.axes[2])
    if towards < -_EDGE_ON:
        path = polygon_path(camera(corners)[:, :2], closed=True)
        rim = f'stroke="{tone.wall_side}" stroke-width="30" stroke-linejoin="round"'
        return "", f'<path d="{path}" fill="{tone.wall}" fill-opacity=".3" {rim}/>'
    drawn = ""
    if towards > _EDGE_ON:
        low = corners[:2] + np.array([0, SKIRTING, 0])
        foot = np.array([*corners[:2], low[1], low[0]])
        drawn += _flat(corners, camera, tone.wall) + _flat(foot, camera, tone.skirting)
    along = corners[1] - corners[0]
    near = corners[[1, 2]] if along @ camera.axes[2] > 0 else corners[[0, 3]]
    end = np.array([near[0], near[1], near[1] - inward * WALL_THICK, near[0] - inward * WALL_THICK])
    return drawn + _flat(end, camera, tone.wall_side), ""


def _flat(corners: Floats, camera: Camera, colour: str) -> str:
    return f'<path d="{polygon_path(camera(corners)[:, :2], closed=True)}" fill="{colour}"/>'
