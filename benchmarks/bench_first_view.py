"""How long somebody with a cheap phone on a slow network waits until the first page can be seen, and what it moves.

Chromium with an empty cache, a 360 x 740 screen, a processor slowed down four times, and "Slow 4G" as Lighthouse
simulates it: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. Each page is opened anew several times. *First
picture* is First Contentful Paint, *all of it* Largest Contentful Paint; bytes and requests are what travelled until
the page's load event, and until nothing moved any more.

    python benchmarks/bench_first_view.py [TIMES]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from run import find_chromium

TIMES = 5
PAGES = ("/", "/programs/", "/programs/tight-psoas/", "/history/", "/about/")
START = "from unkink.site.serve import serve; serve(port=0, open_browser=False)"
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PAINTS = """async () => {
  const seen = type => new Promise(resolve =>
    new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime)).observe({type, buffered: true}));
  return [await seen("paint"), await seen("largest-contentful-paint")];
}"""


@dataclass(frozen=True, slots=True)
class View:
    """One first visit: milliseconds to the paints, and bytes and requests until load and until silence."""

    first_ms: float
    all_ms: float
    bytes_at_load: int
    requests_at_load: int
    bytes_in_all: int
    requests_in_all: int


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    print(f"{'page':<26}{'first picture':>15}{'all of it':>12}{'until load':>24}{'until silence':>24}")
    with tempfile.TemporaryDirectory() as folder, server(folder) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for page in PAGES:
            views = [look(chromium, address + page) for _ in range(times)]
            show(page, views)
        chromium.close()


def show(page: str, views: list[View]) -> None:
    one = views[-1]
    loaded = f"{one.bytes_at_load / 1000:.1f} kB in {one.requests_at_load}"
    silent = f"{one.bytes_in_all / 1000:.1f} kB in {one.requests_in_all}"
    first, whole = (median(getattr(view, name) for view in views) for name in ("first_ms", "all_ms"))
    print(f"{page:<26}{first:>12.0f} ms{whole:>9.0f} ms{loaded:>24}{silent:>24}")


@contextmanager
def server(folder: str) -> Iterator[str]:
    """A server in a process of its own with an empty data folder; yields its address."""
    environment = {**os.environ, "UNKINK_DATA": folder, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        finally:
            process.kill()


def look(chromium: Browser, address: str) -> View:
    """Visit the page once as somebody who was never here."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    moved = Moved(wire)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load")
    at_load = moved.bytes, moved.requests
    first, whole = page.evaluate(PAINTS)
    page.wait_for_load_state("networkidle")
    in_all = moved.bytes, moved.requests
    context.close()
    return View(first, whole, *at_load, *in_all)


class Moved:
    """Counts what travels, heads of the answers included."""

    def __init__(self, wire: CDPSession) -> None:
        self.bytes = self.requests = 0
        wire.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, Any]) -> None:
        self.requests += 1
        self.bytes += int(event["encodedDataLength"])


if __name__ == "__main__":
    main()
