"""Devices for the tests of what works without network: a window of a browser, logged in at the stand-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.e2e.stand_in import CLINIC, StandIn

SENDS = """
const { openDiary } = await import("/static/unkink/player/queue.js");
const { Sync } = await import("/static/unkink/player/sync.js");
const diary = await openDiary({ person: given.person, clinic: given.clinic });
const many = async (n, from = 0) => {
  for (let i = from; i < from + n; i += 1) await diary.write({ kind: "pain", data: { of: "usual", level: i % 11 } });
};
const sendOnce = async () => { const sync = new Sync(diary); await sync.flush(); sync.stop(); return sync.status(); };
"""


@dataclass(slots=True)
class Device:
    """One browser profile of one person."""

    context: BrowserContext
    page: Page
    person: str

    def run(self, script: str, **given: Any) -> Any:
        """Run the script in the page with a diary open, and give back what it returns."""
        given = {"person": self.person, "clinic": CLINIC, **given}
        return self.page.evaluate(f"async given => {{ {SENDS} {script} }}", given)

    def script(self, script: str, **given: Any) -> Any:
        """Run the script in the page, with nothing prepared."""
        return self.page.evaluate(f"async given => {{ {script} }}", {"person": self.person, "clinic": CLINIC, **given})

    def open(self, server: StandIn, path: str = "/blank/") -> None:
        self.page.goto(server.address + path, wait_until="load")

    def until(self, condition: Callable[[], object], seconds: float = 60) -> None:
        """Wait for something to come true, outside of the page or in it."""
        for _ in range(int(seconds * 20)):
            if condition():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within {seconds} s")


def log_in(context: BrowserContext, server: StandIn, person: str) -> None:
    context.add_cookies([{"name": "who", "value": person, "url": server.address}])
