"""Markdown of a program as safe HTML. The text may come from anybody: HTML in it is text, and links are filtered."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

SAFE_SCHEMES = frozenset({"", "http", "https", "mailto"})


def inline(text: str) -> SafeString:
    """Emphasis, code and links of one paragraph; every tag in it shown as text."""
    return SafeString(_MARKDOWN.renderInline(text))


def block(text: str) -> SafeString:
    """Whole Markdown: tables, lists, smaller headings, code."""
    return SafeString(_MARKDOWN.render(text))


def _safe_link(url: str) -> bool:
    """Web and mail addresses, and places on this site. What the browser could run, or cannot be read, is no link."""
    try:
        scheme = urlsplit(url.strip()).scheme
    except ValueError:
        return False
    return scheme.lower() in SAFE_SCHEMES


def _link_open(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    token = tokens[index]
    token.attrSet("rel", "noopener noreferrer")
    return renderer.renderToken(tokens, index, options, env)  # type: ignore[attr-defined, no-any-return]


def _image(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    """The words of a picture instead of the picture: a page loads nothing that its program names."""
    return f"<em>{escape(tokens[index].content)}</em>" if tokens[index].content else ""


def _reader() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.validateLink = _safe_link  # type: ignore[method-assign]
    markdown.add_render_rule("link_open", _link_open)
    markdown.add_render_rule("image", _image)
    return markdown


_MARKDOWN = _reader()
