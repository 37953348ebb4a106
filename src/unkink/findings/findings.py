"""The findings of one check, gathered as they come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol, TypedDict, Unpack

from unkink.findings.diagnostic import Diagnostic, Severity
from unkink.findings.text import Text
from unkink.findings.words import MOST_CANDIDATES, nearest

MOST_FINDINGS = 1000
SHOWN_OF_FOUND = 60
MOST_COMPARED = 2000  # names held against a misspelt one, in all: each takes up to a millisecond


class More(TypedDict, total=False):
    """What a finding may say beside its message; ``length`` and ``found`` are else those of the text it is at."""

    length: int | None
    found: str | None
    expected: Iterable[str]
    suggestion: str


class Mistake(Protocol):
    """What was wrong within a text, ``offset`` code points from its beginning."""

    code: str
    message: str
    offset: int
    length: int
    found: str
    expected: tuple[str, ...]
    suggestion: str


class Findings:
    """Gathers diagnostics against the lines of one file."""

    def __init__(self, lines: Sequence[str], first: Iterable[Diagnostic] = ()) -> None:
        self._lines = lines
        self._found = list(first)
        self._dropped = 0
        self._compared = 0

    def add(
        self,
        severity: Severity,
        code: str,
        message: str,
        at: Text | tuple[int, int],
        *,
        length: int | None = None,
        found: str | None = None,
        expected: Iterable[str] = (),
        suggestion: str = "",
    ) -> None:
        """Add a finding at a text, or at a line and column."""
        if len(self._found) >= MOST_FINDINGS:
            self._dropped += 1
            return
        line, column = (at.line, at.column) if isinstance(at, Text) else at
        content = at.content if isinstance(at, Text) else ""
        source = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        room = max(1, len(source) - column + 1)
        self._found.append(
            Diagnostic(
                severity,
                code,
                message,
                line,
                column,
                length=max(1, min(len(content) if length is None else length, room)),
                found=(content if found is None else found)[:SHOWN_OF_FOUND],
                expected=tuple(expected),
                suggestion=suggestion,
                source=source,
            )
        )

    def error(self, code: str, message: str, at: Text | tuple[int, int], **more: Unpack[More]) -> None:
        self.add(Severity.ERROR, code, message, at, **more)

    def warn(self, code: str, message: str, at: Text | tuple[int, int], **more: Unpack[More]) -> None:
        self.add(Severity.WARNING, code, message, at, **more)

    def note(self, code: str, message: str, at: Text | tuple[int, int], **more: Unpack[More]) -> None:
        self.add(Severity.NOTE, code, message, at, **more)

    def mistake(self, error: Mistake, text: Text) -> None:
        """Add what was wrong within ``text``."""
        self.error(
            error.code,
            error.message,
            text.place(error.offset),
            length=error.length,
            found=error.found,
            expected=error.expected,
            suggestion=error.suggestion,
        )

    def unknown(self, code: str, what: str, at: Text, known: Sequence[str]) -> None:
        """Add an error for a name that is not among the ``known`` ones."""
        near = self.nearest(at.content, known)
        shown = tuple(known) if len(known) <= 12 else ()
        self.error(
            code,
            f"{what} `{at.content[:SHOWN_OF_FOUND]}`",
            at,
            expected=shown,
            suggestion=near or "",
        )

    def nearest(self, word: str, candidates: Collection[str]) -> str | None:
        """The candidate that was probably meant; None once a file has asked so often that the answers cost too much."""
        self._compared += min(len(candidates), MOST_CANDIDATES)
        return nearest(word, candidates) if self._compared <= MOST_COMPARED else None

    def all(self) -> tuple[Diagnostic, ...]:
        """Every finding in the order of the file."""
        found = sorted(self._found, key=lambda one: (one.line, one.column, one.code))
        if self._dropped:
            last = found[-1]
            message = f"and {self._dropped} more like these"
            found.append(Diagnostic(Severity.NOTE, "too-many", message, last.line, last.column))
        return tuple(found)
