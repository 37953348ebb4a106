"""Every answer is strict: no other host, nothing inline, no frame, no power of the browser that no page uses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client

from tests.unit.site.conftest import tiny

MARKS = ('src="', '<link rel="stylesheet" href="')
ADDRESSES = [
    *("/programs/", "/programs/tight-psoas/", "/about/", "/healthz", "/nowhere", "/programs/tight-psoas.md"),
    *("/movements/", "/movements/bridge/", f"/figures/stills/bridge/up/front-right-ash-day/{'0' * 24}.svg"),
]


def check(headers: dict[str, str]) -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "frame-src" not in policy and "unsafe" not in headers["Content-Security-Policy"]
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    for kind in ("style-src", "script-src", "connect-src", "worker-src", "manifest-src", "img-src", "font-src"):
        assert policy[kind] == "'self'"
    assert policy["form-action"] == "'self'" and policy["media-src"] == "'self' blob:"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"] and "microphone=()" in headers["Permissions-Policy"]
    assert "screen-wake-lock=(self)" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_the_strict_headers(client: Client, address: str) -> None:
    response = client.get(address)
    check(dict(response.headers))
    assert response["X-Frame-Options"] == "DENY"


def test_a_static_file_has_them_and_stays_for_good(client: Client) -> None:
    response = client.get(static("unkink/site.css"))
    check(dict(response.headers))
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]


def test_a_refused_host_gets_them_too(client: Client) -> None:
    check(dict(client.get("/programs/", headers={"host": "evil.example"}).headers))


def test_sound_has_them(client: Client, own: Callable[[str, str], Path]) -> None:
    own("mine.md", tiny())
    check(dict(client.get("/programs/mine/session.mp3").headers))


def test_static_files_come_compressed(client: Client) -> None:
    plain = client.get(static("vendor/pico.min.css"))
    packed = client.get(static("vendor/pico.min.css"), headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) < int(plain["Content-Length"]) / 5


@pytest.mark.parametrize(
    "address", ["/programs/", "/programs/tight-psoas/", "/about/", "/nowhere", "/movements/bridge/"]
)
def test_no_page_holds_a_style_or_a_script_of_its_own(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    assert text.count("<script") == text.count('<script type="module" src="/') == text.count("></script>")
    assert "<style" not in text and " style=" not in text and " onclick=" not in text


@pytest.mark.parametrize(
    "address", ["/programs/", "/programs/tight-psoas/", "/about/", "/nowhere", "/movements/bridge/"]
)
def test_no_page_asks_another_host_for_anything(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    loads = [
        part.partition('"')[0] for mark in ('src="', '<link rel="stylesheet" href="') for part in text.split(mark)[1:]
    ]
    assert loads and all(found.startswith("/") and not found.startswith("//") for found in loads)
