"""Events over HTTP: how many a second one server process stores, each on the disk before it is answered.

One by one and in batches of 100, by one connection and by several; beside them SQLite alone, which is asked to store
the same rows with nothing around it. Then a storm: a thousand devices that were offline send what they hold, all at
once. At the end every receipt is compared with what is in the log: none may be missing, none may be there twice.

    python benchmarks/bench_events.py [SECONDS [DEVICES]]
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

SECONDS = 5.0
DEVICES = 1000
HELD = 40  # events that each device of the storm holds: about two sessions
AT_ONCE = 100
ADDRESS = "/api/v1/events"
START = "from unkink.site.serve import serve; serve(port=0, open_browser=False)"
TICKS = os.sysconf("SC_CLK_TCK")
CLINIC = (
    "import django; django.setup(); from unkink.site.migrating import migrate_if_needed; migrate_if_needed();"
    "from unkink.site.accounts.owner import owner; print(owner().id, owner().clinic_id)"
)
DATA = '{"variant":"hip-height","rung":0,"dose":"4 x 5 s per side","done":{"reps":4},"prescribed":{"reps":4}}'
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-8000;"


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    devices = int(sys.argv[2]) if len(sys.argv) > 2 else DEVICES
    with tempfile.TemporaryDirectory() as folder:
        for size in (1, AT_ONCE):
            print_rate(
                f"SQLite alone, {size} a transaction", *bare(Path(folder) / f"bare{size}.sqlite3", size, seconds)
            )
    with tempfile.TemporaryDirectory() as folder, server(folder) as site:
        wait_for_sounds(site)
        for size in (1, AT_ONCE):
            for connections in (1, 4):
                label = f"HTTP, {size} a request, {connections} connection{'s' if connections > 1 else ''}"
                before = worked(site.process)
                count, span, taken = over_http(site, size, connections, seconds)
                print_rate(label, count, span, taken, (worked(site.process) - before) / len(taken))
        storm(site, devices)
        tell_losses(site)


class Site:
    """A running server, who is at home there, and every receipt that it gave."""

    def __init__(self, process: int, host: str, person: str, clinic: str) -> None:
        self.process, self.host, self.person, self.clinic = process, host, person, clinic
        self.receipts: list[str] = []
        with urllib.request.urlopen(f"http://{host}/about/") as answer:
            token = re.search(r"csrftoken=(\w+)", answer.headers["Set-Cookie"])
        assert token
        self.headers = {
            "Content-Type": "application/json",
            "Cookie": f"csrftoken={token[1]}",
            "X-CSRFToken": token[1],
            "Origin": f"http://{host}",
        }

    def body(self, device: UUID, first: int, number: int) -> bytes:
        """So many new events of one device, as a browser writes them; about fifteen make a session."""
        events = ",".join(self._event(device, seq) for seq in range(first, first + number))
        return f'{{"events":[{events}]}}'.encode()

    def _event(self, device: UUID, seq: int) -> str:
        at = f"2026-11-22T{10 + seq // 3600 % 12:02}:{seq // 60 % 60:02}:{seq % 60:02}.{seq % 1000:03}Z"
        session = UUID(int=device.int ^ (seq // 15 + 1))
        return (
            f'{{"v":1,"id":"{uuid4()}","person":"{self.person}","clinic":"{self.clinic}","device":"{device}","seq":{seq},'
            f'"at":"{at}","tz":"Europe/Berlin","kind":"exercise-done","program":null,"session":"{session}",'
            f'"exercise":"slouch-to-tall","side":"{"left" if seq % 2 else "right"}","corrects":null,"data":{DATA}}}'
        )


@contextmanager
def server(folder: str) -> Iterator[Site]:
    """The site that people run, in a process of its own."""
    own = {"UNKINK_DATA": folder, "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "unkink.site.settings"}
    environment = {**os.environ, **own}
    told = subprocess.run([sys.executable, "-c", CLINIC], check=True, capture_output=True, text=True, env=environment)
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            address = next(word for word in line.split() if word.startswith("http"))
            yield Site(process.pid, urlsplit(address).netloc, *told.stdout.split())
        finally:
            process.kill()


def worked(process: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def wait_for_sounds(site: Site) -> None:
    """A first start makes every sound in the background; what follows is measured when that is done."""
    for program in ("tensor-fasciae-latae", "tight-psoas"):
        while b"still to be made" in urllib.request.urlopen(f"http://{site.host}/programs/{program}/").read():
            time.sleep(0.5)


def bare(path: Path, size: int, seconds: float) -> tuple[int, float, list[float]]:
    """Rows of the same columns and indexes into SQLite from Python, nothing else."""
    columns = 17
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(PRAGMAS)
        names = [f"c{number}" for number in range(columns)]
        connection.execute(f"CREATE TABLE event (arrival INTEGER PRIMARY KEY AUTOINCREMENT, {', '.join(names)})")
        for index in ("UNIQUE INDEX once ON event (c0, c1, c2)", "INDEX person ON event (c1, arrival)",
                      "INDEX session ON event (c1, c10)"):  # fmt: skip
            connection.execute(f"CREATE {index}")
        insert = f"INSERT INTO event ({', '.join(names)}) VALUES ({', '.join('?' * columns)})"
        person = uuid4().hex

        def store() -> None:
            rows = [(person, person, uuid4().hex, *("a value" for _ in range(13)), DATA) for _ in range(size)]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(insert, rows)
            connection.execute("COMMIT")

        return repeated(store, size, seconds)


def over_http(site: Site, size: int, connections: int, seconds: float) -> tuple[int, float, list[float]]:
    """Each connection sends batch after batch, as soon as the one before is answered."""
    results: list[tuple[int, float, list[float]]] = []

    def send_on() -> None:
        device, sent = uuid4(), 0
        connection = http.client.HTTPConnection(site.host, timeout=120)

        def send() -> None:
            nonlocal sent
            body = site.body(device, sent, size)
            sent += size
            connection.request("POST", ADDRESS, body, site.headers)
            answer = connection.getresponse()
            take_receipts(site, answer.status, answer.read(), size)

        results.append(repeated(send, size, seconds))
        connection.close()

    threads = [threading.Thread(target=send_on) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (
        sum(count for count, _, _ in results),
        max(span for _, span, _ in results),
        [t for *_, ts in results for t in ts],
    )


def repeated(do: Callable[[], None], size: int, seconds: float) -> tuple[int, float, list[float]]:
    """How many events, in how many seconds, and the seconds that each call took."""
    do()
    taken: list[float] = []
    begun = time.perf_counter()
    while (before := time.perf_counter()) < begun + seconds:
        do()
        taken.append(time.perf_counter() - before)
    return len(taken) * size, time.perf_counter() - begun, taken


def take_receipts(site: Site, status: int, body: bytes, size: int) -> None:
    assert status == 200, (status, body[:300])
    told = json.loads(body)
    assert len(told["receipts"]) == size and not told["refused"], told["refused"][:1]
    site.receipts += [receipt["id"] for receipt in told["receipts"] if receipt["result"] == "stored"]


def storm(site: Site, devices: int) -> None:
    """All connect at once, send what they hold in one request, and come again where they are turned away."""
    taken: list[float] = []
    again = 0

    async def device() -> None:
        nonlocal again
        body = site.body(uuid4(), 0, HELD)
        begun = time.perf_counter()
        while True:
            try:
                status, answer = await asyncio.wait_for(post(site, body), 120)
                if status == 200:
                    break
                assert status in (429, 503), (status, answer[:300])
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                pass
            again += 1
            await asyncio.sleep(1)
        taken.append(time.perf_counter() - begun)
        take_receipts(site, status, answer, HELD)

    async def all_devices() -> None:
        await asyncio.gather(*(device() for _ in range(devices)))

    begun = time.perf_counter()
    asyncio.run(all_devices())
    print_rate(f"{devices} devices at once, {HELD} each", devices * HELD, time.perf_counter() - begun, taken)
    print(f"{'':<38} {again} requests had to be sent again")


async def post(site: Site, body: bytes) -> tuple[int, bytes]:
    host, _, port = site.host.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        head = {"Host": site.host, "Content-Length": str(len(body)), "Connection": "close", **site.headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        writer.write(f"POST {ADDRESS} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    top, _, rest = answer.partition(b"\r\n\r\n")
    if not top:
        raise ConnectionError("no answer")
    return int(top.split()[1]), rest


def tell_losses(site: Site) -> None:
    with urllib.request.urlopen(f"http://{site.host}{ADDRESS}.jsonl") as answer:
        there = [json.loads(line)["id"] for line in answer]
    lost, doubled = len(set(site.receipts) - set(there)), len(there) - len(set(there))
    print(f"{len(site.receipts)} receipts, {len(there)} events in the log: lost {lost}, doubled {doubled}")


def print_rate(label: str, count: int, seconds: float, taken: list[float], worked: float = 0.0) -> None:
    """``worked`` is the processor time that each request took of the server, where it was counted."""
    ordered = sorted(taken)
    p50, p95, p99 = (1000 * ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99))
    print(
        f"{label:<38} {count / seconds:>8.0f} events/s   p50 {p50:>7.1f}  p95 {p95:>7.1f}  p99 {p99:>7.1f} ms"
        f"{f'   of the processor {1000 * worked:.1f} ms' if worked else ''}"
    )


if __name__ == "__main__":
    main()
