"""The way of a landmark from one pose to the next, for an arrow along it."""

from __future__ import annotations

import numpy as np

from unkink.body.movement import Arrow, Phase
from unkink.body.posture import Posture
from unkink.body.solved import SolvedMovement
from unkink.figure.body import Body
from unkink.figure.mesh import Floats

_STEPS = 9
_PUSH_FROM, _PUSH_TO = 0.30, 0.035  # metres before the place that is pressed
_NEAR = 1e-9


def arrows_at(solved: SolvedMovement, pose: str) -> list[tuple[Arrow, Phase, str]]:
    """The arrows that belong on a picture of this pose, with their phase and the pose that it comes from."""
    phases = solved.movement.phases
    found = []
    for arrow in solved.movement.arrows:
        for index, phase in enumerate(phases):
            if phase.name == arrow.phase and phase.pose == pose:
                found.append((arrow, phase, phases[index - 1].pose))
                break
    return found


def way_of(body: Body, solved: SolvedMovement, arrow: Arrow, phase: Phase, start: str) -> Floats:
    """(n, 3) metres: where the arrow lies."""
    end = solved.poses[phase.pose].posture
    marker = solved.real(arrow.of)
    if arrow.push is not None:
        place = body.skeleton.marker(body.skeleton.frames(end), marker)
        sideways = 1 if solved.working == "right" else -1
        push = end.root @ (np.array(arrow.push) * [1, 1, sideways])
        push /= max(float(np.linalg.norm(push)), _NEAR)
        return np.array([place - push * back for back in np.linspace(_PUSH_FROM, _PUSH_TO, 4)])
    postures = [solved.poses[name].posture for name in (start, phase.via, phase.pose) if name]
    between = [_between(postures, progress) for progress in np.linspace(0, 1, _STEPS)]
    return np.array([body.skeleton.marker(body.skeleton.frames(posture), marker) for posture in between])


def _between(postures: list[Posture], progress: float) -> Posture:
    """A posture on the straight way through two or three, without looking at contacts: good enough for an arrow."""
    at = progress * (len(postures) - 1)
    first = min(int(at), len(postures) - 2)
    a, b, share = postures[first], postures[first + 1], at - first
    angles = {
        name: a.angles.get(name, 0.0) * (1 - share) + b.angles.get(name, 0.0) * share
        for name in {**a.angles, **b.angles}
    }
    u, _, v = np.linalg.svd(a.root * (1 - share) + b.root * share)
    return Posture(angles, u @ v, a.position * (1 - share) + b.position * share)
