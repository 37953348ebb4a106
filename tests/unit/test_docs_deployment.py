"""Every command, option, variable, file and figure in the guides for phones and servers is there, and is that."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from tests.unit.pages import DOCS, rows_of, text_of
from tests.unit.test_docs_settings import variables_in_code
from unkink.cli.commands import COMMANDS, parser_of
from unkink.site.serve import DEFAULT_LAN_PORT
from unkink.site.serving import authority, site_certificate
from unkink.site.serving.home import DEFAULT_PORT
from unkink.site.serving.lan import DEFAULT_TRUST_PORT
from unkink.site.serving.limits import BODY_BYTES, BODY_S
from unkink.site.serving.patience import (
    HEAD_BYTES,
    LOOK_S,
    MOST_IDLE,
    MOST_WAITING,
    SILENT_LOOKS,
    STALLED_LOOKS,
    WAITING_BYTES,
)
from unkink.site.serving.process import THREADS
from unkink.site.serving.running import MOST_CONNECTIONS

GUIDES = ("phone.md", "deployment.md")
SHOWN = re.compile(r"(?:^    |/bin/|`)unkink ([a-z][^`\n]*)", re.MULTILINE)


def commands_in(guide: str) -> list[list[str]]:
    return [command.partition(" #")[0].split() for command in SHOWN.findall(text_of(DOCS / guide))]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_a_guide_can_be_typed(guide: str) -> None:
    found = commands_in(guide)
    assert found
    for name, *words in found:
        assert name in COMMANDS, name
        if words:
            parser_of(name).read(words)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_variable_of_a_guide_is_read(guide: str) -> None:
    assert set(re.findall(r"UNKINK_[A-Z_]+", text_of(DOCS / guide))) <= variables_in_code()


def test_every_module_that_a_server_is_told_to_load_is_there() -> None:
    modules = set(re.findall(r"unkink\.site\.\w+", text_of(DOCS / "deployment.md")))
    assert modules == {"unkink.site.migrating", "unkink.site.wsgi"}
    assert all(find_spec(module) for module in modules)


def test_the_limits_are_those_of_the_server() -> None:
    rows = {row[0]: row[1] for row in rows_of(DOCS / "deployment.md")}
    assert rows["body of a request"].startswith(f"{BODY_BYTES:,} bytes, here within {BODY_S:g} s")
    assert rows["head of a request"] == f"{HEAD_BYTES:,} bytes, here within {LOOK_S * SILENT_LOOKS:g} s"
    unread = rows["a response that nobody reads"]
    assert f"{WAITING_BYTES:,} bytes" in unread and f"{LOOK_S * STALLED_LOOKS:g} s is closed" in unread
    longer = rows["longer responses on their way"]
    assert longer == f"{MOST_WAITING} at once, of {THREADS} threads; of those who read nothing, {MOST_IDLE}"
    assert rows["connections"].startswith(f"{MOST_CONNECTIONS:,};")


def test_the_ports_and_terms_of_the_phone_s_guide_are_those_of_the_code() -> None:
    text = text_of(DOCS / "phone.md")
    for port in (DEFAULT_PORT, DEFAULT_LAN_PORT, DEFAULT_TRUST_PORT):
        assert str(port) in text
    assert authority.LASTS.days == 3650 and "good for ten years" in text
    lasts = (site_certificate.LASTS + authority.BACKDATED).days
    assert f"fewer than {site_certificate.RENEWED.days} days of its {lasts} are left" in text


def test_passkeys_are_said_to_need_a_name() -> None:
    (row,) = (row for row in rows_of(DOCS / "phone.md") if row[0] == "passkeys")
    assert row[1] == "work" and row[2].startswith("do not")
