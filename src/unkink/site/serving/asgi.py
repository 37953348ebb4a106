"""The few words of ASGI that the doors need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]


async def response(send: Send, status: int, body: bytes, headers: Sequence[Header]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def plain_response(send: Send, status: int, text: str, media_type: str = "text/plain; charset=utf-8") -> None:
    """A short answer after which the connection is closed: whoever gets it has nothing more to say."""
    headers = [(b"content-type", media_type.encode()), (b"cache-control", b"no-store"), (b"connection", b"close")]
    await response(send, status, text.encode(), headers)
