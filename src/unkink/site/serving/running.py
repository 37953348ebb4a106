"""Several listeners, one event loop, one Ctrl-C for all of them."""

from __future__ import annotations

import asyncio
import signal
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from types import FrameType

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from unkink.site.serving.asgi import Application
from unkink.site.serving.open_files import allow_many
from unkink.site.serving.patience import PatientProtocol

MOST_CONNECTIONS = 1_200
"""More at once, and a request is answered 503. A thousand devices that come back together are below it."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A listening socket and what answers there; with ``tls`` over https."""

    socket: socket.socket
    application: Application
    tls: ssl.SSLContext | None = None


class _OneOfSeveral(uvicorn.Server):
    """Leaves the signals to whoever runs them all."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        return nullcontext()


def run(listeners: Sequence[Listener], beside: Sequence[Callable[[], Awaitable[None]]] = ()) -> None:
    """Serve until interrupted. ``beside`` are tasks that run as long as the servers do."""
    allow_many()
    servers = [_OneOfSeveral(_configuration(listener)) for listener in listeners]
    fastest_loop = servers[0].config.get_loop_factory()
    with _ended_by_signals(servers), asyncio.Runner(loop_factory=fastest_loop) as runner:
        runner.run(_serve(servers, [listener.socket for listener in listeners], beside))


async def _serve(
    servers: Sequence[uvicorn.Server],
    sockets: Sequence[socket.socket],
    beside: Sequence[Callable[[], Awaitable[None]]],
) -> None:
    tasks = [asyncio.ensure_future(start()) for start in beside]
    try:
        await asyncio.gather(*(server.serve([listening]) for server, listening in zip(servers, sockets, strict=True)))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _configuration(listener: Listener) -> uvicorn.Config:
    configuration = uvicorn.Config(
        listener.application,
        http=PatientProtocol,
        ws="none",
        interface="asgi3",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the one door that is behind a proxy reads them itself
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=2,
    )
    configuration.load()
    configuration.ssl = listener.tls  # ours can be given a new certificate while it runs
    return configuration


@contextmanager
def _ended_by_signals(servers: Sequence[uvicorn.Server]) -> Iterator[None]:
    """The first signal lets everybody finish, the second does not wait."""

    def end(_number: int, _frame: FrameType | None) -> None:
        for server in servers:
            server.force_exit = server.should_exit
            server.should_exit = True

    before = {number: signal.signal(number, end) for number in HANDLED_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
