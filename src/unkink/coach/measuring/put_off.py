"""Tests that the person put off: not this time, or because it hurt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from unkink.coach.days import day_of
from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.results import assessments
from unkink.wire.event import Event
from unkink.wire.facts import Facts


class Why(StrEnum):
    """Why a test was not done."""

    PERSON = "person"
    HURTS = "hurts"


@dataclass(frozen=True, slots=True)
class PutOff:
    """A test that was asked for and not done."""

    test: str
    day: date
    at: datetime
    why: Why
    event: UUID


def put_off(events: Iterable[Event]) -> tuple[PutOff, ...]:
    """Every test that was put off, in fold order, from events in any order."""
    found = (put_off_of(event) for event in assessments(events))
    return tuple(one for one in found if one is not None)


def put_off_of(event: Event) -> PutOff | None:
    """What one settled assessment puts off; None where it puts off nothing."""
    if not isinstance(event.data, Facts):
        return None
    test, why = event.data.get("test"), event.data.get("not-done")
    if test not in TESTS or not isinstance(why, str) or why not in set(Why):
        return None
    return PutOff(str(test), day_of(event.at, event.tz), event.at, Why(why), event.id)
