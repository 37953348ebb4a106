"""A movement: a few poses in clinical angles, what they rest on, and the phases between them.

Everything is written for the working side; here that is always the right. :func:`unkink.body.solve.solve` mirrors it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Base(StrEnum):
    """How a movement begins, which says how the body lies in the world when all angles are zero."""

    STANDING = "standing"
    KNEELING = "kneeling"
    HALF_KNEELING = "half-kneeling"
    SEATED = "seated"
    ALL_FOURS = "all-fours"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"  # the working side is up


class Does(StrEnum):
    """What a phase is for: getting there, going into the end position, keeping it, coming back."""

    PLACE = "place"
    LIFT = "lift"
    HOLD = "hold"
    LOWER = "lower"


class PropKind(StrEnum):
    """What a thing is. Mat, pillow and cushion are soft; nothing sinks into chair, bench and step."""

    MAT = "mat"
    BALL = "ball"
    WEIGHT = "weight"
    BAND = "band"
    WALL = "wall"
    CHAIR = "chair"
    BENCH = "bench"
    STEP = "step"
    PILLOW = "pillow"
    CUSHION = "cushion"
    TOWEL = "towel"  # a roll that lies on the body
    PHONE = "phone"


BOXES = (PropKind.CHAIR, PropKind.BENCH, PropKind.STEP, PropKind.PILLOW, PropKind.CUSHION)
"""What has a place of its own in the room, and a top on which one can rest."""

BACKREST = "backrest"
"""The surface that a chair has beside its seat."""


class Where(StrEnum):
    """On which side of the person a wall stands."""

    BEHIND = "behind"
    IN_FRONT = "in front"
    BESIDE_WORKING = "beside working"
    BESIDE_OTHER = "beside other"


@dataclass(frozen=True, slots=True)
class View:
    """From where to look, in degrees. Yaw 0 sees the right side of who stands, 90 the front; pitch looks down."""

    yaw: float
    pitch: float

    @property
    def mirrored(self) -> View:
        """The view that shows the mirrored world (left and right exchanged) as a mirror shows this view."""
        return View(180.0 - self.yaw, self.pitch)


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing that is used, lengths in metres.

    A ``ball`` or a ``weight`` is ``at`` a marker, or at another prop; a ``phone`` lies along the limb ``at`` one; a
    ``band`` goes ``around`` markers; a pillow may lie ``between`` markers. Furniture has a ``height``, a ``width``
    (across) and a ``depth`` (to the front); it stands where the first pose that touches it touches it, moved by
    ``shift`` (to the front, to the working side), or, touched by nothing, at ``shift`` from where the person stands. A
    ``wall`` that the first pose does not touch is ``distance`` away.
    """

    name: str
    kind: PropKind
    at: str = ""
    around: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    diameter: float = 0.0
    kg: float = 0.0
    height: float = 0.0
    width: float = 0.0
    depth: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    where: Where = Where.BEHIND
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Contact:
    """A part of the body that rests on a surface (``floor``, ``wall``, or a prop), ``gap`` metres from it."""

    point: str
    surface: str
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Touching:
    """One landmark that is brought to another, or ``above`` metres over it; the limb of the first moves."""

    moves: str
    onto: str
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class Pose:
    """One pose as written, everything that it is like already taken in.

    ``angles`` are degrees by full name, working side right (``hip_r.flexion``). ``whole`` has ``lean``, ``roll`` and
    ``turn``.
    ``pins`` stay where they were in the first pose while they touch something.
    """

    name: str
    angles: Mapping[str, float] = field(default_factory=dict)
    whole: Mapping[str, float] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    touching: tuple[Touching, ...] = ()
    pins: tuple[str, ...] = ()
    feet_from_wall: float | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the movement that ends in ``pose``, on the way through ``via`` where that is not empty.

    ``stage`` is the dose's own word for it (``extend``), or empty. ``highlight`` names the muscles that work.
    """

    name: str
    pose: str
    seconds: float
    does: Does
    via: str = ""
    stage: str = ""
    say: str = ""
    highlight: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow along the way of a landmark in a phase, or, with ``push``, where it presses without moving.

    ``push`` is a direction in the axes of the upright person: front, up, working side.
    """

    of: str
    phase: str
    both: bool = False
    push: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera can do for this movement, in words a person reads, and from where it would look."""

    place: str
    counts: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a program and a timeline are told about a movement: see ``unkink.program.movement_facts``."""

    loads_belly: bool = False
    lift_ms: int = 2000
    lower_ms: int = 2000


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement. ``poses[phases[0].pose]`` is where it starts."""

    name: str
    title: str
    description: str
    base: Base
    poses: Mapping[str, Pose]
    phases: tuple[Phase, ...]
    views: Mapping[str, View]  # "front" and "side"
    props: Mapping[str, Prop] = field(default_factory=dict)
    arrows: tuple[Arrow, ...] = ()
    camera: Camera = field(default_factory=lambda: Camera("front"))
    facts: Facts = Facts()

    @property
    def key_poses(self) -> tuple[str, ...]:
        """The poses in which phases end, in the order in which they come, each once."""
        return tuple(dict.fromkeys(phase.pose for phase in self.phases))
