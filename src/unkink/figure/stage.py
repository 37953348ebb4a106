"""The stage of a movement: what is seen in all its pictures alike, so that they lie side by side without a jump."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unkink.body.movement import PropKind
from unkink.body.segments import SEGMENTS
from unkink.body.solved import Box, Plane, SolvedMovement
from unkink.figure import backdrop
from unkink.figure.body import Body
from unkink.figure.camera import Camera, axes_of
from unkink.figure.canvas import Canvas
from unkink.figure.mesh import Floats
from unkink.figure.palette import Tone

WIDTH = 6000
HEIGHTS = (3000, 3600, 4500, 6000, 7500)
MARGIN = 170
_FULL = 0.91  # of the width that a picture may leave unused before a higher one is taken
_AROUND = 0.04  # metres of skin, hair and cloth beyond the points that are looked at
_HEADROOM = 0.14  # metres of wall above the highest point
_WALL_LEAST = 0.42  # metres, half the length of a wall


@dataclass(frozen=True, slots=True)
class Stage:
    """Camera and colours, and what stands behind and before the figure, as SVG."""

    canvas: Canvas
    behind: str
    before: str


def stage_of(body: Body, solved: SolvedMovement, view: str, tone: Tone) -> Stage:
    """Set the camera so that every key pose fits, and lay out floor, mat and wall.

    Raises:
        KeyError: where the movement has no such view.
    """
    reach = _reach(body, solved)
    low, high = reach.min(0) - _AROUND, reach.max(0) + _AROUND
    angle = solved.view(view)
    axes = axes_of(angle.yaw, angle.pitch)
    mat = any(prop.kind is PropKind.MAT for prop in solved.movement.props.values())
    floor = backdrop.mat_points(low, high) if mat else backdrop.ground_points(low, high)
    walls = [(_wall_corners(plane, low, high), plane) for plane in solved.planes if plane.normal[1] < 0.5]
    seen = [floor, reach - _AROUND, reach + _AROUND, _hair(body, solved), *(corners for corners, _ in walls)]
    canvas = _canvas(np.concatenate(seen), axes, tone)
    drawn = [backdrop.panel(canvas.width, canvas.height, tone)]
    drawn.append((backdrop.mat if mat else backdrop.ground)(floor, canvas.camera, tone))
    sheets = [backdrop.wall(corners, plane.normal, canvas.camera, tone) for corners, plane in walls]
    drawn += [behind for behind, _ in sheets]
    return Stage(canvas, "".join(drawn), "".join(before for _, before in sheets))


def _reach(body: Body, solved: SolvedMovement) -> Floats:
    """(n, 3) points all over what any key pose takes up, with furniture, metres."""
    skin = body.skeleton
    parts = [skin.skin(skin.frames(solved.poses[name].posture)) for name in solved.movement.key_poses]
    return np.concatenate([*parts, *(_corners(one) for one in solved.boxes)])


def _hair(body: Body, solved: SolvedMovement) -> Floats:
    """(n, 3) where the hair is in any key pose, metres: worn up, it stands farther off than what is around a body."""
    mesh, head = body.mesh, SEGMENTS.index("head")
    hair = (mesh.points[body.actor.hair] - mesh.origins[head]) @ mesh.rotations[head]
    frames = [body.skeleton.frames(solved.poses[name].posture) for name in solved.movement.key_poses]
    return np.concatenate([one.origins[head] + hair @ one.rotations[head].T for one in frames])


def _corners(one: Box) -> Floats:
    """(8, 3) the corners of a box."""
    return np.array(
        [[x[0], y[1], z[2]] for x in (one.low, one.high) for y in (one.low, one.high) for z in (one.low, one.high)]
    )


def _wall_corners(plane: Plane, low: Floats, high: Floats) -> Floats:
    along = np.abs(np.cross([0, 1, 0], plane.normal))
    middle = (low + high) / 2 * along
    foot = plane.normal * plane.offset + middle
    half = max(float((high - low) @ along) / 2 + 0.15, _WALL_LEAST)
    return backdrop.wall_points(foot, plane.normal, half, float(high[1]) + _HEADROOM)


def _canvas(points: Floats, axes: Floats, tone: Tone) -> Canvas:
    flat = points @ axes.T
    low, high = flat[:, :2].min(0), flat[:, :2].max(0)
    wide, tall = high - low
    height = next((h for h in HEIGHTS if (h - 2 * MARGIN) / tall * wide >= _FULL * (WIDTH - 2 * MARGIN)), HEIGHTS[-1])
    scale = min((WIDTH - 2 * MARGIN) / wide, (height - 2 * MARGIN) / tall)
    middle = (low + high) / 2
    shift = np.array([WIDTH / 2 - middle[0] * scale, height / 2 + middle[1] * scale])
    return Canvas(WIDTH, height, Camera(axes, float(scale), shift), tone)
