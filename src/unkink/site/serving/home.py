"""The door for this computer alone: plain http on loopback, no login."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser

from unkink.site.serving.doors import HOME, LOOPBACK_NAMES, Door
from unkink.site.serving.ports import PORTS_TRIED, listen, port_of

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8765
HOSTS = ("127.0.0.1", "::1", "localhost")


def home_door() -> Door:
    return Door(HOME, frozenset(LOOPBACK_NAMES))


def home_socket(host: str, port: int) -> socket.socket:
    """Where the default port is taken, on the next free one.

    Raises:
        CannotServe: if there is none.
    """
    return listen(host, port, tries=PORTS_TRIED if port == DEFAULT_PORT else 1)


def greet(host: str, listener: socket.socket, *, open_browser: bool) -> None:
    """Say where Unkink is and, in front of a person, open it."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port_of(listener)}/"
    print(f"Unkink is at {address}  (to end it: Ctrl+C)", flush=True)  # noqa: T201
    if open_browser and sys.stdout.isatty():
        _open(address)


def _open(address: str) -> None:
    """Open the page, quietly doing without where there is no browser to be seen."""
    seen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if seen:
        webbrowser.open(address)
