"""Movements as the bodies do them, each solved once."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from unkink.body.movement import Movement
from unkink.body.segments import Side
from unkink.site.figures.bodies import body
from unkink.site.figures.movements import Plate

if TYPE_CHECKING:
    from unkink.body.solved import SolvedMovement

KEPT = 64  # movements; each of about 100 kB
_solving = threading.Lock()


class NoMovement(LookupError):
    """The movement's file has errors, so there is nothing to show."""


def movement_of(plate: Plate) -> Movement:
    """The movement on that plate.

    Raises:
        NoMovement: where its file has errors.
    """
    if plate.movement is None:
        raise NoMovement(plate.name)
    return plate.movement


def solved(plate: Plate, body_name: str, side: Side) -> SolvedMovement:
    """That movement on that body, with that side working.

    Raises:
        NoMovement: where its file has errors.
    """
    movement_of(plate)
    with _solving:  # two who ask together wait for one solution
        right = _solved(_Asked(plate, body_name))
    return right if side == "right" else right.mirrored


class _Asked:
    """A plate and a body, equal where both are."""

    def __init__(self, plate: Plate, body_name: str) -> None:
        self.plate, self.body_name = plate, body_name
        self._both = (plate.digest, body_name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other._both == self._both

    def __hash__(self) -> int:
        return hash(self._both)


@lru_cache(maxsize=KEPT)
def _solved(asked: _Asked) -> SolvedMovement:
    from unkink.body.solve import solve

    return solve(movement_of(asked.plate), body(asked.body_name).skeleton)
