"""From a movement as written to postures that keep their contacts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from unkink.body.angles import angle_of
from unkink.body.fit import UP, Apart, Fitted, Meeting, Pin, Rest, Task, centre, fit, nearest, rotation_of
from unkink.body.furniture import boxes_of, height_of, is_box, surface_names, wall_of
from unkink.body.movement import BACKREST, Base, Contact, Movement, Pose, Where
from unkink.body.placed import ROOT, Placed
from unkink.body.points import MIDDLE_PARTS, Spot, marker_of, spots_of
from unkink.body.posture import Array, Posture
from unkink.body.segments import ANGLES, PARENTS, SEGMENTS, Side
from unkink.body.skeleton import Indices, Skeleton
from unkink.body.solved import FLOOR, Box, Plane, SolvedMovement, SolvedPose, Touch
from unkink.body.stiffness import TIPPING, sigmas
from unkink.body.surfaces import Surface, deepest, distances, front_of, top_of

# Columns: where the axes of the upright body (front, head, right side) point in the world.
_UPRIGHT = np.eye(3)
_PRONE = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]]).T
ROOTS: Mapping[Base, Array] = {
    Base.STANDING: _UPRIGHT,
    Base.KNEELING: _UPRIGHT,
    Base.HALF_KNEELING: _UPRIGHT,
    Base.SEATED: _UPRIGHT,
    Base.ALL_FOURS: _PRONE,
    Base.PRONE: _PRONE,
    Base.SUPINE: np.array([[0.0, 1, 0], [-1, 0, 0], [0, 0, 1]]).T,
    Base.SIDE_LYING: np.array([[0.0, 0, -1], [-1, 0, 0], [0, 1, 0]]).T,  # on the left side: the right side works
}
_ON_FEET = (Base.STANDING,)
_FOOT_PARTS = ("sole", "ball_of_foot", "toes", "toe_tips", "heel", "midfoot")


def solve(movement: Movement, skeleton: Skeleton, working: Side = "right") -> SolvedMovement:
    """Every pose of a movement, held so that its contacts are met as well as they can be.

    The written angles are kept as far as the contacts allow. The left side is the mirror image of the right.

    Args:
        movement: as :func:`unkink.body.check.check_movement` gives it.
        skeleton: the body that does it.
        working: the side that works.
    """
    solved = _Solving(movement, skeleton).solved()
    return solved if working == "right" else solved.mirrored


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What stands around the body: the floor, perhaps a wall, and the furniture that has its place by now."""

    planes: tuple[Plane, ...]
    boxes: tuple[Box, ...] = ()

    @property
    def surfaces(self) -> tuple[Surface, ...]:
        return (*self.planes, *self.boxes)

    def face(self, contact: Contact) -> Surface | None:
        """What a contact rests on: a plane, or the top of a thing; who leans back in a chair leans on its backrest."""
        for one in self.surfaces:
            if one.name == contact.surface:
                if isinstance(one, Plane):
                    return one
                return front_of(one) if one.name == BACKREST and contact.point in MIDDLE_PARTS else top_of(one)
        return None


class _Solving:
    """One movement on one skeleton, pose after pose, from the first."""

    def __init__(self, movement: Movement, skeleton: Skeleton) -> None:
        self._movement = movement
        self._skeleton = skeleton
        wall = wall_of(movement)
        self._around = Around((FLOOR,) if wall is None else (FLOOR, wall))
        self._first: Fitted | None = None
        self._first_wanted = np.zeros(len(ANGLES))
        self._first_root = np.eye(3)
        self._pinned: dict[str, Array] = {}

    def solved(self) -> SolvedMovement:
        first = self._movement.phases[0].pose
        names = [first, *(name for name in self._movement.poses if name != first)]
        found = {name: self._pose(self._movement.poses[name]) for name in names}
        poses = {name: found[name] for name in self._movement.poses}
        return SolvedMovement(self._movement, "right", poses, self._around.planes, self._around.boxes)

    def _pose(self, pose: Pose) -> SolvedPose:
        fitted = self._fit(pose)
        missing = self._unplaced(pose)
        if missing:
            self._place_boxes(pose, missing, fitted.placed)
            fitted = self._fit(pose, fitted)
        if self._first is None:
            self._first = fitted
            self._first_wanted = np.array([pose.angles.get(name, 0.0) for name in ANGLES])
            self._first_root = root_of(self._movement.base, pose)
        for contact in pose.contacts:
            for spot in spots_of(contact.point):
                self._pinned.setdefault(spot.name, centre(fitted.placed, spot).places[0])
        return solved_pose(self._movement, pose, fitted, self._around)

    def _unplaced(self, pose: Pose) -> list[str]:
        """Props that this pose touches, or that stand about from the beginning, and have no place yet."""
        placed = {box.prop for box in self._around.boxes}
        waiting = [name for name, prop in self._movement.props.items() if is_box(prop) and name not in placed]
        touched = {contact.surface for pose in self._movement.poses.values() for contact in pose.contacts}
        here = {contact.surface for contact in pose.contacts}
        return [
            name
            for name in waiting
            if _surfaces_of(name, self._movement) & here or not _surfaces_of(name, self._movement) & touched
        ]

    def _place_boxes(self, pose: Pose, names: Sequence[str], placed: Placed) -> None:
        for name in names:
            contacts = [one for one in pose.contacts if one.surface in _surfaces_of(name, self._movement)]
            boxes = boxes_of(self._movement.props[name], contacts, placed, _start_of(placed))
            self._around = replace(self._around, boxes=(*self._around.boxes, *boxes))

    def _fit(self, pose: Pose, nearby: Fitted | None = None) -> Fitted:
        """The pose, first among floor and walls, then among the furniture: a hand must not begin beneath a table."""
        task = self._task(pose)
        unknowns = self._beginning(task) if nearby is None else nearby.unknowns
        if nearby is None and any(not box.soft for box in self._around.boxes):
            unknowns = fit(self._skeleton, replace(task, obstacles=self._around.planes), unknowns).unknowns
        return fit(self._skeleton, task, unknowns)

    def _beginning(self, task: Task) -> Array:
        """Where the search begins: as the first pose was solved, in all that is written alike."""
        unknowns = np.zeros(ROOT + len(ANGLES))
        unknowns[:3] = task.start
        if self._first is not None:
            same = task.wanted == self._first_wanted
            unknowns[ROOT:][same] = self._first.unknowns[ROOT:][same]
            if (task.root == self._first_root).all():
                unknowns[3:ROOT] = self._first.unknowns[3:ROOT]
        return unknowns

    def _task(self, pose: Pose) -> Task:
        movement = self._movement
        rests = tuple(_rests(pose.contacts, self._around, movement))
        root = root_of(movement.base, pose)
        wanted = np.array([pose.angles.get(name, 0.0) for name in ANGLES])
        touched = {self._skeleton.segment_of(rest.spot.name, rest.spot.is_region) for rest in rests}
        meetings = tuple(Meeting(marker_of(one.moves), marker_of(one.onto), one.above) for one in pose.touching)
        least, most = bounds(wanted)
        wall = movement.props.get("wall")
        heels: tuple[Apart, ...] = ()
        if pose.feet_from_wall is not None and len(self._around.planes) > 1 and self._first is None:
            beside = wall is not None and wall.where in (Where.BESIDE_WORKING, Where.BESIDE_OTHER)
            feet = (("heel_r", "heel_l"),) if beside else (("heel_r",), ("heel_l",))
            far = pose.feet_from_wall * self._skeleton.leg
            heels = tuple(Apart(names, self._around.planes[1], far) for names in feet)
        task = Task(
            wanted=wanted,
            sigmas=sigmas(touched, {self._skeleton.markers[one.moves][0] for one in meetings}),
            least=least,
            most=most,
            root=root,
            tipping=_tipping(movement.base, pose),
            start=np.zeros(3),
            rests=rests,
            pins=tuple(self._pins(pose)),
            meetings=meetings,
            obstacles=self._around.surfaces,
            resting=resting_on(rests, self._skeleton),
            feet=tuple(_feet(movement.base, pose)),
            heels=heels,
        )
        return replace(task, start=self._start(task, pose, wall.distance if wall else 0.0))

    def _start(self, task: Task, pose: Pose, wall_distance: float) -> Array:
        """Where the search begins: where the first pose was, else with the lowest point on the floor."""
        if self._first is not None:
            return np.asarray(self._first.unknowns[:3]).copy()
        there = Placed(self._skeleton, task.wanted, task.root, np.zeros(3))
        start = np.array([0.0, -float(there.skin[:, 1].min()), 0.0])
        for plane in self._around.planes[1:]:
            touching = any(contact.surface == plane.name for contact in pose.contacts)
            near = float((there.skin @ plane.normal).min())
            start = start + plane.normal * ((-near if touching else wall_distance) - float(start @ plane.normal))
        return start

    def _pins(self, pose: Pose) -> Iterable[Pin]:
        if self._first is None:
            return
        resting = {spot.name for contact in pose.contacts for spot in spots_of(contact.point)}
        for name in pose.pins:
            for spot in spots_of(name):
                if spot.name in resting and spot.name in self._pinned:
                    yield Pin(spot, self._pinned[spot.name])


def root_of(base: Base, pose: Pose) -> Array:
    """(3, 3): how the whole body lies, before anything is solved: its base, and what the pose says under ``whole``."""
    turn, roll, lean = (np.radians(pose.whole.get(name, 0.0)) for name in ("turn", "roll", "lean"))
    own = (
        rotation_of(np.array([0.0, -turn, 0.0]))
        @ rotation_of(np.array([roll, 0.0, 0.0]))
        @ rotation_of(np.array([0.0, 0.0, -lean]))
    )
    root: Array = ROOTS[base] @ own
    return root


def resting_on(rests: Iterable[Rest], skeleton: Skeleton) -> Mapping[str, Indices]:
    """The segments that rest on each surface, and what hangs on them, as indices: they are pushed up, not through."""
    found: dict[str, set[str]] = {}
    for rest in rests:
        found.setdefault(rest.surface.name, set()).add(skeleton.segment_of(rest.spot.name, rest.spot.is_region))
    for resting in found.values():
        resting.update(segment for segment, parent in PARENTS.items() if parent in resting)
    return {
        name: np.array([SEGMENTS.index(segment) for segment in resting], np.intp) for name, resting in found.items()
    }


def bounds(wanted: Array) -> tuple[Array, Array]:
    """(A,), (A,): how far each angle may go; what an author wrote beyond the range of motion is let be."""
    ranges = np.array([(angle_of(name).least, angle_of(name).most) for name in ANGLES])
    return np.minimum(ranges[:, 0], wanted), np.maximum(ranges[:, 1], wanted)


def solved_pose(movement: Movement, pose: Pose, fitted: Fitted, around: Around) -> SolvedPose:
    """The pose that was found, with how well it keeps its contacts."""
    placed = fitted.placed
    touches = [_touch(contact, placed, around, movement) for contact in pose.contacts]
    for one in pose.touching:
        ends = placed.markers([marker_of(one.moves), marker_of(one.onto)]).places
        touches.append(Touch(one.moves, one.onto, 1000 * float(np.linalg.norm(ends[0] - ends[1] - one.above * UP))))
    angles = {
        name: float(round(degrees, 3) + 0.0)
        for name, degrees in zip(ANGLES, fitted.angles, strict=True)
        if abs(degrees) >= 5e-4
    }
    posture = Posture(angles, fitted.root, fitted.unknowns[:3])
    depth = deepest(around.surfaces, placed.skin)
    part = SEGMENTS[placed.skeleton.carriers[depth.row]] if depth.surface else ""
    return SolvedPose(posture, pose.angles, tuple(touches), 1000 * depth.metres, part, depth.surface)


def _touch(contact: Contact, placed: Placed, around: Around, movement: Movement) -> Touch:
    (surface,) = {rest.surface for rest in _rests((contact,), around, movement)}
    away = [
        abs(float(distances(surface, nearest(placed, spot, surface).places)[0]) - contact.gap)
        for spot in spots_of(contact.point)
    ]
    return Touch(contact.point, contact.surface, 1000 * max(away))


def _rests(contacts: Iterable[Contact], around: Around, movement: Movement) -> Iterable[Rest]:
    for contact in contacts:
        surface = around.face(contact) or _level(contact.surface, movement)
        for spot in spots_of(contact.point):
            yield Rest(spot, surface, contact.gap)


def _level(name: str, movement: Movement) -> Plane:
    """The level of furniture that has no place yet."""
    return Plane(name, np.array([0.0, 1.0, 0.0]), height_of(name, movement))


def _surfaces_of(prop: str, movement: Movement) -> set[str]:
    return set(surface_names(movement.props[prop]))


def _start_of(placed: Placed) -> Array:
    """Where the person stands: under the middle between the hip joints."""
    return np.asarray(placed.frames.origins[0] * [1.0, 0.0, 1.0])


def _tipping(base: Base, pose: Pose) -> Array:
    """Radians by which the whole body may tip: more where it leans on something that does not lie under it."""
    leans = any(contact.surface == "wall" or _is_hand(contact.point) for contact in pose.contacts)
    return np.asarray(np.radians(TIPPING[base]) * ([1.5, 1.0, 3.0] if leans else [1.0, 1.0, 1.0]))


def _is_hand(point: str) -> bool:
    return point.rpartition(".")[2] in ("hand", "palm", "fingertips", "forearm", "elbow")


def _feet(base: Base, pose: Pose) -> Iterable[Spot]:
    """What a standing body is balanced over: its feet, where nothing else holds it."""
    points = [contact.point for contact in pose.contacts]
    if base in _ON_FEET and points and all(point.rpartition(".")[2] in _FOOT_PARTS for point in points):
        for point in points:
            spots = spots_of(point)
            # A foot carries half on its heel and half on its ball.
            yield from (spots[0], *spots) if len(spots) == 3 else spots
