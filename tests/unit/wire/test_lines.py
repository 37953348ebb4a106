"""A log as JSON Lines."""

from __future__ import annotations

import json

from tests.unit.wire.build import raw
from unkink.wire.event import Event
from unkink.wire.lines import LONGEST_LINE, BadLine, read_lines
from unkink.wire.writing import line_of

LINE = json.dumps(raw()).encode()


def test_bad_lines_are_told_with_their_number_and_the_others_are_read() -> None:
    wrong = json.dumps({**raw(), "seq": "x", "tz": None}).encode()
    read = list(read_lines([LINE, b"\n", wrong, b"oops\n", LINE + b"\r\n"]))
    assert [type(one) for one in read] == [Event, BadLine, BadLine, Event]
    assert [message for one in read if isinstance(one, BadLine) for message in one.messages("log.jsonl")] == [
        'log.jsonl:3: seq: found "x", expected a whole number from 0 to 9007199254740991',
        "log.jsonl:3: tz: found null, expected the name of a time zone, such as Europe/Warsaw",
        "log.jsonl:4: found no JSON: Expecting value in line 1, column 1, expected an event: a JSON object",
    ]


def test_a_byte_order_mark_before_the_first_line_does_no_harm() -> None:
    (event,) = read_lines([b"\xef\xbb\xbf" + LINE])
    assert isinstance(event, Event)


def test_a_line_without_end_is_not_parsed() -> None:
    (bad,) = read_lines([b" " * LONGEST_LINE + LINE])
    assert isinstance(bad, BadLine)
    assert bad.problems[0].expected == f"at most {LONGEST_LINE} bytes"


def test_no_lines_are_no_events() -> None:
    assert list(read_lines([])) == []


def test_a_line_is_written_compactly_with_what_says_nothing_as_null_or_left_out() -> None:
    (event,) = read_lines([LINE])
    assert isinstance(event, Event)
    assert line_of(event) == json.dumps(raw(), separators=(",", ":")).encode()
