"""Clients who do not read, or do not get to the point, keep nobody else from an answer."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.unit.site.served import ask, raw_connection, script
from unkink.site.serving.patience import MOST_IDLE, MOST_WAITING, WAITING_BYTES
from unkink.site.serving.process import THREADS

BIG = 8 * WAITING_BYTES
SMALL_SITE = """
import threading
from unkink.site.serving import patience
from unkink.site.serving.bridge import bridged
from unkink.site.serving.limits import with_whole_body
from unkink.site.serving.ports import listen, port_of
from unkink.site.serving.process import THREADS
from unkink.site.serving.running import Listener, run

patience.LOOK_S = {look_s}
in_use = 0
lock = threading.Lock()

def chunks(size):
    for _ in range(size // 65536):
        yield bytes(65536)

def site(environment, start):
    global in_use
    size = int(environment["PATH_INFO"].strip("/") or 0)
    body = environment["wsgi.input"].read()
    start("200 OK", [("Content-Length", str(size or len(body)))])
    return counted(chunks(size)) if size else [body]

def counted(body):
    global in_use
    with lock:
        in_use += 1
    try:
        yield from body
    finally:
        with lock:
            in_use -= 1

async def status(scope, receive, send):
    if scope["path"] == "/in-use":
        text = str(in_use).encode()
        await send({{"type": "http.response.start", "status": 200, "headers": []}})
        await send({{"type": "http.response.body", "body": text, "more_body": False}})
    else:
        await application(scope, receive, send)

application = with_whole_body(bridged(site, workers=THREADS), most=100_000, seconds={body_s})
listening = listen("127.0.0.1", 0)
print(f"http://127.0.0.1:{{port_of(listening)}}", flush=True)
run([Listener(listening, status)])
"""


def small_site(look_s: float, body_s: float) -> Iterator[str]:
    with script(SMALL_SITE.format(look_s=look_s, body_s=body_s), os.environ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()


@pytest.fixture
def patient() -> Iterator[str]:
    """A site of the real server's shape whose patience is that of a real one."""
    yield from small_site(look_s=5, body_s=30)


@pytest.fixture
def hasty() -> Iterator[str]:
    """The same with a fiftieth of the patience, for those who wait for its end."""
    yield from small_site(look_s=0.1, body_s=1)


def stall(address: str, path: str, receive_buffer: int | None = 4096) -> socket.socket:
    """Ask for something, and do not read the answer yet."""
    talking = raw_connection(address, receive_buffer=receive_buffer)
    talking.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return talking


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def in_use(address: str) -> int:
    return int(ask(f"{address}/in-use").text)


def is_closed(talking: socket.socket) -> bool:
    """Whether the server has hung up; what it sent before is read and thrown away."""
    talking.settimeout(0.05)
    try:
        while talking.recv(1 << 20):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


def test_forty_who_do_not_read_keep_nobody_from_a_page(patient: str) -> None:
    with ExitStack() as opened:
        for _ in range(40):
            opened.enter_context(stall(patient, f"/{BIG}"))
        until(lambda: 0 < in_use(patient) <= MOST_IDLE)
        assert MOST_IDLE < MOST_WAITING < THREADS
        assert ask(f"{patient}/", timeout=5).status == 200  # before anybody is given up


def test_what_fits_into_memory_holds_no_thread_at_all(patient: str) -> None:
    with ExitStack() as opened:
        for _ in range(40):
            opened.enter_context(stall(patient, f"/{WAITING_BYTES // 2}"))
        until(lambda: in_use(patient) == 0)


def test_whoever_reads_slowly_gets_everything(hasty: str) -> None:
    """Several times as long as it takes to be given up for reading nothing."""
    size, got = 4 * WAITING_BYTES, 0
    with stall(hasty, f"/{size}", None) as talking:
        began = time.monotonic()
        while got < size and (chunk := talking.recv(65536)):
            got += len(chunk)
            time.sleep(0.05)
        assert time.monotonic() - began > 3
        assert got > size


def test_whoever_reads_nothing_is_given_up(hasty: str) -> None:
    with stall(hasty, f"/{BIG}"):
        until(lambda: in_use(hasty) == 1)
        until(lambda: in_use(hasty) == 0)


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "])
def test_whoever_does_not_get_to_the_point_is_hung_up_on(hasty: str, said: bytes) -> None:
    with raw_connection(hasty) as talking:
        talking.sendall(said)
        until(lambda: is_closed(talking))


def test_a_second_request_may_not_take_for_ever_either(hasty: str) -> None:
    with raw_connection(hasty) as talking:
        talking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert talking.recv(1000).startswith(b"HTTP/1.1 200")
        talking.sendall(b"GET / HT")
        until(lambda: is_closed(talking))


def test_a_head_without_end_is_hung_up_on(patient: str) -> None:
    with raw_connection(patient) as talking:
        talking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
        until(lambda: not goes_through(talking, b"x" * 10_000))


def goes_through(talking: socket.socket, said: bytes) -> bool:
    try:
        talking.sendall(said)
    except ConnectionError:
        return False
    return True


def test_twenty_who_read_slowly_may_all_go_on(patient: str) -> None:
    """Nobody is cut off who reads, as long as there are fewer of them than threads."""
    with ExitStack() as opened:
        readers = [opened.enter_context(stall(patient, f"/{BIG}", None)) for _ in range(MOST_IDLE + 4)]
        got = [0] * len(readers)
        end = time.monotonic() + 60
        while min(got) < BIG and time.monotonic() < end:
            for number, talking in enumerate(readers):
                if got[number] < BIG:
                    got[number] += len(talking.recv(65536)) or BIG * 10
        assert all(BIG <= size < 2 * BIG for size in got)


def test_a_body_is_handed_on_whole(patient: str) -> None:
    body = bytes(range(256)) * 300
    assert ask(f"{patient}/", method="POST", body=body).body == body


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_long_is_refused_in_words(patient: str, announced: bool) -> None:
    headers = {} if announced else {"Transfer-Encoding": "chunked"}
    body = b"x" * 200_000
    sent = body if announced else b"30d40\r\n" + body + b"\r\n0\r\n\r\n"
    answer = ask(f"{patient}/", method="POST", body=sent, headers=headers)
    assert (answer.status, answer.text) == (
        413,
        "That is more than can be sent at once. Send less than 100000 bytes.\n",
    )


def test_the_api_is_told_in_its_own_shape(patient: str) -> None:
    answer = ask(f"{patient}/api/v1/events", method="POST", body=b"x" * 200_000)
    assert json.loads(answer.body)["error"]["code"] == "too-large"
    assert answer.header("content-type") == "application/json"


def test_a_body_that_does_not_arrive_holds_no_thread_and_is_given_up(hasty: str) -> None:
    with raw_connection(hasty) as talking:
        talking.sendall(b"POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
        answer = b"".join(iter(lambda: talking.recv(10_000), b""))
    assert answer.startswith(b"HTTP/1.1 408")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "too-slow"


def test_forty_bodies_that_do_not_arrive_keep_nobody_from_a_page(patient: str, tmp_path: Path) -> None:
    with ExitStack() as opened:
        for _ in range(40):
            talking = opened.enter_context(raw_connection(patient))
            talking.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
        assert ask(f"{patient}/", timeout=5).status == 200
