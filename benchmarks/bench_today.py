"""Today with ten years of history: how many answers a second one server process gives, as JSON and as pages.

1,560 sessions of the psoas routine, told in full, are put into the log of one person; then the server that people run
(uvicorn and the WSGI application in one process) is asked over one kept connection, and over eight at once. Beside the
pages stand the same with a log of a single week: what ten years cost. What an answer takes of the server's processor
time hardly depends on what else runs on the computer; how many a second there are does.

    python benchmarks/bench_today.py [SECONDS]
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

SECONDS = 4.0
CONNECTIONS = 8
IDLE = 0.1  # seconds of processor time in two seconds
HISTORIES = {"one week": 1, "ten years": 520}
ADDRESSES = ("/api/v1/today", "/", "/history/", "/settings/")
SERVE = "from unkink.site.serve import serve; serve(port=0, open_browser=False)"
ROOT = Path(__file__).resolve().parent.parent
PLACE = {"DJANGO_SETTINGS_MODULE": "unkink.site.settings", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    for label, weeks in HISTORIES.items():
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "UNKINK_DATA": folder, "PYTHONUNBUFFERED": "1", **PLACE}
            fill = [sys.executable, "-m", "benchmarks.ten_years", str(weeks)]
            filled = subprocess.check_output(fill, env=environment, text=True)
            print(f"{label}: {int(filled):,} events")
            with server(environment) as (host, process):
                make_tracks(host)
                firsts = [hammer(host, address, 0.0)[0] for address in ADDRESSES]  # each has something made ahead
                settle(process)
                for address, first in zip(ADDRESSES, firsts, strict=True):
                    measure(host, process, address, first, seconds)


@contextmanager
def server(environment: dict[str, str], code: str = SERVE) -> Iterator[tuple[str, int]]:
    """A server in a process of its own; yields ``host:port`` and the number of the process."""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield urlsplit(next(word for word in line.split() if word.startswith("http://"))).netloc, process.pid
        finally:
            process.kill()


def make_tracks(host: str) -> None:
    """Ask for the sound of every block once: it is made in the background, and what follows is measured afterwards."""
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", "/api/v1/today")
    session = json.loads(connection.getresponse().read())["session"]
    ways = ("easier", "without_pressure")
    eased = (item[name]["tracks"] for item in session["items"] for name in ways if item[name])
    for track in (*session["tracks"], *chain.from_iterable(eased)):
        connection.request("GET", track["url"])
        connection.getresponse().read()
    connection.close()


def settle(process: int) -> None:
    """Wait until the server has made ahead all that it makes ahead (sounds, pictures) and rests."""
    before = -1.0
    while (now := worked(process)) - before > IDLE:
        before = now
        time.sleep(2)


def worked(process: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(host: str, process: int, address: str, first: float, seconds: float, label: str = "") -> None:
    before = worked(process)
    alone = hammer(host, address, seconds)
    each = (worked(process) - before) / len(alone)
    spans: list[list[float]] = []
    asking = [threading.Thread(target=lambda: spans.append(hammer(host, address, seconds))) for _ in range(CONNECTIONS)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    print(
        f"  {label or address:<16} first {first * 1000:>6.0f} ms, "
        f"then {len(alone) / seconds:>5.0f} a second by one connection "
        f"(median {median(alone) * 1000:.1f} ms, of the processor {each * 1000:.1f} ms), "
        f"{sum(map(len, spans)) / seconds:.0f} by {CONNECTIONS}"
    )


def hammer(host: str, address: str, seconds: float) -> list[float]:
    """Ask again and again over one kept connection, at least once; the seconds that each answer took."""
    connection = http.client.HTTPConnection(host, timeout=120)
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while not taken or time.perf_counter() < end:
        begun = time.perf_counter()
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise SystemExit(f"{address}: {answer.status}")
        taken.append(time.perf_counter() - begun)
    connection.close()
    return taken


if __name__ == "__main__":
    main()
