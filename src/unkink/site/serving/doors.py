"""A door: a listener, and what the site must know about whoever comes through it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from _typeshed import OptExcInfo

DOOR, NAMES = "unkink.door", "unkink.names"
"""Keys of the WSGI environment. A client cannot set them: what it sends arrives as ``HTTP_…``."""

HOME, LAN, PROXY = "home", "lan", "proxy"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO")


@dataclass(frozen=True, slots=True)
class Door:
    """One way in.

    Attributes:
        name: ``home``, ``lan`` or ``proxy``. Only ``home`` needs no login.
        names: the ``Host`` names that are answered here. A page of a stranger whose name is made to point at this
            computer (DNS rebinding) thus never reaches the door that needs no login. May change while it is open.
        encrypted: people come over https, so their cookies must never leave over http.
    """

    name: str
    names: Collection[str]
    encrypted: bool = False


def through(door: Door, application: WSGIApplication) -> WSGIApplication:
    """The application as it is seen through that door.

    Whatever the server made of ``X-Forwarded-…`` stands in the environment already; the headers themselves go, so that
    nothing further in believes a client.
    """

    def respond(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        for header in FORWARDED:
            environment.pop(header, None)
        environment[DOOR] = door.name
        environment[NAMES] = door.names
        if door.encrypted:
            environment["wsgi.url_scheme"] = "https"  # also where a proxy does not say so
        return application(environment, _keeping_cookies_safe(start) if door.encrypted else start)

    return respond


def _keeping_cookies_safe(start: StartResponse) -> StartResponse:
    def started(
        status: str, headers: list[tuple[str, str]], failure: OptExcInfo | None = None, /
    ) -> Callable[[bytes], object]:
        return start(status, [(name, _secure(name, value)) for name, value in headers], failure)

    return started


def _secure(name: str, value: str) -> str:
    is_open_cookie = name.lower() == "set-cookie" and "; secure" not in value.lower()
    return f"{value}; Secure" if is_open_cookie else value
