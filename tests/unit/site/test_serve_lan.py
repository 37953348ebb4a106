"""``serve --lan``: three doors, one process."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.site.served import Served, ask, raw_connection, served
from unkink.site.serve import serve_lan
from unkink.site.serving import names

pytestmark = [pytest.mark.database, pytest.mark.real_clock]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    call = "serve_lan(port=0, lan_port=0, lan_address='127.0.0.1')"
    with served(tmp_path_factory.mktemp("data"), call) as found:
        yield found


@pytest.fixture(scope="module")
def trusted(server: Served) -> bytes:
    return ask(f"{trust_of(server)}unkink.pem").body


def home_of(server: Served) -> str:
    return next(word for word in server.addresses("http://127.0.0.1:") if "trust" not in word)


def trust_of(server: Served) -> str:
    return next(word for word in server.addresses("http://127.0.0.1:") if word.endswith("/trust/"))


def lan_of(server: Served) -> str:
    return next(word for word in server.addresses("https://127.0.0.1:") if "/pair/" not in word)


def test_the_home_door_asks_nobody_to_log_in(server: Served) -> None:
    assert ask(f"{home_of(server)}settings/").status == 200


@pytest.mark.parametrize("path", ["", "programs/", "settings/", "session/"])
def test_the_lan_door_asks_everybody_to_log_in(server: Served, trusted: bytes, path: str) -> None:
    answer = ask(lan_of(server) + path, trusting=trusted)
    assert (answer.status, answer.header("location")) == (302, f"/account/login/?next=/{path}")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_api_behind_the_lan_door_says_401(server: Served, trusted: bytes, method: str) -> None:
    assert ask(f"{lan_of(server)}api/v1/events", method=method, trusting=trusted).status in (401, 403)


@pytest.mark.parametrize("header", ["unkink.door", "Unkink-Door", "HTTP_UNKINK_DOOR", "unkink_door"])
def test_no_header_opens_the_home_door(server: Served, trusted: bytes, header: str) -> None:
    answer = ask(f"{lan_of(server)}settings/", headers={header: "home"}, trusting=trusted)
    assert answer.status == 302


def test_no_header_makes_a_stranger_local(server: Served, trusted: bytes) -> None:
    claims = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "http", "Forwarded": "for=127.0.0.1"}
    assert ask(f"{lan_of(server)}settings/", headers=claims, trusting=trusted).status == 302


def test_a_cookie_of_the_lan_door_is_for_https_alone(server: Served, trusted: bytes) -> None:
    answer = ask(f"{lan_of(server)}account/login/", trusting=trusted)
    cookies = [value for name, value in answer.headers if name.lower() == "set-cookie"]
    assert answer.status == 200 and cookies
    assert all(cookie.startswith("__Host-") and "; Secure" in cookie for cookie in cookies)
    home = ask(f"{home_of(server)}account/login/")
    assert not any("Secure" in value for name, value in home.headers if name.lower() == "set-cookie")


def test_each_door_answers_to_its_own_names(server: Served, trusted: bytes) -> None:
    name = names.local_name() or "localhost"
    for host, status in ((name, 200), ("localhost", 200), ("evil.example", 400), ("10.0.0.1", 400)):
        assert ask(f"{lan_of(server)}healthz", headers={"Host": host}, trusting=trusted).status == status
    if name != "localhost":
        assert ask(f"{home_of(server)}healthz", headers={"Host": name}).status == 400


def test_whoever_does_not_trust_the_authority_does_not_get_in(server: Served) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(lan_of(server), trusting=Path(ssl.get_default_verify_paths().cafile or "").read_bytes() or None)


def test_plain_http_gets_nothing_from_the_lan_door(server: Served) -> None:
    with raw_connection(lan_of(server)) as talking:
        talking.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert not talking.recv(1000).startswith(b"HTTP/")


@pytest.mark.parametrize("path", ["/", "/api/v1/events", "/account/login/", "/settings/", "/static/unkink/site.css"])
def test_the_trust_door_serves_nothing_of_the_site(server: Served, path: str) -> None:
    root = trust_of(server).removesuffix("/trust/")
    answer = ask(root + path)
    assert answer.status == 404
    assert answer.header("set-cookie") is None


def test_a_pairing_link_is_not_for_the_trust_door(server: Served) -> None:
    (link,) = [word for word in server.addresses("https://127.0.0.1:") if "/pair/" in word]
    path = re.sub(r"https://[^/]+", "", link)
    assert ask(trust_of(server).removesuffix("/trust/") + path).status == 404


def test_the_link_that_is_printed_opens_the_owner_s_unkink(server: Served, trusted: bytes) -> None:
    (link,) = [word for word in server.addresses("https://127.0.0.1:") if "/pair/" in word]
    page = ask(link, trusting=trusted)
    assert page.status == 200
    assert "on this device" in page.text


def test_the_doors_keep_their_names_and_certificate_the_next_time(tmp_path: Path) -> None:
    call = "serve_lan(port=0, lan_port=0, lan_address='127.0.0.1')"
    kept = []
    for _ in range(2):
        with served(tmp_path / "data", call) as found:
            kept.append(ask(f"{trust_of(found)}unkink.crt").body)
            assert found.interrupt() == 0
    assert kept[0] == kept[1]


def test_without_a_network_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("unkink.site.serving.lan.lan_addresses", tuple)
    assert serve_lan(port=0, open_browser=False) == 1
    assert "no address in a private network" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["8.8.8.8", "example.org", "::"])
def test_an_address_of_the_internet_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve_lan(port=0, lan_address=address, open_browser=False) == 1
    assert "private network" in capsys.readouterr().err


def test_the_port_for_phones_is_that_one_or_none(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve_lan(port=0, lan_port=port, lan_address="127.0.0.1", open_browser=False) == 1
    assert f"port {port}: Address already in use" in capsys.readouterr().err
