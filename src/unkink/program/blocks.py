"""The blocks of a program file: headings, paragraphs, bullets, numbered lines, quotes, and whatever else.

A line reader of its own, not a Markdown library: it needs the column of every bullet for diagnostics, time linear in
any input, and little of Markdown. That what it sees is what Markdown shows is held by a test against markdown-it,
which also renders the pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from unkink.findings.text import Piece, Text, gather


class BlockKind(StrEnum):
    """What a block is, by its first line."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    STEP = "step"
    QUOTE = "quote"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``first`` and ``last`` are the lines it stands on, from 1.

    ``text`` is its content without its mark. ``level`` is 1-6 for a heading. ``children`` are the bullets nested in a
    bullet.
    """

    kind: BlockKind
    text: Text
    first: int
    last: int
    level: int = 0
    children: tuple[Block, ...] = ()
    raw: str = ""
    """The lines of a block that is kept for the handout only."""


_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_BULLET = re.compile(r"([ \t]*)[-*+]([ \t]+|$)")
_STEP = re.compile(r" {0,3}\d{1,9}[.)]([ \t]+|$)")
_QUOTE = re.compile(r" {0,3}> ?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
# CommonMark's HTML blocks: those that may end a paragraph, and a line that is one whole tag, which may not.
_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|pre|script|search|section|source|style|summary|table|tbody|td|"
    "textarea|tfoot|th|thead|title|tr|track|ul"
)
_HTML = re.compile(rf" {{0,3}}<(?:!--|!\[CDATA\[|[!?]|/?(?:{_HTML_NAMES})(?:\s|/?>|$))", re.IGNORECASE)
_LONE_TAG = re.compile(r" {0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>\s*$")
_TABLE = re.compile(r" {0,3}\|")
_TABLE_RULE = re.compile(r" {0,3}\|[ \t:|-]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
# What may end a paragraph without a blank line, as CommonMark has it: a list only where it begins with 1.
_INTERRUPTING_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")


def read_blocks(lines: Sequence[str], start: int = 0) -> tuple[Block, ...]:
    """The blocks of ``lines`` from index ``start`` on, in order. Every text has blocks; there is no error here."""
    return tuple(_Blocks(lines, start).read())


class _Blocks:
    """One pass over the lines; every method takes at least one line and never goes back."""

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self._lines = lines
        self._at = start

    def read(self) -> Iterator[Block]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif line[0] not in _MARKED:
                yield self._paragraph()
            elif step := _STEP.match(line):
                yield self._step(step)
            elif heading := _HEADING.match(line):
                yield self._heading(heading)
            elif fence := _FENCE.match(line):
                yield self._fenced(fence.group(1))
            elif _RULE.match(line):
                yield self._other(self._at + 1)
            elif _QUOTE.match(line):
                yield self._quote()
            elif indent_of(line) < 4 and _BULLET.match(line):
                yield from _nested(self._bullets())
            else:
                yield self._kept(line) or self._paragraph()

    # Leaves ------------------------------------------------------------------------------------------------------

    def _kept(self, line: str) -> Block | None:
        """Indented code, a definition, a table or HTML, if one begins here."""
        if indent_of(line) >= 4:
            return self._other(self._while(lambda text: not text.strip() or indent_of(text) >= 4))
        if _DEFINITION.match(line):
            return self._other(self._while(_DEFINITION.match))
        if _TABLE.match(line):
            return self._other(self._while(lambda text: self._goes_on(text) and indent_of(text) < 4))
        if _HTML.match(line) or _LONE_TAG.match(line):
            return self._other(self._html_end() if line.lstrip().startswith("<!--") else self._while(str.strip))
        return None

    def _heading(self, match: re.Match[str]) -> Block:
        piece = self._take(match.end())
        text = Text(_without_closing(piece.content), ((0, piece.line, piece.column),))
        return Block(BlockKind.HEADING, text, self._at, self._at, len(match.group(1)))

    def _fenced(self, fence: str) -> Block:
        closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
        end = next(
            (i for i in range(self._at + 1, len(self._lines)) if closing.match(self._lines[i])),
            None,
        )
        return self._other(len(self._lines) if end is None else end + 1)

    def _html_end(self) -> int:
        ends = (i for i in range(self._at, len(self._lines)) if "-->" in self._lines[i])
        return next(ends, len(self._lines) - 1) + 1

    def _while(self, belongs: Callable[[str], object]) -> int:
        at = self._at + 1
        while at < len(self._lines) and belongs(self._lines[at]):
            at += 1
        return at

    def _other(self, end: int) -> Block:
        first, self._at = self._at + 1, end
        raw = "\n".join(line.rstrip() for line in self._lines[first - 1 : end]).strip("\n")
        return Block(BlockKind.OTHER, Text(raw, ((0, first, 1),)), first, end, raw=raw)

    def _paragraph(self) -> Block:
        first, pieces = self._at + 1, [self._take(0)]
        while self._at < len(self._lines) and self._lines[self._at].strip():
            line = self._lines[self._at]
            if line.lstrip()[0] not in _MARKED:
                pieces.append(self._take(0))
                continue
            if underline := _UNDERLINE.match(line):
                self._at += 1
                level = 1 if underline.group(1)[0] == "=" else 2
                return Block(BlockKind.HEADING, gather(pieces), first, self._at, level)
            if _interrupts(line) or self._is_table():
                break
            pieces.append(self._take(0))
        return Block(BlockKind.PARAGRAPH, gather(pieces), first, self._at)

    def _is_table(self) -> bool:
        """Whether the head of a table stands here, with the rule under it."""
        under = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        return bool(_TABLE.match(self._lines[self._at]) and _TABLE_RULE.match(under))

    def _quote(self) -> Block:
        first = self._at + 1
        pieces: list[Piece] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            mark = _QUOTE.match(line)
            if mark is None and not (pieces[-1].content and self._goes_on(line)):
                break
            pieces.append(self._take(mark.end() if mark else 0))
        said = [piece for piece in pieces if piece.content]
        return Block(BlockKind.QUOTE, gather(said or pieces[:1]), first, self._at)

    @staticmethod
    def _goes_on(line: str) -> bool:
        """Whether a line that does not show what it is still belongs to the quote or table above it."""
        return bool(line.strip()) and not _interrupts(line) and (indent_of(line) >= 4 or not _starts_item(line))

    def _take(self, start: int) -> Piece:
        """The line here from index ``start`` on."""
        self._at += 1
        return Piece.of(self._lines[self._at - 1], self._at, start)

    # Lists -------------------------------------------------------------------------------------------------------

    def _step(self, mark: re.Match[str]) -> Block:
        return self._item(BlockKind.STEP, mark.end(), _inside(mark))

    def _bullets(self) -> Iterator[tuple[int, Block]]:
        """The bullets of one list, whatever their depth, each with its indentation."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            mark = None if _RULE.match(line) else _BULLET.match(line)
            if mark is None:
                if line.strip() or not self._list_goes_on():
                    return
                self._skip_blanks()
                continue
            indent = indent_of(line)
            yield indent, self._item(BlockKind.BULLET, mark.end(), indent + 2)

    def _list_goes_on(self) -> bool:
        """Whether, after blank lines, another bullet follows at once."""
        following = self._after_blanks()
        return bool(_BULLET.match(following)) and not _RULE.match(following)

    def _after_blanks(self) -> str:
        """The first line from here on that is not blank. At most three readers ask for it in one run of blank lines."""
        ahead = (self._lines[index] for index in range(self._at, len(self._lines)))
        return next((line for line in ahead if line.strip()), "")

    def _skip_blanks(self) -> None:
        while self._at < len(self._lines) and not self._lines[self._at].strip():
            self._at += 1

    def _item(self, kind: BlockKind, start: int, indent: int) -> Block:
        """A bullet or a numbered line with the lines that continue it."""
        first, pieces = self._at + 1, [self._take(start)]
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if len(pieces) == 1 and not pieces[0].content and indent_of(line) < indent:
                break
            if not line.strip():
                if not self._goes_on_at(indent, kind):
                    break
                self._skip_blanks()  # a second paragraph of the same item
            elif self._ends_item(line, kind, indent):
                break
            else:
                pieces.append(self._take(0))
        return Block(kind, gather(pieces), first, self._at)

    def _goes_on_at(self, indent: int, kind: BlockKind) -> bool:
        """Whether the line after the blank ones here is indented that far, and no bullet under a bullet."""
        following = self._after_blanks()
        if kind is BlockKind.BULLET and _starts_item(following):
            return False
        return bool(following.strip()) and indent_of(following) >= indent

    @staticmethod
    def _ends_item(line: str, kind: BlockKind, indent: int) -> bool:
        inside = indent_of(line) >= indent
        if _starts_item(line):
            return kind is BlockKind.BULLET or not inside
        return not inside and _interrupts(line)


def indent_of(line: str) -> int:
    """Columns of white space before the line's first character; a tab reaches the next multiple of four."""
    if not line.startswith((" ", "\t")):
        return 0
    return columns_of(line[: len(line) - len(line.lstrip(" \t"))])


def columns_of(text: str) -> int:
    """How wide a text is whose tabs reach the next multiple of four."""
    return len(text.expandtabs(4)) if "\t" in text else len(text)


def _inside(mark: re.Match[str]) -> int:
    """The column from which on a line belongs to the item that ``mark`` opens."""
    opening = mark.string[: mark.end()].rstrip()
    width = columns_of(mark.string[: mark.end()])
    return width if len(opening) < width <= len(opening) + 4 and mark.end() < len(mark.string) else len(opening) + 1


def _without_closing(heading: str) -> str:
    """A heading without the hash marks that may close it."""
    bare = heading.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else heading


# Most lines are prose: a look at their first character saves every pattern below.
_MARKED = frozenset("#`~-_*+>0123456789<|[= \t")


def _starts_item(line: str) -> bool:
    return line.lstrip()[:1] in _MARKED and bool(_BULLET.match(line) or _STEP.match(line)) and not _RULE.match(line)


def _interrupts(line: str) -> bool:
    """Whether the line ends a paragraph without a blank line before it."""
    return line.lstrip()[:1] in _MARKED and bool(
        _HEADING.match(line)
        or _FENCE.match(line)
        or _RULE.match(line)
        or _QUOTE.match(line)
        or _INTERRUPTING_ITEM.match(line)
        or _HTML.match(line)
    )


def _nested(bullets: Iterator[tuple[int, Block]]) -> Iterator[Block]:
    """Bullets with the more deeply indented ones that follow as their children."""
    parent: Block | None = None
    margin = 0
    children: list[Block] = []
    for indent, bullet in bullets:
        if parent is not None and indent >= margin + 2:
            children.append(bullet)
            continue
        if parent is not None:
            yield _with_children(parent, children)
        parent, margin, children = bullet, indent, []
    if parent is not None:
        yield _with_children(parent, children)


def _with_children(parent: Block, children: list[Block]) -> Block:
    return replace(parent, children=tuple(children), last=children[-1].last) if children else parent
