"""What is wrong with a written file, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error refuses the file; a warning is likely a mistake; a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place. Lines and columns count from 1, in Unicode code points.

    ``code`` is stable between releases; ``expected`` lists only what is really possible at that place;
    ``length`` is how many code points the finding spans (at least 1); ``source`` is the line itself.
    """

    severity: Severity
    code: str
    message: str
    line: int
    column: int
    length: int = 1
    found: str = ""
    expected: tuple[str, ...] = ()
    suggestion: str = ""
    source: str = ""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def as_json(diagnostic: Diagnostic, file: str) -> dict[str, object]:
    """One diagnostic as editors read it: ``file``, ``line``, ``column``, ``end_column`` and the rest."""
    return {
        "file": file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_column": diagnostic.column + diagnostic.length,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "found": diagnostic.found,
        "expected": list(diagnostic.expected),
        "suggestion": diagnostic.suggestion,
        "source": diagnostic.source,
    }


def as_text(diagnostic: Diagnostic, file: str) -> str:
    """One diagnostic as a person reads it: place, what, the line with a caret, and the way out."""
    place = f"{file}:{diagnostic.line}:{diagnostic.column}"
    lines = [f"{place}: {diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]"]
    if diagnostic.source.strip():
        shown, caret = _caret(diagnostic)
        lines += [f"    {shown}", f"    {caret}"]
    if diagnostic.expected:
        lines.append(f"    expected: {', '.join(map(_legible, diagnostic.expected))}")
    if diagnostic.suggestion:
        lines.append(f"    try: {diagnostic.suggestion}")
    return "\n".join(lines)


def _legible(word: str) -> str:
    """A mark such as a comma between backticks, so that it is not lost among the commas of a list."""
    return word if any(char.isalnum() for char in word) else f"`{word}`"


WIDEST = 100  # longest part of a source line that is shown, so that one bad line cannot flood a terminal


def _caret(diagnostic: Diagnostic) -> tuple[str, str]:
    """The source line around the finding, printable, and the caret line under it."""
    start = max(0, diagnostic.column - 1 - WIDEST // 2)
    window = diagnostic.source[start : start + WIDEST]
    shown = "".join(char if char.isprintable() else " " for char in window)
    before = diagnostic.column - 1 - start
    marks = max(1, min(diagnostic.length, WIDEST - before))
    return shown.rstrip(), " " * before + "^" * marks
