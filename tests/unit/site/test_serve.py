"""The server as a person starts it: one process, this computer only, a port that is free."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.unit.site.conftest import tiny
from unkink.site.serve import is_loopback, listen, serve

START = "import sys, pathlib; from unkink.site.serve import serve; sys.exit(serve({}))"


@contextmanager
def served(folder: Path, arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server of its own; yields the process and the line that it prints first."""
    environment = {**os.environ, "UNKINK_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", START.format(arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline()
        finally:
            process.kill()


def test_it_prints_its_address_answers_there_and_ends_on_interrupt(tmp_path: Path) -> None:
    name = "mine.md" if os.name == "nt" else "a:mine ö.md"  # a colon parts names in PATH
    (tmp_path / name).write_text(tiny("Mine, all mine"))
    arguments = f"port=0, programs=[pathlib.Path({str(tmp_path / name)!r})]"
    with served(tmp_path / "data", arguments) as (process, line):
        address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        page = urllib.request.urlopen(address, timeout=20).read().decode()
        assert "Mine, all mine" in page and "Tight psoas" in page
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::", "", "127.0.0.2"])
def test_nobody_else_may_connect(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(host=host, port=0, open_browser=False) == 2
    assert "no login yet" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_computer_may(host: str) -> None:
    assert is_loopback(host)


def test_beside_a_taken_default_port_the_next_free_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr("unkink.site.serve.DEFAULT_PORT", port)
        with listen("127.0.0.1", port) as door:
            assert port < door.getsockname()[1] <= port + 20


def test_a_taken_port_that_was_asked_for_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve(port=port, open_browser=False) == 1
    assert f"port {port}: Address already in use" in capsys.readouterr().err
