"""A clip: one movement on one body, as small as it can be, for a figure that moves with the session.

It holds the body's way through the movement, the things, the muscles that work, and what lies flat before and behind
the figure in each view: mat, wall, the ghost of the start, arrows. The body itself is a file of its own (`body_glb`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

from unkink.body.motion import start_of
from unkink.body.solved import SolvedMovement
from unkink.figure.arrows import arrow
from unkink.figure.body import Body
from unkink.figure.clip_body import body_glb
from unkink.figure.clip_things import things_json
from unkink.figure.clip_tracks import Film, film_of, tracks_json
from unkink.figure.drawing import ghost
from unkink.figure.muscles import MUSCLES, Strand
from unkink.figure.painted import size_of, surface_field
from unkink.figure.palette import DAY, NIGHT, Tone
from unkink.figure.stage import stage_of
from unkink.figure.version import CLIP_VERSION
from unkink.figure.way import way_of

__all__ = ["body_glb", "movement_clip"]

_WITHIN = 0.03  # metres around a muscle's outline that are worth telling
_TONES = (DAY, NIGHT)
_USED = ("ink", "halo", "shade", "shade_share", "light", "light_share", "cast", "cast_share", "muscle", "muscle_line")

Json = dict[str, Any]
Markup = list[Any]


def movement_clip(body: Body, solved: SolvedMovement) -> bytes:
    """The clip as JSON. The same movement on the same body gives the same bytes.

    Args:
        body: who moves.
        solved: the movement on that body's skeleton, the right side working. The left is its mirror image.

    Raises:
        ValueError: where the left side works.
    """
    if solved.working != "right":
        raise ValueError("a clip shows the right side; the left one is its mirror image")
    film = film_of(solved, body.skeleton)
    muscles = sorted({name for phase in solved.movement.phases for name in phase.highlight})
    told = {
        "version": CLIP_VERSION,
        "movement": solved.movement.name,
        "title": solved.movement.title,
        "body": body.name,
        "phases": _phases(solved),
        "poses": film.poses,
        "ways": [{"from": way.start, "to": way.end, "frames": way.frames} for way in film.ways],
        "muscles": [_muscle(body, solved, name) for name in muscles],
        "views": {name: _view(body, solved, name) for name in solved.movement.views},
        "tones": {tone.name: {name: getattr(tone, name) for name in _USED} for tone in _TONES},
        "things": things_json(body, solved, film),
        **_frames(film),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _frames(film: Film) -> Json:
    return {"frames": len(film.postures), **tracks_json(film)}


def _phases(solved: SolvedMovement) -> list[Json]:
    phases = solved.movement.phases
    return [
        {
            "name": phase.name,
            "does": str(phase.does),
            "stage": phase.stage,
            "seconds": phase.seconds,
            "from": start_of(phases, index),
            "pose": phase.pose,
            "muscles": list(phase.highlight),
        }
        for index, phase in enumerate(phases)
    ]


def _muscle(body: Body, solved: SolvedMovement, written: str) -> Json:
    """A deep muscle is strands that follow the bones; of one at the surface, how far within it vertices lie."""
    name, _, mark = solved.real(written).rpartition("_")
    muscle = MUSCLES[name]
    if muscle.depth == "deep":
        size, side = size_of(body.mesh), 1 if mark == "r" else -1
        return {"name": written, "strands": [_strand(body, strand, mark, side, size) for strand in muscle.strands]}
    inside = surface_field(body.actor, name, mark)
    near = np.flatnonzero(inside > -_WITHIN)
    return {
        "name": written,
        "vertices": np.diff(near, prepend=0).tolist(),
        "inside": np.round(np.clip(inside[near], -_WITHIN, _WITHIN) * 2000).astype(int).tolist(),
    }


def _strand(body: Body, strand: Strand, mark: str, side: int, size: float) -> Json:
    places = []
    for segment, x, y, z in strand.places:
        real = segment if segment in body.actor.segments else f"{segment}_{mark}"
        places.append([real, *np.round(np.array([x, y, z * side]) * size, 4).tolist()])
    return {"places": places, "half_widths": [round(width * size, 4) for width in strand.half_widths]}


def _view(body: Body, solved: SolvedMovement, name: str) -> Json:
    canvas = stage_of(body, solved, name, DAY).canvas
    return {
        "width": canvas.width,
        "height": canvas.height,
        "axes": np.round(canvas.camera.axes, 6).ravel().tolist(),
        "scale": round(canvas.camera.scale, 3),
        "shift": np.round(canvas.camera.shift, 2).tolist(),
        "drawn": {tone.name: _drawn(body, solved, name, tone) for tone in _TONES},
    }


def _drawn(body: Body, solved: SolvedMovement, view: str, tone: Tone) -> Json:
    """What lies flat: behind everything, the ghost of the start, and each phase's arrows."""
    stage = stage_of(body, solved, view, tone)
    movement = solved.movement
    start = body.hold(solved.poses[movement.phases[0].pose].posture)
    arrows: dict[str, Markup] = {}
    for index, phase in enumerate(movement.phases):
        for one in movement.arrows:
            if one.phase == phase.name:
                way = stage.canvas.camera(way_of(body, solved, one, phase, start_of(movement.phases, index)))[:, :2]
                arrows.setdefault(phase.name, []).extend(_markup(arrow(way, tone, both=one.both)))
    return {
        "panel": tone.panel,
        "behind": _markup(stage.behind),
        "ghost": _markup(ghost(start, stage.canvas)),
        "arrows": arrows,
    }


def _markup(svg: str) -> Markup:
    """Drawn shapes as lists of name, attributes and children, so that a page can build them without reading markup."""
    return [_element(child) for child in ET.fromstring(f"<svg>{svg}</svg>")]  # noqa: S314  we have just drawn it


def _element(element: ET.Element) -> Markup:
    children: Sequence[ET.Element] = list(element)
    return [element.tag, dict(element.attrib), [_element(child) for child in children]]
