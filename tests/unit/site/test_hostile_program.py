"""A hostile program shows its text as text, in every field that it has."""

import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

EVIL = "<script>alert(1)</script>"
HOSTILE = f"""\
---
format: 1
title: {EVIL}
credit: '{EVIL} " onload=x'
licence: '{EVIL}'
sessions: 2 a week
length: 2 weeks
short session: [nod]
next: [other-program]
---

{EVIL} [x](javascript:alert(1)) "onmouseover=alert(1)

Second {EVIL}

## {EVIL} {{#nod}}

Why {EVIL}

- dose: 4 reps per side, hold 2 s, load {EVIL}
- needs: {EVIL} ({EVIL} or "x)
- instead when evil: soft
- easier:
  - soft: 2 reps per side, hold 2 s

1. Step {EVIL}
2. <img src=https://elsewhere.example/x onerror=alert(1)>

> Care {EVIL}

| {EVIL} | b |
|---|---|
| [x](javascript:alert(2)) | ![x](https://elsewhere.example/y.png) |

## Soft {EVIL} {{#soft}}

- variant of: nod

1. Soft {EVIL}

> Care {EVIL}

## Round {{#round}}

- dose: 2 rounds: 2 s up, 2 s down

1. Round.

> Care.
"""


OUR_SCRIPT = re.compile(r'<script type="module" src="/static/unkink/[\w./-]+"></script>')


def foreign_scripts(page: str) -> bool:
    return "<script" in OUR_SCRIPT.sub("", page)


def test_nothing_in_a_program_becomes_markup(client: Client, own: Callable[[str, str], Path]) -> None:
    own("evil.md", HOSTILE)
    for address in ("/programs/", "/programs/evil/"):
        text = client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in text
        assert not foreign_scripts(text)
        assert not re.search(r"<[^>]*\son\w+\s*=", text)
        assert not re.search(r"(?:href|src)=\"\s*javascript", text)
        assert not re.search(r"(?:src|srcset)=\"(?:https?:)?//", text)
        assert "<img src=https" not in text


def test_the_hostile_program_is_shown_and_not_only_refused(client: Client, own: Callable[[str, str], Path]) -> None:
    """Otherwise the test above would hold for an empty page."""
    own("evil.md", HOSTILE)
    text = client.get("/programs/evil/").content.decode()
    assert "needs mending" not in text, text
    assert text.count("&lt;script&gt;") >= 12


def test_a_broken_hostile_program_is_shown_as_text(client: Client, own: Callable[[str, str], Path]) -> None:
    own("evil.md", HOSTILE.replace("dose: 4 reps", f"dose: 4 {EVIL}"))
    text = client.get("/programs/evil/").content.decode()
    assert "needs mending" in text and not foreign_scripts(text)
