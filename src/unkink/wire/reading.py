"""Reads events from JSON: those that are valid, and everything that is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ValidationError

from unkink.wire import validators
from unkink.wire.event import Event, Kind
from unkink.wire.parsing import NotJson, parse
from unkink.wire.problems import Problem, problems_of, shown
from unkink.wire.rules import RULES, broken_rules
from unkink.wire.shapes import event_of
from unkink.wire.sizes import CAN_BE_LARGER, LARGEST, too_large

KINDS = frozenset(map(str, Kind))
CLOSER = frozenset(map(str, [*RULES, *CAN_BE_LARGER]))
"""The kinds of which not everything is said by their shape."""


class Unreadable(ValueError):
    """What was sent is no JSON list of events at all."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found}, expected {expected}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Refused:
    """One event that is not valid, by its index in the list; ``id`` as it was written, None where there is none."""

    index: int
    id: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The valid events in the order in which they came, and the others."""

    events: tuple[Event, ...]
    refused: tuple[Refused, ...]


def read_events(source: bytes | str | Sequence[Any]) -> Reading:
    """Read a JSON list of events, or one that was parsed already.

    Raises:
        Unreadable: if the source is no JSON, or no list.
    """
    parsed = _parsed(source) if isinstance(source, bytes | str) else source
    if not isinstance(parsed, list | tuple):
        raise Unreadable(shown(parsed), "a list of events")
    try:
        events = validators.events().validate_python(list(parsed))
    except ValidationError:
        return _one_by_one(parsed)
    closer = (place for place, raw in enumerate(parsed) if raw["kind"] in CLOSER or raw.get("corrects"))
    if any(broken_rules(parsed[place]) or too_large(events[place]) for place in closer):
        return _one_by_one(parsed)
    return Reading(tuple(events), ())


def _parsed(source: bytes | str) -> object:
    try:
        return parse(source)
    except NotJson as no_json:
        raise Unreadable(str(no_json), "JSON") from no_json


def _one_by_one(parsed: Sequence[Any]) -> Reading:
    events: list[Event] = []
    refused: list[Refused] = []
    for index, raw in enumerate(parsed):
        read = read_event(raw)
        if isinstance(read, Event):
            events.append(read)
        else:
            refused.append(Refused(index, _id_of(raw), read))
    return Reading(tuple(events), tuple(refused))


def read_event(raw: object) -> Event | tuple[Problem, ...]:
    """One parsed event, or everything that is wrong with it, in the order of its keys."""
    if not isinstance(raw, dict):
        return (Problem("", shown(raw), "an event: an object"),)
    word = raw.get("kind")
    kind = Kind(word) if isinstance(word, str) and word in KINDS else None
    problems = list(_of_its_shape(raw, kind))
    paths = {problem.path for problem in problems}
    problems += [problem for problem in broken_rules(raw) if problem.path not in paths]
    if problems or kind is None:
        return tuple(problems)
    event: Event = validators.event(kind).validate_python(raw)
    size = too_large(event)
    return (Problem("", f"{size} bytes", f"at most {LARGEST} bytes"),) if size else event


def _of_its_shape(raw: dict[str, Any], kind: Kind | None) -> Iterator[Problem]:
    """An event of no known kind is held to what all kinds have in common."""
    like = kind or Kind.UNDONE
    try:
        validators.event(like).validate_python(raw)
    except ValidationError as refused:
        found = problems_of(refused, event_of(like))
        yield from found if kind else (one for one in found if not one.path.startswith(("data", "corrects")))


def _id_of(raw: object) -> str | None:
    written = raw.get("id") if isinstance(raw, dict) else None
    return written if isinstance(written, str) and len(written) <= 36 else None
