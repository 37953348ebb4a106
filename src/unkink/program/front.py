"""The front matter: the few facts about the whole program, in YAML, each with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unkink.findings.diagnostic import Diagnostic, Severity
from unkink.findings.yaml_tree import Manner, NotRead, Value, read_pairs

DEEPEST = 4
FENCE = "---"
_MANNER = Manner("the front matter", "a program", DEEPEST, code="front-matter-yaml")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The pairs as written, and the index of the first line after the closing fence."""

    pairs: tuple[tuple[Value, Value], ...]
    body: int
    diagnostics: tuple[Diagnostic, ...] = ()


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """The front matter at the top of ``lines``. Never raises."""
    opening = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if opening == len(lines) or lines[opening].rstrip() != FENCE:
        return FrontMatter((), 0, (_missing(lines, opening),))
    closing = next(
        (index for index in range(opening + 1, len(lines)) if lines[index].rstrip() in (FENCE, "...")),
        None,
    )
    if closing is None:
        unclosed = Diagnostic(
            Severity.ERROR,
            "front-matter-open",
            "the front matter is never closed",
            opening + 1,
            1,
            length=len(FENCE),
            found=FENCE,
            expected=("a line `---` after the last fact",),
            suggestion="put `---` on a line of its own before the text begins",
            source=lines[opening],
        )
        return FrontMatter((), len(lines), (unclosed,))
    try:
        return FrontMatter(read_pairs(lines, opening + 1, closing, _MANNER), closing + 1)
    except NotRead as problem:
        return FrontMatter((), closing + 1, (problem.diagnostic,))


def _missing(lines: Sequence[str], opening: int) -> Diagnostic:
    found = lines[opening].strip()[:40] if opening < len(lines) else ""
    return Diagnostic(
        Severity.ERROR,
        "front-matter-missing",
        "a program begins with its facts between two lines `---`",
        min(opening, max(len(lines) - 1, 0)) + 1,
        1,
        found=found or "an empty file",
        expected=(FENCE,),
        suggestion="begin with `---`, `format: 1`, `title: …`, `sessions: 2-3 a week`, `---`",
        source=lines[opening] if opening < len(lines) else "",
    )
