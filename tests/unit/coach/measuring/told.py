"""Home tests in few words, told into a log."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.coach.plans import Log
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.words import Side

UNIT = {"thigh-angle": "degrees", "tasks": "levels", "global-change": "levels"}


def measure(
    log: Log, day: date, test: str, trials: list[float], side: str | None = None, at: str = "07:00", **more: Any
) -> Event:
    """One result, or what claims to be one."""
    other = {"corrects": more.pop("corrects")} if "corrects" in more else {}
    facts = Facts({"test": test, UNIT.get(test, "seconds"): trials, **more})
    return log.tell(log.at(day, at), Kind.ASSESSMENT, facts, side=Side(side) if side else None, **other)


def put_by(log: Log, day: date, test: str, why: str = "person") -> Event:
    return log.tell(log.at(day, "07:00"), Kind.ASSESSMENT, Facts({"test": test, "not-done": why}))
