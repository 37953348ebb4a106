"""Bringing a body to its contacts: damped least squares over the joint angles and the whole body's place.

The unknowns are a place (metres), a turn of the whole body (radians) and every angle (degrees). The Levenberg-Marquardt
steps (damped as by Nielsen 1999) use exact slopes; only what touches, or lies inside something, makes rows, so a step
costs one or two milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from unkink.body.placed import ROOT, Placed, Points, Pushed
from unkink.body.points import Spot
from unkink.body.posture import Array
from unkink.body.segments import SEGMENTS
from unkink.body.skeleton import Indices, Skeleton
from unkink.body.solved import Box
from unkink.body.surfaces import Surface, distances, is_hard, ways_off

CONTACT = 0.0015  # metres: what a declared contact may miss, as a standard deviation
SINKING = 0.0015
SOFT = 0.002  # metres: samples of a region this much farther than the nearest still have a say
PINNED = 0.003
TOUCHED = 0.003
BALANCE = 0.02
APART = 0.006
BOUND = 1.0  # degrees beyond the range of motion
DRIFT = 0.05  # metres, of a body that nothing holds in its place
UP = np.array([0.0, 1.0, 0.0])
MOST_STEPS = 40
STRIDE = 25.0  # degrees that an angle changes at most in a step
SETTLED = 3e-4  # part of the cost that a step must promise to be taken
NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Rest:
    """A spot that rests on a surface, ``gap`` metres from it."""

    spot: Spot
    surface: Surface
    gap: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Pin:
    """A spot that stays at a place (3,) of the ground: its height is free."""

    spot: Spot
    place: Array


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two landmarks, by full name: the one comes to the other, or ``above`` metres over it."""

    moves: str
    onto: str
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class Apart:
    """The middle of some landmarks stays ``metres`` from a wall."""

    landmarks: tuple[str, ...]
    wall: Surface
    metres: float


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What a posture has to satisfy. Angles (A,) are degrees in the order of ``ANGLES``; ``tipping`` (3,) radians."""

    wanted: Array
    sigmas: Array
    least: Array
    most: Array
    root: Array
    tipping: Array
    start: Array
    rests: tuple[Rest, ...] = ()
    pins: tuple[Pin, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    obstacles: tuple[Surface, ...] = ()
    feet: tuple[Spot, ...] = ()  # what the body's mass is balanced over; empty where it need not be
    resting: Mapping[str, Indices] = field(default_factory=dict)  # segments that rest on each surface
    allowed: float = 0.0  # metres by which the skin may lie inside something hard
    heels: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The unknowns that were found, and the body placed by them."""

    unknowns: Array
    placed: Placed
    root: Array
    angles: Array


class _Rows:
    """Residuals, and the places of the body that each hangs on, gathered."""

    def __init__(self) -> None:
        self.residuals: list[Array] = []
        self._parts: list[tuple[Array, Indices, Array, Indices]] = []
        self._count = 0

    def add(self, points: Points, directions: Array, residuals: Array, sigma: float) -> None:
        """One residual for each of the points: how far it is along its direction from where it should be."""
        count, each = points.weights.shape
        if not count:
            return
        pushes = points.weights[:, :, None] * directions[:, None, :] / sigma
        rows = np.repeat(np.arange(self._count, self._count + count), each)
        self._parts.append((points.world.reshape(-1, 3), points.segments.reshape(-1), pushes.reshape(-1, 3), rows))
        self.residuals.append(residuals / sigma)
        self._count += count

    def pushed(self) -> Pushed:
        world, segments, pushes, rows = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        return Pushed(world, segments, pushes, rows, self._count)


def fit(skeleton: Skeleton, task: Task, unknowns: Array) -> Fitted:
    """The posture that satisfies the task best, found from ``unknowns`` (6 + A)."""
    placed, root = _place(skeleton, task, unknowns)
    cost, gradient, curvature = _linear(task, unknowns, placed)
    damping, growth = 1e-3, 2.0
    for _ in range(MOST_STEPS):
        scale = damping * np.diag(curvature)
        step = -np.linalg.solve(curvature + np.diag(scale), gradient)
        step *= min(1.0, STRIDE / max(float(np.abs(step[ROOT:]).max()), NOTHING))
        promised = -float(step @ (gradient + 0.5 * curvature @ step))
        if promised < SETTLED * cost + NOTHING:
            break
        there, root_there = _place(skeleton, task, unknowns + step)
        cost_there, gradient_there, curvature_there = _linear(task, unknowns + step, there)
        kept = (cost - cost_there) / promised
        if kept > 0:
            unknowns, placed, root = unknowns + step, there, root_there
            cost, gradient, curvature = cost_there, gradient_there, curvature_there
            damping, growth = damping * max(1 / 3, 1 - (2 * kept - 1) ** 3), 2.0
        else:
            damping, growth = damping * growth, growth * 2
    return Fitted(unknowns, placed, root, task.wanted + unknowns[ROOT:])


def _place(skeleton: Skeleton, task: Task, unknowns: Array) -> tuple[Placed, Array]:
    root = rotation_of(unknowns[3:6]) @ task.root
    return Placed(skeleton, task.wanted + unknowns[ROOT:], root, unknowns[:3]), root


def _linear(task: Task, unknowns: Array, placed: Placed) -> tuple[float, Array, Array]:
    """Half the sum of squares, its gradient, and the Gauss-Newton curvature."""
    rows = _Rows()
    _contacts(task, placed, rows)
    _places(task, placed, rows)
    turn = _left_jacobian(unknowns[3:6])
    residual, diagonal = _habits(task, unknowns)
    cost = 0.5 * float(residual @ residual)
    gradient = residual * diagonal
    curvature = np.diag(diagonal**2)
    if rows.residuals:
        values, slopes = np.concatenate(rows.residuals), placed.slopes(rows.pushed())
        slopes[:, 3:6] = slopes[:, 3:6] @ turn
        cost += 0.5 * float(values @ values)
        gradient = gradient + slopes.T @ values
        curvature = curvature + slopes.T @ slopes
    over, sign = _beyond_range(task, unknowns)
    cost += 0.5 * float(over @ over)
    gradient[ROOT:] += over * sign / BOUND
    curvature[ROOT:, ROOT:] += np.diag((sign / BOUND) ** 2)
    return cost, gradient, curvature


def _habits(task: Task, unknowns: Array) -> tuple[Array, Array]:
    """What is preferred: the written angles, the written way to lie, the place where one was. Residuals and slopes."""
    diagonal = np.concatenate([np.full(3, 1 / DRIFT), 1 / task.tipping, 1 / task.sigmas])
    diagonal[1] = 1e-3  # height is decided by what touches
    if task.pins:
        diagonal[[0, 2]] = 1.0  # and the place on the floor by what is pinned: a step takes the whole body along
    away = unknowns.copy()
    away[:3] -= task.start
    return away * diagonal, diagonal


def _beyond_range(task: Task, unknowns: Array) -> tuple[Array, Array]:
    angles = task.wanted + unknowns[ROOT:]
    under, over = np.minimum(angles - task.least, 0.0), np.maximum(angles - task.most, 0.0)
    return np.abs(under + over) / BOUND, np.sign(under + over)


def nearest(placed: Placed, spot: Spot, surface: Surface) -> Points:
    """The one point of a spot that is nearest to the surface."""
    if not spot.is_region:
        return placed.markers([spot.name])
    members = np.array(placed.skeleton.regions[spot.name])
    return placed.samples([int(members[distances(surface, placed.skin[members]).argmin()])])


def _foremost(placed: Placed, spot: Spot, surface: Surface) -> Points:
    """The nearest place of a spot as one point that moves smoothly from one sample to the next as the body turns."""
    if not spot.is_region:
        return placed.markers([spot.name])
    members = np.array(placed.skeleton.regions[spot.name])
    away = distances(surface, placed.skin[members])
    weights = np.exp((away.min() - away) / SOFT)
    near = weights > 1e-3
    points = placed.samples(members[near])
    shares = weights[near] / weights[near].sum()
    return Points(
        points.world.reshape(1, -1, 3),
        points.segments.reshape(1, -1),
        (points.weights * shares[:, None]).reshape(1, -1),
    )


def foremost_distance(placed: Placed, spot: Spot, surface: Surface) -> float:
    """Metres between a spot and a surface, as a fit sees them."""
    return float(distances(surface, _foremost(placed, spot, surface).places)[0])


def _contacts(task: Task, placed: Placed, rows: _Rows) -> None:
    for rest in task.rests:
        points = _foremost(placed, rest.spot, rest.surface)
        away = distances(rest.surface, points.places) - rest.gap
        rows.add(points, ways_off(rest.surface, points.places), away, CONTACT)
    for surface in task.obstacles:
        if not is_hard(surface):
            continue
        away = distances(surface, placed.skin) + task.allowed
        inside = np.flatnonzero(away < 0)
        ways, depths = ways_off(surface, placed.skin[inside]), away[inside]
        if isinstance(surface, Box) and surface.name in task.resting:
            above = np.isin(placed.skeleton.carriers[inside], task.resting[surface.name])
            ways = np.where(above[:, None], UP, ways)
            depths = np.where(above, placed.skin[inside, 1] - surface.high[1] + task.allowed, depths)
        rows.add(placed.samples(inside), ways, depths, SINKING)
    for apart in task.heels:
        points = _mean([placed.markers([name]) for name in apart.landmarks])
        away = distances(apart.wall, points.places) - apart.metres
        rows.add(points, ways_off(apart.wall, points.places), away, APART)


def _places(task: Task, placed: Placed, rows: _Rows) -> None:
    for pin in task.pins:
        points = centre(placed, pin.spot)
        for axis in (0, 2):
            rows.add(points, _unit(axis, 1), points.places[:, axis] - pin.place[axis], PINNED)
    for meeting in task.meetings:
        moves, onto = placed.markers([meeting.moves]), placed.markers([meeting.onto])
        apart = _difference(moves, onto)
        for axis in range(3):
            rows.add(apart, _unit(axis, 1), apart.places[:, axis] - meeting.above * UP[axis], TOUCHED)
    if task.feet:
        feet = [centre(placed, spot) for spot in task.feet]
        over = _difference(placed.weighted_joints(MASS), _mean(feet))
        for axis in (0, 2):
            rows.add(over, _unit(axis, 1), over.places[:, axis], BALANCE)


def centre(placed: Placed, spot: Spot) -> Points:
    """The middle of a spot as one point."""
    if not spot.is_region:
        return placed.markers([spot.name])
    return _mean([placed.samples(placed.skeleton.regions[spot.name])])


def _mean(points: Sequence[Points]) -> Points:
    """One point: the mean of all of them."""
    world = np.concatenate([one.world.reshape(-1, 3) for one in points])[None]
    segments = np.concatenate([one.segments.reshape(-1) for one in points])[None]
    count = sum(len(one.world) for one in points)
    weights = np.concatenate([one.weights.reshape(-1) for one in points])[None] / count
    return Points(world, segments, weights)


def _difference(first: Points, second: Points) -> Points:
    return Points(
        np.concatenate([first.world, second.world], axis=1),
        np.concatenate([first.segments, second.segments], axis=1),
        np.concatenate([first.weights, -second.weights], axis=1),
    )


def _unit(axis: int, count: int) -> Array:
    directions = np.zeros((count, 3))
    directions[:, axis] = 1.0
    return directions


# Mass of each segment as a part of the whole body, and where its centre lies between its two joints (Winter 2009, after
# Dempster 1955); a joint's share of the whole is what the two segments that meet there hang on it.
_PARTS = (
    *(
        (f"{name}_{mark}", f"{end}_{mark}", mass, part)
        for mark in "rl"
        for name, end, mass, part in (
            ("thigh", "shank", 0.100, 0.433),
            ("shank", "foot", 0.0465, 0.433),
            ("foot", "toes", 0.0145, 0.5),
            ("upperarm", "forearm", 0.028, 0.436),
            ("forearm", "hand", 0.016, 0.430),
            ("hand", "fingers", 0.006, 0.5),
        )
    ),
    ("pelvis", "lumbar2", 0.142, 0.5),
    ("lumbar2", "thorax", 0.139, 0.5),
    ("thorax", "neck", 0.216, 0.5),
    ("neck", "head", 0.081, 1.0),
)


def _masses() -> Array:
    masses = np.zeros(len(SEGMENTS))
    for near, far, mass, part in _PARTS:
        masses[SEGMENTS.index(near)] += mass * (1 - part)
        masses[SEGMENTS.index(far)] += mass * part
    return np.asarray(masses / masses.sum())


MASS: Array = _masses()
"""(S,): the share of the body's mass that hangs on each joint."""


def rotation_of(turn: Array) -> Array:
    """(3, 3): the rotation by |turn| radians about turn."""
    angle = float(np.linalg.norm(turn))
    if angle < 1e-12:
        return np.eye(3)
    cross = _cross(turn / angle)
    rotation: Array = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return rotation


def _left_jacobian(turn: Array) -> Array:
    """(3, 3): the turn in the world that a change of a rotation vector makes."""
    angle = float(np.linalg.norm(turn))
    if angle < 1e-6:
        return np.eye(3) + 0.5 * _cross(turn)
    axis = turn / angle
    cross = _cross(axis)
    jacobian: Array = np.eye(3) + (1 - np.cos(angle)) / angle * cross + (1 - np.sin(angle) / angle) * cross @ cross
    return jacobian


def _cross(vector: Array) -> Array:
    x, y, z = vector
    return np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
