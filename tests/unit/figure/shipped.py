"""The shipped bodies and movements, each read and solved once for all tests of pictures."""

from __future__ import annotations

from functools import cache
from importlib import resources

from unkink.body.check import check_movement
from unkink.body.movement import Movement
from unkink.body.segments import Side
from unkink.body.shelf import body_texts, movement_texts
from unkink.body.solve import solve
from unkink.body.solved import SolvedMovement
from unkink.figure.body import Body
from unkink.figure.shelf import shipped_body

LIBRARY = resources.files("unkink.library")
BODIES = tuple(body_texts(LIBRARY))
MOVEMENTS = tuple(movement_texts(LIBRARY))
FLAGSHIP = ("psoas-ball-slide", "glute-squeeze", "wall-knee-raise", "side-lying-press", "plank-knee-drive")


@cache
def body(name: str = BODIES[0]) -> Body:
    return shipped_body(LIBRARY, name)


@cache
def movement(name: str) -> Movement:
    texts = movement_texts(LIBRARY)
    checked = check_movement(texts[name], name, others=texts)
    assert checked.movement is not None, checked.diagnostics
    return checked.movement


@cache
def solved(name: str, side: Side = "right", who: str = BODIES[0]) -> SolvedMovement:
    return solve(movement(name), body(who).skeleton, side)


def written(text: str) -> Movement:
    """A movement of a test's own."""
    checked = check_movement(text, "of-a-test", others={})
    assert checked.movement is not None, checked.diagnostics
    return checked.movement
