"""The session's page names every script that its player is made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from unkink.site.player.modules import modules

STATIC = Path(settings.STATICFILES_DIRS[0])
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.js$)")


def test_every_script_that_any_of_them_imports_is_named_once() -> None:
    found = {STATIC / HASH.sub("", address).removeprefix("/static/") for address in modules("unkink/player/player.js")}
    imported = {
        (one.parent / path).resolve()
        for one in (*found, STATIC / "unkink/player/player.js")
        for path in re.findall(r'(?:from|^import) "(\.[^"]+\.js)";', one.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(found) == len(modules("unkink/player/player.js")) > 20
    assert imported == found


@pytest.mark.django_db
def test_the_page_asks_for_all_of_them_at_once(client: Client) -> None:
    text = client.get("/session/").content.decode()
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)">', text)
    assert tuple(named) == modules("unkink/player/player.js")
