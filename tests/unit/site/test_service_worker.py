"""What a browser gets to install the site: the worker names every file that exists, and nothing of anybody."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from unkink.site.player import installing

pytestmark = pytest.mark.django_db  # a page says whose it is

PLAYER = Path(settings.STATICFILES_DIRS[0]) / "unkink/player"
MODULES = sorted(PLAYER.glob("*.js"))
IMPORT = re.compile(
    r"^(?:import|export)\b[^;]*?from\s*[\"']([^\"']+)[\"'];?$|import\([\"']([^\"']+)[\"']\)", re.MULTILINE
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def named(client: Client, address: str = "/sw.js") -> dict[str, object]:
    text = client.get(address).content.decode()
    (line,) = re.findall(r"^const UNKINK = (.*);$", text, re.MULTILINE)
    return dict(json.loads(line))


@pytest.mark.parametrize("address", ["/sw.js", "/sw.js?sync", "/manifest.webmanifest", "/offline/"])
def test_it_is_open_to_everybody_and_asked_for_anew(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "no-cache" in response["Cache-Control"] or "max-age=3600" in response["Cache-Control"]
    assert not response.cookies
    assert client.post(address).status_code == 405


def test_every_file_that_it_names_is_there_under_a_name_that_never_changes(client: Client) -> None:
    shell = named(client)["shell"]
    assert isinstance(shell, list) and len(shell) > 10
    for address in shell:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "immutable" in response["Cache-Control"], address


def test_it_names_everything_that_a_page_loads(client: Client) -> None:
    shell = named(client)["shell"]
    assert isinstance(shell, list)
    for page in ("/offline/", "/about/"):
        text = client.get(page).content.decode()
        loads = re.findall(r'(?:src|rel="(?:stylesheet|preload|icon)" href)="(/static/[^"]+)"', text)
        assert len(loads) > 4 and set(loads) <= set(shell)
    assert {static(f"unkink/player/{module.name}") for module in MODULES} <= set(shell)
    assert not [address for address in shell if "LICENSE" in address or address.endswith(".png")]


def test_its_version_follows_the_files_and_the_offline_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = named(client)["version"]
    assert named(client)["version"] == before
    monkeypatch.setattr(settings, "STATIC_ROOT", Path("/elsewhere/0123456789abcdef"))
    other = installing.version()
    assert other != before
    monkeypatch.setattr(installing, "_offline_page", lambda: "another page")
    assert installing.version() not in (before, other)


def test_with_sync_it_is_a_module_that_can_send(client: Client) -> None:
    plain, module = (client.get(address).content.decode() for address in ("/sw.js", "/sw.js?sync"))
    assert "import" not in plain.partition("*/")[2]
    assert module.endswith(plain)
    assert f'import {{ drain }} from "{static("unkink/player/sync.js")}";' in module


def test_it_is_about_a_hundred_lines() -> None:
    assert len(installing.WORKER.read_text(encoding="utf-8").splitlines()) <= 110


def test_the_offline_page_is_the_same_for_everybody(client: Client) -> None:
    text = client.get("/offline/").content.decode()
    assert "unkink-person" not in text and "csrf" not in text
    assert "Nothing is lost" in text


def test_every_other_page_says_whose_it_is(client: Client) -> None:
    assert '<meta name="unkink-person" content="' in client.get("/about/").content.decode()


def test_the_manifest_is_what_a_phone_needs(client: Client) -> None:
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = response.json()
    assert (told["name"], told["start_url"], told["scope"], told["display"]) == ("Unkink", "/", "/", "standalone")
    sizes = {icon["sizes"] for icon in told["icons"]}
    assert {"192x192", "512x512", "any"} <= sizes
    assert [icon for icon in told["icons"] if icon.get("purpose") == "maskable"]


def test_each_icon_is_there_in_the_size_it_claims(client: Client) -> None:
    for icon in client.get("/manifest.webmanifest").json()["icons"]:
        response = client.get(icon["src"])
        content = response.getvalue()
        assert response.status_code == 200 and response["Content-Type"] == icon["type"]
        if icon["type"] == "image/png":
            assert "{}x{}".format(*struct.unpack(">II", content[16:24])) == icon["sizes"]


def test_apple_gets_its_own_icon(client: Client) -> None:
    (address,) = re.findall(r'rel="apple-touch-icon" href="([^"]+)"', client.get("/about/").content.decode())
    assert struct.unpack(">II", client.get(address).getvalue()[16:24]) == (180, 180)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_what_a_script_imports_is_named_by_its_hash(module: Path) -> None:
    """Otherwise it would be asked for under a name that is not there."""
    served = Path(settings.STATIC_ROOT) / static(f"unkink/player/{module.name}").removeprefix("/static/")
    text = COMMENT.sub("", served.read_text(encoding="utf-8"))
    wanted = [one or other for one, other in IMPORT.findall(text)]
    assert len(wanted) == len(IMPORT.findall(COMMENT.sub("", module.read_text(encoding="utf-8"))))
    for name in wanted:
        assert (served.parent / name).resolve().is_file(), name
        assert re.search(r"\.[0-9a-f]{12}\.js$", name), name


def test_a_script_never_builds_a_page_from_text() -> None:
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        for means in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert means not in text, (module.name, means)
