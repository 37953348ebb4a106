"""A posed body and the things around it as layers of SVG, from back to front."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import binary_closing, gaussian_filter

from unkink.figure.actor import Held
from unkink.figure.canvas import Canvas
from unkink.figure.contours import View, contour_lines, tapered
from unkink.figure.face import face
from unkink.figure.mesh import Material
from unkink.figure.painted import Mark, muscle
from unkink.figure.raster import rasterise
from unkink.figure.regions import level_path, region
from unkink.figure.seen import Seen, look
from unkink.figure.skin import vertex_normals
from unkink.figure.solids import Solid

LIGHT = np.array([-0.42, 0.62, 0.66]) / np.linalg.norm([-0.42, 0.62, 0.66])  # from the left above, in the camera's axes
FALL = np.array([0.10, 0.0, -0.06])  # how far a shadow moves on the floor for each metre of height
OUTLINE, FINE, RIM = 52, 18, 84  # units; the figure covers the inner half of the first two
_WIDE, _NARROW = 22.0, 11.0  # units, of inner contours, on the body and on the head
_CLOSED = 2  # pixels of the half grid: gaps so narrow, as between fingers, get no heavy outline
_SHADE_BELOW, _DEEP_BELOW, _LIGHT_ABOVE = 0.36, 0.0, 0.93  # cosines to the light
_FACE_LIGHT = 0.34  # by which a face is lighter than its direction would make it
_HAIR_LIGHT = -0.12
_SPECK = 3000.0  # square units: smaller holes in the figure are closed
_TONE_STEP = 3  # pixels from one to the next at which light and shade are looked at
_BARE = 0.65  # the cosine to the light beside the figure: neither shade nor light
_SPLASH = 5.0  # how much coarser than the figure its shadow is worked out


def figure(held: Held, solids: list[Solid], muscles: list[tuple[str, Mark]], canvas: Canvas) -> str:
    """The body with what it holds and touches, its working muscles, contours and face."""
    seen, tone = look(held, solids, canvas), canvas.tone
    there = seen.raster.face >= 0
    outline = region(there, seen.grid, smallest=_SPECK)
    closed = binary_closing(there[::2, ::2], iterations=_CLOSED)
    whole = region(closed, seen.grid.every(2), rounds=1, smallest=_SPECK)
    skin = seen.paints[Material.SKIN].colour
    layers = [
        f'<g fill="none"><path d="{whole}" stroke="{tone.halo}" stroke-width="{RIM}"/>',
        f'<path d="{whole}" stroke="{tone.ink}" stroke-width="{OUTLINE}"/></g>',
        f'<path d="{outline}" fill="{skin}" stroke="{tone.ink}" stroke-width="{FINE}"/>',
        _fills(seen, canvas),
        _light_and_shade(seen, canvas),
        *(muscle(seen, name, mark, canvas) for name, mark in muscles),
        _inner_lines(seen, canvas),
        face(seen, canvas, skin),
    ]
    return f'<g fill-rule="evenodd" stroke-linejoin="round">{"".join(layers)}</g>'


def ghost(held: Held, canvas: Canvas) -> str:
    """The outline of another pose, faint and dashed."""
    at, tone = canvas.camera(held.points), canvas.tone
    grid = canvas.grid(at, coarse=2.6)
    raster = rasterise(grid.pixels(at), held.actor.mesh.faces, grid.width, grid.height)
    outline = region(raster.face >= 0, grid, smallest=1500)
    return (
        f'<path d="{outline}" fill="{tone.ghost}" fill-opacity=".2" stroke="{tone.ghost_line}" stroke-opacity=".8" '
        f'stroke-width="15" stroke-dasharray="55 42"/>'
    )


def cast_shadow(held: Held, solids: list[Solid], canvas: Canvas) -> str:
    """What lies under the figure on the floor, with a soft rim."""
    points = np.concatenate([held.points, *(_filled(solid) for solid in solids)])
    fallen = points + points[:, 1:2] * FALL
    fallen[:, 1] = 0
    at, tone = canvas.camera(fallen), canvas.tone
    grid = canvas.grid(at, _SPLASH)
    column, row = np.floor(grid.pixels(at)[:, :2]).astype(int).T
    inside = (row >= 0) & (row < grid.height) & (column >= 0) & (column < grid.width)
    there = np.zeros((grid.height, grid.width), bool)
    there[row[inside], column[inside]] = True
    there = binary_closing(there, iterations=2)
    soft = gaussian_filter(there.astype(np.float32), 2.4)
    wide, near = (level_path(soft, level, grid, smallest=3000, tolerance=8.0) for level in (0.3, 0.7))
    share = tone.cast_share / 2
    return (
        f'<g fill="{tone.cast}" fill-opacity="{share:.2f}" fill-rule="evenodd"><path d="{wide}"/><path d="{near}"/></g>'
    )


def _filled(solid: Solid) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Points all over a solid, whose own corners may lie far apart."""
    shares = np.array([[i, j, 12 - i - j] for i in range(13) for j in range(13 - i)]) / 12
    if len(solid.faces) > 100:
        return solid.points
    return np.concatenate([shares @ corners for corners in solid.points[solid.faces]])


def _fills(seen: Seen, canvas: Canvas) -> str:
    """Clothes, hair and things, with a fine line along their edges."""
    drawn = []
    for index in np.flatnonzero(np.bincount(seen.paint.ravel() + 1)) - 1:
        if index > Material.SKIN:
            path = region(seen.paint == index, seen.grid, smallest=400)
            drawn.append(f'<path d="{path}" fill="{seen.paints[index].colour}"/>')
    line = f'stroke="{canvas.tone.ink}" stroke-opacity=".6" stroke-width="11"'
    return f"<g {line}>{''.join(drawn)}</g>"


def _light_and_shade(seen: Seen, canvas: Canvas) -> str:
    """Two steps of shade and one of light, on everything round."""
    tone, actor = canvas.tone, seen.held.actor
    towards = seen.normals @ (canvas.camera.axes.T @ LIGHT)
    own, head = towards[: len(actor.rig.head)], actor.rig.head
    own[:] = np.where(head > 0.3, np.minimum(own + _FACE_LIGHT * head, _LIGHT_ABOVE - 0.05), own)
    own[actor.hair] += _HAIR_LIGHT
    paint = seen.paint[::_TONE_STEP, ::_TONE_STEP]
    rounded = (paint >= 0) & np.array([one.is_round for one in seen.paints])[paint]
    weight = gaussian_filter(rounded.astype(np.float32), 1.1, truncate=2.5)
    value = np.where(rounded, seen.value(towards, _TONE_STEP), 0).astype(np.float32)
    calm = gaussian_filter(value, 1.1, truncate=2.5) / np.maximum(weight, 1e-3)
    shaded = gaussian_filter(np.where(rounded, -calm, -_BARE), 0.6, truncate=2.5)
    lit = gaussian_filter(np.where(rounded, calm, _BARE), 0.6, truncate=2.5)
    bands = (
        (shaded, -_SHADE_BELOW, tone.shade, tone.shade_share),
        (shaded, -_DEEP_BELOW, tone.shade, tone.shade_share * 0.75),
        (lit, _LIGHT_ABOVE, tone.light, tone.light_share),
    )
    drawn = []
    for field, level, colour, share in bands:
        path = level_path(field, level, seen.grid.every(_TONE_STEP), smallest=4000, tolerance=8.0)
        if path:
            drawn.append(f'<path d="{path}" fill="{colour}" fill-opacity="{share:.2f}"/>')
    return "".join(drawn)


def _inner_lines(seen: Seen, canvas: Canvas) -> str:
    """Where a part of the body hides another."""
    actor, own = seen.held.actor, len(seen.held.points)
    true = vertex_normals(seen.held.points, actor.mesh.faces) @ canvas.camera.axes.T
    widths = _WIDE - (_WIDE - _NARROW) * actor.rig.head
    view = View(seen.pixels[:own], true, actor.mesh.faces, seen.raster.depth, actor.drops, widths)
    inner = "".join(tapered(line, width) for line, width in contour_lines(view, seen.grid))
    return f'<path d="{inner}" fill="{canvas.tone.ink}" fill-rule="nonzero"/>'
