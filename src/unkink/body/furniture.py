"""Where the things of a movement stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from unkink.body.fit import centre
from unkink.body.movement import BACKREST, BOXES, Base, Contact, Movement, Prop, PropKind, Where
from unkink.body.placed import Placed
from unkink.body.points import spots_of
from unkink.body.posture import Array
from unkink.body.solved import Box, Plane

BACKREST_ABOVE = 0.45  # metres from the seat to the top of a chair's back
BACKREST_THICK = 0.04
BOARD = 0.05  # metres of a seat or a bench's top; legs hinder nobody
REACH_IN = 0.10  # metres from the near edge of a bench to the middle of hands that lean on it
IN_FRONT_OF_SEAT = 0.16  # metres from where one sits on the front half of a chair to its front edge

_LEANING = ("hand", "palm", "fingertips", "forearm", "elbow")
_NORMALS = {
    Where.BEHIND: (1.0, 0.0, 0.0),
    Where.IN_FRONT: (-1.0, 0.0, 0.0),
    Where.BESIDE_WORKING: (0.0, 0.0, -1.0),
    Where.BESIDE_OTHER: (0.0, 0.0, 1.0),
}
# Who lies on the side has the back to the world's z, and the soles to its x.
_LYING = {
    **_NORMALS,
    Where.BEHIND: (0.0, 0.0, -1.0),
    Where.IN_FRONT: (0.0, 0.0, 1.0),
}


def is_box(prop: Prop) -> bool:
    """Whether the thing has a place of its own in the room."""
    return prop.kind in BOXES and not prop.between


def wall_of(movement: Movement) -> Plane | None:
    """The wall, through the middle of the world, or None where there is none."""
    for prop in movement.props.values():
        if prop.kind is PropKind.WALL:
            lying = movement.base is Base.SIDE_LYING
            return Plane(prop.name, np.array(_LYING[prop.where] if lying else _NORMALS[prop.where]))
    return None


def surface_names(prop: Prop) -> tuple[str, ...]:
    """What can be rested on: the thing, and a chair's backrest."""
    return (prop.name, BACKREST) if prop.kind is PropKind.CHAIR else (prop.name,)


def height_of(surface: str, movement: Movement) -> float:
    """Metres from the floor to the top of a thing, or of the backrest of the chair."""
    for prop in movement.props.values():
        if surface == prop.name:
            return prop.height
        if surface == BACKREST and prop.kind is PropKind.CHAIR:
            return prop.height + BACKREST_ABOVE
    raise KeyError(surface)


def boxes_of(prop: Prop, contacts: Sequence[Contact], placed: Placed, standing: Array) -> Iterable[Box]:
    """The thing in its place: under what rests on it, or at its shift from where the person stands."""
    on_back = [contact for contact in contacts if contact.surface == BACKREST]
    where = _middle(contacts, placed) if contacts else standing
    if prop.kind is PropKind.CHAIR and on_back:
        # Who holds the back of a chair stands behind it.
        where = where + np.array([prop.depth / 2, 0.0, 0.0])
    elif prop.kind is PropKind.CHAIR and contacts:
        where = where + np.array([IN_FRONT_OF_SEAT - prop.depth / 2, 0.0, 0.0])
    elif prop.kind is PropKind.BENCH and contacts and all(_leans(contact) for contact in contacts):
        where = where + np.array([prop.depth / 2 - REACH_IN, 0.0, 0.0])
    where = where + np.array([prop.shift[0], 0.0, prop.shift[1]])
    yield _box(prop, where)
    if prop.kind is PropKind.CHAIR:
        behind = where - np.array([prop.depth / 2, 0.0, 0.0])
        half = np.array([BACKREST_THICK / 2, 0.0, prop.width / 2])
        low, high = behind - half, behind + half
        low[1], high[1] = prop.height, prop.height + BACKREST_ABOVE
        yield Box(BACKREST, prop.name, prop.kind, low, high)


def _box(prop: Prop, where: Array) -> Box:
    half = np.array([prop.depth / 2, 0.0, prop.width / 2])
    low, high = where - half, where + half
    on_floor = prop.kind not in (PropKind.CHAIR, PropKind.BENCH)
    low[1], high[1] = (0.0 if on_floor else prop.height - BOARD), prop.height
    return Box(prop.name, prop.name, prop.kind, low, high)


def _leans(contact: Contact) -> bool:
    return contact.point.rpartition(".")[2] in _LEANING


def _middle(contacts: Iterable[Contact], placed: Placed) -> Array:
    spots = [spot for contact in contacts for spot in spots_of(contact.point)]
    places = np.array([centre(placed, spot).places[0] for spot in spots])
    middle: Array = places.mean(0) * [1.0, 0.0, 1.0]
    return middle
