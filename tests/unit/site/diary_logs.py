"""Whole logs for tests of the views: sessions on two devices, and everything that devices do to each other's events."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tests.unit.site.diary_events import HASH, LAPTOP, PHONE, id_of, raw
from unkink.site.accounts.models import Person
from unkink.wire.event import Event
from unkink.wire.reading import read_event

SESSIONS = [UUID(f"019ab9f2-8c00-7000-9000-{number:012x}") for number in range(3)]
AMOUNT = {"sets": 1, "reps": 4, "seconds": 5}
WAY = {"variant": "hip-height", "rung": 0, "dose": "4 x 5 s per side"}
ITEM = {"exercise": "slouch-to-tall", **WAY, **AMOUNT}
STARTED = {"kind": "whole", "items": [ITEM], "missing": [], "first_side": "left", "pace": "timed"}

TOLD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("session-started", STARTED, {"program": HASH}),
    ("session-started", {**STARTED, "kind": "short"}, {"program": HASH}),
    ("session-paused", {"block": 3, "position_ms": 1500}, {}),
    ("exercise-done", {**WAY, "done": {"sets": 1, "reps": 3}, "prescribed": AMOUNT}, {"exercise": "slouch-to-tall", "side": "left"}),  # noqa: E501
    ("exercise-eased", {**WAY, "rung": -1, "from_rung": 0}, {"exercise": "slouch-to-tall"}),
    ("exercise-skipped", {"reason": "hurts"}, {"exercise": "glute-squeeze"}),
    ("pain", {"of": "usual", "level": 3}, {}),
    ("pain", {"of": "worst", "level": 5, "where": "left hip"}, {"exercise": "slouch-to-tall", "side": "right"}),
    ("effort", {"rpe": 6}, {}),
    ("effort", {"felt": "too hard"}, {"exercise": "slouch-to-tall"}),
    ("session-ended", {"reason": "finished"}, {}),
    ("session-ended", {"reason": "stopped", "note": "late"}, {}),
    ("enrolled", {"name": "tight-psoas"}, {"program": HASH}),
    ("rung-set", {"rung": 2, "by": "person"}, {"exercise": "slouch-to-tall"}),
    ("undone", {}, {}),
]  # fmt: skip
NO_SESSION = ("enrolled", "rung-set")


@st.composite
def logs(draw: st.DrawFn, person: Person) -> list[Event]:
    """Up to sixteen events, some of them corrections of each other, of what never came, or of themselves in a ring."""
    count = draw(st.integers(1, 16))
    return [_event(draw, person, number, count) for number in range(count)]


def _event(draw: st.DrawFn, person: Person, number: int, count: int) -> Event:
    kind, data, about = draw(st.sampled_from(TOLD))
    session = None if kind in NO_SESSION else draw(st.sampled_from(SESSIONS))
    others = [id_of(other) for other in range(count + 2) if other != number]
    corrects = draw(st.sampled_from(others) if kind == "undone" else st.none() | st.none() | st.sampled_from(others))
    device = draw(st.sampled_from([PHONE, LAPTOP]))
    event = read_event(raw(person, number, kind, data, **{**about, "session": session, "corrects": corrects}))
    assert isinstance(event, Event), event
    return replace(
        event, device=device, seq=draw(st.integers(0, 3)), at=event.at.replace(second=draw(st.integers(0, 3)))
    )
