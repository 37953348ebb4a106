"""Working muscles on the figure: painted on its surface, or seen through it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from unkink.figure.actor import Actor
from unkink.figure.canvas import Canvas, Grid
from unkink.figure.mesh import Floats, Mesh
from unkink.figure.muscles import MUSCLES, Muscle, Place, Strand
from unkink.figure.paths import open_path, resampled, smooth_through
from unkink.figure.regions import level_path
from unkink.figure.seen import Seen
from unkink.figure.skin import vertex_normals

Mark = str  # "r" or "l"
_HEIGHT = 1.66  # metres of the body on which the places of MUSCLES were measured
_FIBRES = (-0.5, 0.0, 0.5)  # of the half width, to either side of a strand's middle
_DRAW_STEPS = 32
_SOFT = 0.9  # pixels over which the corners of a deep muscle are rounded


@dataclass(frozen=True, slots=True)
class Placed:
    """The frames that a muscle's places are measured in: rotations (S, 3, 3), origins (S, 3), and the body's size."""

    segments: tuple[str, ...]
    rotations: Floats
    origins: Floats
    size: float

    def at(self, place: Place, mark: Mark) -> Floats:
        """(3,) metres of one place on the side ``mark``."""
        name, *local = place
        side = 1 if mark == "r" else -1
        index = self.segments.index(name if name in self.segments else f"{name}_{mark}")
        return np.asarray(self.origins[index] + self.rotations[index] @ (np.array(local) * [1, 1, side] * self.size))


def size_of(mesh: Mesh) -> float:
    """How much larger the body is than the one that the places of MUSCLES were measured on."""
    return float(np.ptp(mesh.points[:, 1])) / _HEIGHT


def muscle(seen: Seen, name: str, mark: Mark, canvas: Canvas) -> str:
    """SVG of one muscle of MUSCLES, on the side ``mark``, as far as it can be seen."""
    one, tone = MUSCLES[name], canvas.tone
    line = f'stroke="{tone.muscle_line}" stroke-width="13"'
    if one.depth == "deep":
        return _deep(seen, one, mark, canvas, line)
    inside = np.full(len(seen.normals), -1.0)
    inside[: len(seen.held.points)] = surface_field(seen.held.actor, name, mark)
    field = np.clip(seen.value(inside, 2), -0.02, 0.02)
    path = level_path(gaussian_filter(field, 0.8), 0.0, seen.grid.every(2), smallest=2500)
    return f'<path d="{path}" fill="{tone.muscle}" fill-opacity=".74" {line}/>' if path else ""


@lru_cache(maxsize=256)
def surface_field(actor: Actor, name: str, mark: Mark) -> Floats:
    """(n,) for each vertex how far within the muscle's outline it lies at rest, metres; negative outside."""
    mesh, segments, muscle = actor.mesh, actor.segments, MUSCLES[name]
    rest = Placed(segments, mesh.rotations, mesh.origins, size_of(mesh))
    facing = np.array(muscle.facing) * [1, 1, 1 if mark == "r" else -1]
    u = np.cross([0, 1, 0], facing)
    flat = np.stack([u, np.cross(facing, u)], 1)
    field = np.full(len(mesh.points), -1.0)
    for strand in muscle.strands:
        line = smooth_through(np.array([rest.at(place, mark) for place in strand.places]), 8) @ flat
        widths = _widths(strand, len(line)) * rest.size
        distance = np.linalg.norm((mesh.points @ flat)[:, None] - line[None], axis=2)
        field = np.maximum(field, (widths - distance).max(1))
    names = {name if name in segments else f"{name}_{mark}" for name in muscle.on}
    owned = np.isin(mesh.segments, [segments.index(name) for name in names])
    here = (mesh.weights * owned).sum(1) > 0.5
    turned = vertex_normals(mesh.points, mesh.faces) @ facing
    return np.where(here, np.minimum(field, (turned - 0.12) * 0.1), -1.0)


def _deep(seen: Seen, one: Muscle, mark: Mark, canvas: Canvas, line: str) -> str:
    """A deep muscle as if all before it were glass; an arm before it is glass that is less clear."""
    actor, grid, tone = seen.held.actor, seen.grid.every(2), canvas.tone
    placed = Placed(actor.segments, seen.held.rotations, seen.held.origins, size_of(actor.mesh))
    strands = []
    for strand in one.strands:
        way = smooth_through(np.array([placed.at(place, mark) for place in strand.places]), 10)
        way = resampled(canvas.camera(way)[:, :2], _DRAW_STEPS)
        strands.append((way, _widths(strand, _DRAW_STEPS) * placed.size * canvas.camera.scale))
    field, start = _union(strands, grid)
    rows = np.clip(np.arange(field.shape[0]) + start[0], 0, grid.height - 1)
    columns = np.clip(np.arange(field.shape[1]) + start[1], 0, grid.width - 1)
    shown = seen.raster.face[::2, ::2][np.ix_(rows, columns)]
    arms = np.append(actor.arms, False)[np.where((shown >= 0) & (shown < len(actor.arms)), shown, -1)]
    field = gaussian_filter(field, _SOFT)
    drawn = ""
    if arms.any():
        whole = level_path(field, 0.0, grid, smallest=500, start=start)
        drawn = f'<path d="{whole}" fill="{tone.muscle}" fill-opacity=".34"/>'
        field = gaussian_filter(np.where(arms, np.minimum(field, -1), field), 0.5)
    clear = level_path(field, 0.0, grid, smallest=500, start=start)
    fibres = "".join(_fibre(way, widths, at) for way, widths in strands for at in _FIBRES)
    return (
        f'{drawn}<path d="{clear}" fill="{tone.muscle}" fill-opacity=".86" {line}/>'
        f'<path d="{fibres}" fill="none" stroke="#fff" stroke-opacity=".45" stroke-width="9"/>'
    )


def _widths(strand: Strand, count: int) -> Floats:
    return np.interp(np.linspace(0, 1, count), np.linspace(0, 1, len(strand.half_widths)), strand.half_widths)


def _union(strands: list[tuple[Floats, Floats]], grid: Grid) -> tuple[NDArray[np.float32], tuple[int, int]]:
    """Pixels by which a place lies within the discs along all strands, around them; and the first row and column."""
    line = grid.pixels(np.concatenate([way for way, _ in strands]))
    widths = np.concatenate([widths for _, widths in strands]) * grid.factor
    low, high = (line - widths[:, None]).min(0) - 3, (line + widths[:, None]).max(0) + 3
    column, row = np.floor(low).astype(int)
    x = np.arange(column, int(high[0]) + 1) + 0.5
    y = np.arange(row, int(high[1]) + 1) + 0.5
    squared = (x[None, :, None] - line[:, 0]) ** 2 + (y[:, None, None] - line[:, 1]) ** 2
    return (widths - np.sqrt(squared)).max(2).astype(np.float32), (int(row), int(column))


def _fibre(line: Floats, widths: Floats, at: float) -> str:
    heading = np.gradient(line, axis=0)
    heading /= np.maximum(np.linalg.norm(heading, axis=1, keepdims=True), 1e-9)
    across = np.stack([-heading[:, 1], heading[:, 0]], 1) * widths[:, None] * at
    return open_path((line + across)[3:-3], 4.0)
