"""The server as a person starts it: one process, this computer only, a port that is free."""

import os
import socket
from pathlib import Path

import pytest

from tests.unit.site.conftest import tiny
from tests.unit.site.served import ask, served
from unkink.site.serve import is_loopback, serve
from unkink.site.serving.home import home_socket

pytestmark = [pytest.mark.database, pytest.mark.real_clock]


def test_it_prints_its_address_answers_there_and_ends_on_interrupt(tmp_path: Path) -> None:
    name = "mine.md" if os.name == "nt" else "a:mine ö.md"  # a colon parts names in PATH
    (tmp_path / name).write_text(tiny("Mine, all mine"))
    call = f"serve(port=0, programs=[pathlib.Path({str(tmp_path / name)!r})])"
    with served(tmp_path / "data", call) as server:
        (address,) = server.addresses("http://127.0.0.1:")
        page = ask(f"{address}programs/").text
        assert "Mine, all mine" in page and "Tight psoas" in page
        assert server.interrupt() == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::", "", "127.0.0.2"])
def test_nobody_else_may_connect(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(host=host, port=0, open_browser=False) == 2
    assert "asks for no login" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_computer_may(host: str) -> None:
    assert is_loopback(host)


def test_beside_a_taken_default_port_the_next_free_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr("unkink.site.serving.home.DEFAULT_PORT", port)
        with home_socket("127.0.0.1", port) as door:
            assert port < door.getsockname()[1] <= port + 20


def test_a_taken_port_that_was_asked_for_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve(port=port, open_browser=False) == 1
    assert f"port {port}: Address already in use" in capsys.readouterr().err


def test_a_name_of_a_stranger_that_leads_here_is_not_answered(tmp_path: Path) -> None:
    """The door without a login answers to this computer's own names alone, whatever else the site answers to."""
    with served(tmp_path / "data", "serve(port=0)") as server:
        (address,) = server.addresses("http://127.0.0.1:")
        for host in ("evil.example", "annas-laptop.local", "192.168.1.5"):
            assert ask(f"{address}healthz", headers={"Host": host}).status == 400
        for host in ("127.0.0.1", "localhost", "LOCALHOST:1", "[::1]"):
            assert ask(f"{address}healthz", headers={"Host": host}).status == 200
