"""The site: what a first visit weighs, how many requests it makes, and how many pages a second one process serves.

The server is the one that people run (uvicorn and the WSGI application in one process), with an empty data folder, so
the first numbers include collecting the static files and reading the library. Each page is asked for over one
connection, then over eight at once. Bytes are those of the bodies as they travel, gzipped where the server does so.

    python benchmarks/bench_site.py [SECONDS]
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlsplit

SECONDS = 4.0
CONNECTIONS = 8
PAGES = ("/programs/", "/programs/tight-psoas/", "/about/", "/healthz")
GZIP = {"Accept-Encoding": "gzip"}
START = "from unkink.site.serve import serve; serve(port=0)"
LOADS = re.compile(r'(?:src="(/static/[^"]+)"|<link rel="(?:preload|stylesheet|icon)" href="([^"]+)")')
INSIDE_STYLES = re.compile(rb'url\("?([^")]+\.svg)"?\)')


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        for label in ("first start, empty data folder", "second start"):
            begun = time.perf_counter()
            with server(folder) as host:
                get(host, "/programs/")
                print(f"{label:<34} {time.perf_counter() - begun:>6.2f} s to the first page")
        with server(folder) as host:
            wait_for_sounds(host)
            for page in PAGES[:3]:
                weigh(host, page)
            for page in PAGES:
                measure(host, page, seconds)


@contextmanager
def server(folder: str) -> Iterator[str]:
    """A server in a process of its own; yields ``host:port``."""
    environment = {**os.environ, "UNKINK_DATA": folder, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield urlsplit(next(word for word in line.split() if word.startswith("http://"))).netloc
        finally:
            process.kill()


def wait_for_sounds(host: str) -> None:
    """The sounds are made in the background after the start; what follows is measured when that is done."""
    begun = time.perf_counter()
    while any(b"still to be made" in get(host, page) for page in ("/programs/tensor-fasciae-latae/", PAGES[1])):
        time.sleep(0.2)
    print(f"{'all sounds made in the background':<34} {time.perf_counter() - begun:>6.2f} s")


def get(host: str, address: str) -> bytes:
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", address)
    body = connection.getresponse().read()
    connection.close()
    return body


def weigh(host: str, page: str) -> None:
    """Print what a first visit to that page moves: the page, its styles, font, marks and the pictures in the styles."""
    loads = {first or second for first, second in LOADS.findall(get(host, page).decode())}
    for style in [address for address in loads if address.endswith(".css")]:
        base = style.rpartition("/")[0]
        loads |= {f"{base}/{name.decode()}" for name in INSIDE_STYLES.findall(get(host, style)) if b":" not in name}
    sizes = {address: travelling(host, address) for address in (page, *sorted(loads))}
    total = sum(sizes.values()) / 1000
    print(f"{page:<34} {total:>6.1f} kB gzipped in {len(sizes)} requests, {sizes[page]} bytes of it HTML")


def travelling(host: str, address: str) -> int:
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", address, headers=GZIP)
    size = len(connection.getresponse().read())
    connection.close()
    return size


def measure(host: str, page: str, seconds: float) -> None:
    alone = hammer(host, page, seconds)
    spans: list[list[float]] = []
    threads = [threading.Thread(target=lambda: spans.append(hammer(host, page, seconds))) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = sum(map(len, spans)) / seconds
    print(
        f"{page:<34} {len(alone) / seconds:>6.0f} a second by one connection (median {median(alone) * 1000:.1f} ms), "
        f"{together:.0f} by {CONNECTIONS}"
    )


def hammer(host: str, page: str, seconds: float) -> list[float]:
    """Ask again and again over one kept connection; the seconds that each answer took."""
    connection = http.client.HTTPConnection(host, timeout=30)
    taken = []
    end = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        connection.request("GET", page, headers=GZIP)
        response = connection.getresponse()
        response.read()
        assert response.status == 200
        taken.append(time.perf_counter() - begun)
    connection.close()
    return taken


if __name__ == "__main__":
    main()
