"""One movement looked at closely: key poses from both views, every moment, and angles and contacts in numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from unkink.body.met import DEEPEST_MM, FARTHEST_MM
from unkink.body.movement import Phase
from unkink.body.segments import ANGLES
from unkink.body.solved import SolvedPose
from unkink.site.figures.movements import Plate
from unkink.site.figures.pictures import Picture, both_tones, key_pictures
from unkink.site.figures.solved import movement_of, solved
from unkink.site.figures.stills import VIEWS, Look, moments_of

SAME = 0.5  # degrees within which a solved angle counts as the written one
NAMES = {"front": "As it is mostly shown", "side": "From another side"}
"""Of a glute that tightens, the usual view is one from behind: no heading says more than where else to look."""


@dataclass(frozen=True, slots=True)
class Row:
    """One angle in degrees, as written and as solved. ``change`` is empty where they are the same."""

    angle: str
    written: str
    solved: str
    change: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How far a declared contact came, in mm. ``missed`` where that is too far."""

    what: str
    distance: str
    missed: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """One pose in numbers."""

    name: str
    rows: tuple[Row, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The key poses from one view."""

    view: str
    title: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Closer:
    """All of it.

    ``moments`` is JSON for the page's script: of each moment what is said, and for each view two addresses, of a
    picture for light pages and of one for dark ones. ``last`` is the number of the last moment, counted from 0.
    """

    seen: tuple[Seen, ...]
    moments: str
    last: int
    poses: tuple[Figures, ...]


def closer(plate: Plate, look: Look) -> Closer:
    """Everything that the page of a movement shows.

    Raises:
        NoMovement: where the movement's file has errors.
    """
    doing = solved(plate, look.body, look.side)
    views = [view for view in VIEWS if view in movement_of(plate).views]
    looks = [replace(look, view=view) for view in views]
    moments = [_moment(plate, phase, moment, looks) for phase, moment in moments_of(movement_of(plate))]
    return Closer(
        seen=tuple(Seen(one.view, NAMES[one.view], key_pictures(plate, one)) for one in looks),
        moments=json.dumps(moments),
        last=len(moments) - 1,
        poses=tuple(_figures(name, pose) for name, pose in doing.poses.items()),
    )


def _moment(plate: Plate, phase: Phase, moment: str, looks: Sequence[Look]) -> tuple[str, list[list[str]]]:
    shown = [[still.address for still in both_tones(plate, moment, look)] for look in looks]
    return phase.say or phase.name, shown


def _figures(name: str, pose: SolvedPose) -> Figures:
    contacts = [
        Contact(f"{touch.point} on {touch.surface}", f"{touch.distance_mm:.1f}", touch.distance_mm > FARTHEST_MM)
        for touch in pose.contacts
    ]
    if pose.deepest_mm >= SAME:
        what = f"{pose.deepest_part} inside {pose.deepest_in}"
        contacts.append(Contact(what, f"{pose.deepest_mm:.1f}", pose.deepest_mm > DEEPEST_MM))
    return Figures(name, tuple(_rows(pose)), tuple(contacts))


def _rows(pose: SolvedPose) -> Iterator[Row]:
    """The angles that are written, and those that solving changed."""
    for angle in ANGLES:
        written, found = pose.written.get(angle, 0.0), pose.posture.angles.get(angle, 0.0)
        changed = abs(found - written) >= SAME
        if angle in pose.written or changed:
            yield Row(angle, _degrees(written), _degrees(found), _degrees(found - written, "+") if changed else "")


def _degrees(value: float, sign: str = "") -> str:
    return f"{value + 0.0:{sign}.1f}".replace("-", "−")
