"""Reads a log as JSON Lines: one event a line, as it is exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unkink.wire.event import Event
from unkink.wire.parsing import NotJson, parse
from unkink.wire.problems import Problem
from unkink.wire.reading import read_event
from unkink.wire.sizes import LARGEST

LONGEST_LINE = 8 * LARGEST
"""Bytes: white space and escapes may make a line longer than the event that it holds."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no event, counted from 1."""

    number: int
    problems: tuple[Problem, ...]

    def messages(self, file: str) -> Iterator[str]:
        """``log.jsonl:3: data.rung: found "two", expected a whole number from -10000 to 10000``."""
        for problem in self.problems:
            where = f"{problem.path}: " if problem.path else ""
            yield f"{file}:{self.number}: {where}found {problem.found}, expected {problem.expected}"


def read_lines(lines: Iterable[bytes]) -> Iterator[Event | BadLine]:
    """Each event, or what is wrong with its line, in the order of the lines. Empty lines are none."""
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line
        if text.strip():
            read = _read(text)
            yield read if isinstance(read, Event) else BadLine(number, read)


def _read(line: bytes) -> Event | tuple[Problem, ...]:
    if len(line) > LONGEST_LINE:
        return (Problem("", f"{len(line)} bytes", f"at most {LONGEST_LINE} bytes"),)
    try:
        return read_event(parse(line))
    except NotJson as no_json:
        return (Problem("", f"no JSON: {no_json}", "an event: a JSON object"),)
