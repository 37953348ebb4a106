"""A picture of one pose: vector SVG as on a handout, with a title and a description."""

from __future__ import annotations

from xml.sax.saxutils import escape

from unkink.body.posture import Posture
from unkink.body.solved import SolvedMovement
from unkink.figure.arrows import arrow
from unkink.figure.body import Body
from unkink.figure.drawing import cast_shadow, figure, ghost
from unkink.figure.palette import DAY, Tone
from unkink.figure.stage import stage_of
from unkink.figure.things import solids_of
from unkink.figure.way import arrows_at, way_of
from unkink.figure.words import description_of, title_of, working_muscles


def still(
    body: Body,
    solved: SolvedMovement,
    pose: str,
    *,
    at: Posture | None = None,
    view: str = "front",
    tone: Tone = DAY,
    ghosted: bool = True,
    pointed: bool = True,
) -> str:
    """Draw one pose of a movement.

    The same arguments give the same text. All pictures of one movement and view have the same size and camera.

    Args:
        body: who does it.
        solved: the movement, solved on that body's skeleton.
        pose: the name of one of its poses.
        at: the posture of a moment on the way into that pose, drawn in its place.
        view: from where, by the movement's own name: "front" or "side".
        tone: the colours around the figure; see TONES.
        ghosted: show the start pose as a faint outline.
        pointed: show arrows.

    Raises:
        KeyError: where the movement has no such pose or view.
    """
    stage = stage_of(body, solved, view, tone)
    held = body.hold(at or solved.poses[pose].posture)
    solids = solids_of(body, solved, held, tone)
    layers = [stage.behind, cast_shadow(held, solids, stage.canvas)]
    start = solved.movement.phases[0].pose
    if ghosted and pose != start:
        layers.append(ghost(body.hold(solved.poses[start].posture), stage.canvas))
    muscles = [solved.real(name).rpartition("_") for name in working_muscles(solved.movement, pose)]
    layers.append(figure(held, solids, [(name, mark) for name, _, mark in muscles], stage.canvas))
    layers.append(stage.before)
    if pointed:
        for one, phase, origin in arrows_at(solved, pose):
            way = stage.canvas.camera(way_of(body, solved, one, phase, origin))[:, :2]
            layers.append(arrow(way, tone, both=one.both))
    width, height = stage.canvas.width, stage.canvas.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title_of(solved.movement, pose))}</title>"
        f"<desc>{escape(description_of(solved, pose))}</desc>"
        f"{''.join(layers)}</svg>\n"
    )
