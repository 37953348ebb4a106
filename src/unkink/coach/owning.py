"""Whose ladder an event is about: what is told of a variant is told of the exercise that it is a variant of."""

from __future__ import annotations

from typing import Protocol

from unkink.coach.replacing import replace
from unkink.coach.steps import Steps
from unkink.wire.event import Event, Kind
from unkink.wire.told import SessionStarted

OF_A_SESSION = frozenset(
    {Kind.PAIN, Kind.EFFORT, Kind.EXERCISE_DONE, Kind.EXERCISE_EASED, Kind.EXERCISE_SKIPPED, Kind.SESSION_STARTED}
)


class Library(Protocol):
    """Texts of programs by their hash."""

    def of(self, hash_: str | None) -> Steps: ...


def owned(event: Event, texts: Library) -> Event:
    """The event under the id that owns the ladder; as it is where its text of the program knows no better."""
    if event.kind not in OF_A_SESSION:
        return event
    steps = texts.of(event.program)
    if isinstance(event.data, SessionStarted):
        items = tuple(replace(item, exercise=steps.owner(item.exercise)) for item in event.data.items)
        return event if items == event.data.items else replace(event, data=replace(event.data, items=items))
    if event.exercise is None or (owner := steps.owner(event.exercise)) == event.exercise:
        return event
    return replace(event, exercise=owner)
