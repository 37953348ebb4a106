"""Markdown of a program as words with a style and blocks of them: what a typesetter sets, and never what it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

Style = Literal["plain", "strong", "emphasis", "code"]
Kind = Literal["paragraph", "heading", "bullets", "numbers", "quote", "code", "table", "item", "row", "head"]

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_STYLES: dict[str, Style] = {"strong_open": "strong", "em_open": "emphasis"}
_BREAKS = frozenset({"softbreak", "hardbreak"})
_KINDS: dict[str, Kind] = {"bullet_list": "bullets", "ordered_list": "numbers", "blockquote": "quote"}
_DEEPEST = 4  # lists in lists: further in there is no width left to set them in
_LINKS = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one style. ``link`` is a web or mail address, or empty."""

    text: str
    style: Style = "plain"
    link: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown. A table holds a head and rows, these and lists hold items; the others hold words."""

    kind: Kind
    words: Words = ()
    inside: tuple[Block, ...] = ()


def words_of(text: str) -> Words:
    """One paragraph, step or caution. Tags in it are text; of a picture the words are kept."""
    return _runs(_MARKDOWN.parseInline(text)[0].children or ())


def plain(text: str) -> str:
    """The same without any style, as one line."""
    return " ".join("".join(run.text for run in words_of(text)).split())


def blocks_of(text: str) -> tuple[Block, ...]:
    """Whole Markdown: tables, lists, smaller headings, code."""
    return tuple(_blocks(SyntaxTreeNode(_MARKDOWN.parse(text)).children))


def _runs(tokens: Sequence[Token]) -> Words:
    """Tokens of one line of text; the innermost style counts."""
    found: list[Run] = []
    styles: list[Style] = ["plain"]
    links = [""]
    for token in tokens:
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type == "link_open":
            links.append(_address(str(token.attrGet("href") or "")))
        elif token.type == "link_close":
            links.pop()
        elif token.nesting < 0:
            styles.pop()
        elif text := _text(token):
            found.append(Run(text, "code" if token.type == "code_inline" else styles[-1], links[-1]))
    return tuple(found)


def _text(token: Token) -> str:
    return " " if token.type in _BREAKS else token.content


def _address(link: str) -> str:
    """The address, if it leads anywhere from paper and from any computer."""
    try:
        return link if urlsplit(link.strip()).scheme.lower() in _LINKS else ""
    except ValueError:
        return ""


def _blocks(nodes: Sequence[SyntaxTreeNode], depth: int = 0) -> Iterator[Block]:
    for node in nodes:
        if node.type in _KINDS and depth < _DEEPEST:
            yield Block(_KINDS[node.type], inside=tuple(_items(node, depth)))
        elif node.type in ("paragraph", "heading"):
            yield Block("heading" if node.type == "heading" else "paragraph", _runs_in(node))
        elif node.type in ("fence", "code_block"):
            yield Block("code", (Run(node.content.rstrip("\n"), "code"),))
        elif node.type == "table":
            yield Block("table", inside=tuple(_rows(node)))
        elif node.children and node.type != "inline":
            yield from _blocks(node.children, depth)


def _items(node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
    if node.type == "blockquote":
        yield from _blocks(node.children, depth + 1)
        return
    for item in node.children:
        yield Block("item", inside=tuple(_blocks(item.children, depth + 1)))


def _rows(table: SyntaxTreeNode) -> Iterator[Block]:
    for part in table.children:
        for row in part.children:
            cells = tuple(Block("item", _runs_in(cell)) for cell in row.children)
            yield Block("head" if part.type == "thead" else "row", inside=cells)


def _runs_in(node: SyntaxTreeNode) -> Words:
    return tuple(run for child in node.children for run in _runs(_tokens(child)))


def _tokens(inline: SyntaxTreeNode) -> Sequence[Token]:
    token = inline.token
    return (token.children or ()) if token else ()
