"""What a person reads and scans to bring a phone in."""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.unit.site.test_certificates import NOW
from unkink.site.serving import names
from unkink.site.serving.announcement import phone_lines
from unkink.site.serving.asgi import Header, Message
from unkink.site.serving.authority import authority
from unkink.site.serving.phone import PhoneDoor
from unkink.site.serving.qr import QUIET, blocks, svg
from unkink.site.serving.trust_door import DEVICES, PAGE, Handed, device_of, handed_out, trust_door

PHONE = PhoneDoor(
    origins=("https://annas-laptop.local:8443", "https://192.168.1.23:8443"),
    trust_page="http://192.168.1.23:8480/trust/",
    authority="Unkink on annas-laptop, 2026-11-22",
    fingerprint=bytes(range(32)).hex(" ").upper(),
)
LINK = "/pair/" + "t" * 43 + "/"


def modules_of_blocks(text: str) -> list[list[bool]]:
    """The dark modules of half blocks in colour: ink is dark."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()
    rows = []
    for line in plain:
        rows += [[sign in "▀█" for sign in line], [sign in "▄█" for sign in line]]
    return rows[: len(plain[0])]


def modules_of_svg(drawing: str) -> list[list[bool]]:
    root = ET.fromstring(drawing)
    size = int(root.attrib["viewBox"].split()[2])
    path = next(child for child in root if child.tag.endswith("path")).attrib["d"]
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    return [[(x, y) in dark for x in range(size)] for y in range(size)]


def test_the_terminal_and_the_page_show_the_same_code() -> None:
    text = PHONE.address_of(LINK)
    shown = modules_of_blocks(blocks(text, coloured=True))
    assert shown == modules_of_svg(svg(text, label="Code 2"))
    margin = [row[:QUIET] + row[-QUIET:] for row in shown]
    assert not any(any(row) for row in [*margin, *shown[:QUIET], *shown[-QUIET:]])


def test_without_colour_the_light_is_inked() -> None:
    """A terminal without colour is taken for a dark one: its ink is light."""
    inverse = [[not dark for dark in row] for row in modules_of_blocks(blocks(PHONE.trust_page, coloured=False))]
    assert inverse == modules_of_blocks(blocks(PHONE.trust_page, coloured=True))


def test_two_texts_give_two_codes_and_a_label_is_escaped() -> None:
    assert svg("a", label="x") != svg("b", label="x")
    assert 'aria-label="&lt;&quot;&gt;"' in svg("a", label='<">')


def test_the_terminal_names_both_steps_the_fingerprint_and_where_passkeys_work() -> None:
    text = "\n".join(phone_lines(PHONE, LINK))
    for part in (PHONE.trust_page, PHONE.authority, PHONE.origins[0] + LINK, *PHONE.origins):
        assert part in text
    assert all(row in text for row in PHONE.fingerprint_rows)
    assert "Passkeys work at the address with the name" in text
    assert "\x1b" not in text  # the output of the test is no terminal


def test_the_fingerprint_is_four_rows_of_eight_pairs() -> None:
    assert [len(row.split()) for row in PHONE.fingerprint_rows] == [8, 8, 8, 8]
    assert " ".join(PHONE.fingerprint_rows) == PHONE.fingerprint


def test_without_a_link_there_is_no_second_code() -> None:
    assert "pair" not in "\n".join(phone_lines(PHONE, None))


# Names and addresses


def test_addresses_are_private_and_link_local_ones_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_way_out", lambda: ["192.168.1.23"])
    monkeypatch.setattr(names, "_of_interfaces", lambda: ["127.0.0.1", "169.254.7.7", "203.0.113.5", "10.0.0.4"])
    monkeypatch.setattr(names, "_of_own_name", lambda: ["127.0.1.1", "192.168.1.23"])
    assert names.lan_addresses() == ("192.168.1.23", "10.0.0.4", "169.254.7.7")


def test_what_this_computer_says_about_itself_are_addresses() -> None:
    for found in names.lan_addresses():
        assert names.is_private(str(IPv4Address(found)))


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("annas-laptop", "annas-laptop.local"),
        ("Annas-MacBook.local", "annas-macbook.local"),
        ("pc.fritz.box", "pc.local"),
        ("anna_pc", None),
        ("", None),
        ("localhost", None),
        ("-x", None),
    ],
)
def test_the_name_in_the_house(monkeypatch: pytest.MonkeyPatch, host: str, name: str | None) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    monkeypatch.setattr(names, "_bonjour_name", lambda: "")
    assert names.local_name() == name


@pytest.mark.parametrize(
    ("address", "private"),
    [("192.168.0.1", True), ("172.31.9.9", True), ("172.32.0.1", False), ("8.8.8.8", False), ("fe80::1%eth0", True),
     ("2001:db8::1", False), ("127.0.0.1", True), ("annas-laptop.local", False), ("", False)],
)  # fmt: skip
def test_private_is_what_no_router_of_the_internet_carries(address: str, private: bool) -> None:
    assert names.is_private(address) == private


# The door that hands out the certificate


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Handed]:
    return handed_out(authority(tmp_path_factory.mktemp("tls"), "annas-laptop", NOW), PHONE)


def asked(handed: dict[str, Handed], path: str, method: str = "GET", headers: list[Header] = []) -> list[Message]:  # noqa: B006
    import asyncio

    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("it reads nothing")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": headers}

    async def ask() -> None:
        await trust_door(lambda: handed)(scope, receive, send)

    asyncio.run(ask())
    return sent


@pytest.mark.parametrize(
    "path",
    ["/", "/api/v1/events", "/trust", "/trust/../", "/account/login/", "/pair/x/", "/static/x", "/trust/authority.key",
     "/trust/site.key", "/trust/site.crt", "/healthz", "/trust//", "/tls/authority.key"],
)  # fmt: skip
def test_it_hands_out_nothing_else(handed: dict[str, Handed], path: str) -> None:
    assert asked(handed, path)[0]["status"] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_it_takes_nothing(handed: dict[str, Handed], method: str) -> None:
    assert asked(handed, PAGE, method)[0]["status"] == 405


def test_no_answer_sets_a_cookie_or_holds_a_secret(handed: dict[str, Handed]) -> None:
    for path, content in handed.items():
        started, body = asked(handed, path)
        names_of_headers = {name for name, _ in started["headers"]}
        assert started["status"] == 200 and b"set-cookie" not in names_of_headers
        assert b"content-security-policy" in names_of_headers
        assert body["body"] == content.body
        assert b"PRIVATE KEY" not in content.body and b"/pair/" not in content.body


def test_the_page_shows_the_fingerprint_and_opens_the_steps_of_the_device(handed: dict[str, Handed]) -> None:
    agents = {
        "apple": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
        "android": "Mozilla/5.0 (Linux; Android 15; K)",
        "mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
        "windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
        "linux": "Mozilla/5.0 (X11; Linux x86_64)",
    }
    assert list(agents) == list(DEVICES)
    for device, agent in agents.items():
        text = asked(handed, PAGE, headers=[(b"user-agent", agent.encode())])[1]["body"].decode()
        assert device_of([(b"user-agent", agent.encode())]) == device
        assert text.count("<details") == len(DEVICES) and text.count("<details open>") == 1
        assert (
            all(row in text for row in PHONE.fingerprint_rows) and PHONE.authority in text and PHONE.origins[0] in text
        )
    assert asked(handed, PAGE)[1]["body"].decode().count("<details open>") == 0


def test_every_file_that_the_page_names_is_handed_out(handed: dict[str, Handed]) -> None:
    text = handed[PAGE].body.decode()
    files = set(re.findall(r'(?:href|src)="(/[^"]*)"', text))
    style = handed[f"{PAGE}style.css"].body.decode()
    files |= {PAGE + name for name in re.findall(r'url\("([^"]+)"\)', style) if not name.startswith("data:")}
    assert files <= set(handed)
    assert f"{PAGE}unkink.mobileconfig" in files


def test_it_needs_no_script_and_no_style_of_its_own_within(handed: dict[str, Handed], tmp_path: Path) -> None:
    text = handed[PAGE].body.decode()
    assert "<script" not in text and "style=" not in text and "<style" not in text
