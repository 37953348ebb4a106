"""Boundaries of what a raster shows, as smooth paths."""

from __future__ import annotations

import contourpy
import numpy as np
from numpy.typing import NDArray

from unkink.figure.canvas import Grid
from unkink.figure.mesh import Floats
from unkink.figure.paths import closed_path

Mask = NDArray[np.bool_]
Field = NDArray[np.float32]
_ROUNDS = 4  # of taking a point's neighbours' mean


def region(mask: Mask, grid: Grid, *, rounds: int = 2, smallest: float = 300.0) -> str:
    """The outlines of where the mask holds, holes too, as path data to be filled by the even-odd rule.

    Args:
        mask: (height, width) pixels.
        grid: where these lie.
        rounds: of smoothing the staircase, each half a pixel squared of variance; up to three.
        smallest: outlines around less than this many square units are left out.
    """
    box = _box(mask, rounds + 2)
    if box is None:
        return ""
    # Whole numbers take a tenth of the time of a Gaussian; the level lies between two of them, so that none meets it.
    field, full = _binomial(mask[box], rounds), 16**rounds
    return level_path(field, full / 2 + 0.25, grid, smallest=smallest, start=(box[0].start, box[1].start))


def _binomial(mask: Mask, rounds: int) -> NDArray[np.uint16]:
    """The mask after ``rounds`` of weights 1 2 1 along both axes, which sum to 16."""
    field = np.pad(mask, rounds).astype(np.uint16)
    for _ in range(rounds):
        field = field[:-2] + 2 * field[1:-1] + field[2:]
        field = field[:, :-2] + 2 * field[:, 1:-1] + field[:, 2:]
    return field


def level_path(
    field: Field | NDArray[np.uint16],
    level: float,
    grid: Grid,
    *,
    smallest: float,
    start: tuple[int, int] = (0, 0),
    tolerance: float = 5.0,
) -> str:
    """The closed lines along which a field has the level, as path data.

    Args:
        field: (height, width) pixels. Outside of it, the field is taken to be below the level.
        level: of the lines.
        grid: where the pixels lie.
        smallest: lines around less than this many square units are left out.
        start: row and column of the field's first pixel.
        tolerance: units between a line and its path, about.
    """
    box = _box(field > level, 2)
    if box is None:
        return ""
    inner = np.pad(field[box].astype(np.float64), 1, constant_values=min(float(field.min()), level - 1e-6))
    first = np.array([start[1] + box[1].start - 0.5, start[0] + box[0].start - 0.5])
    lines = _generator(inner).lines(level)
    rings = (grid.units(_calm(np.asarray(line, np.float64)[:-1]) + first) for line in lines if len(line) > 4)
    return "".join(closed_path(ring, tolerance) for ring in rings if _area(ring) >= smallest)


def _generator(field: Floats) -> contourpy.ContourGenerator:
    """What ``contourpy.contour_generator`` gives, without its search for values that are missing: none are here."""
    height, width = field.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
    return contourpy.SerialContourGenerator(
        x,
        y,
        field,
        np.zeros(field.shape, bool),
        corner_mask=True,
        line_type=contourpy.LineType.Separate,
        fill_type=contourpy.FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=contourpy.ZInterp.Linear,
    )


def _box(mask: Mask, margin: int) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return None
    height, width = mask.shape
    return (
        slice(max(int(rows[0]) - margin, 0), min(int(rows[-1]) + margin + 1, height)),
        slice(max(int(columns[0]) - margin, 0), min(int(columns[-1]) + margin + 1, width)),
    )


def _calm(ring: Floats) -> Floats:
    """The ring without what is left of the staircase of pixels."""
    if len(ring) < 2 * _ROUNDS:
        return ring
    wide = np.concatenate([ring[-_ROUNDS:], ring, ring[:_ROUNDS]])
    for _ in range(_ROUNDS):
        wide = (wide[:-2] + 2 * wide[1:-1] + wide[2:]) / 4
    return np.asarray(wide)


def _area(ring: Floats) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(x[1:] @ y[:-1] - x[:-1] @ y[1:] + x[0] * y[-1] - x[-1] * y[0]) / 2)
