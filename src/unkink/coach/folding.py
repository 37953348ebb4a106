"""Folding a log into a state, and going on from a state that was kept.

A snapshot can be carried on with events that come later in fold order. An event that comes earlier, or that corrects
or undoes one that may be in the snapshot already, means folding again from the start (or from an earlier snapshot).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from unkink.coach.settling import settled
from unkink.wire.event import Event, Kind, Order

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Fold(Generic[State]):
    """A state and how each event changes it. ``step`` sees the events that concern it, in fold order, settled.

    Events of other kinds than ``kinds`` are not looked at, so they need not be fetched; `undone` is always among them,
    as what is undone may be anything. ``take_back`` sees what was undone, in its place; without it nothing does.
    """

    nothing: State
    step: Callable[[State, Event], State]
    kinds: frozenset[Kind]
    concerns: Callable[[Event], bool]
    take_back: Callable[[State, Event], State] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in fold order."""

    at: datetime
    device: UUID
    seq: int
    id: UUID

    @property
    def order(self) -> Order:
        return (self.at, self.device.int, self.seq, self.id.int)


@dataclass(frozen=True, slots=True)
class Snapshot(Generic[State]):
    """A state after all events up to ``last``. ``waiting``: ids of events that were corrected before they arrived."""

    state: State
    last: Mark | None = None
    waiting: tuple[UUID, ...] = ()


def folded(fold: Fold[State], events: Iterable[Event]) -> Snapshot[State]:
    """The state after all these events, whatever their order, however often each is among them."""
    return _further(fold, Snapshot(fold.nothing), _of_kinds(fold, events))


def continues(fold: Fold[State], snapshot: Snapshot[State], event: Event) -> bool:
    """Whether the snapshot can be carried on with this event alone; if not, fold again from the start."""
    return all(_fits(fold, snapshot, one, frozenset()) for one in _of_kinds(fold, [event]))


def carried_on(fold: Fold[State], snapshot: Snapshot[State], events: Iterable[Event]) -> Snapshot[State] | None:
    """The snapshot with further events, equal to folding everything from the start; None where only that will do."""
    further = _of_kinds(fold, events)
    known = frozenset(event.id for event in further)
    if all(_fits(fold, snapshot, event, known) for event in further):
        return _further(fold, snapshot, further)
    return None


def _of_kinds(fold: Fold[State], events: Iterable[Event]) -> list[Event]:
    return [event for event in events if event.kind in fold.kinds]


def _fits(fold: Fold[State], snapshot: Snapshot[State], event: Event, known: frozenset[UUID]) -> bool:
    """``known`` are the ids of the events that arrive together: these alone may be corrected on the way."""
    if event.id in snapshot.waiting:
        return False
    later = snapshot.last is None or event.order > snapshot.last.order
    return not _matters(fold, event) or (later and (event.corrects is None or event.corrects in known))


def _matters(fold: Fold[State], event: Event) -> bool:
    return event.kind is Kind.UNDONE or fold.concerns(event)


def _further(fold: Fold[State], snapshot: Snapshot[State], events: list[Event]) -> Snapshot[State]:
    log = settled(events)
    steps = [(event, fold.step) for event in log.events]
    if fold.take_back is not None and log.taken_back:
        steps += [(event, fold.take_back) for event in log.taken_back]
        steps.sort(key=lambda one: one[0].order)
    state = snapshot.state
    for event, step in steps:
        if fold.concerns(event):
            state = step(state, event)
    mattering = [event for event in events if _matters(fold, event)]
    waiting = {*snapshot.waiting, *(one.corrects for one in log.waiting if one.corrects and _matters(fold, one))}
    last = max(mattering, key=lambda event: event.order, default=None)
    mark = Mark(last.at, last.device, last.seq, last.id) if last else snapshot.last
    return Snapshot(state, mark, tuple(sorted(waiting)))
