"""History, the plan, the morning after and Your data in a browser: read by anybody, by keys alone, without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.axe import problems_in_every_look, sideways
from tests.e2e.real_server import NewFolder, Server, server_with

SEED = (
    "from tests.unit.site.test_diary_history import a_session; from unkink.site.accounts.owner import owner;"
    "a_session(owner());"
    "from datetime import UTC, datetime; from unkink.site.diary.write import record;"
    "from unkink.wire.event import Kind;"
    "record(owner(), Kind.ENROLLED, {'name': 'tight-psoas'}, now=datetime(2026, 11, 1, tzinfo=UTC), program='0' * 64)"
)
SESSION = "019ab9f2-8c00-7000-8000-00000000005e"
PAGE = f"/history/{SESSION}/"
PAGES = (
    "/history/", PAGE, "/progress/", "/plan/", "/settings/data/", f"/morning/{SESSION}/", "/morning/usual-again/"
)  # fmt: skip


@pytest.fixture(scope="module")
def server(new_folder: NewFolder, module_database: dict[str, str]) -> Iterator[Server]:
    with server_with(SEED, new_folder(), module_database) as made:
        yield made


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(address: str, **options: Any) -> Page:
        contexts.append(browser.new_context(service_workers="block", **options))
        page = contexts[-1].new_page()
        page.goto(f"{server.address}{address}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(window: Callable[..., Page], address: str) -> None:
    """Also with text twice as large."""
    page = window(address)
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")
    assert problems_in_every_look(page) == {}
    page.set_viewport_size({"width": 640, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sideways(page) == 0


def test_with_keys_alone_a_note_is_written_and_a_session_taken_back_and_brought_back(
    window: Callable[..., Page],
) -> None:
    page = window("/history/", java_script_enabled=False)
    page.locator(".entry h3 a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGE}")
    page.locator("#note").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Slept well.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Your note is kept.").wait_for()
    assert page.locator("#note").input_value() == "Slept well."
    page.locator("main summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="This session does not count").wait_for()
    page.get_by_role("button").last.focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("The session is back, as it was.").wait_for()


def test_the_log_is_downloaded_and_brought_back(window: Callable[..., Page], tmp_path: Path) -> None:
    page = window("/settings/data/", java_script_enabled=False)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download your log").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.suffix == ".jsonl" and len(file.read_text().splitlines()) >= 9
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_role("status").get_by_text("Nothing in it was new").wait_for()


def test_doses_stand_side_by_side_where_there_is_room(window: Callable[..., Page]) -> None:
    page = window("/progress/", viewport={"width": 1440, "height": 900})
    tops = "() => [...document.querySelectorAll('#doses ~ .beside > *')].map(one => one.getBoundingClientRect().top)"
    first, second = page.evaluate(tops)[:2]
    assert first == second
    page.set_viewport_size({"width": 360, "height": 740})
    first, second = page.evaluate(tops)[:2]
    assert first < second
