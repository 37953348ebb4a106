"""A request goes into a thread once and comes back once; an answer in parts goes out part by part."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from unkink.site.serving.asgi import Message
from unkink.site.serving.bridge import bridged

Site = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]
SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "path": "/a/b",
    "query_string": b"c=d",
    "headers": [(b"content-type", b"text/plain"), (b"x-more", b"e")],
    "server": ("127.0.0.1", 80),
    "client": ("127.0.0.1", 1234),
}


def sent_by(site: Site, body: bytes = b"") -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(bridged(site, workers=1)(dict(SCOPE), receive, send))  # type: ignore[arg-type]
    return sent


def answering(body: Iterable[bytes]) -> Site:
    def site(_: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        start("201 Created", [("X-Said", " yes ")])
        return body

    return site


def test_the_application_gets_the_request_as_wsgi_says_it_in_a_thread_of_its_own() -> None:
    seen: dict[str, Any] = {}

    def site(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        seen.update(environ, thread=threading.current_thread(), body=environ["wsgi.input"].read())
        start("200 OK", [])
        return [b""]

    sent_by(site, b"told")
    assert (seen["REQUEST_METHOD"], seen["PATH_INFO"], seen["QUERY_STRING"]) == ("POST", "/a/b", "c=d")
    assert (seen["CONTENT_TYPE"], seen["HTTP_X_MORE"], seen["REMOTE_ADDR"]) == ("text/plain", "e", "127.0.0.1")
    assert seen["body"] == b"told"
    assert seen["thread"] is not threading.main_thread()


@pytest.mark.parametrize("body", [[b"one ", b"two"], HttpResponse(b"one two")])
def test_an_answer_that_is_there_as_a_whole_is_sent_as_a_whole(body: Iterable[bytes]) -> None:
    assert sent_by(answering(body)) == [
        {"type": "http.response.start", "status": 201, "headers": [(b"x-said", b"yes")]},
        {"type": "http.response.body", "body": b"one two", "more_body": False},
    ]


def test_an_answer_in_parts_is_sent_part_by_part_and_each_before_the_next_is_made() -> None:
    sent: list[Message] = []
    made: list[int] = []

    def parts() -> Iterator[bytes]:
        for number in range(3):
            made.append(len(sent))  # how much had gone out when this one was begun
            yield b"%d" % number

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    site = answering(StreamingHttpResponse(parts()))
    asyncio.run(bridged(site, workers=1)(dict(SCOPE), receive, send))  # type: ignore[arg-type]
    assert made == [0, 2, 3]
    assert [message.get("body") for message in sent] == [None, b"0", b"1", b"2", b""]
    assert [message.get("more_body") for message in sent] == [None, True, True, True, False]


def test_an_answer_in_no_parts_has_its_head_all_the_same() -> None:
    assert [message["type"] for message in sent_by(answering(iter(())))] == [
        "http.response.start",
        "http.response.body",
    ]


@pytest.mark.parametrize("streams", [False, True])
def test_the_application_learns_that_its_answer_is_over_also_where_making_it_fails(*, streams: bool) -> None:
    closed: list[bool] = []

    class Body:
        streaming = streams

        def __iter__(self) -> Iterator[bytes]:
            raise OSError("the disk")

        def close(self) -> None:
            closed.append(True)

    with pytest.raises(OSError, match="the disk"):
        sent_by(answering(Body()))
    assert closed == [True]
