"""The server is killed without a word while it stores: what got a receipt is there, and nothing is there twice."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.real_server import Server
from tests.integration.log_sender import Sender

DEVICES = 4
KILLS = 3
BATCH = 100
CLINIC = (
    "import django; django.setup(); from unkink.site.migrating import migrate_if_needed; migrate_if_needed();"
    "from unkink.site.accounts.owner import owner; print(owner().clinic_id)"
)


@pytest.fixture
def environment(tmp_path: Path, empty_database: dict[str, str]) -> dict[str, str]:
    own = {"UNKINK_DATA": str(tmp_path), "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "unkink.site.settings"}
    return {**os.environ, **empty_database, **own}


@pytest.fixture
def clinic(environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", CLINIC]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.strip()


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[Server]:
    made = Server(environment)
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest.fixture
def devices(clinic: str) -> Iterator[Callable[[str], Sender]]:
    """Makes a device that sends to the server at an address."""
    made: list[Sender] = []

    def device(address: str) -> Sender:
        made.append(Sender(address, len(made), clinic))
        return made[-1]

    yield device
    for one in made:
        one.close()


def ids_of(events: list[dict[str, Any]]) -> Counter[str]:
    return Counter(event["id"] for event in events)


def test_every_receipt_survives_kill_9_and_what_is_sent_again_is_stored_once(
    server: Server, devices: Callable[[str], Sender]
) -> None:
    senders = [devices(server.address) for _ in range(DEVICES)]
    for _ in range(KILLS):
        open_ended = _send_until_killed(server, senders)
        server.start()
        there = ids_of(server.events())
        assert set(there.values()) <= {1}, "nothing twice"
        assert not {id_ for sender in senders for id_ in sender.receipts} - there.keys(), "every receipt is kept"
        for sender, batch in zip(senders, open_ended, strict=True):
            stored = [event["id"] in there for event in batch]
            assert all(stored) or not any(stored), "a batch is there whole or not at all"
            sender.meet()
            sender.send(batch)
    sent = {id_ for sender in senders for id_ in sender.receipts}
    assert ids_of(server.events()) == Counter(sent)
    assert len(sent) > KILLS * DEVICES * BATCH


def _send_until_killed(server: Server, senders: list[Sender]) -> list[list[dict[str, Any]]]:
    """Every device sends without pause; the server is killed amid it. The batch that each had no answer to."""
    stored = threading.Semaphore(0)

    def send_on(sender: Sender) -> list[dict[str, Any]]:
        sender.meet()
        batch: list[dict[str, Any]] = []
        with suppress(OSError, HTTPException):
            while True:
                batch = sender.events(BATCH)
                sender.send(batch)
                stored.release()
        return batch

    with ThreadPoolExecutor(len(senders)) as threads:
        going = [threads.submit(send_on, sender) for sender in senders]
        for _ in range(3 * len(senders)):
            assert stored.acquire(timeout=60)
        time.sleep(0.013)  # somewhere within the next batches
        server.kill()
        return [one.result(timeout=60) for one in going]


def test_the_same_batch_from_many_devices_on_two_processes_is_stored_once(
    server: Server, environment: dict[str, str], devices: Callable[[str], Sender]
) -> None:
    """Eight connections to two servers of one database send the same events at the same moment."""
    other = Server(environment)
    try:
        other.start()
        senders = [devices((server, other)[number % 2].address) for number in range(8)]
        for sender in senders:
            sender.meet()
        batches = [senders[0].events(BATCH) for _ in range(5)]
        start = threading.Barrier(len(senders))

        def send_all(sender: Sender) -> list[dict[str, str]]:
            start.wait()
            return [sender.send(batch) for batch in batches]

        with ThreadPoolExecutor(len(senders)) as threads:
            results = list(threads.map(send_all, senders))
    finally:
        other.kill()
    for place, batch in enumerate(batches):
        for event in batch:
            told = Counter(result[place][event["id"]] for result in results)
            assert told == Counter({"known": 7, "stored": 1}), "new to one of them, known to the others"
    assert ids_of(server.events()) == Counter(event["id"] for batch in batches for event in batch)
