"""A piece of text that knows where each of its characters stands in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from sys import maxsize
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Text:
    """Text gathered from one or more lines. Equality is by content; places serve diagnostics only.

    ``starts`` holds, ascending, (offset in ``content``, line, column) of every piece.
    """

    content: str
    starts: tuple[tuple[int, int, int], ...] = field(compare=False)

    @property
    def line(self) -> int:
        return self.starts[0][1]

    @property
    def column(self) -> int:
        return self.starts[0][2]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at ``offset``."""
        start, line, column = self.starts[max(0, self._pieces_to(offset) - 1)]
        return line, column + offset - start

    def part(self, start: int, end: int | None = None) -> Text:
        """The text from ``start`` to ``end``, white space at both ends left out."""
        raw = self.content[start:end]
        content = raw.strip()
        first = start + len(raw) - len(raw.lstrip())
        if len(self.starts) == 1:
            ((offset, line, column),) = self.starts
            return Text(content, ((0, line, column + first - offset),))
        line, column = self.place(first)
        within = self.starts[self._pieces_to(first) : self._pieces_to(first + len(content))]
        return Text(content, ((0, line, column), *((at - first, row, col) for at, row, col in within)))

    def _pieces_to(self, offset: int) -> int:
        """How many pieces begin at or before ``offset``."""
        return bisect_right(self.starts, (offset, maxsize))


class Piece(NamedTuple):
    """A stretch of one line: its text without white space at its ends, and where that begins."""

    content: str
    line: int
    column: int

    @classmethod
    def of(cls, line: str, number: int, start: int = 0) -> Piece:
        """The piece of line ``number`` (from 1) from index ``start`` on."""
        raw = line[start:]
        return cls(raw.strip(), number, start + len(raw) - len(raw.lstrip()) + 1)


def gather(pieces: Iterable[Piece]) -> Text:
    """The text of several lines, joined by single spaces."""
    starts, offset, contents = [], 0, []
    for piece in pieces:
        starts.append((offset, piece.line, piece.column))
        contents.append(piece.content)
        offset += len(piece.content) + 1
    return Text(" ".join(contents), tuple(starts))


def split_at(text: Text, mark: str) -> list[Text]:
    """The parts of ``text`` between every ``mark`` that stands in no parenthesis."""
    parts, start, depth = [], 0, 0
    for offset, char in enumerate(text.content):
        depth += (char == "(") - (char == ")")
        if char == mark and depth <= 0:
            parts.append(text.part(start, offset))
            start = offset + 1
    return [*parts, text.part(start)]
