"""Markdown as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.site.programs.plain import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Hold for **5 s**, then *let go*.", "Hold for 5 s, then let go."),
        ("See [Thomas, 2018](https://example.org/a_(b)) for `more`.", "See Thomas, 2018 for more."),
        ("Two\nlines  \nand three", "Two lines and three"),
        ("A picture ![of a *knee*](knee.png) here", "A picture of a knee here"),
        ("Less < more & <b>no tag</b> &amp; so on", "Less < more & <b>no tag</b> & so on"),
        (r"\*not marked\*", "*not marked*"),
        ("", ""),
    ],
)
def test_the_words_without_their_marks(written: str, read: str) -> None:
    assert plain(written) == read


@given(st.text(max_size=200))
def test_any_text_is_one_line(text: str) -> None:
    assert plain(text) == " ".join(plain(text).split())
