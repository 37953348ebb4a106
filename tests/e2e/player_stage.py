"""A stage for the player: its page, its scripts and the site's own policy on a loopback server, and a played back end.

What the page asks of `/api/v1/` and `/tracks/` is answered here, so that a test says which session is played and sees
each event that arrives.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.template import Context, Engine
from django.test.utils import override_settings

import unkink
from tests.e2e.today_package import PERSON, Package

SITE = Path(unkink.__file__).parent / "site"
PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@dataclass(slots=True)
class Stage:
    """The server's address, what it gives out, and the events that it was sent, in order of arrival."""

    address: str
    package: Package
    events: list[dict[str, Any]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    is_deaf: bool = False
    has_sound: bool = True
    broken_sound: bool = False

    def of_kind(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["kind"] == kind]

    def receive(self, events: list[dict[str, Any]]) -> dict[str, Any]:
        """Store each id once, as the diary does."""
        known = {event["id"] for event in self.events}
        receipts = [{"id": one["id"], "result": "known" if one["id"] in known else "stored"} for one in events]
        self.events += [one for one in events if one["id"] not in known]
        return {"receipts": receipts, "refused": []}


@contextmanager
def open_stage(package: Package) -> Iterator[Stage]:
    stage = Stage("", package)
    page = _page()

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            stage.requests.append(self.path)
            if path == "/api/v1/today" and not stage.is_deaf:
                self._send(json.dumps(stage.package.today).encode(), "application/json")
            elif path in stage.package.tracks and stage.has_sound:
                sound = b"not a sound" if stage.broken_sound else stage.package.tracks[path]
                self._send(sound, "audio/wav" if sound.startswith(b"RIFF") else "audio/flac")
            elif path in ("/session/", "/"):
                self._send(page, "text/html; charset=utf-8")
            elif (file := _file(path)) is not None:
                self._send(file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream")
            else:
                self._send(b"not here", "text/plain", 404)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if stage.is_deaf or urlsplit(self.path).path != "/api/v1/events":
                self._send(b"{}", "application/json", 503)
            else:
                self._send(json.dumps(stage.receive(body["events"])).encode(), "application/json")

        def _send(self, body: bytes, kind: str, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", _policy())
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    stage.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield stage
    finally:
        server.shutdown()
        server.server_close()


def _file(path: str) -> Path | None:
    file = (SITE / path.removeprefix("/")).resolve()
    return file if path.startswith("/static/") and file.is_file() and file.is_relative_to(SITE / "static") else None


def _policy() -> str:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _page() -> bytes:
    """The page as the site renders it, its files under their plain names."""

    class Person:
        id = PERSON

    class Request:
        door = "home"
        person = Person

    django.setup()
    engine = Engine(dirs=[str(SITE / "player" / "templates")], builtins=["django.templatetags.static"])
    with override_settings(STORAGES=PLAIN_FILES):
        text = engine.get_template("player/session.html").render(Context({"request": Request, "csrf_token": "token"}))
    return text.encode()
