"""Today in a browser: welcome, start, what is missing, one button; with keys, without script, on any screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.databases import fresh_database
from tests.e2e.axe import LOOKS, problems
from tests.e2e.household import owner_has_answered
from tests.e2e.real_server import QUIETLY, NewFolder

pytestmark = pytest.mark.database
SERVE = QUIETLY + "; from unkink.site.serve import serve; serve(port=0, open_browser=False)"
SCREENS = [(*size, theme) for size, theme in LOOKS]

Open = Callable[..., Page]


@contextmanager
def server(folder: Path, database: dict[str, str]) -> Iterator[str]:
    environment = {**os.environ, **database, "UNKINK_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        line = process.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        finally:
            process.kill()


@pytest.fixture(scope="module")
def home(new_folder: NewFolder) -> Iterator[str]:
    """A server for somebody who has not started a program yet, and does not in these tests either."""
    with fresh_database() as database, server(new_folder(), database) as address:
        yield address


@pytest.fixture(scope="module")
def begun(new_folder: NewFolder, browser: Browser) -> Iterator[str]:
    """A server for somebody who answered the questions and started the psoas program, without any script."""
    folder = new_folder()
    with fresh_database() as database:
        owner_has_answered({**os.environ, **database, "UNKINK_DATA": str(folder)})
        with server(folder, database) as address:
            start(address, browser)
            yield address


def start(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator(".start-book", has_text="Tight psoas").get_by_role("button").click()
    assert page.locator("h1").inner_text() == "Tight psoas"
    context.close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Open]:
    contexts = []

    def opened(url: str, width: int = 360, height: int = 740, theme: str = "light", *, script: bool = True) -> Page:
        scheme: Any = theme
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            service_workers="block",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_axe_finds_nothing_in_the_welcome(home: str, window: Open, screen: tuple[int, int, str]) -> None:
    page = window(f"{home}/", *screen)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_axe_finds_nothing_on_today(begun: str, window: Open, screen: tuple[int, int, str]) -> None:
    page = window(f"{begun}/?missing=no-ball", *screen)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]


def test_the_one_button_is_on_the_first_screen_and_large(begun: str, window: Open) -> None:
    box = window(f"{begun}/").get_by_role("link", name="Start", exact=True).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 740 and box["height"] >= 64 and box["width"] >= 300


def test_what_is_missing_is_told_without_script(begun: str, window: Open) -> None:
    page = window(f"{begun}/", script=False)
    assert "Ball release" in page.locator(".item").first.inner_text()
    page.get_by_label("No ball").check()
    page.get_by_role("radio", name="Short session").check()
    page.get_by_role("radio", name="Right").check()
    page.get_by_role("button", name="Change today's session").click()
    assert (
        page.get_by_role("radio", name="Short session").is_checked()
        and page.get_by_role("radio", name="Right").is_checked()
    )
    assert page.get_by_label("No ball").is_checked(), "it outlives the short session, which needs no ball"
    page.get_by_role("radio", name="Whole session").check()
    page.get_by_role("button", name="Change today's session").click()
    first = page.locator(".item").first.inner_text()
    assert "Towel release" in first and "Instead of Ball release, because there is no ball today" in first
    start = page.get_by_role("link", name="Start", exact=True)
    assert start.get_attribute("href") == "/session/?kind=whole&missing=no-ball&first=right"
    page.get_by_label("No ball").uncheck()
    page.get_by_role("button", name="Change today's session").click()
    assert "Instead of" not in page.locator(".items").inner_text()


def test_keys_alone_reach_the_button_and_the_choices_and_show_it(begun: str, window: Open) -> None:
    page = window(f"{begun}/", 1440, 900)
    seen: dict[str, bool] = {}
    for _ in range(40):
        page.keyboard.press("Tab")
        name, ringed = page.evaluate(
            """(() => {
                const element = document.activeElement
                const shown = element.matches('.chip input') ? element.nextElementSibling : element
                const style = getComputedStyle(shown)
                return [element.textContent.trim() || element.value,
                    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2]
            })()"""
        )
        seen[name] = ringed
    for name in ("Start", "no-ball", "no-wall", "whole", "left", "Change today's session"):
        assert seen.get(name), (name, seen)


def test_a_step_is_chosen_and_taken_back_with_keys_and_without_script(begun: str, window: Open) -> None:
    page = window(f"{begun}/", script=False)
    item = page.locator("#do-slouch-to-tall")
    item.get_by_text("Why this, and what is ahead").click()
    for heading in ("Why this?", "What would make it go up?", "What is ahead?"):
        assert item.get_by_role("heading", name=heading).is_visible()
    choice = item.get_by_label("Another step from today on")
    assert choice.evaluate("one => getComputedStyle(one).appearance") != "none", "its arrow is gone"
    choice.select_option("1")
    item.get_by_role("button", name="Choose this step").click()
    assert page.url.endswith("/#do-slouch-to-tall")
    item.get_by_text("Why this, and what is ahead").click()
    assert "This step was chosen by hand." in item.inner_text()
    item.get_by_role("button", name="Take my choice back").press("Enter")
    item.get_by_text("Why this, and what is ahead").click()
    assert "Where it begins" in item.inner_text() and "by hand" not in item.locator(".reasons").inner_text()
