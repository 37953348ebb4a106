"""The poses of a movement file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from unkink.body.angles import ALL_ANGLES, LIMB_ANGLES, TRUNK_ANGLES, WHOLE_ANGLES, Angle
from unkink.body.movement import BACKREST, BOXES, Contact, Pose, Prop, PropKind, Touching
from unkink.body.points import MARKER_NAMES, PART_NAMES, ROLES
from unkink.body.reading.values import Entry, Reader, after_a_comma
from unkink.findings.words import NAME
from unkink.findings.yaml_tree import Value

POSE_KEYS = (
    *("like", "whole", "trunk", "both", "working", "other"),
    *("floor", "wall", "against", "touch", "pin", "feet_from_wall"),
)
FARTHEST = 360.0  # degrees, beyond any angle
WIDEST_GAP = 0.5  # metres
MOST_POSES = 40
PARTS = frozenset((*PART_NAMES, *MARKER_NAMES))
ELSEWHERE = "/"
"""Between the name of another movement and its pose: ``plank-knee-drive/plank``."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where poses and contacts stand in the file: what a later look at the solved poses points to."""

    poses: dict[str, Value]
    contacts: dict[tuple[str, str, str], Value]


@dataclass(frozen=True, slots=True)
class PoseReading:
    """What reading poses needs: the reader, what is inherited, and a way to a pose of another movement."""

    reader: Reader
    inherited: Mapping[str, Pose]
    props: Mapping[str, Prop]
    elsewhere: Callable[[Value], Pose | None]
    places: Places


def read_poses(entry: Entry | None, reading: PoseReading) -> dict[str, Pose]:
    """Every pose, with what it is like taken in; the inherited ones first."""
    if entry is None:
        return dict(reading.inherited)
    reader = reading.reader
    written = reader.mapping(entry.value, "`poses`")
    if len(written) > MOST_POSES:
        reader.error("too-many", f"a movement has at most {MOST_POSES} poses", entry.key, found=str(len(written)))
        return {**reading.inherited, **{name: Pose(name) for name in written}}  # unread, but phases may name them
    for name, one in written.items():
        if not NAME.fullmatch(name):
            reader.error("bad-name", "a pose is named in letters, digits, hyphens and underscores", one.key)
        reading.places.poses[name] = one.key
    return _Poses(written, reading).all()


class _Poses:
    """Reads each pose once, after the one that it is like."""

    def __init__(self, written: Mapping[str, Entry], reading: PoseReading) -> None:
        self._written = written
        self._reading = reading
        self._done: dict[str, Pose] = {}
        self._keys = {
            name: reading.reader.mapping(one.value, f"the pose `{name[:40]}`", POSE_KEYS)
            for name, one in written.items()
        }

    def all(self) -> dict[str, Pose]:
        for name in self._in_order():
            self._done[name] = self._pose(name)
        found = {**self._reading.inherited, **self._done}
        order = dict.fromkeys([*self._reading.inherited, *self._written])
        return {name: found[name] for name in order}

    def _in_order(self) -> list[str]:
        """Every pose after the one that it is like; where they go round in a circle, an error and none of them."""
        order: dict[str, None] = {}
        looping: set[str] = set()
        for start in self._written:
            way: dict[str, None] = {}
            name: str | None = start
            while name is not None and name not in order and name not in way:
                way[name] = None
                name = self._likes(name)
            if name is not None and name in way:
                self._refuse_loop([*way][[*way].index(name) :], looping)
            order |= dict.fromkeys(reversed(way))
        return list(order)

    def _likes(self, name: str) -> str | None:
        like = self._keys[name].get("like")
        other = like.value.text if like else None
        return (
            other
            if other != name and other in self._written
            else (name if other == name and not self._inherits(name) else None)
        )

    def _inherits(self, name: str) -> bool:
        return name in self._reading.inherited

    def _refuse_loop(self, round_: list[str], looping: set[str]) -> None:
        if not looping.intersection(round_):
            message = f"poses are like each other in a circle: {' > '.join([*round_, round_[0]])}"[:300]
            self._reading.reader.error(
                "like-loop", message, self._keys[round_[0]]["like"].value, suggestion="write one of them out"
            )
        looping.update(round_)

    def _pose(self, name: str) -> Pose:
        keys = self._keys[name]
        base = replace(self._base(name, keys.get("like")), name=name)
        return _Writing(name, base, keys, self._reading).pose()

    def _base(self, name: str, like: Entry | None) -> Pose:
        inherited = self._reading.inherited.get(name, Pose(name))
        if like is None:
            return inherited
        reader, other = self._reading.reader, like.value
        if other.kind != "text" or not other.text:
            reader.error("not-a-text", "`like` names a pose", other)
            return inherited
        if ELSEWHERE in other.text:
            return self._reading.elsewhere(other) or inherited
        known = [*self._written, *self._reading.inherited]
        if other.text not in known:
            reader.unknown("pose-unknown", "there is no pose", other, known)
            return inherited
        return self._done.get(other.text) or self._reading.inherited.get(other.text, inherited)


class _Writing:
    """One pose: what is written over what it is like."""

    def __init__(self, name: str, base: Pose, keys: Mapping[str, Entry], reading: PoseReading) -> None:
        self._name = name
        self._base = base
        self._keys = keys
        self._reading = reading
        self._reader = reading.reader

    def pose(self) -> Pose:
        angles = dict(self._base.angles)
        angles |= self._angles("trunk", TRUNK_ANGLES, ("",))
        angles |= self._angles("both", LIMB_ANGLES, tuple(ROLES.values()))
        for role, mark in ROLES.items():
            angles |= self._angles(role, LIMB_ANGLES, (mark,))
        feet = self._keys.get("feet_from_wall")
        return replace(
            self._base,
            angles=angles,
            whole={**self._base.whole, **self._whole()},
            contacts=self._contacts(),
            touching=self._touching(),
            pins=self._pins(),
            feet_from_wall=self._reader.optional_number(feet, "`feet_from_wall`", 0, 2, self._base.feet_from_wall or 0)
            if feet
            else self._base.feet_from_wall,
        )

    # Angles ---------------------------------------------------------------------------------------------------------

    def _angles(self, group: str, known: Mapping[str, Angle], marks: Collection[str]) -> dict[str, float]:
        found = {}
        for name, degrees in self._degrees(group, known).items():
            angle = known[name]
            for mark in marks:
                joint = f"{angle.joint}_{mark}" if mark else angle.joint
                found[f"{joint}.{angle.component}"] = degrees
        return found

    def _whole(self) -> dict[str, float]:
        return self._degrees("whole", WHOLE_ANGLES)

    def _degrees(self, group: str, known: Mapping[str, Angle]) -> dict[str, float]:
        entry = self._keys.get(group)
        found: dict[str, float] = {}
        for name, one in self._reader.mapping(entry.value, f"`{group}`").items() if entry else ():
            if name not in known:
                self._unknown_angle(group, known, one)
                continue
            degrees = self._reader.number(one.value, f"`{name}` in degrees", -FARTHEST, FARTHEST)
            if degrees is not None:
                self._within_range(known[name], degrees, one.value)
                found[name] = degrees
        return found

    def _unknown_angle(self, group: str, known: Mapping[str, Angle], entry: Entry) -> None:
        name = entry.key.text
        for angle in known.values():
            if name == angle.opposite:
                message = f"`{name}` is written as a negative `{angle.name}`"
                self._reader.error("angle-unknown", message, entry.key, suggestion=f"{angle.name}: -…")
                return
        if name in ALL_ANGLES:
            where = "`working`, `other` or `both`" if name in LIMB_ANGLES else "`trunk`"
            self._reader.error("angle-unknown", f"`{name}` stands under {where}", entry.key)
            return
        self._reader.unknown(
            "angle-unknown", f"`{group}` has no angle", entry.key, tuple(known), after_a_comma(entry.key) or None
        )

    def _within_range(self, angle: Angle, degrees: float, at: Value) -> None:
        if not angle.least <= degrees <= angle.most:
            bounds = f"{angle.least:g} to {angle.most:g}"
            message = f"`{angle.name}: {degrees:g}` is outside the range of motion, {bounds} ({angle.source})"
            near = max(angle.least, min(angle.most, degrees))
            self._reader.warn("range-of-motion", message, at, expected=(bounds,), suggestion=f"{angle.name}: {near:g}")

    # Contacts -------------------------------------------------------------------------------------------------------

    def _contacts(self) -> tuple[Contact, ...]:
        """The contacts: a surface that is written replaces all that was inherited on it."""
        by_surface: dict[str, list[Contact]] = {}
        for contact in self._base.contacts:
            by_surface.setdefault(contact.surface, []).append(contact)
        for surface in ("floor", "wall"):
            if entry := self._keys.get(surface):
                by_surface[surface] = self._on(surface, entry)
                if surface == "wall" and "wall" not in self._reading.props:
                    message = "this pose touches a wall, and there is none among the props"
                    self._reader.error(
                        "surface-unknown", message, entry.key, suggestion="props: {wall: {where: behind}}"
                    )
        against = self._keys.get("against")
        known = _surfaces(self._reading.props)
        for surface, entry in self._reader.mapping(against.value, "`against`").items() if against else ():
            if surface in known:
                by_surface[surface] = self._on(surface, entry)
            else:
                self._reader.unknown("surface-unknown", "among the props there is no", entry.key, known)
        return tuple(contact for contacts in by_surface.values() for contact in contacts)

    def _on(self, surface: str, entry: Entry) -> list[Contact]:
        found: dict[str, Contact] = {}
        for item in self._reader.items(entry.value, f"`{surface}`"):
            point, gap = item, 0.0
            if item.kind == "mapping" and len(item.pairs) == 1:
                ((point, distance),) = item.pairs
                gap = self._reader.number(distance, "the gap in metres", 0, WIDEST_GAP) or 0.0
            if self._is_part(point, surface):
                found[point.text] = Contact(point.text, surface, gap)
                self._reading.places.contacts[self._name, surface, point.text] = point
        return list(found.values())

    def _is_part(self, point: Value, surface: str) -> bool:
        if point.kind != "text":
            self._reader.error("not-a-text", f"`{surface}` lists parts of the body", point)
            return False
        if point.text in PARTS:
            return True
        self._reader.unknown_part("part-unknown", "the body has no part", point, PART_NAMES, ", ")
        return False

    def _touching(self) -> tuple[Touching, ...]:
        entry = self._keys.get("touch")
        if entry is None:
            return self._base.touching
        found = []
        for item in self._reader.items(entry.value, "`touch`"):
            if item.kind != "list" or len(item.items) not in (2, 3):
                message = "`touch` lists pairs: a landmark, and the landmark that it is brought to"
                self._reader.error("not-a-pair", message, item, expected=("[other.midfoot, working.knee_front]",))
            elif all(tuple(self._is_marker(point) for point in item.items[:2])):
                moves, onto = (point.text for point in item.items[:2])
                above = self._reader.number(item.items[2], "metres above it", 0, WIDEST_GAP) if item.items[2:] else 0.0
                found.append(Touching(moves, onto, above or 0.0))
                self._reading.places.contacts[self._name, onto, moves] = item
        return tuple(found)

    def _is_marker(self, point: Value) -> bool:
        if point.kind == "text" and point.text in MARKER_NAMES:
            return True
        self._reader.unknown_part("marker-unknown", "the body has no landmark", point, MARKER_NAMES)
        return False

    def _pins(self) -> tuple[str, ...]:
        entry = self._keys.get("pin")
        if entry is None:
            return self._base.pins
        return tuple(item.text for item in self._reader.items(entry.value, "`pin`") if self._is_part(item, "pin"))


def _surfaces(props: Mapping[str, Prop]) -> tuple[str, ...]:
    """What can be rested on beside floor and wall."""
    names = [name for name, prop in props.items() if prop.kind in BOXES and not prop.between]
    chairs = any(prop.kind is PropKind.CHAIR for prop in props.values())
    return (*names, *((BACKREST,) if chairs else ()))
