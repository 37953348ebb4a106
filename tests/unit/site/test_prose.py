"""Program text is anybody's text: nothing in it runs, and nothing in it loads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.site.programs.prose import block, inline

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVa&#115;cript:alert(1))",
    "[a](&#x6A;avascript:alert(1))",
    "[a]( java\tscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](\x01javascript:alert(1))",
    '[a](https://e.org "x\\" onmouseover=alert(1)")',
    "<javascript:alert(1)>",
    "![x](https://elsewhere.example/x.png)",
    "[a]: javascript:alert(1)\n\n[a]",
    '<a href="https://e.org" onclick="x">b</a>',
    "<svg/onload=alert(1)>",
    "<!-- --><style>*{}</style>",
]
TAG = re.compile(r"<[^>]*>")
ALLOWED = re.compile(
    r"</?(p|em|strong|code|pre|ul|ol|li|blockquote|h[1-6]|table|thead|tbody|tr|th|td|hr|br)( start=\"\d+\"| /)?>"
    r"|<(th|td) style=\"text-align:(left|center|right)\">|<code class=\"[^\"<>]*\">"
    r"|</a>|<a href=\"(?!\s*(javascript|data|vbscript|file):)[^\"]*\"( title=\"[^\"]*\")? rel=\"noopener noreferrer\">"
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [inline, block])
def test_hostile_text_leaves_only_harmless_tags(text: str, render: object) -> None:
    assert callable(render)
    for tag in TAG.findall(render(text)):
        assert ALLOWED.fullmatch(tag), tag


@given(st.text(alphabet=st.sampled_from("<>\"'&[]()!:/#*`_ \n\tjavscriptonerdhl=;x")))
def test_no_text_makes_a_tag_that_is_not_allowed(text: str) -> None:
    for tag in TAG.findall(block(text)):
        assert ALLOWED.fullmatch(tag), tag


def test_links_to_the_web_to_mail_and_within_the_page_work() -> None:
    shown = inline("[a](https://e.org) [b](mailto:a@e.org) [c](#nod) **d**")
    assert 'href="https://e.org"' in shown and 'href="mailto:a@e.org"' in shown and 'href="#nod"' in shown
    assert "<strong>d</strong>" in shown
    assert shown.count('rel="noopener noreferrer"') == 3


def test_a_picture_is_shown_as_its_words() -> None:
    assert inline("![a knee](https://elsewhere.example/x.png)") == "<em>a knee</em>"
