"""The questions in a browser: with a finger or with keys, without script, back and forward, read by anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.axe import problems, problems_in_every_look
from tests.e2e.real_server import NewFolder, Server, server_with

START = (
    "from datetime import UTC, datetime; from unkink.site.accounts.owner import owner;"
    "from unkink.site.diary.write import record; from unkink.site.programs.library import library;"
    "from unkink.wire.event import Kind; name = 'tight-psoas';"
    "program = library().volumes()[name].handout.program;"
    "record(owner(), Kind.ENROLLED, {'name': name}, now=datetime.now(UTC), program=program.hash)"
)
MOST_PAGES = 12
ALL_PAGES = 7  # with the two that are asked only of some
WELL = {"weeks-of-pain": "0", "pinching-hip": "no"}
MUCH = {**WELL, "weeks-of-pain": "7", "pain-worsening": "no", "pain-at-rest": "3", "pain-at-night": "0"}
ILL = {**MUCH, "symptoms": "no", "active": "yes"}


@pytest.fixture(scope="module")
def server(new_folder: NewFolder, module_database: dict[str, str]) -> Iterator[Server]:
    with server_with(START, new_folder(), module_database) as made:
        yield made


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def open_at(browser: Browser, contexts: list[BrowserContext], server: Server, **options: Any) -> Page:
    contexts.append(browser.new_context(service_workers="block", **options))
    page = contexts[-1].new_page()
    page.goto(f"{server.address}/questions/", wait_until="load")
    return page


def answer(page: Page, told: dict[str, str], so: tuple[str, ...] = ()) -> None:
    """Fill the page in: what is in ``so`` is so, and else nothing is."""
    for group in page.locator("fieldset.ask").all():
        ticked = [name for name in so if group.locator(f"input[value='{name}']").count()]
        if group.locator("input[type=text]").count():
            group.locator("input[type=text]").fill("67")
        elif group.locator("input[data-none]").count():
            for name in ticked or ["none"]:
                group.locator(f"input[value='{name}']").check()
        else:
            name = group.locator("input").first.get_attribute("name") or ""
            group.locator(f"input[name='{name}'][value='{told[name]}']").check()


def onward(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(Next|Done)$")).click()
    page.wait_for_load_state()


def pages(page: Page) -> Iterator[str]:
    """Each page, up to the one that says what follows from the answers."""
    for _ in range(MOST_PAGES):
        yield page.url
        if page.url.endswith("/questions/"):
            return
        answer(page, ILL, ("heart-disease", "hernia", "hip-replacement"))
        onward(page)


def test_axe_finds_nothing_on_any_page_and_nothing_is_wider_than_the_screen(
    browser: Browser, contexts: list[BrowserContext], server: Server
) -> None:
    page = open_at(browser, contexts, server)
    again = page.get_by_role("button", name=re.compile("again|cleared"))
    seen = set()
    for address in pages(page):
        seen.add(address)
        assert problems_in_every_look(page) == {}, address
        if len(seen) == 1:
            onward(page)  # nothing was chosen: the page says so
            assert page.get_by_role("alert").is_visible() and problems(page) == []
    assert len(seen) == ALL_PAGES + 1, seen
    assert page.get_by_role("heading", name="A professional comes first").is_visible()
    again.click()
    page.wait_for_load_state()
    assert {*pages(page)} == seen
    assert page.get_by_role("heading", name="Thank you").is_visible(), "whoever said that they were cleared is thanked"
    assert problems_in_every_look(page) == {}


def test_without_script_back_and_forward_lose_nothing(
    browser: Browser, contexts: list[BrowserContext], server: Server
) -> None:
    page = open_at(browser, contexts, server, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    if page.url.endswith("/questions/"):
        page.get_by_role("button", name=re.compile("again|cleared")).click()
    for _ in range(2):
        answer(page, MUCH)
        onward(page)
    page.go_back()
    assert page.locator("input[type=text]").input_value() == "67"
    assert page.locator("input[name=conditions][value=none]").is_checked()
    page.go_forward()
    answer(page, MUCH, ("night-sweats",))
    page.get_by_role("button", name="Back").click()
    page.wait_for_load_state()
    assert page.locator("input[type=text]").input_value() == "67"
    onward(page)
    assert page.locator("input[value=night-sweats]").is_checked()


def test_none_of_these_and_the_lines_beside_it_rule_each_other_out(
    browser: Browser, contexts: list[BrowserContext], server: Server
) -> None:
    page = open_at(browser, contexts, server, viewport={"width": 360, "height": 740})
    page.goto(f"{server.address}/questions/urgent/", wait_until="load")
    group = page.locator("fieldset#urgent-hip")
    group.locator("input[value=groin-lump]").focus()
    page.keyboard.press("Space")
    group.locator("input[value=none]").check()
    assert not group.locator("input[value=groin-lump]").is_checked()
    group.locator("input[value=hot-hip]").check()
    assert not group.locator("input[value=none]").is_checked()
