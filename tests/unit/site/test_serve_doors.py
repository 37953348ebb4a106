"""Which door a request came through: the server says it, and nobody else can."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

from unkink.site.serving.asgi import Message
from unkink.site.serving.doors import Door, through
from unkink.site.serving.limits import admitting, not_from_the_internet, one_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


def seen_through(door: Door, environment: dict[str, Any]) -> dict[str, Any]:
    seen: dict[str, Any] = {}

    def application(given: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        seen.update(given)
        return []

    through(door, application)(environment, lambda *_: lambda _: None)
    return seen


def test_the_door_is_told() -> None:
    seen = seen_through(Door("lan", {"annas-laptop.local"}), {})
    assert seen["unkink.door"] == "lan"
    assert seen["unkink.names"] == {"annas-laptop.local"}


@pytest.mark.parametrize("name", ["HTTP_UNKINK.DOOR", "HTTP_UNKINK_DOOR", "unkink.door"])
def test_nobody_can_name_a_door_for_themselves(name: str) -> None:
    assert seen_through(Door("lan", ()), {name: "home"})["unkink.door"] == "lan"


@pytest.mark.parametrize("header", ["FORWARDED", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST"])
def test_what_a_client_claims_about_itself_goes_no_further(header: str) -> None:
    assert f"HTTP_{header}" not in seen_through(Door("home", ()), {f"HTTP_{header}": "10.0.0.1"})


def cookies_through(door: Door, *cookies: str) -> list[str]:
    def application(given: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [("Set-Cookie", cookie) for cookie in cookies])
        return []

    started: list[tuple[str, str]] = []

    def start(status: str, headers: list[tuple[str, str]], failure: object = None, /) -> Callable[[bytes], object]:
        started.extend(headers)
        return lambda _: None

    through(door, application)({}, start)
    return [value for _, value in started]


def test_a_cookie_of_an_encrypted_door_never_goes_out_in_the_open() -> None:
    encrypted = Door("lan", (), encrypted=True)
    assert cookies_through(encrypted, "a=1; Path=/", "b=2; Secure") == ["a=1; Path=/; Secure", "b=2; Secure"]
    assert cookies_through(Door("home", ()), "a=1; Path=/") == ["a=1; Path=/"]


async def answered(admits: Callable[[str], bool], client: str | None) -> list[Message]:
    sent: list[Message] = []

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "reached"})

    async def receive() -> Message:
        raise AssertionError("nothing is read from a stranger")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "client": (client, 1) if client else None}
    await admitting(admits, application)(scope, receive, send)
    return sent


@pytest.mark.parametrize("client", ["192.168.1.7", "10.1.2.3", "169.254.3.4", "127.0.0.1", "100.64.1.1"])
def test_the_house_may_come_in(client: str) -> None:
    assert not_from_the_internet(client)


@pytest.mark.parametrize("client", ["8.8.8.8", "2001:4860:4860::8888", "nonsense", ""])
def test_the_internet_may_not(client: str) -> None:
    assert not not_from_the_internet(client)


def test_only_the_proxy_is_answered() -> None:
    import asyncio

    knows = one_of(["10.0.0.0/8", "::1"])
    assert [knows(client) for client in ("10.9.9.9", "::1", "127.0.0.1", "x")] == [True, True, False, False]
    assert asyncio.run(answered(knows, "10.0.0.1")) == [{"type": "reached"}]
    for stranger in ("192.168.0.1", None):
        assert asyncio.run(answered(knows, stranger))[0]["status"] == 403
