"""One valid event as JSON, and what a test wants to be different about it."""

from __future__ import annotations

from typing import Any

from unkink.wire.event import Event
from unkink.wire.problems import Problem
from unkink.wire.reading import read_event

ID = "019ab9f2-8c00-7000-8000-%012d"
HASH = "e5289d046acc509aa4574ed20f0e9a805ccae223900ca7fdcdeb78611c602da5"


def raw(kind: str = "exercise-skipped", data: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """An event of that kind; by default an exercise left out for want of time."""
    return {
        "v": 1,
        "id": ID % 1,
        "person": ID % 2,
        "clinic": ID % 3,
        "device": ID % 4,
        "seq": 7,
        "at": "2026-11-22T10:00:00.000Z",
        "tz": "Europe/Warsaw",
        "kind": kind,
        "program": HASH,
        "session": ID % 5,
        "exercise": "squat",
        "side": None,
        "corrects": None,
        "data": {"reason": "time"} if data is None else data,
        **fields,
    }


def problems(event: Any) -> list[tuple[str, str, str]]:
    """What is wrong with it, as (path, found, expected); empty where nothing is."""
    read = read_event(event)
    return [] if isinstance(read, Event) else [_cells(problem) for problem in read]


def _cells(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.found, problem.expected
