"""What a log says once its corrections are taken in: the events that count, in fold order.

None of it depends on the order in which events arrived. An event that came twice counts once. Two events that were
given one id, which no honest device does, both count, as if each had been told by itself: no pain is lost to
another. A correction replaces the data of what it corrects, where kind, session and exercise are the same; the last
one in fold order does. What is undone counts as never told, unless the undoing is undone. Where the original has
not arrived, the last of its corrections stands in its place, or nothing if it was undone. Corrections that lead in
a circle, which no honest device writes, count for nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from unkink.wire.event import Event, Kind, Order
from unkink.wire.writing import line_of


@dataclass(frozen=True, slots=True)
class Settled:
    """``events`` in fold order, corrections taken in; ``waiting`` are corrections whose original is not there.

    ``taken_back`` are the originals that were undone, in fold order.
    """

    events: tuple[Event, ...]
    waiting: tuple[Event, ...] = ()
    taken_back: tuple[Event, ...] = ()


def settled(events: Iterable[Event]) -> Settled:
    """The events that count."""
    known, twins = _once(events)
    correcting = [event for event in known.values() if event.corrects is not None]
    if not correcting:
        return Settled(_in_order((*known.values(), *twins)))
    above = _above(correcting)
    told = _taken_in(known, above)
    waiting = tuple(event for event in correcting if event.corrects not in known)
    originals = [event for event in known.values() if event.corrects is None and event.kind is not Kind.UNDONE]
    settling = [(event, told[event.id]) for event in originals]
    settling += [(twin, _corrected(twin, above.get(twin.id, ()), told)) for twin in twins]
    counting = (now for _, now in settling if now is not None)
    taken_back = _in_order(event for event, now in settling if now is None)
    return Settled(_in_order((*counting, *_standing_in(waiting, told))), waiting, taken_back)


def _standing_in(waiting: Iterable[Event], told: Mapping[UUID, Event | None]) -> list[Event]:
    """What counts in the places of originals that are not there."""
    counting = [one for event in waiting if (one := told[event.id]) is not None]
    undone = {event.corrects for event in counting if event.kind is Kind.UNDONE}
    last = {(event.corrects, *_about(event)): event for event in sorted(counting, key=_order)}
    return [event for event in last.values() if event.corrects not in undone]


def _about(event: Event) -> tuple[Kind, UUID | None, str | None]:
    return event.kind, event.session, event.exercise


def _once(events: Iterable[Event]) -> tuple[dict[UUID, Event], list[Event]]:
    """Each event once, by its id; and those whose id stands for an earlier one in fold order too.

    Of those only what corrects another is known by an id of its own, made from all that it says.
    """
    known: dict[UUID, Event] = {}
    same: dict[UUID, dict[bytes, Event]] = defaultdict(dict)
    for event in events:
        other = known.setdefault(event.id, event)
        if other is not event and other != event:
            same[event.id] |= {line_of(one): one for one in (other, event)}
    twins: list[Event] = []
    for id_, by_line in same.items():
        known[id_], *others = [by_line[line] for line in sorted(by_line, key=lambda line: (by_line[line].order, line))]
        twins += [one for one in others if one.corrects is None and one.kind is not Kind.UNDONE]
        for one in others:
            if one.corrects is not None:
                own = UUID(bytes=sha256(line_of(one)).digest()[:16])
                known[own] = replace(one, id=own)
    return known, twins


def _in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> Order:
    return event.order


def _above(correcting: Iterable[Event]) -> dict[UUID | None, list[Event]]:
    """What corrects each event, by the id that it names."""
    above: dict[UUID | None, list[Event]] = defaultdict(list)
    for event in correcting:
        above[event.corrects].append(event)
    return above


def _taken_in(known: Mapping[UUID, Event], above: Mapping[UUID | None, list[Event]]) -> dict[UUID, Event | None]:
    """Every event with its corrections taken in, None where it is undone; those of a circle are missing.

    Begins with the events that nobody corrects and goes on to what they correct, so that no chain is too long.
    """
    unread = {id_: len(corrections) for id_, corrections in above.items()}
    ready = [event for event in known.values() if event.id not in unread]
    told: dict[UUID, Event | None] = {}
    while ready:
        event = ready.pop()
        told[event.id] = _corrected(event, above.get(event.id, ()), told)
        if (below := event.corrects) is not None and below in known:
            unread[below] -= 1
            if unread[below] == 0:
                ready.append(known[below])
    return told


def _corrected(event: Event, corrections: Iterable[Event], told: Mapping[UUID, Event | None]) -> Event | None:
    counting = [one for correction in corrections if (one := told[correction.id]) is not None]
    if any(one.kind is Kind.UNDONE for one in counting):
        return None
    same = [one for one in counting if _about(one) == _about(event)]
    return replace(event, data=max(same, key=_order).data) if same else event
