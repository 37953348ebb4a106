"""A solved movement as a person reads it: for every pose the written and the solved angles, and what it touches."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.body.segments import ANGLES
from unkink.body.solved import SolvedMovement, SolvedPose

SCHEMA = "unkink-movement-1"
SAME = 0.5  # degrees within which a solved angle counts as the written one


def lines_of(solved: SolvedMovement, body: str) -> Iterator[str]:
    """The lines of ``unkink movement show``."""
    movement = solved.movement
    yield f"{movement.name}: {movement.title}"
    yield f"{movement.base}, working side {solved.working}, body {body}"
    yield ""
    for number, phase in enumerate(movement.phases, start=1):
        via = f" by way of {phase.via}" if phase.via else ""
        stage = f", {phase.stage}" if phase.stage else ""
        yield f"{number:3}. {phase.name} ({phase.does}{stage}): {phase.pose}{via}, {phase.seconds:g} s"
    for name, pose in solved.poses.items():
        yield ""
        yield name
        yield from _angles(pose)
        yield from _contacts(pose)


def _angles(pose: SolvedPose) -> Iterator[str]:
    yield f"  {'angle, degrees':<28}{'written':>9}{'solved':>9}{'change':>9}"
    for angle in ANGLES:
        written, solved = pose.written.get(angle, 0.0), pose.posture.angles.get(angle, 0.0)
        if angle in pose.written or abs(solved - written) >= SAME:
            change = f"{solved - written:+9.1f}" if abs(solved - written) >= SAME else " " * 9
            yield f"  {angle:<28}{written:9.1f}{solved:9.1f}{change}".rstrip()


def _contacts(pose: SolvedPose) -> Iterator[str]:
    yield f"  {'touches':<28}{'mm':>9}"
    for touch in pose.contacts:
        yield f"  {touch.point + ' > ' + touch.surface:<28}{touch.distance_mm:9.1f}"
    yield f"  {'deepest inside':<28}{pose.deepest_mm:9.1f}"


def as_shown(solved: SolvedMovement, body: str) -> dict[str, object]:
    """The same for programs: what ``unkink movement show --json`` prints."""
    movement = solved.movement
    return {
        "schema": SCHEMA,
        "name": movement.name,
        "title": movement.title,
        "base": str(movement.base),
        "working": solved.working,
        "body": body,
        "phases": [
            {
                "name": phase.name,
                "does": str(phase.does),
                "pose": phase.pose,
                "via": phase.via,
                "stage": phase.stage,
                "seconds": phase.seconds,
            }
            for phase in movement.phases
        ],
        "poses": {name: _pose(pose) for name, pose in solved.poses.items()},
    }


def _pose(pose: SolvedPose) -> dict[str, object]:
    names = [name for name in ANGLES if name in pose.written or abs(pose.posture.angles.get(name, 0.0)) >= SAME / 10]
    return {
        "angles": {
            name: {"written": pose.written.get(name, 0.0), "solved": round(pose.posture.angles.get(name, 0.0), 1)}
            for name in names
        },
        "contacts": [
            {"point": touch.point, "surface": touch.surface, "mm": round(touch.distance_mm, 1)}
            for touch in pose.contacts
        ],
        "deepest_mm": round(pose.deepest_mm, 1),
    }
