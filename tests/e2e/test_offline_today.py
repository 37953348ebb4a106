"""From Today to the mat and back with the real site, whose server dies in between."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.conftest import SHORT
from tests.e2e.household import owner_has_answered
from tests.e2e.real_server import NewFolder, Server, server_with


@pytest.fixture
def server(tmp_path: Path, new_folder: NewFolder, empty_database: dict[str, str]) -> Iterator[Server]:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/neck.md").write_text(SHORT)
    given = {"UNKINK_DATA": str(new_folder()), "UNKINK_PROGRAMS": str(tmp_path / "own")}
    environment = {**os.environ, **empty_database, **given, "PYTHONUNBUFFERED": "1"}
    owner_has_answered(environment)
    made = Server(environment)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context
    context.close()


def until(page: Page, condition: Callable[[], object], seconds: int = 60) -> None:
    for _ in range(seconds * 10):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not within {seconds} s")


def ready(page: Page) -> None:
    place = page.locator("[data-offline-status]")
    until(page, lambda: place.get_attribute("data-state") == "ready")
    assert place.inner_text() == "Ready without network"


def open_today(phone: BrowserContext, server: Server) -> Page:
    """Start the program, and wait until Today says that it goes without network."""
    page = phone.new_page()
    page.goto(f"{server.address}/programs/neck/")
    page.get_by_role("button", name="Start this program").click()
    ready(page)
    return page


def pending(page: Page) -> int:
    found: int = page.evaluate(
        """async () => {
          const open = indexedDB.open("unkink");
          const kept = await new Promise(done => { open.onsuccess = () => done(open.result) });
          const count = kept.transaction("queue").objectStore("queue").count();
          await new Promise(done => { count.onsuccess = done });
          kept.close();
          return count.result;
        }"""
    )
    return found


def test_a_session_without_its_server_is_left_gone_on_with_and_sent_once(phone: BrowserContext, server: Server) -> None:
    page = open_today(phone, server)
    server.kill()
    page.goto(f"{server.address}/")
    until(page, lambda: "Unkink cannot be reached." in page.locator("[data-offline-status]").inner_text())
    page.get_by_role("link", name="Start").click()
    begin(page)
    until(page, lambda: pending(page) > 0)
    until(page, lambda: page.evaluate("document.querySelector('unkink-player').sitting?.leg.block") is not None)
    page.close(run_before_unload=False)

    page = phone.new_page()
    page.goto(f"{server.address}/")
    until(page, page.locator("[data-go-on]").is_visible)
    waiting = page.locator("[data-queue-status]")
    until(page, lambda: waiting.is_visible() and "on this device" in waiting.inner_text())  # it may be trying just then
    server.start()
    page.reload()
    until(page, lambda: pending(page) == 0)
    events = [event for event in server.events() if event["seq"] >= 0 and event["session"]]
    assert [event["kind"] for event in events].count("session-started") == 1
    assert len({event["id"] for event in events}) == len(events)
    page.locator("[data-go-on] a").click()
    until(page, page.get_by_role("button", name="Go on").first.is_visible)


def begin(page: Page) -> None:
    """Through the questions before the first exercise, however slow the computer is just now."""
    player = page.locator("unkink-player")
    button = player.locator("button.main:visible, button.large:visible").first

    def has_begun() -> bool:
        return bool(player.evaluate("player => player.sitting != null"))

    def asks_something_new() -> bool:
        return button.is_visible() and player.inner_text() not in asked

    asked: list[str] = []
    while not has_begun():
        until(page, lambda: has_begun() or asks_something_new())
        if not has_begun():
            asked.append(player.inner_text())
            button.click()


def test_today_with_its_sound_is_there_when_the_server_is_gone(phone: BrowserContext, server: Server) -> None:
    page = open_today(phone, server)
    kept = page.evaluate(
        """async () => {
          const person = document.querySelector("meta[name=unkink-person]").content;
          const cache = await caches.open(`unkink-person-${person}`);
          const tracks = (await cache.keys()).filter(({ url }) => url.includes("/tracks/"));
          return Promise.all(tracks.map(async request => {
            const blob = await (await cache.match(request)).blob();
            return [blob.type, blob.size > 1000];
          }));
        }"""
    )
    assert len(kept) >= 3 and {tuple(one) for one in kept} == {("audio/flac", True)}
    server.kill()
    page.goto(f"{server.address}/session/?kind=whole")
    until(page, page.locator("unkink-player button").first.is_visible)
    assert "No session just now" not in page.locator("unkink-player").inner_text()


SESSION_YESTERDAY = """
from tests.unit.site.coaching.lives import Life
from tests.unit.site.player.days import flagship
from unkink.site.accounts.owner import owner
Life(owner(), flagship()).enrol().screen().session(1, morning=None)
"""


def test_the_morning_told_without_network_is_kept_corrected_and_sent_when_there_is_some(
    new_folder: NewFolder, phone: BrowserContext, empty_database: dict[str, str]
) -> None:
    with server_with(SESSION_YESTERDAY, new_folder(), empty_database) as server:
        page = phone.new_page()
        page.goto(f"{server.address}/")
        until(page, lambda: page.locator("[data-offline-status]").get_attribute("data-state") == "not")
        until(page, lambda: page.evaluate("navigator.serviceWorker.controller !== null"))
        until(page, lambda: page.evaluate("async () => (await caches.match('/', {ignoreVary: true})) !== undefined"))
        phone.set_offline(True)
        page.reload()
        kept = page.locator(".kept-here")
        until(page, lambda: kept.count() == 1)  # the script has taken over
        page.get_by_role("button", name="As usual").click()
        until(page, lambda: "As usual: kept on this device, and sent when there is network" in kept.inner_text())
        page.reload()
        until(page, kept.is_visible)
        assert not page.get_by_role("button", name="As usual").is_visible(), "told once, it is not asked again"
        page.get_by_role("button", name="Answer otherwise").click()
        page.get_by_role("button", name="More pain").click()
        until(page, lambda: kept.is_visible() and "More pain: kept on this device" in kept.inner_text())
        assert pending(page) == 2
        phone.set_offline(False)
        until(page, lambda: "More pain: that is kept, and sent." in kept.inner_text())
        mornings = [event for event in server.events() if event["kind"] == "morning"]
        assert [event["data"]["answer"] for event in mornings] == ["as usual", "more pain"]
        assert mornings[1]["corrects"] == mornings[0]["id"] and pending(page) == 0
        page.get_by_role("link", name="Show what it means for today").click()
        until(page, lambda: "Rest until it is as usual" in page.locator("main").inner_text())


def test_the_first_page_needs_little(phone: BrowserContext, server: Server) -> None:
    """Ten requests and 60 kB; what the device keeps for later comes after that."""
    open_today(phone, server).close()
    context = phone.browser.new_context() if phone.browser else None
    assert context
    context.add_cookies([cookie for cookie in phone.cookies() if cookie["name"] == "sessionid"])  # type: ignore[misc]
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    moved: list[float] = []
    network.on("Network.loadingFinished", lambda told: moved.append(told["encodedDataLength"]))
    page.goto(f"{server.address}/", wait_until="load")
    assert 4 < len(moved) <= 10 and sum(moved) <= 60_000, (len(moved), sum(moved))
    context.close()
