"""The address of a site on the internet, behind a TLS proxy, and what the site's settings make of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

VARIABLE = "UNKINK_URL"


class NotAPublicAddress(ValueError):
    """``str()`` says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """``https://unkink.example.org``: no path, since the site owns the whole host."""

    host: str
    origin: str


def public_address(text: str) -> PublicAddress:
    """Read the address that people type.

    Raises:
        NotAPublicAddress: if it is not ``https://`` and a host name, perhaps with a port.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NotAPublicAddress(f"`{text}` is not an address: {error}") from error
    if parts.scheme != "https" or not host:
        raise NotAPublicAddress(f"`{text}` is not an address that begins with https:// and names a host")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None:
        raise NotAPublicAddress(f"`{text}` names more than a host; Unkink needs a host of its own, without a path")
    shown = f"[{host}]" if ":" in host else host
    return PublicAddress(shown, f"https://{shown}" + (f":{port}" if port and port != 443 else ""))
