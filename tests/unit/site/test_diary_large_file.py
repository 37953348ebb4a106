"""A whole log may be sent to the one address that takes it, and only by a few at a time."""

from __future__ import annotations

import asyncio
from typing import Any

from unkink.site.serving.asgi import Message, Receive, Scope, Send
from unkink.site.serving.limits import BODY_BYTES, LOG_ADDRESS, LOG_BYTES, LOGS_AT_ONCE, with_whole_body

LOG = b"x" * (BODY_BYTES * 18)


async def _application(scope: Scope, receive: Receive, send: Send) -> None:
    body = (await receive())["body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(len(body)).encode()})


class Client:
    """Sends a body in parts when it is told to, and remembers the status."""

    def __init__(self, path: str, parts: list[bytes], announced: int | None = None) -> None:
        length = [] if announced is None else [(b"content-length", str(announced).encode())]
        self.scope: dict[str, Any] = {"type": "http", "path": path, "headers": length}
        self.parts = parts
        self.go = asyncio.Event()
        self.go.set()
        self.sent: list[Message] = []

    async def ask(self, site: Any) -> int:
        await site(self.scope, self._receive, self._send)
        return int(self.sent[0]["status"])

    async def _receive(self) -> Message:
        await self.go.wait()
        return {"type": "http.request", "body": self.parts.pop(0), "more_body": bool(self.parts)}

    async def _send(self, message: Message) -> None:
        self.sent.append(message)


def test_a_log_of_ten_years_goes_in_at_its_address_and_nowhere_else() -> None:
    site = with_whole_body(_application)
    assert asyncio.run(Client(LOG_ADDRESS, [LOG[:5], LOG[5:]]).ask(site)) == 200
    assert asyncio.run(Client("/history/", [LOG[:5], LOG[5:]]).ask(with_whole_body(_application))) == 413


def test_more_than_any_log_is_refused() -> None:
    assert asyncio.run(Client(LOG_ADDRESS, [b""], LOG_BYTES + 1).ask(with_whole_body(_application))) == 413


def test_who_comes_while_others_send_is_asked_to_come_again_and_then_let_in() -> None:
    async def crowd() -> None:
        site = with_whole_body(_application)
        slow = [Client(LOG_ADDRESS, [b"x"]) for _ in range(LOGS_AT_ONCE)]
        for one in slow:
            one.go.clear()
        sending = [asyncio.create_task(one.ask(site)) for one in slow]
        await asyncio.sleep(0)
        assert await Client(LOG_ADDRESS, [b"x"]).ask(site) == 503
        assert await Client("/history/", [b"x"]).ask(site) == 200, "everything else goes on"
        for one in slow:
            one.go.set()
        assert await asyncio.gather(*sending) == [200] * LOGS_AT_ONCE
        assert await Client(LOG_ADDRESS, [b"x"]).ask(site) == 200

    asyncio.run(crowd())
