"""A small server that keeps events in memory and can behave as badly as a network does, on demand.

It serves the real scripts and the real service worker beside pages of a few words, so that what the device does is
tested alone: nothing here needs the diary or the player.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

SOURCE = Path(__file__).resolve().parents[2] / "src/unkink/site"
STATIC = SOURCE / "static"
WORKER = SOURCE / "player/service_worker.js"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; media-src 'self' blob:; img-src 'self'; font-src 'self'"
)
ANNA, BERT = "01930000-0000-7000-8000-00000000000a", "01930000-0000-7000-8000-00000000000b"
CLINIC = "01930000-0000-7000-8000-0000000000cc"
ANSWERS = ("no-ball", "no-wall")  # any other makes no difference to the session
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # of its packages; a device that reads their day has the same clock
TRACK_BYTES = 20_000
TRACKS = 5  # of a whole session: three blocks, the lead-in, one easier variant
PARTS = TRACKS + 2  # and two pages

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="unkink-person" content="{person}"><link rel="stylesheet" href="/static/unkink/tokens.css">
<script type="module" src="/static/unkink/player/install.js"></script></head>
<body><h1>{title}</h1><p data-offline-status data-query="{query}"></p>
<button data-install hidden>Install</button><p data-queue-status hidden></p><div data-refused></div>
<p data-go-on hidden><a href="/">Go on</a> <span data-go-on-words></span></p></body></html>"""
BLANK = "<!doctype html><html lang='en'><head><title>Blank</title></head><body></body></html>"

Answer = tuple[int, str, bytes]
Mood = Callable[["Talk", Callable[[], Answer]], None]


@dataclass(slots=True)
class StandIn:
    """What the server holds and how it behaves. ``moods`` are used up, one a batch; then it is well."""

    address: str = ""
    moods: list[Mood] = field(default_factory=list)
    stored: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    times_sent: dict[str, int] = field(default_factory=dict)
    batches: list[list[str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    cut: bool = False
    pages_fail: int = 0
    no_session: dict[str, str] | None = None
    tracks_until_cut: int | None = None
    token_needed: bool = False
    knows_nonsense: bool = False
    version: str = "one"
    lock: threading.Lock = field(default_factory=threading.Lock)

    def events_of(self, person: str) -> list[dict[str, Any]]:
        return [event for (owner, _), event in self.stored.items() if owner == person]

    def answer_to(self, body: bytes, person: str) -> Answer:
        """Store what is right, once; the shape is that of POST /api/v1/events."""
        events = json.loads(body)["events"]
        receipts, refused = [], []
        with self.lock:
            self.batches.append([event["id"] for event in events])
            for index, event in enumerate(events):
                self.times_sent[event["id"]] = self.times_sent.get(event["id"], 0) + 1
                if problem := problem_of(self, event, person):
                    refused.append({"index": index, "id": event["id"], "problems": [problem]})
                    continue
                known = (person, event["id"]) in self.stored
                self.stored.setdefault((person, event["id"]), event)
                receipts.append({"id": event["id"], "result": "known" if known else "stored"})
        return 200, "application/json", json.dumps({"receipts": receipts, "refused": refused}).encode()


def problem_of(held: StandIn, event: dict[str, Any], person: str) -> dict[str, str] | None:
    if event["person"] != person:
        return {"path": "person", "found": event["person"], "expected": "the person who is logged in"}
    if event["kind"] == "nonsense" and not held.knows_nonsense:
        return {"path": "kind", "found": "nonsense", "expected": "a kind of event"}
    return None


class Talk(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    stand_in: StandIn

    def log_message(self, *_: object) -> None:
        """Quietly."""

    def do_GET(self) -> None:
        if self.stand_in.cut:
            return self.hang_up()
        path = urlsplit(self.path).path
        self.stand_in.asked.append(self.path)
        if path.startswith("/static/"):
            return self.send_file(STATIC / path.removeprefix("/static/"))
        if path.startswith("/tracks/"):
            return self.send_track()
        if path == "/sw.js":
            return self.send(200, "text/javascript", worker_text(self.stand_in.version, "sync" in self.path).encode())
        if path == "/api/v1/today":
            return self.send_today()
        if path in ("/", "/session/", "/offline/", "/history/"):
            return self.send_page(path)
        status = 200 if path in ("/blank/", "/favicon.ico") else 404
        return self.send(status, "text/html", BLANK.encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.stand_in.cut:
            return self.hang_up()
        if urlsplit(self.path).path != "/api/v1/events":
            return self.send(200, "text/html", BLANK.encode())
        token = self.cookie("csrftoken")
        if self.stand_in.token_needed and (not token or self.headers.get("X-CSRFToken") != token):
            return self.send(*error(403, "csrf"))
        person = self.cookie("who")
        mood = self.stand_in.moods.pop(0) if self.stand_in.moods else well
        if not person:
            return self.send(*error(401, "not-logged-in"))
        return mood(self, lambda: self.stand_in.answer_to(body, person))

    def cookie(self, name: str) -> str:
        found = SimpleCookie(self.headers.get("Cookie", "")).get(name)
        return found.value if found else ""

    def send(self, status: int, kind: str, body: bytes, *, cookie: str = "", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Cache-Control", "no-cache")
        if kind.startswith("text/"):
            self.send_header("Content-Security-Policy", POLICY)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(body)

    def send_file(self, path: Path) -> None:
        if not path.is_file():
            return self.send(404, "text/plain", b"")
        return self.send(200, TYPES.get(path.suffix, "application/octet-stream"), path.read_bytes())

    def send_track(self) -> None:
        if self.stand_in.tracks_until_cut is not None:
            self.stand_in.tracks_until_cut -= 1
            if self.stand_in.tracks_until_cut < 0:
                return half(self, lambda: (200, "audio/mpeg", bytes(TRACK_BYTES)))
        return self.send(200, "audio/mpeg", bytes(TRACK_BYTES))

    def send_page(self, path: str) -> None:
        if self.stand_in.pages_fail:
            return self.send(self.stand_in.pages_fail, "text/html", b"<h1>Bad gateway</h1>")
        if path == "/offline/":
            return self.send(
                200, "text/html", b"<!doctype html><title>Offline</title><h1>Unkink cannot be reached</h1>"
            )
        title = {"/": "Today", "/session/": "Session"}.get(path, "History")
        query = urlsplit(self.path).query.replace("&", "&amp;")
        text = PAGE.format(title=title, query=query, person=self.cookie("who"))
        return self.send(200, "text/html", text.encode(), cookie="csrftoken=abc; Path=/")

    def send_today(self) -> None:
        person = self.cookie("who")
        if not person:
            return self.send(*error(401, "not-logged-in"))
        if self.stand_in.no_session is not None:
            return self.send(409, "application/json", json.dumps({"error": self.stand_in.no_session}).encode())
        asked = parse_qs(urlsplit(self.path).query)
        return self.send(200, "application/json", json.dumps(package(person, asked)).encode())

    def hang_up(self) -> None:
        """Reset the connection, as a network that is gone does."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


def error(status: int, code: str) -> Answer:
    said = {"error": {"code": code, "message": f"{code}.", "what_to_do": "Try something else."}}
    return status, "application/json", json.dumps(said).encode()


def package(person: str, asked: dict[str, list[str]]) -> dict[str, Any]:
    """A session of three blocks in the shape ``unkink-today-1``, as far as the device looks at it."""
    kind = asked.get("kind", ["whole"])[0]
    missing = [answer for text in asked.get("missing", []) for answer in text.split(",") if answer in ANSWERS]
    blocks = [{"block": n, "url": f"/tracks/{kind}{'-'.join(missing)}/{n}.mp3", "ms": 1000} for n in range(3)]
    easier = {"variant": "soft", "tracks": [{"block": 0, "url": f"/tracks/{kind}/easier.mp3", "ms": 1000}]}
    items = [{"index": 0, "exercise": "nod", "picture": None, "easier": easier}]
    items.append({"index": 1, "exercise": "turn", "picture": None, "easier": None})
    return {
        "schema": "unkink-today-1",
        "person": person,
        "clinic": CLINIC,
        "day": NOW.date().isoformat(),
        "missing": missing,
        "first_side": asked.get("first", ["left"])[0],
        "session": {"kind": kind, "items": items, "tracks": blocks},
        "lead_in": {"url": "/tracks/lead-in.mp3", "ms": 3000},
    }


def worker_text(version: str, module: str | bool) -> str:
    """The real worker, with what the site would put before it."""
    shell = [f"/static/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*") if path.suffix in TYPES]
    head = 'import { drain } from "/static/unkink/player/sync.js";\nself.unkinkDrain = drain;\n' if module else ""
    named = json.dumps({"version": version, "shell": shell})
    return f"{head}const UNKINK = {named};\n{WORKER.read_text(encoding='utf-8')}"


def well(talk: Talk, answer: Callable[[], Answer]) -> None:
    talk.send(*answer())


def fails(status: int, kind: str = "text/html", body: bytes = b"<h1>Bad gateway</h1>") -> Mood:
    """An error instead of an answer; nothing is stored."""
    return lambda talk, _: talk.send(status, kind, body)


def lost(talk: Talk, answer: Callable[[], Answer]) -> None:
    """Everything is stored, and nothing of what the answer says arrives."""
    status, kind, body = answer()
    talk.send(status, kind, b"", length=len(body))
    talk.hang_up()


def breaks(talk: Talk, answer: Callable[[], Answer]) -> None:
    """Everything is stored, and the connection breaks; a browser may then send the request again by itself."""
    answer()
    talk.hang_up()


def half(talk: Talk, answer: Callable[[], Answer]) -> None:
    """Everything is stored, and half of the answer arrives."""
    status, kind, body = answer()
    talk.send(status, kind, body[: len(body) // 2], length=len(body))
    talk.hang_up()


def slow(seconds: float) -> Mood:
    def answer_late(talk: Talk, answer: Callable[[], Answer]) -> None:
        time.sleep(seconds)
        talk.send(*answer())

    return answer_late


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """The server, on a free port, until the end of the block."""
    held = StandIn()
    handler = type("HeldTalk", (Talk,), {"stand_in": held})
    with Server(("127.0.0.1", 0), handler) as server:
        held.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield held
        finally:
            server.shutdown()
            thread.join()


class Server(ThreadingHTTPServer):
    """Says nothing of connections that broke: that is what they are for."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Quietly."""
