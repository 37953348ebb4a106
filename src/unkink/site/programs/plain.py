"""Markdown of a program as plain text: the words that the page shows, without marks and without addresses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_BREAKS = frozenset({"softbreak", "hardbreak"})


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """One paragraph, step or caution as one line. Tags in it are text, as they are on the page."""
    found = (word for token in _MARKDOWN.parseInline(text) for word in _words(token.children or ()))
    return " ".join("".join(found).split())


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in _BREAKS:
            yield " "
        elif token.type == "image":
            yield from _words(token.children or ())
        else:
            yield token.content
