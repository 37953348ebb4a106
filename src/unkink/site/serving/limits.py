"""What a client may ask of the server before a thread is spent on it: who it is, how much it sends, for how long."""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from unkink.site.serving.asgi import Application, Message, Receive, Scope, Send, plain_response

BODY_BYTES = 1_000_000
BODY_S = 30.0
LOG_ADDRESS = "/settings/data/bring-back/"
LOG_BYTES = 50_000_000
LOG_S = 120.0
LOGS_AT_ONCE = 2
"""A log of ten years has about 18 MB. Kept few, because it is held in memory before anybody is asked who they are."""


def not_from_the_internet(address: str) -> bool:
    """Whether that client is no stranger from afar. Addresses between, such as those of a mesh VPN, may come in."""
    try:
        return not ipaddress.ip_address(address.partition("%")[0]).is_global
    except ValueError:
        return False


def one_of(networks: Sequence[str]) -> Callable[[str], bool]:
    """A test whether an address lies in one of these networks or is one of these addresses.

    Raises:
        ValueError: if one of them is neither.
    """
    known = [ipaddress.ip_network(network, strict=False) for network in networks]

    def is_known(address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in known)

    return is_known


def admitting(admits: Callable[[str], bool], application: Application) -> Application:
    """Answer only clients with such an address; others get 403 and learn nothing."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "http" and not (client and admits(client[0])):
            await plain_response(send, 403, "This address is not open to you.\n")
        else:
            await application(scope, receive, send)

    return respond


@dataclass(frozen=True, slots=True)
class Room:
    """What a request may send: how many bytes, in how many seconds, and how many such requests at once."""

    most: int = BODY_BYTES
    seconds: float = BODY_S
    at_once: asyncio.Semaphore | None = None


def room_for_files() -> dict[str, Room]:
    """The addresses that take a whole log, which is larger than anything else that is sent: two at a time."""
    return {LOG_ADDRESS: Room(LOG_BYTES, LOG_S, asyncio.Semaphore(LOGS_AT_ONCE))}


def with_whole_body(application: Application, *, most: int = BODY_BYTES, seconds: float = BODY_S) -> Application:
    """Hand a request on once its body is here, so that whoever sends slowly holds no thread.

    A body over ``most`` bytes is answered 413 and one that takes longer than ``seconds`` 408, in words.
    """
    usual, rooms = Room(most, seconds), room_for_files()

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        room = rooms.get(scope["path"], usual)
        if room.at_once is None:
            await _with_room(room, application, scope, receive, send)
        elif room.at_once.locked():
            await _refuse(scope, send, 503, "Others are sending large files just now.", "Try again in a minute.")
        else:
            async with room.at_once:
                await _with_room(room, application, scope, receive, send)

    return respond


async def _with_room(room: Room, application: Application, scope: Scope, receive: Receive, send: Send) -> None:
    too_large = "That is more than can be sent at once.", f"Send less than {room.most} bytes."
    if _announced(scope) > room.most:
        await _refuse(scope, send, 413, *too_large)
        return
    try:
        async with asyncio.timeout(room.seconds):
            body = await _whole(receive, room.most)
    except TimeoutError:
        await _refuse(scope, send, 408, "What was sent did not arrive in time.", "Try again; nothing was changed.")
        return
    except TooLarge:
        await _refuse(scope, send, 413, *too_large)
        return
    if body is not None:
        await application(scope, _once(body, receive), send)


class TooLarge(Exception):
    """The body is longer than allowed."""


def _announced(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


async def _whole(receive: Receive, most: int) -> bytes | None:
    """The body; None where the client is gone."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > most:
            raise TooLarge
        if not message.get("more_body", False):
            return bytes(body)


def _once(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


async def _refuse(scope: Scope, send: Send, status: int, what: str, what_to_do: str) -> None:
    if not scope["path"].startswith("/api/"):
        await plain_response(send, status, f"{what} {what_to_do}\n")
        return
    code = {408: "too-slow", 413: "too-large"}[status]
    error: dict[str, Any] = {"code": code, "message": what, "what_to_do": what_to_do}
    await plain_response(send, status, json.dumps({"error": error}), "application/json")
