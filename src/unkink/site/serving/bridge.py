"""The site (WSGI, threads) inside the server (ASGI, one event loop): one way into a thread and one way back a request.

Every change between a thread and the event loop waits for both. `a2wsgi`, whose reading of a request this uses, changes
for the head of an answer, for its body and for its end; with a request that is here as a whole and an answer that is
there as a whole, none of that is needed.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from a2wsgi.wsgi import build_environ

from unkink.site.serving.asgi import Application, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from a2wsgi.asgi_typing import HTTPScope

HttpHeaders = list[tuple[str, str]]
START, BODY = "http.response.start", "http.response.body"


def bridged(application: WSGIApplication, *, workers: int) -> Application:
    """That application, in ``workers`` threads, for requests whose body is here already (`with_whole_body`)."""
    threads = ThreadPoolExecutor(workers, thread_name_prefix="WSGI")

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        whole = await receive()
        environ = build_environ(cast("HTTPScope", scope), BytesIO(whole.get("body", b"")))  # type: ignore[arg-type]
        answer = _Answer(application, cast("dict[str, Any]", environ), send, asyncio.get_running_loop())
        run = contextvars.copy_context().run  # what one request remembers of itself, the next one does not
        for message in await answer.loop.run_in_executor(threads, run, answer.make):
            await send(message)

    return respond


class _Answer:
    """One answer of the application. ``make`` runs in a thread."""

    def __init__(
        self, application: WSGIApplication, environ: dict[str, Any], send: Send, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._application, self._environ, self._send, self.loop = application, environ, send, loop
        self._start: Message = {}

    def make(self) -> list[Message]:
        """What is still to be sent: all of it, or, after an answer in parts, its end."""
        body = self._application(self._environ, self._started)
        try:
            if _is_whole(body):
                return [self._start, {"type": BODY, "body": b"".join(body), "more_body": False}]
            return self._in_parts(body)
        finally:
            getattr(body, "close", _nothing)()

    def _in_parts(self, body: Iterable[bytes]) -> list[Message]:
        """Each part is sent before the next is made: a reader who is slow does not fill the memory."""
        waiting = self._start
        for part in body:
            if waiting:
                self._send_now(waiting)
                waiting = {}
            self._send_now({"type": BODY, "body": part, "more_body": True})
        end: Message = {"type": BODY, "body": b"", "more_body": False}
        return [waiting, end] if waiting else [end]

    def _send_now(self, message: Message) -> None:
        asyncio.run_coroutine_threadsafe(_sent(self._send, message), self.loop).result()

    def _started(self, status: str, headers: HttpHeaders, failure: object = None, /) -> Callable[[bytes], object]:
        code, _, _ = status.partition(" ")
        told = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        self._start = {"type": START, "status": int(code), "headers": told}
        return self._no_writing

    def _no_writing(self, part: bytes) -> object:
        raise NotImplementedError("nothing here writes an answer but by returning it")


async def _sent(send: Send, message: Message) -> None:
    await send(message)


def _is_whole(body: Iterable[bytes]) -> bool:
    """Whether all of it is in memory already: a list, or an answer of Django that does not stream."""
    return isinstance(body, list | tuple) or getattr(body, "streaming", True) is False


def _nothing() -> None:
    pass
