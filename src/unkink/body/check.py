"""The one door of movements: any bytes in, a movement or diagnostics out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from unkink.body.movement import Base, Camera, Movement, Phase, Pose
from unkink.body.reading.course import (
    VIEWS,
    facts_of,
    read_arrows,
    read_camera,
    read_highlight,
    read_phases,
    read_views,
)
from unkink.body.reading.poses import ELSEWHERE, Places, PoseReading, read_poses
from unkink.body.reading.props import read_props
from unkink.body.reading.values import Entry, Reader
from unkink.findings.diagnostic import Diagnostic, Severity, has_errors
from unkink.findings.findings import Findings
from unkink.findings.source import read_source
from unkink.findings.yaml_tree import Manner, NotRead, Value, read_pairs

KEYS = (
    *("format", "title", "description", "like", "base", "loads_belly", "views", "props", "highlight"),
    *("poses", "phases", "arrows", "camera"),
)
"""Every key of a movement file, in the order in which they are usually written."""
FORMAT = "1"
DEEPEST = 6
MANNER = Manner(
    "a movement",
    "a movement",
    DEEPEST,
    "movement-yaml",
    suggestion='put a text with `:` or `#` in it between quotes: title: "Bridge: both feet"',
)
LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. ``movement`` is None exactly when a diagnostic is an error.

    ``lines`` and ``places`` tell a later look at the solved poses where each pose and each contact is written.
    """

    movement: Movement | None
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...] = ()
    places: Places = field(default_factory=lambda: Places({}, {}))


def check_movement(source: bytes | str, name: str, *, others: Mapping[str, str] | None = None) -> Checked:
    """Read a movement file.

    Args:
        source: the text of one movement file, or any bytes whatever.
        name: what the movement is called: its file's name without the ending.
        others: the texts of the movements that it, or one of its poses, may be ``like``, by name.

    Returns:
        The movement, or None, and every diagnostic in the order of the file. Never raises, in time linear in the size.
    """
    return _Shelf(others or {}).check(source, name, ())


class _Shelf:
    """The other movements, each read at most once."""

    def __init__(self, others: Mapping[str, str]) -> None:
        self.texts = others
        self._read: dict[str, Checked] = {}

    def check(self, source: bytes | str, name: str, way: tuple[str, ...]) -> Checked:
        read = read_source(source, "movement")
        if not read.lines:
            return Checked(None, read.diagnostics)
        findings = Findings(read.lines, read.diagnostics)
        try:
            pairs = read_pairs(read.lines, 0, len(read.lines), MANNER)
        except NotRead as problem:
            return Checked(None, (*findings.all(), problem.diagnostic), read.lines)
        if not pairs:
            findings.error(
                "movement-empty",
                "there is nothing in this file",
                (1, 1),
                found="an empty file",
                expected=KEYS[:2],
                suggestion="begin with `format: 1`, `title: …`, `base: standing`",
            )
            return Checked(None, findings.all(), read.lines)
        places = Places({}, {})
        reading = _Reading(Reader(findings), name, self, (*way, name), places)
        movement = reading.movement(Value(pairs, "mapping", 1, 1))
        found = findings.all()
        return Checked(None if has_errors(found) else movement, found, read.lines, places)

    def other(self, at: Value, name: str, way: tuple[str, ...], reader: Reader) -> Movement | None:
        """Another movement, or None and an error at the place that names it."""
        if name in way:
            circle = " > ".join([*way[way.index(name) :], name])[:300]
            reader.error("like-loop", f"movements are like each other in a circle: {circle}", at)
            return None
        if name not in self.texts:
            reader.unknown("movement-unknown", "there is no movement", at, tuple(self.texts))
            return None
        if len(way) > LONGEST_CHAIN:
            reader.error("like-loop", f"movements are like each other more than {LONGEST_CHAIN} deep", at)
            return None
        if name not in self._read:
            self._read[name] = self.check(self.texts[name], name, way)
        found = self._read[name]
        if found.movement is None:
            first = next(one for one in found.diagnostics if one.severity is Severity.ERROR)
            message = f"`{name}` has an error itself, on line {first.line}: {first.message}"[:300]
            reader.error("like-broken", message, at, suggestion=f"mend `{name}` first")
        return found.movement


class _Reading:
    """One file, from its pairs to a movement."""

    def __init__(self, reader: Reader, name: str, shelf: _Shelf, way: tuple[str, ...], places: Places) -> None:
        self._reader = reader
        self._name = name
        self._shelf = shelf
        self._way = way
        self._places = places

    def movement(self, root: Value) -> Movement | None:
        """The movement as far as it can be read; the findings say whether it is whole."""
        reader = self._reader
        keys = reader.mapping(root, "a movement", KEYS)
        self._format(root, keys)
        like = self._like(keys.get("like"))
        base = reader.choice(keys.get("base"), "`base`", Base, "base-unknown") or (like.base if like else None)
        if base is None and "base" not in keys and "like" not in keys:
            reader.error(
                "key-missing",
                "a movement has a `base`",
                root,
                expected=[str(one) for one in Base],
                suggestion="base: standing",
            )
        props = read_props(keys.get("props"), reader, like.props if like else {})
        poses = read_poses(
            keys.get("poses"),
            PoseReading(reader, like.poses if like else {}, props, self._pose_elsewhere, self._places),
        )
        own = read_highlight(keys.get("highlight"), reader)
        phases = read_phases(keys.get("phases"), reader, tuple(poses), own, like.phases if like else ())
        if "highlight" in keys and "phases" not in keys:
            phases = tuple(replace(phase, highlight=own) for phase in phases)
        arrows = read_arrows(
            keys.get("arrows"), reader, tuple(phase.name for phase in phases), like.arrows if like else ()
        )
        camera = read_camera(keys.get("camera"), reader, like.camera if like else Camera("front"))
        belly = reader.yes(keys.get("loads_belly"), "`loads_belly`", default=like.facts.loads_belly if like else False)
        usual = like.views if like and "base" not in keys else VIEWS[base or Base.STANDING]
        views = read_views(keys.get("views"), reader, usual)
        self._whole(root, keys, poses, phases)
        if base is None or not phases:
            return None
        return Movement(
            name=self._name,
            title=reader.text(keys.get("title"), "`title`"),
            description=reader.text(keys.get("description"), "`description`"),
            base=base,
            poses=poses,
            phases=phases,
            views=views,
            props=props,
            arrows=arrows,
            camera=camera,
            facts=facts_of(phases, loads_belly=belly),
        )

    def _format(self, root: Value, keys: Mapping[str, Entry]) -> None:
        reader = self._reader
        if "format" in keys and not keys["format"].value.is_nothing and keys["format"].value.text != FORMAT:
            reader.error("format-unknown", "this format is not known", keys["format"].value, expected=(FORMAT,))
        for key, suggestion in (("format", "format: 1"), ("title", "title: …"), ("description", "description: …")):
            if key not in keys:
                reader.error("key-missing", f"a movement has a `{key}`", root, suggestion=suggestion)
            elif keys[key].value.is_nothing:
                reader.error("value-missing", f"`{key}` says nothing", keys[key].key, suggestion=suggestion)

    def _like(self, entry: Entry | None) -> Movement | None:
        if entry is None:
            return None
        if entry.value.kind != "text":
            self._reader.error("not-a-text", "`like` names a movement", entry.value)
            return None
        return self._shelf.other(entry.value, entry.value.text, self._way, self._reader)

    def _pose_elsewhere(self, at: Value) -> Pose | None:
        """The pose that ``movement/pose`` names."""
        name, _, pose = at.text.partition(ELSEWHERE)
        movement = self._shelf.other(at, name, self._way, self._reader)
        if movement is None:
            return None
        if pose not in movement.poses:
            self._reader.unknown(
                "pose-unknown", f"`{name}` has no pose", at, [f"{name}/{one}" for one in movement.poses]
            )
            return None
        return movement.poses[pose]

    def _whole(
        self, root: Value, keys: Mapping[str, Entry], poses: Mapping[str, Pose], phases: Sequence[Phase]
    ) -> None:
        """What only shows when all is read."""
        reader = self._reader
        alone = "like" not in keys  # else what is missing was to come from there
        if not poses and alone and "poses" not in keys:
            reader.error("key-missing", "a movement has `poses`", root, suggestion="poses: {start: {…}}")
        elif not poses and alone and not keys["poses"].value.content:
            reader.error("value-missing", "`poses` says nothing", keys["poses"].key, suggestion="poses: {start: {…}}")
        if "phases" not in keys and not phases and poses and alone:
            reader.error(
                "key-missing", "a movement has `phases`", root, suggestion="phases: [{pose: …, does: hold, seconds: 2}]"
            )
        for name, pose in poses.items():
            if not pose.contacts and name in self._places.poses:
                message = f"the pose `{name[:40]}` touches nothing: it would float"
                reader.error(
                    "pose-floats", message, self._places.poses[name], suggestion="floor: [working.sole, other.sole]"
                )
