"""The page about events is true: its examples, its tables, its bounds, and what its program prints."""

from __future__ import annotations

import contextlib
import io
import re

import pytest

from tests.unit.pages import DOCS, text_of
from tests.unit.worked_examples import blocks
from unkink.wire.event import Event, Kind
from unkink.wire.facts import LONGEST_FACT, MOST_IN_FACT
from unkink.wire.json_schema import event_schema
from unkink.wire.leaves import Choice
from unkink.wire.lines import read_lines
from unkink.wire.shapes import Record, event_of
from unkink.wire.sizes import LARGEST
from unkink.wire.told import MOST_ANSWERS, MOST_FACTS, MOST_FEELINGS, MOST_ITEMS
from unkink.wire.writing import line_of

PAGE = text_of(DOCS / "events.md")
SECTIONS = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
LINES = [line.encode() for block in blocks(PAGE) if block.kind == "jsonl" for line in block.text.splitlines()]


def test_every_kind_has_its_place_and_every_place_its_kind() -> None:
    assert set(SECTIONS) - {"Facts"} == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_example_of_itself(kind: Kind) -> None:
    lines = [
        line.encode() for block in blocks(SECTIONS[kind]) if block.kind == "jsonl" for line in block.text.splitlines()
    ]
    events = list(read_lines(lines))
    assert events
    assert all(isinstance(event, Event) and event.kind is kind for event in events)
    assert [line_of(event) for event in events if isinstance(event, Event)] == lines


def test_the_examples_are_one_log() -> None:
    """Each id once, and what is corrected is there."""
    events = [event for event in read_lines(LINES) if isinstance(event, Event)]
    ids = [event.id for event in events]
    assert len(set(ids)) == len(ids) == len(LINES)
    assert {event.corrects for event in events} - {None} <= set(ids)
    assert len({event.person for event in events}) == 1
    in_order = sorted(events, key=lambda event: event.order)
    assert in_order == sorted(events, key=lambda event: event.seq)


def keys_of(text: str) -> set[str]:
    """The keys in the first cells of a table, and those named in a row about `items` or amounts."""
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize("kind", [kind for kind in Kind if isinstance(event_of(kind).field("data").shape, Record)])  # type: ignore[union-attr]
def test_every_key_of_the_data_is_in_the_table_of_its_kind(kind: Kind) -> None:
    data = event_of(kind).field("data")
    assert data is not None
    assert isinstance(data.shape, Record)
    assert keys_of(SECTIONS[kind]) == {field.key for field in data.shape.fields}
    for field in data.shape.fields:
        row = next(line for line in SECTIONS[kind].splitlines() if line.startswith("|") and f"`{field.key}`" in line)
        assert field.optional == (f"`{field.key}`?" in row), field.key
        if isinstance(field.shape, Choice):
            assert [word for word in field.shape.words if f"`{word}`" not in row] == []


def test_every_key_of_an_event_is_in_the_table() -> None:
    table = PAGE.partition("\n## One event\n")[2].partition("\n## ")[0]
    assert keys_of(table) == {field.key for field in event_of(Kind.UNDONE).fields}


@pytest.mark.parametrize("kind", Kind)
def test_what_a_kind_needs_is_said(kind: Kind) -> None:
    """Every field that may be null elsewhere and not here is called needed."""
    schema = next(one for one in event_schema()["oneOf"] if one["properties"]["kind"]["const"] == kind)  # type: ignore[attr-defined]
    said = " ".join(re.findall(r"[^.|]*\bneeded\b", " ".join(SECTIONS[kind].split())))
    assert [name for name in schema["required"] if f"`{name}`" not in said] == []


@pytest.mark.parametrize(
    "bound",
    [
        LARGEST,
        2**53 - 1,
        MOST_ITEMS,
        MOST_ANSWERS,
        MOST_FEELINGS,
        MOST_FACTS,
        LONGEST_FACT,
        MOST_IN_FACT,
        128,
        2000,
        300,
        60,
        4000,
    ],
)
def test_every_bound_is_told(bound: int) -> None:
    assert re.search(rf"\b{bound}\b", PAGE)


def test_the_program_on_the_page_prints_what_it_says() -> None:
    (program,) = (block.text for block in blocks(PAGE) if block.kind == "python")
    (expected,) = (block.text for block in blocks(PAGE) if block.kind == "text")
    events = [event for event in read_lines(LINES) if isinstance(event, Event)]
    lines = [line_of(event) for event in sorted(events, key=lambda event: event.seq)]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "docs/events.md", "exec"), {"lines": lines})
    assert printed.getvalue() == expected
