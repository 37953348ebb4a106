"""The front matter: the few facts about the whole program, in YAML, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import yaml

from unkink.program.diagnostic import Diagnostic, Severity

# The C parser where the wheel has it: ten times faster, same marks.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 4
FENCE = "---"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as written: a text, a list, or a mapping (as pairs), at a line and column from 1."""

    content: str | tuple[Value, ...] | tuple[tuple[Value, Value], ...]
    kind: str  # "text", "list" or "mapping"
    line: int
    column: int
    length: int = 1

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else ""

    @property
    def items(self) -> tuple[Value, ...]:
        """The items of a list; a text counts as a list of one."""
        if self.kind == "list":
            return tuple(item for item in self.content if isinstance(item, Value))
        return (self,)

    @property
    def pairs(self) -> tuple[tuple[Value, Value], ...]:
        if self.kind == "mapping":
            return tuple(pair for pair in self.content if isinstance(pair, tuple))
        return ()


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
        return FrontMatter(_pairs(lines, opening + 1, closing), closing + 1)
    except _NotRead as problem:
        return FrontMatter((), closing + 1, (problem.diagnostic,))


class _NotRead(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


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


def _pairs(lines: Sequence[str], start: int, end: int) -> tuple[tuple[Value, Value], ...]:
    value = _value("\n".join(lines[start:end]), start, lines)
    if value is None:
        return ()
    if value.kind != "mapping":
        raise _refusal("the front matter holds lines `key: value`", value.line, value.column, lines)
    return value.pairs


def _value(text: str, offset: int, lines: Sequence[str]) -> Value | None:
    """The tree of the YAML ``text``, read as events so that nothing is built or followed that was not written.

    Events are taken one by one: the scanner needs quadratic time for brackets left open, and is stopped before that.
    """
    events = (event for event in yaml.parse(text, Loader=_LOADER) if not isinstance(event, _FRAME))
    try:
        return _Tree(events, offset, lines).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        message = f"this is not YAML: {error.problem or error.context}"
        raise _refusal(message, min(line + offset + 1, len(lines)), column + 1, lines) from None
    except yaml.YAMLError as error:
        raise _refusal(f"this is not YAML: {str(error).splitlines()[0]}", offset + 1, 1, lines) from None
    except (ValueError, OverflowError):  # of YAML's reader in Python, for a version or an escape far too large
        raise _refusal("this is not YAML: a number in it is too large", offset + 1, 1, lines) from None


_FRAME = (
    yaml.StreamStartEvent,
    yaml.StreamEndEvent,
    yaml.DocumentStartEvent,
    yaml.DocumentEndEvent,
)


class _Tree:
    """Builds values from events, no deeper than a program needs."""

    def __init__(self, events: Iterator[yaml.Event], offset: int, lines: Sequence[str]) -> None:
        self._events = events
        self._offset = offset
        self._lines = lines

    def root(self) -> Value | None:
        """The one value of the front matter, or None where nothing is written."""
        first = next(self._events, None)
        if first is None:
            return None
        self._events = chain([first], self._events)
        value = self.value(0)
        if second := next(self._events, None):
            message = "a second YAML document begins here; the front matter is one"
            raise _refusal(message, *self._place(second), self._lines)
        return value

    def value(self, depth: int) -> Value | None:
        """The next value, or None where its collection ends."""
        event = next(self._events)
        if isinstance(event, yaml.CollectionEndEvent):
            return None
        line, column = self._place(event)
        if depth > DEEPEST:
            raise _refusal(f"this is nested more than {DEEPEST} deep", line, column, self._lines)
        if getattr(event, "anchor", None):
            raise _refusal("anchors and aliases (`&`, `*`) are not used in a program", line, column, self._lines)
        if isinstance(event, yaml.ScalarEvent):
            quoted = event.style in ("'", '"')
            return Value(event.value, "text", line, column + quoted, max(1, _written(event) - 2 * quoted))
        if isinstance(event, yaml.SequenceStartEvent):
            return Value(tuple(self._items(depth + 1)), "list", line, column)
        flat = list(self._items(depth + 1))
        return Value(tuple(zip(flat[::2], flat[1::2], strict=True)), "mapping", line, column)

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self._offset + 1, mark.column + 1) if mark else (self._offset + 1, 1)

    def _items(self, depth: int) -> Iterator[Value]:
        while (value := self.value(depth)) is not None:
            yield value


def _written(event: yaml.ScalarEvent) -> int:
    start, end = event.start_mark, event.end_mark
    if start and end and start.line == end.line:
        return max(1, end.column - start.column)
    return 1


def _refusal(message: str, line: int, column: int, lines: Sequence[str]) -> _NotRead:
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return _NotRead(
        Diagnostic(
            Severity.ERROR,
            "front-matter-yaml",
            message,
            line,
            column,
            found=source[column - 1 :].strip()[:40],
            expected=("`key: value`", "`key: [a, b]`"),
            suggestion='put a text with `:` or `#` in it between quotes: title: "Hips: a start"',
            source=source,
        )
    )
