"""Servers of their own, each in a process, and what talks to them."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.databases import fresh_database

START = "import sys, pathlib; {}; from unkink.site.serve import serve, serve_behind, serve_lan; sys.exit({})"
LAST_LINE = {"serve(": "Unkink is at ", "serve_lan(": "Passkeys ", "serve_behind(": "Unkink waits "}


@dataclass(slots=True)
class Served:
    """A server that runs, in that environment. ``lines`` is what it has printed until all its doors were open."""

    process: subprocess.Popen[str]
    environment: dict[str, str]
    lines: list[str] = field(default_factory=list)

    def addresses(self, beginning: str) -> list[str]:
        words = [word for line in self.lines for word in line.split()]
        return [word for word in words if word.startswith(beginning)]

    def interrupt(self) -> int:
        """End it as a person does; returns its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@contextmanager
def served(data: Path, call: str, *, first: str = "pass") -> Iterator[Served]:
    """A server started by that call, ``serve(port=0)``; ``first`` is a statement that its process begins with."""
    last = next(line for name, line in LAST_LINE.items() if call.startswith(name))
    with fresh_database() as database:
        own = {**os.environ, **database, "UNKINK_DATA": str(data), "PYTHONUNBUFFERED": "1"}
        with script(START.format(first, call), own) as process:
            yield Served(process, own, _until(process, last))


@contextmanager
def script(text: str, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", text]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(environment)) as process:
        try:
            yield process
        finally:
            process.kill()


def _until(process: subprocess.Popen[str], last: str) -> list[str]:
    assert process.stdout
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith(last):
            return lines
    raise AssertionError(f"it ended with {process.wait()} after {lines}")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] = {},
    body: bytes | None = None,
    trusting: bytes | None = None,
    timeout: float = 20,
) -> Answer:
    """One request, without following where it leads. ``trusting`` is the one certificate (PEM) that is believed."""
    parts = urlsplit(address)
    assert parts.hostname
    if parts.scheme == "https":
        context = ssl.create_default_context(cadata=(trusting or b"").decode())
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=timeout, context=context
        )
    else:
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    try:
        connection.request(method, parts.path or "/", body, dict(headers))
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


def raw_connection(address: str, *, receive_buffer: int | None = None) -> socket.socket:
    parts = urlsplit(address)
    talking = socket.socket()
    if receive_buffer:
        talking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    talking.settimeout(20)
    talking.connect((parts.hostname, parts.port))
    return talking
