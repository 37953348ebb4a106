"""YAML as a tree of values that know where they stand: what was written, nothing built, nothing followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import yaml

from unkink.findings.diagnostic import Diagnostic, Severity

# The C parser where the wheel has it: ten times faster, same marks.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    def is_nothing(self) -> bool:
        """Whether nothing is written there: ``title:``, and then the next line."""
        return self.kind == "text" and not self.content

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
class Manner:
    """How one kind of file uses YAML, for its refusals: what the text and its file are called, and how deep it goes."""

    whole: str  # "the front matter"
    file: str  # "a program"
    deepest: int
    code: str
    expected: tuple[str, ...] = ("`key: value`", "`key: [a, b]`")
    suggestion: str = 'put a text with `:` or `#` in it between quotes: title: "Hips: a start"'


class NotRead(Exception):
    """The text is no YAML, or none of the plain kind that is read here."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_pairs(lines: Sequence[str], start: int, end: int, manner: Manner) -> tuple[tuple[Value, Value], ...]:
    """The pairs of the mapping that stands in ``lines[start:end]``; none where nothing is written.

    Raises:
        NotRead: with the one diagnostic that says why.
    """
    value = _value("\n".join(lines[start:end]), start, lines, manner)
    if value is None:
        return ()
    if value.kind != "mapping":
        message = f"{manner.whole} holds lines `key: value`"
        raise _refusal(message, value.line, value.column, lines, manner, "begin each line with a key: `title: …`")
    return value.pairs


def _value(text: str, offset: int, lines: Sequence[str], manner: Manner) -> Value | None:
    """The tree of the YAML ``text``, read as events so that nothing is built or followed that was not written.

    Events are taken one by one: the scanner needs quadratic time for brackets left open, and is stopped before that.
    """
    events = (event for event in yaml.parse(text, Loader=_LOADER) if not isinstance(event, _FRAME))
    try:
        return _Tree(events, offset, lines, manner).root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        line = min(line + offset + 1, len(lines))
        message, suggestion = _in_words(error, lines[line - 1][column : column + 1], manner)
        raise _refusal(message, line, column + 1, lines, manner, suggestion) from None
    except yaml.YAMLError as error:
        raise _refusal(f"this is not YAML: {str(error).splitlines()[0]}", offset + 1, 1, lines, manner) from None
    except (ValueError, OverflowError):  # of YAML's reader in Python, for a version or an escape far too large
        raise _refusal("this is not YAML: a number in it is too large", offset + 1, 1, lines, manner) from None


def _in_words(error: yaml.MarkedYAMLError, found: str, manner: Manner) -> tuple[str, str]:
    """What YAML's scanner says of the letter that it found, and what mends that."""
    problem = error.problem or error.context or ""
    if found == "\t":
        return "a tab stands here, and YAML indents with spaces", "put spaces in the place of the tab"
    if "',' or '" in problem:
        return f"this is not YAML: {problem}", f"close what is open with `]` or `}}`, or {manner.suggestion}"
    if "'-' indicator" in problem:
        return f"this is not YAML: {problem}", "begin all lines of a list with `- `, and no line of a mapping"
    return f"this is not YAML: {problem}", manner.suggestion


_FRAME = (
    yaml.StreamStartEvent,
    yaml.StreamEndEvent,
    yaml.DocumentStartEvent,
    yaml.DocumentEndEvent,
)


class _Tree:
    """Builds values from events, no deeper than the manner allows."""

    def __init__(self, events: Iterator[yaml.Event], offset: int, lines: Sequence[str], manner: Manner) -> None:
        self._events = events
        self._offset = offset
        self._lines = lines
        self._manner = manner

    def root(self) -> Value | None:
        """The one value of the text, or None where nothing is written."""
        first = next(self._events, None)
        if first is None:
            return None
        self._events = chain([first], self._events)
        value = self.value(0)
        if second := next(self._events, None):
            message = f"a second YAML document begins here; {self._manner.whole} is one"
            raise self._refuse(message, second, "delete the line `---`, or write a file of its own")
        return value

    def value(self, depth: int) -> Value | None:
        """The next value, or None where its collection ends."""
        event = next(self._events)
        if isinstance(event, yaml.CollectionEndEvent):
            return None
        if depth > self._manner.deepest:
            message = f"this is nested more than {self._manner.deepest} deep"
            raise self._refuse(message, event, "take brackets or indents away")
        if getattr(event, "anchor", None):
            message = f"anchors and aliases (`&`, `*`) are not used in {self._manner.file}"
            raise self._refuse(message, event, "write it out in each place, or put a text that begins so in quotes")
        line, column = self._place(event)
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

    def _refuse(self, message: str, event: yaml.Event, suggestion: str) -> NotRead:
        return _refusal(message, *self._place(event), self._lines, self._manner, suggestion)


def _written(event: yaml.ScalarEvent) -> int:
    start, end = event.start_mark, event.end_mark
    if start and end and start.line == end.line:
        return max(1, end.column - start.column)
    return 1


def _refusal(
    message: str, line: int, column: int, lines: Sequence[str], manner: Manner, suggestion: str = ""
) -> NotRead:
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return NotRead(
        Diagnostic(
            Severity.ERROR,
            manner.code,
            message,
            line,
            column,
            found=source[column - 1 :].strip()[:40],
            expected=manner.expected,
            suggestion=suggestion or manner.suggestion,
            source=source,
        )
    )
