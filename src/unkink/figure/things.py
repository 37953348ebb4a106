"""The props of a movement as solids around a posed body."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from unkink.body.movement import Prop, PropKind
from unkink.body.skeleton import Frames
from unkink.body.solved import Box, SolvedMovement
from unkink.figure.actor import Held
from unkink.figure.body import Body
from unkink.figure.mesh import Floats
from unkink.figure.palette import Tone
from unkink.figure.solids import Solid, ball, box, loop_band, pillow, rod

_SUNK = 0.72  # of a ball's radius that it stands off the skin: it presses in
_ROLL = (0.03, 0.10)  # metres of a rolled towel from its landmark, inward and outward: on the outer half of a hip
_PHONE = np.array([0.072, 0.148, 0.012])  # metres across, along and thick, of an ordinary one in its case
_GRIP = 0.016  # metres, radius of a weight's handle
_BAND_WIDTH = 0.05
_BAND_REACH = 0.03  # metres of a limb to either side of a band's middle that shape it
_ABOVE_ANKLE = 0.055  # metres
_ABOVE_KNEE = 0.035
_LEG = 0.035  # metres, side of a chair's leg
_BETWEEN = (0.12, 0.30, 0.22)  # metres: a pillow between two limbs, across, along, deep


def solids_of(body: Body, solved: SolvedMovement, held: Held, tone: Tone) -> list[Solid]:
    """Everything that stands, lies or is worn, but for mat and wall."""
    found = [solid for one in solved.boxes for solid in _furniture(one, tone)]
    skin = _Skin(body, solved, held)
    for prop in solved.movement.props.values():
        if prop.kind is PropKind.BALL:
            centre, radius, _ = skin.ball(prop)
            found.append(ball(centre, radius, tone.ball))
        elif prop.kind is PropKind.TOWEL:
            found.append(_roll(prop, skin, tone))
        elif prop.kind is PropKind.PHONE:
            found += _phone(prop, skin, tone)
        elif prop.kind is PropKind.WEIGHT:
            found += _weight(prop, skin, tone)
        elif prop.kind is PropKind.BAND and len(prop.around) == 2:
            found += _band(prop, skin, tone)
        elif prop.between:
            found.append(_squeezed(prop, skin, tone))
    return found


class _Skin:
    """Places on the posed body."""

    def __init__(self, body: Body, solved: SolvedMovement, held: Held) -> None:
        self.body, self.solved, self.held = body, solved, held
        self.frames = Frames(held.rotations, held.origins)

    def marker(self, written: str) -> Floats:
        return self.body.skeleton.marker(self.frames, self.solved.real(written))

    def segment(self, written: str) -> str:
        return self.body.skeleton.markers[self.solved.real(written)][0]

    def outward(self, place: Floats) -> Floats:
        """(3,) away from the body at the skin next to a place."""
        return np.asarray(self.held.normals[((self.held.points - place) ** 2).sum(1).argmin()])

    def ball(self, prop: Prop) -> tuple[Floats, float, Floats]:
        """Centre, radius, and the direction from the skin to the centre."""
        place, radius = self.marker(prop.at), prop.diameter / 2
        outward = self.outward(place)
        return place + outward * radius * _SUNK, radius, outward

    def limb(self, written: str) -> tuple[Floats, Floats]:
        """(n, 3) the skin of a limb where a band goes around it at a landmark, and (3,) which way across the band is.

        A band at the ankle lies on the shank, just above it; one at the knee clear of the calf.
        """
        segment, place = self.segment(written), self.marker(written)
        if "malleolus" in written:
            segment = segment.replace("foot", "shank")
            place = place + self.frames.axes(segment)[:, 1] * _ABOVE_ANKLE
        elif "knee" in written:
            place = place + self.frames.axes(segment)[:, 1] * _ABOVE_KNEE
        along = np.asarray(self.frames.axes(segment)[:, 0 if segment.startswith("foot") else 1])
        own = self.body.mesh.segments[:, 0] == self.body.actor.segments.index(segment)
        return np.asarray(self.held.points[own & (np.abs((self.held.points - place) @ along) < _BAND_REACH)]), along


def _roll(prop: Prop, skin: _Skin, tone: Tone) -> Solid:
    """A rolled towel, across the part of the body on which it lies, most of it to the outside of its landmark."""
    centre, radius, off = skin.ball(prop)
    outside = skin.frames.axes(skin.segment(prop.at))[:, 2] * (-1 if skin.solved.real(prop.at).endswith("_l") else 1)
    along = outside - off * (outside @ off)
    along /= max(float(np.linalg.norm(along)), 1e-9)
    return rod(centre - along * _ROLL[0], centre + along * _ROLL[1], radius, tone.cushion)


def _phone(prop: Prop, skin: _Skin, tone: Tone) -> list[Solid]:
    """Flat on the skin, its length along the limb."""
    place = skin.marker(prop.at)
    along = skin.frames.axes(skin.segment(prop.at))[:, 1]
    front = skin.frames.axes(skin.segment(prop.at))[:, 0]
    off = front * np.sign(front @ skin.outward(place))
    axes = np.stack([np.cross(along, off), along, off], 1)
    return box(place + off * _PHONE[2], _PHONE, axes, tone.steel)


def _weight(prop: Prop, skin: _Skin, tone: Tone) -> list[Solid]:
    plate = 0.030 + 0.0065 * np.sqrt(max(prop.kg, 0.5))
    other = skin.solved.movement.props.get(prop.at)
    if other is not None:
        place, radius, outward = skin.ball(other)
        up = np.array([0.0, 1.0, 0.0])
        return _dumbbell(place + up * (radius + _GRIP), _level(skin.frames.axes("pelvis")[:, 1]), plate, tone)
    segment = skin.segment(prop.at)
    place, outward = skin.marker(prop.at), skin.outward(skin.marker(prop.at))
    held = segment.startswith("hand")
    axis = skin.frames.axes(segment)[:, 0 if held else 2]
    return _dumbbell(place + outward * (_GRIP if held else plate), axis, plate, tone)


def _level(axis: Floats) -> Floats:
    flat = axis * [1, 0, 1]
    length = float(np.linalg.norm(flat))
    return flat / length if length > 0.2 else np.array([0.0, 0.0, 1.0])


def _dumbbell(centre: Floats, axis: Floats, plate: float, tone: Tone) -> list[Solid]:
    inner, outer = 0.055, 0.055 + plate * 1.3
    grip = rod(centre - axis * inner, centre + axis * inner, _GRIP, tone.steel)
    plates = [rod(centre + axis * sign * inner, centre + axis * sign * outer, plate, tone.weight) for sign in (-1, 1)]
    return [grip, *plates]


def _band(prop: Prop, skin: _Skin, tone: Tone) -> list[Solid]:
    (near, axis), (far, other_axis) = (skin.limb(written) for written in prop.around)
    along = axis + other_axis
    along /= max(float(np.linalg.norm(along)), 1e-9)
    if min(len(near), len(far)) < 3:
        return []
    return loop_band((near, far), along, _BAND_WIDTH, tone.band)


def _squeezed(prop: Prop, skin: _Skin, tone: Tone) -> Solid:
    """A pillow, a ball or a cushion held between two limbs."""
    a, b = (skin.marker(written) for written in prop.between[:2])
    if prop.kind is PropKind.BALL:
        return ball((a + b) / 2, prop.diameter / 2, tone.ball)
    across = (b - a) / max(float(np.linalg.norm(b - a)), 1e-9)
    along = skin.frames.axes(skin.segment(prop.between[0]))[:, 1]
    along = along - across * (along @ across)
    along /= max(float(np.linalg.norm(along)), 1e-9)
    sides = np.array([max(float(np.linalg.norm(b - a)), 0.05), _BETWEEN[1], _BETWEEN[2]])
    return pillow((a + b) / 2, sides, np.stack([across, along, np.cross(across, along)], 1), tone.cushion)


def _furniture(one: Box, tone: Tone) -> Iterator[Solid]:
    centre, sides = (one.low + one.high) / 2, one.high - one.low
    if one.soft:
        yield pillow(centre, sides, np.eye(3), tone.cushion)
        return
    yield from box(centre, sides, np.eye(3), tone.wood)
    if one.kind in {PropKind.CHAIR, PropKind.BENCH} and one.name == one.prop:
        yield from _legs(one, tone)


def _legs(one: Box, tone: Tone) -> Iterator[Solid]:
    for x in (one.low[0] + _LEG, one.high[0] - _LEG):
        for z in (one.low[2] + _LEG, one.high[2] - _LEG):
            centre = np.array([x, one.low[1] / 2, z])
            yield from box(centre, np.array([_LEG, one.low[1], _LEG]), np.eye(3), tone.wood)
