"""The shipped bodies and movements, and one small movement, for the tests of the body."""

from __future__ import annotations

from functools import cache
from importlib import resources

from unkink.body.check import check_movement
from unkink.body.movement import Movement
from unkink.body.shelf import body_texts, movement_texts
from unkink.body.skeleton import Skeleton, read_skeleton
from unkink.body.solve import solve
from unkink.body.solved import SolvedMovement

LIBRARY = resources.files("unkink.library")
BODIES = tuple(body_texts(LIBRARY))
MOVEMENTS = movement_texts(LIBRARY)

HEAD = "format: 1\ntitle: Squat\ndescription: Down and up.\nbase: standing\n"
POSES = """\
poses:
  tall:
    both: {shoulder_abduction: 8}
    floor: [working.sole, other.sole]
    pin: [working.sole, other.sole]
  low:
    like: tall
    both: {hip_flexion: 60, knee_flexion: 70, ankle_dorsiflexion: 18}
"""
PHASES = """\
phases:
  - {pose: tall, does: place, seconds: 1}
  - {pose: low, does: lift, seconds: 2}
  - {pose: low, does: hold, seconds: 3}
  - {pose: tall, does: lower, seconds: 2}
"""
SQUAT = HEAD + POSES + PHASES


@cache
def skeleton(name: str = BODIES[0]) -> Skeleton:
    return read_skeleton(body_texts(LIBRARY)[name])


def movement(text: str, name: str = "squat") -> Movement:
    """The movement of a text that has no error."""
    checked = check_movement(text, name, others=MOVEMENTS)
    assert checked.movement is not None, checked.diagnostics
    return checked.movement


@cache
def shipped(name: str, body: str = BODIES[0]) -> SolvedMovement:
    """A shipped movement, solved for the right side."""
    return solve(movement(MOVEMENTS[name], name), skeleton(body))
