"""Laws of events: written and read again they are the same, and whatever is not an event is told so."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.property.event_strategies import events
from unkink.wire.column import data_as_json, data_from_json
from unkink.wire.event import TELLS, Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.json_schema import event_schema
from unkink.wire.lines import BadLine, read_lines
from unkink.wire.reading import Unreadable, read_event, read_events
from unkink.wire.sizes import CAN_BE_LARGER, LARGEST
from unkink.wire.told import Screened
from unkink.wire.writing import line_of

SCHEMA = Draft202012Validator(event_schema())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=5), each, max_size=3),
    max_leaves=8,
)


@given(st.lists(events(), max_size=5))
def test_an_event_written_and_read_is_the_same_event_and_the_same_bytes(log: list[Event]) -> None:
    """Nothing is lost or added on the way through JSON, in a batch or line by line."""
    lines = [line_of(event) for event in log]
    reading = read_events(b"[" + b",".join(lines) + b"]")
    assert reading.refused == ()
    assert list(reading.events) == log == list(read_lines(lines))
    assert [line_of(event) for event in reading.events] == lines


@given(events(), st.randoms(use_true_random=False), st.sampled_from([None, 2]), st.booleans())
def test_how_the_json_is_spelled_does_not_matter(
    event: Event, random: Any, indent: int | None, ascii_only: bool
) -> None:
    """White space, escapes, the order of keys, and nulls left out: the same event."""
    keys = [pair for pair in json.loads(line_of(event)).items() if pair[1] is not None]
    random.shuffle(keys)
    spelled = json.dumps([dict(keys)], indent=indent, ensure_ascii=ascii_only)
    assert read_events(spelled).events == (event,) == read_events(spelled.encode()).events


@given(events())
def test_the_data_comes_back_from_its_column(event: Event) -> None:
    """The column holds the same text that stands in the line."""
    text = data_as_json(event.kind, event.data)
    assert data_from_json(event.kind, text) == event.data
    assert type(event.data) is TELLS[event.kind]
    assert json.loads(text) == json.loads(line_of(event))["data"]


@given(events())
def test_the_line_is_compact_json_with_every_key_in_its_place(event: Event) -> None:
    """But for decimal numbers, which languages spell differently, it is what any writer of compact JSON writes."""
    line = line_of(event)
    if not isinstance(event.data, Facts | Screened):
        assert json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":")) == line.decode()
    assert list(json.loads(line)) == [
        *("v", "id", "person", "clinic", "device", "seq", "at", "tz", "kind", "program", "session", "exercise"),
        *("side", "corrects", "data"),
    ]
    assert b"\n" not in line


@given(events())
def test_every_event_fits_the_schema(event: Event) -> None:
    SCHEMA.validate(json.loads(line_of(event)))


WRONG = st.sampled_from(
    [None, True, -1, 11, 1.5, 2**60, "", "left", "usual", "a\0b", [], {}, [1], {"a": 1}, "x" * 5000]
)


@given(events(), st.data())
def test_the_schema_and_the_reader_agree(event: Event, data: st.DataObject) -> None:
    """One place of an event changed, left out or added: both take it, or neither does."""
    raw = json.loads(line_of(event))
    at = raw if data.draw(st.booleans()) else raw["data"]
    while at and isinstance(at, dict):
        key = data.draw(st.sampled_from([*sorted(at), "surplus"]))
        inner = at.get(key)
        if isinstance(inner, dict) and inner and data.draw(st.booleans()):
            at = inner
            continue
        if data.draw(st.booleans()):
            at.pop(key, None)
        else:
            at[key] = data.draw(WRONG)
        break
    if isinstance(raw.get("tz"), str) and raw["tz"] != event.tz:
        return  # no schema knows the time zones
    if raw.get("corrects") is not None and raw.get("corrects") == raw.get("id"):
        return  # nor can it compare two keys
    read = read_event(raw)
    assert isinstance(read, Event) == SCHEMA.is_valid(raw), read


@given(JSON | st.lists(JSON, max_size=4))
def test_whatever_json_it_is_it_is_read_or_refused(anything: Any) -> None:
    """No value makes the reader fail, and every refusal says where, what and why."""
    reading = read_events(anything if isinstance(anything, list) else [anything])
    assert all(refused.problems for refused in reading.refused)
    for refused in reading.refused:
        assert all(problem.found and problem.expected for problem in refused.problems)
        json.dumps([problem.found for problem in refused.problems]).encode()


@given(st.binary(max_size=60) | JSON.map(lambda one: json.dumps(one).encode()))
def test_whatever_bytes_they_are_they_are_read_or_refused(anything: bytes) -> None:
    with suppress(Unreadable):
        read_events(anything)
    assert all(isinstance(one, Event | BadLine) for one in read_lines(anything.splitlines()))


@given(st.lists(events() | JSON, max_size=5))
def test_the_valid_are_read_whatever_stands_beside_them(mixed: list[Any]) -> None:
    """Every event is either read, in order, or refused under its index; problems of one are not those of another."""
    raw = [json.loads(line_of(one)) if isinstance(one, Event) else one for one in mixed]
    reading = read_events(raw)
    assert list(reading.events) == [one for one in mixed if isinstance(one, Event)]
    assert [refused.index for refused in reading.refused] == [
        place for place, one in enumerate(mixed) if not isinstance(one, Event)
    ]


@given(events(), st.sampled_from(["seq", "at", "tz", "kind", "device"]), st.sampled_from(["person", "clinic", "v"]))
def test_all_that_is_wrong_is_told_at_once(event: Event, one: str, other: str) -> None:
    """Two fields spoiled, two problems, each in its place; a third that is not known."""
    raw = {**json.loads(line_of(event)), one: {}, other: "nobody", "surplus": 1}
    problems = read_event(raw)
    assert not isinstance(problems, Event)
    assert [problem.path for problem in problems if problem.path in raw] == [
        *(key for key in raw if key in (one, other)), "surplus"
    ]  # fmt: skip


@given(events())
def test_the_kinds_that_are_never_weighed_are_never_too_large(event: Event) -> None:
    """The largest of each such kind is far below the limit, so that weighing the others is enough."""
    assert event.kind in CAN_BE_LARGER or len(line_of(event)) < LARGEST
    assert set(Kind) == set(TELLS)
