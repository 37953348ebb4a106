"""The door over plain http that hands out the certificate and the steps to trust it, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string

from unkink.site.serving import apple_profile
from unkink.site.serving.asgi import Application, Header, Receive, Scope, Send, plain_response, response
from unkink.site.serving.authority import Authority
from unkink.site.serving.phone import PhoneDoor

PAGE = "/trust/"
LOOK = Path(__file__).parents[1] / "static"
STYLES = ("vendor/pico.min.css", "unkink/tokens.css", "unkink/site.css", "unkink/trust.css")
DEVICES = {
    "apple": r"iPhone|iPad",
    "android": r"Android",
    "mac": r"Macintosh",
    "windows": r"Windows",
    "linux": r"Linux|X11",
}
HEADERS: tuple[Header, ...] = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)


@dataclass(frozen=True, slots=True)
class Handed:
    """Something that this door hands out. With ``file_name`` it is saved rather than shown."""

    body: bytes
    media_type: str
    file_name: str = ""


def handed_out(authority: Authority, phone: PhoneDoor) -> dict[str, Handed]:
    """All that this door hands out: path to content. The page stands once for each kind of device."""
    certificate = "application/x-x509-ca-cert"
    pages = {f"{PAGE}{device}": _page(phone, device) for device in ("", *DEVICES)}
    return {
        **pages,
        f"{PAGE}unkink.crt": Handed(authority.der, certificate, "unkink.crt"),
        f"{PAGE}unkink.pem": Handed(authority.pem, "application/x-pem-file", "unkink.pem"),
        f"{PAGE}unkink.mobileconfig": Handed(
            apple_profile.apple_profile(authority), apple_profile.MEDIA_TYPE, "unkink.mobileconfig"
        ),
        f"{PAGE}style.css": Handed(_style(), "text/css; charset=utf-8"),
        f"{PAGE}figtree.woff2": Handed((LOOK / "vendor/figtree-latin.woff2").read_bytes(), "font/woff2"),
        f"{PAGE}mark.svg": Handed((LOOK / "unkink/mark.svg").read_bytes(), "image/svg+xml"),
    }


def trust_door(handed: Callable[[], Mapping[str, Handed]]) -> Application:
    """Answer GET and HEAD for what is handed out at this moment, and 404 for everything else. No cookies."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] not in ("GET", "HEAD"):
            await plain_response(send, 405, "There is nothing to send here.\n")
            return
        path = scope["path"]
        found = handed().get(path + device_of(scope["headers"]) if path == PAGE else path)
        if found is None:
            await plain_response(send, 404, f"There is nothing here. The steps are at {PAGE}\n")
            return
        await response(send, 200, found.body, [*HEADERS, *_described(found)])

    return respond


def device_of(headers: list[Header]) -> str:
    """Which device's steps to open first; empty where the browser does not say. The others are on the page too."""
    said = next((value.decode("latin-1") for name, value in headers if name == b"user-agent"), "")
    return next((device for device, pattern in DEVICES.items() if re.search(pattern, said)), "")


def _described(found: Handed) -> list[Header]:
    headers = [(b"content-type", found.media_type.encode())]
    if found.file_name:
        headers.append((b"content-disposition", f'attachment; filename="{found.file_name}"'.encode()))
    return headers


def _page(phone: PhoneDoor, device: str) -> Handed:
    text = render_to_string("serving/trust.html", {"phone": phone, "device": device, "files": PAGE})
    return Handed(text.encode(), "text/html; charset=utf-8")


def _style() -> bytes:
    text = "\n".join((LOOK / name).read_text(encoding="utf-8") for name in STYLES)
    return text.replace("../vendor/figtree-latin.woff2", "figtree.woff2").replace("line.svg", "mark.svg").encode()
