"""Pressure held together: whoever must not have it finds something else, and that does not press."""

from __future__ import annotations

from collections.abc import Mapping

from unkink.findings.findings import Findings
from unkink.program.facts import INSTEAD
from unkink.program.pressure import NO_PRESSURE, NONE
from unkink.program.sections import Draft


def pressure_makes_sense(drafts: Mapping[str, Draft], findings: Findings) -> None:
    """Every way around pressure is there, and leads around it."""
    for draft in drafts.values():
        _ways_around(draft, drafts, findings)
        if draft.section.pressure not in (None, NONE):
            _some_way_around(draft, drafts, findings)


def _ways_around(draft: Draft, drafts: Mapping[str, Draft], findings: Findings) -> None:
    places = [one.name for one in draft.references if one.role == INSTEAD]
    for substitute, place in zip(draft.section.substitutes, places, strict=True):
        found = drafts.get(substitute.exercise)
        said = found.section.pressure if found else None
        if substitute.when == NO_PRESSURE and said not in (None, NONE):
            message = f"`{substitute.exercise}` stands in where nothing may press, and presses itself ({said})"
            findings.error("substitute-presses", message, place, suggestion="name one without pressure")


def _some_way_around(draft: Draft, drafts: Mapping[str, Draft], findings: Findings) -> None:
    parent = drafts.get(draft.section.variant_of or "")
    owners = [one.section for one in (draft, parent) if one]
    if not any(one.when == NO_PRESSURE for section in owners for one in section.substitutes):
        message = f"nothing stands in for `{draft.id}` where nothing may press"
        suggestion = f"- {INSTEAD} {NO_PRESSURE}: EXERCISE"
        findings.warn("pressure-without-substitute", message, draft.keys["pressure"], suggestion=suggestion)
