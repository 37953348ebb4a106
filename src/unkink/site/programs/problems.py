"""What is wrong with a file, in plain words, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import dedent

from unkink.findings.diagnostic import Diagnostic, as_text


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: a plain sentence, its file:line:column, and the line with its caret and the way out."""

    message: str
    place: str
    shown: str


def problems_of(errors: Iterable[Diagnostic], file: str) -> list[Problem]:
    """Each of them; ``file`` is what the file is called."""
    return [_problem(found, file) for found in errors]


def _problem(found: Diagnostic, file: str) -> Problem:
    _, _, shown = as_text(found, file).partition("\n")
    message = f"{found.message[:1].upper()}{found.message[1:]}."
    return Problem(message, f"{file}:{found.line}:{found.column}", dedent(shown))
