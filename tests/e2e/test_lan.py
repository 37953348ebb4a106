"""A phone's browser that trusts this computer, and one that does not."""

from __future__ import annotations

import base64
import http.server
import os
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from playwright.sync_api import Browser, Error, Page

from tests.e2e.axe import problems_in_every_look
from tests.e2e.conftest import FLAGS
from tests.e2e.real_server import QUIETLY, NewFolder
from tests.unit.site.served import Served, ask, served
from unkink.site.serving.authority import authority
from unkink.site.serving.site_certificate import site_certificate

pytestmark = pytest.mark.database

AGENTS = {
    "iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15",
    "Android": "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36",
}


@dataclass(frozen=True, slots=True)
class Lan:
    """A server with ``--lan``, its addresses by name, and what it hands out."""

    server: Served
    origin: str
    pairing: str
    trust: str
    certificate: bytes

    @property
    def keys(self) -> Path:
        return Path(self.server.environment["UNKINK_DATA"]) / "tls"


@pytest.fixture(scope="module")
def lan(new_folder: NewFolder) -> Iterator[Lan]:
    """Its name is made up, so that it is the same wherever the test runs; the browser is told where it leads."""
    named = "import socket; socket.gethostname = lambda: 'annas-laptop'; "
    call = "serve_lan(port=0, lan_port=0, lan_address='127.0.0.1')"
    with served(new_folder(), call, first=named + QUIETLY) as server:
        (trust,) = [word for word in server.addresses("http://") if word.endswith("/trust/")]
        (link,) = [word for word in server.addresses("https://") if "/pair/" in word]
        origin = next(word for word in server.addresses("https://annas-laptop.local:"))
        pairing = origin + link.split("/", 3)[3]
        yield Lan(server, origin, pairing, trust, ask(f"{trust}unkink.pem").body)


@contextmanager
def phone(browser: Browser, chromium_path: str, home: Path, *flags: str) -> Iterator[Page]:
    """A browser of its own, with a home of its own, to which made-up names lead to this computer."""
    rules = "--host-resolver-rules=MAP *.local 127.0.0.1, MAP example.org 127.0.0.1"
    environment: dict[str, str | float | bool] = {**os.environ, "HOME": str(home)}
    launched = browser.browser_type.launch(executable_path=chromium_path, args=[*FLAGS, rules, *flags], env=environment)
    try:
        yield launched.new_page(viewport={"width": 360, "height": 740})
    finally:
        launched.close()


@pytest.fixture
def trusting(browser: Browser, chromium_path: str, lan: Lan, tmp_path: Path) -> Callable[[], Any]:
    """A browser that trusts the authority, from its own list where there is the tool for that; else the site's key."""
    if trust_in_list(tmp_path, lan.certificate):
        return lambda: phone(browser, chromium_path, tmp_path)
    key = f"--ignore-certificate-errors-spki-list={key_digest((lan.keys / 'site.crt').read_bytes())}"
    return lambda: phone(browser, chromium_path, tmp_path, key)


def trust_in_list(home: Path, certificate: bytes) -> bool:
    """Put the certificate into the list of authorities that Chromium reads; whether that could be done."""
    certutil = shutil.which("certutil")
    if certutil is None:
        return False
    (home / "authority.pem").write_bytes(certificate)
    for place in (".pki/nssdb", ".local/share/pki/nssdb"):  # where it is, and where newer ones look
        folder = home / place
        folder.mkdir(parents=True)
        database = ["-d", f"sql:{folder}"]
        subprocess.run([certutil, *database, "-N", "--empty-password"], check=True)
        added = ["-A", "-t", "C,,", "-n", "Unkink", "-i", str(home / "authority.pem")]
        subprocess.run([certutil, *database, *added], check=True)
    return True


def key_digest(certificate: bytes) -> str:
    key = x509.load_pem_x509_certificate(certificate).public_key()
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    return base64.b64encode(digest.finalize()).decode()


def test_a_phone_that_trusts_is_paired_and_may_keep_the_session(trusting: Callable[[], Any], lan: Lan) -> None:
    with trusting() as page:
        page.goto(lan.pairing)
        page.get_by_role("main").get_by_role("button").first.click()
        page.wait_for_load_state()
        assert page.url.startswith(lan.origin) and "/pair/" not in page.url and "/login/" not in page.url
        assert page.evaluate("isSecureContext")
        assert page.evaluate("async () => (await navigator.serviceWorker.register('/sw.js')).scope") == lan.origin
        assert page.evaluate("'wakeLock' in navigator && 'credentials' in navigator")
        cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
        assert all(cookie["secure"] for cookie in cookies.values()) and "__Host-sessionid" in cookies
        assert cookies["__Host-sessionid"]["httpOnly"]


def test_a_phone_that_does_not_trust_does_not_get_in(
    browser: Browser, chromium_path: str, lan: Lan, tmp_path: Path
) -> None:
    with phone(browser, chromium_path, tmp_path) as page, pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(lan.origin)


@contextmanager
def speaking_as(keys: Path, own: Path, name: str) -> Iterator[int]:
    """Somebody who stole the authority's key and speaks as that name; yields their port."""
    shutil.copytree(keys, own)
    stolen = authority(own, "annas-laptop", datetime.now(UTC))
    forged = site_certificate(own, stolen, [name], datetime.now(UTC))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(forged.certificate_file, forged.key_file)

    class Quiet(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"it was believed")

        def log_message(self, *_: Any) -> None:
            pass

    class QuietServer(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            pass  # the browser hangs up: that is what is tested

    server = QuietServer(("127.0.0.1", 0), Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(shutil.which("certutil") is None, reason="needs certutil (libnss3-tools) to trust like a phone")
@pytest.mark.parametrize(("name", "believed"), [("berts-laptop.local", True), ("example.org", False)])
def test_a_stolen_key_speaks_for_the_house_alone(
    trusting: Callable[[], Any], lan: Lan, tmp_path: Path, name: str, believed: bool
) -> None:
    with speaking_as(lan.keys, tmp_path / "stolen", name) as port, trusting() as page:
        if believed:
            page.goto(f"https://{name}:{port}/")
            assert page.content().count("it was believed") == 1
        else:
            with pytest.raises(Error, match="ERR_CERT"):
                page.goto(f"https://{name}:{port}/")


@pytest.mark.parametrize("device", AGENTS)
def test_the_steps_can_be_read_by_everybody(browser: Browser, lan: Lan, device: str) -> None:
    context = browser.new_context(user_agent=AGENTS[device])
    try:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(lan.trust, wait_until="networkidle")
        assert all(address.startswith(lan.trust) for address in asked)
        assert device in page.locator("details[open] > summary").inner_text()
        assert problems_in_every_look(page) == {}
        assert context.cookies() == []
    finally:
        context.close()
