"""What happens in a movement file: phases, what is highlighted, arrows, views, and what a camera can see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from unkink.body.movement import Arrow, Base, Camera, Does, Facts, Phase, View
from unkink.body.points import MARKER_NAMES
from unkink.body.reading.values import Entry, Reader
from unkink.findings.yaml_tree import Value

PHASE_KEYS = ("pose", "does", "seconds", "via", "stage", "name", "say", "highlight")
ARROW_KEYS = ("of", "phase", "both", "push")
CAMERA_KEYS = ("place", "counts", "judges", "unseen")
LONGEST_PHASE = 600.0  # seconds
MOST_PHASES = 40
SHORTEST_PHASE = 0.1

MUSCLES = (
    *("psoas", "gluteus_maximus", "gluteus_medius", "tensor_fasciae_latae", "rectus_femoris", "quadriceps"),
    *("hamstrings", "adductors", "calf", "abdominals", "obliques", "erector_spinae", "deltoid", "pectoralis"),
    *("triceps", "quadratus_lumborum", "piriformis"),
)
"""The muscles that a figure can show."""
MUSCLE_NAMES = tuple(f"{role}.{muscle}" for role in ("working", "other") for muscle in MUSCLES)

CAMERA_PLACES = ("front", "back", "working side", "other side", "front or working side")

# Yaw and pitch, degrees, from which each base is shown well; an author may say otherwise.
VIEWS: Mapping[Base, Mapping[str, View]] = {
    Base.STANDING: {"front": View(52, 7), "side": View(12, 7)},
    Base.KNEELING: {"front": View(52, 8), "side": View(12, 8)},
    Base.HALF_KNEELING: {"front": View(50, 8), "side": View(10, 8)},
    Base.SEATED: {"front": View(52, 8), "side": View(14, 8)},
    Base.ALL_FOURS: {"front": View(42, 12), "side": View(12, 10)},
    Base.PRONE: {"front": View(38, 16), "side": View(14, 14)},
    Base.SUPINE: {"front": View(38, 22), "side": View(12, 18)},
    Base.SIDE_LYING: {"front": View(172, 42), "side": View(172, 12)},
}


@dataclass(frozen=True, slots=True)
class Known:
    """What phases and arrows may name."""

    poses: Collection[str]
    phases: Collection[str] = ()


def read_phases(
    entry: Entry | None,
    reader: Reader,
    poses: Collection[str],
    highlight: tuple[str, ...],
    inherited: tuple[Phase, ...],
) -> tuple[Phase, ...]:
    """The phases in order; those that say nothing of muscles show the movement's."""
    if entry is None:
        return inherited
    if entry.value.kind != "list":
        reader.error("not-a-list", "`phases` is a list", entry.value, expected=("- {pose: …, does: hold, seconds: 2}",))
        return ()
    found: list[Phase] = []
    for item in entry.value.items:
        phase = _phase(item, reader, poses, highlight)
        if phase is None:
            continue
        if phase.name in (one.name for one in found):
            phase = _numbered(phase, [one.name for one in found])
        found.append(phase)
        if len(found) > MOST_PHASES:
            reader.error("too-many", f"a movement has at most {MOST_PHASES} phases", item)
            break
    return tuple(found)


def _numbered(phase: Phase, names: Collection[str]) -> Phase:
    number = next(number for number in range(2, 100) if f"{phase.name} {number}" not in names)
    return replace(phase, name=f"{phase.name} {number}")


def _phase(item: Value, reader: Reader, poses: Collection[str], highlight: tuple[str, ...]) -> Phase | None:
    keys = reader.mapping(item, "a phase", PHASE_KEYS)
    if item.kind != "mapping":
        return None
    does = reader.choice(keys.get("does"), "`does`", Does, "phase-unknown")
    pose = _pose(keys.get("pose"), reader, poses)
    via = _pose(keys.get("via"), reader, poses)
    seconds = None
    if "seconds" in keys:
        seconds = reader.number(keys["seconds"].value, "`seconds`", SHORTEST_PHASE, LONGEST_PHASE)
    for key in ("pose", "does", "seconds"):
        if key not in keys:
            reader.error(
                "phase-incomplete", f"this phase has no `{key}`", item, suggestion="{pose: …, does: hold, seconds: 2}"
            )
    if does is None or not pose or seconds is None:
        return None
    stage = reader.text(keys.get("stage"), "`stage`")
    shown = keys.get("highlight")
    return Phase(
        name=reader.text(keys.get("name"), "`name`", stage or str(does)),
        pose=pose,
        seconds=seconds,
        does=does,
        via=via,
        stage=stage,
        say=reader.text(keys.get("say"), "`say`"),
        highlight=read_highlight(shown, reader) if shown else highlight,
    )


def _pose(entry: Entry | None, reader: Reader, poses: Collection[str]) -> str:
    if entry is None:
        return ""
    if entry.value.kind == "text" and entry.value.text in poses:
        return entry.value.text
    reader.unknown("pose-unknown", "there is no pose", entry.value, tuple(poses))
    return ""


def read_highlight(entry: Entry | None, reader: Reader) -> tuple[str, ...]:
    return reader.names(entry.value, "`highlight`", MUSCLE_NAMES, "muscle-unknown") if entry else ()


def read_arrows(
    entry: Entry | None, reader: Reader, phases: Collection[str], inherited: tuple[Arrow, ...]
) -> tuple[Arrow, ...]:
    if entry is None:
        return tuple(arrow for arrow in inherited if arrow.phase in phases)
    found = []
    for item in reader.items(entry.value, "`arrows`"):
        keys = reader.mapping(item, "an arrow", ARROW_KEYS)
        of = reader.names(keys["of"].value, "`of`", MARKER_NAMES, "marker-unknown") if "of" in keys else ()
        phase = reader.text(keys.get("phase"), "`phase`")
        both = reader.yes(keys.get("both"), "`both`", default=False)
        push = _push(keys.get("push"), reader)
        if "phase" in keys and phase not in phases:
            reader.unknown("phase-unknown", "there is no phase", keys["phase"].value, tuple(phases))
        elif item.kind == "mapping" and ("of" not in keys or not phase):
            message, suggestion = "an arrow is `of` a landmark in a `phase`", "{of: working.heel, phase: lift}"
            reader.error("arrow-incomplete", message, item, suggestion=suggestion)
        elif of:
            found.append(Arrow(of[0], phase, both, push))
    return tuple(found)


def _push(entry: Entry | None, reader: Reader) -> tuple[float, float, float] | None:
    if entry is None:
        return None
    items = entry.value.items
    if entry.value.kind != "list" or len(items) != 3:
        message = "`push` is a direction: front, up, working side"
        reader.error("not-a-direction", message, entry.value, expected=("[-1, 0, 0]",))
        return None
    numbers = [reader.number(item, "`push`", -1, 1) for item in items]
    if not any(numbers) and None not in numbers:
        reader.error("not-a-direction", "this `push` points nowhere", entry.value, expected=("[-1, 0, 0]",))
    front, up, aside = (one or 0.0 for one in numbers)
    return front, up, aside


def read_views(entry: Entry | None, reader: Reader, usual: Mapping[str, View]) -> dict[str, View]:
    found = dict(usual)
    for name, one in reader.mapping(entry.value, "`views`", ("front", "side")).items() if entry else ():
        keys = reader.mapping(one.value, f"`{name}`", ("yaw", "pitch"))
        found[name] = View(
            reader.optional_number(keys.get("yaw"), "`yaw`", -360, 360, found[name].yaw),
            reader.optional_number(keys.get("pitch"), "`pitch`", -90, 90, found[name].pitch),
        )
    return found


def read_camera(entry: Entry | None, reader: Reader, inherited: Camera) -> Camera:
    if entry is None:
        return inherited
    keys = reader.mapping(entry.value, "`camera`", CAMERA_KEYS)
    place = keys.get("place")
    if place and place.value.text not in CAMERA_PLACES:
        reader.unknown("camera-place", "a camera does not stand at", place.value, CAMERA_PLACES)
        place = None
    return Camera(
        place.value.text if place else inherited.place,
        *(_texts(keys.get(key), key, reader, getattr(inherited, key)) for key in ("counts", "judges", "unseen")),
    )


def _texts(entry: Entry | None, key: str, reader: Reader, inherited: tuple[str, ...]) -> tuple[str, ...]:
    if entry is None:
        return inherited
    return tuple(reader.text(Entry(entry.key, item), f"`{key}`") for item in reader.items(entry.value, f"`{key}`"))


def facts_of(phases: Collection[Phase], *, loads_belly: bool) -> Facts:
    """How long a calm repetition takes into its end position and out of it; the usual two seconds where none says.

    A stage of a dose lasts as long as the dose says, so its moves count for nothing here.
    """
    usual = Facts()
    lift, lower = (_usual_seconds(phases, does) for does in (Does.LIFT, Does.LOWER))
    return Facts(loads_belly, round(lift * 1000) or usual.lift_ms, round(lower * 1000) or usual.lower_ms)


def _usual_seconds(phases: Collection[Phase], does: Does) -> float:
    """How long phases of a kind that follow each other take, on average where the movement has several such moves."""
    moves = [
        sum(phase.seconds for phase in move)
        for kind, move in groupby(phases, key=lambda phase: phase.does is does and not phase.stage)
        if kind
    ]
    return sum(moves) / len(moves) if moves else 0.0
