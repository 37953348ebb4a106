"""Arrows: which way a part of the body goes."""

from __future__ import annotations

import numpy as np

from unkink.figure.mesh import Floats
from unkink.figure.palette import Tone
from unkink.figure.paths import length_along, open_path, polygon_path, resampled, smooth_through

WIDTH = 62.0  # of the shaft, units
_HEAD = 2.9  # length of a head, in shafts
_SHORTEST = 170.0  # units: a shorter movement gets no arrow


def arrow(way: Floats, tone: Tone, *, both: bool = False) -> str:
    """An arrow along (n, 2) points of the picture, with a second head for a movement that goes back and forth."""
    if length_along(way)[-1] < _SHORTEST:
        return ""
    line = resampled(smooth_through(way, 8), 48)
    total = length_along(line)[-1]
    width = min(WIDTH, total / 6.5)
    cut = width * _HEAD * 0.75
    along = length_along(line)
    shaft = line[(along > (cut if both else 0)) & (along < total - cut)]
    heads = _head(line, along, width) + (_head(line[::-1], along, width) if both else "")
    path = open_path(shaft, 1.5)
    rim = width + 26
    return (
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{path}" stroke="{tone.arrow_rim}" stroke-width="{rim:.0f}"/>'
        f'<path d="{heads}" fill="{tone.arrow_rim}" stroke="{tone.arrow_rim}" stroke-width="38"/>'
        f'<path d="{path}" stroke="{tone.arrow}" stroke-width="{width:.0f}"/>'
        f'<path d="{heads}" fill="{tone.arrow}" stroke="{tone.arrow}" stroke-width="12"/></g>'
    )


def _head(line: Floats, along: Floats, width: float) -> str:
    length = width * _HEAD
    tip = line[-1]
    base = line[np.searchsorted(along, along[-1] - length)]
    heading = (tip - base) / max(float(np.linalg.norm(tip - base)), 1e-9)
    across = np.array([-heading[1], heading[0]]) * length * 0.52
    back = tip - heading * length
    return polygon_path(np.array([tip, back + across, tip - heading * length * 0.78, back - across]), closed=True)
