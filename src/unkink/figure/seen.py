"""What is seen of a posed body and the things around it: all of them in one raster."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from unkink.figure.actor import Held
from unkink.figure.canvas import Canvas, Grid
from unkink.figure.mesh import Floats, Ints, Material
from unkink.figure.raster import Raster, planes, rasterise
from unkink.figure.skin import vertex_normals
from unkink.figure.solids import Solid, mixed

FIRST_PAINT = len(Material)
_CLOTHES = (Material.TOP, Material.SHORTS)
_INSIDE = ("#1a1020", 0.3)  # what the inside of clothes is darkened with, and by how much


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, and whether light and shade fall on it as on something round."""

    colour: str
    is_round: bool


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A posed body and what is around it, as the canvas sees them.

    Attributes:
        held: the body.
        normals: (n, 3) outward directions, of the body's vertices first.
        faces: (m, 3) triangles, of the body first.
        owner: (m,) the paint of each.
        paints: by number. The first are those of Material.
        grid: the window of pixels.
        pixels: (n, 3) the vertices in it, depth in metres.
        raster: which face is in front.
        paint: (height, width) the number of the paint at each pixel, -1 where there is nothing.
    """

    held: Held
    normals: Floats
    faces: Ints
    owner: Ints
    paints: tuple[Paint, ...]
    grid: Grid
    pixels: Floats
    raster: Raster
    paint: Ints

    def value(self, values: Floats, step: int) -> NDArray[np.float32]:
        """A value (n,) of vertices on ``grid.every(step)``; -1 where there is nothing."""
        face = self.raster.face[::step, ::step]
        out = np.full(face.shape, -1.0, np.float32)
        row, column = np.nonzero(face >= 0)
        shown = np.bincount(face[row, column], minlength=len(self.faces)) > 0
        index = (np.cumsum(shown) - 1)[face[row, column]]
        corners = self.pixels[self.faces[shown]]
        corners[:, :, 2] = values[self.faces[shown]]
        slope_x, slope_y, base = planes(corners)
        at = base[index] + slope_x[index] * (column * step + 0.5) + slope_y[index] * (row * step + 0.5)
        out[row, column] = np.clip(at, corners[:, :, 2].min(1)[index], corners[:, :, 2].max(1)[index])
        return out


def look(held: Held, solids: list[Solid], canvas: Canvas) -> Seen:
    """Put body and solids into one raster."""
    actor = held.actor
    mesh, lining = actor.mesh, actor.rig.lining
    paints = [Paint(colour, is_round=True) for colour in (*mesh.colours, "#ffffff")]
    insides = np.zeros(FIRST_PAINT, np.int64)
    for cloth in _CLOTHES:
        insides[cloth] = _number(Paint(mixed(mesh.colours[cloth], *_INSIDE), is_round=False), paints)
    points, normals = [held.points], [held.normals]
    faces = [mesh.faces, mesh.faces[lining][:, ::-1]]
    owner = [np.where(mesh.materials == Material.EYE, Material.SKIN, mesh.materials), insides[mesh.materials[lining]]]
    start = len(held.points)
    for solid in solids:
        owner.append(np.full(len(solid.faces), _number(Paint(solid.paint, solid.shaded), paints)))
        points.append(solid.points)
        normals.append(vertex_normals(solid.points, solid.faces))
        faces.append(solid.faces + start)
        start += len(solid.points)
    at = canvas.camera(np.concatenate(points))
    grid = canvas.grid(at)
    pixels, all_faces, owners = grid.pixels(at), np.concatenate(faces), np.concatenate(owner)
    raster = rasterise(pixels, all_faces, grid.width, grid.height)
    paint = np.where(raster.face >= 0, owners[np.maximum(raster.face, 0)], -1)
    return Seen(held, np.concatenate(normals), all_faces, owners, tuple(paints), grid, pixels, raster, paint)


def _number(paint: Paint, paints: list[Paint]) -> int:
    """The paint's number; the list grows by it where it is new."""
    if paint not in paints[FIRST_PAINT:]:
        paints.append(paint)
    return paints.index(paint, FIRST_PAINT)
