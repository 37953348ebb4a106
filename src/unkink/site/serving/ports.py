"""Listening sockets."""

from __future__ import annotations

import errno
import os
import socket

from unkink.site.serving.refusal import CannotServe

PORTS_TRIED = 20
SEND_BUFFER = 262_144
"""Bytes that the system may hold for one connection. It would take megabytes, and hide who reads and who does not."""


def listen(host: str, port: int, *, tries: int = 1) -> socket.socket:
    """A listening socket on that port or, with more ``tries``, on one of the next.

    Raises:
        CannotServe: if there is none.
    """
    last = port + tries - 1
    for candidate in range(port, last + 1):
        try:
            return _bound(host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == last:
                reason = error.strerror or str(error)
                raise CannotServe(f"cannot listen on {host}, port {candidate}: {reason}") from error
    raise AssertionError("the last port either bound or raised")


def port_of(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it would let two processes share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
