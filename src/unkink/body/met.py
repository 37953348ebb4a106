"""Whether the solved poses keep what they declare: what could not be met, at the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.body.angles import angle_of
from unkink.body.check import Checked
from unkink.body.solved import SolvedMovement, SolvedPose, Touch
from unkink.body.stiffness import FREE
from unkink.findings.diagnostic import Diagnostic
from unkink.findings.findings import Findings

FARTHEST_MM = 10.0
"""How far a declared contact may stay from its surface."""
DEEPEST_MM = 5.0
"""How far the skin may lie inside floor, wall or furniture."""
FAR = 30.0
"""Degrees by which an angle may differ from what is written unremarked; more where a joint gives way more."""
FAR_SIGMAS = 3.0

WRITTEN = {"r": "working", "l": "other"}
"""How a side is written, while the right side works."""


def contact_findings(checked: Checked, solved: SolvedMovement, body: str) -> tuple[Diagnostic, ...]:
    """What the solved poses do not keep, on one body.

    An error for every contact that is missed and every pose that sinks in; a warning for an angle that had to go far
    from what is written, because such a figure does something else than its author meant.
    """
    findings = Findings(checked.lines)
    for name, pose in solved.poses.items():
        for touch in _missed(pose):
            _add_missed(checked, findings, name, touch, body)
        if pose.deepest_mm > DEEPEST_MM:
            message = f"in the pose `{name}` {_where_inside(pose)} (body `{body}`)"
            line, column, length = _place(checked, name)
            findings.error(
                "sinks-in",
                message,
                (line, column),
                length=length,
                expected=(f"at most {DEEPEST_MM:g} mm",),
                suggestion="say what touches there, or move the limb that is in the way",
            )
        for angle, written, came_out in _far(pose):
            message = f"in the pose `{name}` {angle} is written as {written:.0f} and comes out as {came_out:.0f}"
            line, column, length = _place(checked, name)
            findings.warn(
                "far-from-written",
                f"{message} (body `{body}`)",
                (line, column),
                length=length,
                suggestion="write angles that go with what touches, or leave a contact out",
            )
    return findings.all()


def _far(pose: SolvedPose) -> Iterator[tuple[str, float, float]]:
    """Angles that gave way beyond what a contact should ask of them: as the author names them, written and solved."""
    for full, solved in pose.posture.angles.items():
        angle, written = angle_of(full), pose.written.get(full, 0.0)
        if abs(solved - written) > max(FAR, FAR_SIGMAS * FREE[angle.key]):
            mark = full.partition(".")[0].rpartition("_")[2]
            yield (f"{WRITTEN[mark]}.{angle.name}" if mark in WRITTEN else angle.name), written, solved


def missed(solved: SolvedMovement) -> Iterator[str]:
    """Every contact that is not met, and every pose that sinks in, in words."""
    for name, pose in solved.poses.items():
        for touch in _missed(pose):
            yield f"{name}: {touch.point} stays {touch.distance_mm:.1f} mm from {touch.surface}"
        if pose.deepest_mm > DEEPEST_MM:
            yield f"{name}: {_where_inside(pose)}"


def _where_inside(pose: SolvedPose) -> str:
    segment, _, mark = pose.deepest_part.partition("_")
    part = f"{WRITTEN[mark]}.{segment}" if mark else segment
    return f"{part} lies {pose.deepest_mm:.0f} mm inside {pose.deepest_in}"


def _missed(pose: SolvedPose) -> Iterator[Touch]:
    return (touch for touch in pose.contacts if touch.distance_mm > FARTHEST_MM)


def _add_missed(checked: Checked, findings: Findings, pose: str, touch: Touch, body: str) -> None:
    written = checked.places.contacts.get((pose, touch.surface, touch.point))
    line, column, length = (written.line, written.column, written.length) if written else _place(checked, pose)
    message = (
        f"in the pose `{pose}` {touch.point} stays {touch.distance_mm:.0f} mm from {touch.surface} (body `{body}`)"
    )
    findings.error(
        "contact-missed",
        message,
        (line, column),
        length=length,
        expected=(f"at most {FARTHEST_MM:g} mm",),
        suggestion="change the angles between it and the pelvis, lean the whole body, or leave the contact out",
    )


def _place(checked: Checked, pose: str) -> tuple[int, int, int]:
    """Where a pose is written; an inherited one at the top of the file."""
    written = checked.places.poses.get(pose)
    return (written.line, written.column, written.length) if written else (1, 1, 1)
