"""The site as one process on this computer."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

DEFAULT_PORT = 8765
PORTS_TRIED = 20
THREADS = 32
"""One request each: a paused player holds on to its own, and a browser has up to six of them."""

OK, FAILED, REFUSED = 0, 1, 2


def serve(
    *, host: str = "127.0.0.1", port: int = DEFAULT_PORT, open_browser: bool = True, programs: Sequence[Path] = ()
) -> int:
    """Serve until interrupted. Returns the exit code: 0 ended, 1 no port to be had, 2 asked for what is not done.

    Args:
        host: a name or address of this computer itself.
        port: where the default is taken, the next free one is used and printed; any other is used or refused.
        open_browser: open the page where there is a browser and a terminal to see it from.
        programs: program files or folders to show beside the shipped library.
    """
    if not is_loopback(host):
        _complain(f"{host} is not this computer itself; there is no login yet, so nobody else may connect")
        return REFUSED
    try:
        door = listen(host, port)
    except OSError as error:
        _complain(f"cannot listen on {host}, port {port}: {error.strerror or error}")
        return FAILED
    _show(programs)
    return _run(door, host, open_browser=open_browser)


def _complain(reason: str) -> None:
    print(f"unkink: {reason}", file=sys.stderr)  # noqa: T201


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach that host."""
    if host == "localhost":
        return True
    try:
        return host in ALLOWED and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


ALLOWED = ("127.0.0.1", "::1")  # what the site's own ALLOWED_HOSTS lets in


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; beside the default port the next free one if that is taken.

    Raises:
        OSError: if there is none.
    """
    last = port + PORTS_TRIED if port == DEFAULT_PORT else port
    for candidate in range(port, last + 1):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                raise
    raise AssertionError("the last port either bound or raised")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    door = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two processes share the port
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(128)
    except OSError:
        door.close()
        raise
    return door


def _show(programs: Sequence[Path]) -> None:
    """Tell the site which programs to show, before it is first asked. A list, since a name may hold a colon."""
    if programs:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unkink.site.settings")
        from django.conf import settings

        settings.EXTRA_PROGRAMS = [path.absolute() for path in programs]


def _run(door: socket.socket, host: str, *, open_browser: bool) -> int:
    import uvicorn
    from a2wsgi import WSGIMiddleware

    from unkink.site.audio.sounds import warm
    from unkink.site.wsgi import application

    address = f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}/"
    print(f"Unkink is at {address}  (to end it: Ctrl+C)", flush=True)  # noqa: T201
    warm()
    if open_browser and sys.stdout.isatty():
        _open(address)
    config = uvicorn.Config(
        WSGIMiddleware(application, workers=THREADS),  # type: ignore[arg-type]
        interface="asgi3",
        lifespan="off",
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    try:
        uvicorn.Server(config).run(sockets=[door])
    except KeyboardInterrupt:
        print()  # noqa: T201
    return OK


def _open(address: str) -> None:
    """Open the page, quietly doing without where there is no browser to be seen."""
    seen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if seen:
        webbrowser.open(address)
