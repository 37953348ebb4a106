"""The handout in a browser: a few choices, one button, a PDF; with a finger, with keys alone, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.e2e.conftest import Visit

Open = Callable[..., Visit]


def made(page: Page, press: Callable[[], None]) -> PdfReader:
    """What the browser got. It hands a PDF to a viewer of its own, so the same address is asked for once more."""
    is_handout = re.compile(r"/programs/neck/handout\.pdf")
    with page.expect_response(is_handout, timeout=90_000) as waiting:
        press()
    answer = waiting.value
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(page.request.get(answer.url).body()))


def pressing(page: Page) -> Callable[[], None]:
    button = page.get_by_role("button", name="Make the handout")
    return lambda: button.click(no_wait_after=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_the_button_makes_a_pdf(visit: Open, width: int) -> None:
    opened = visit("/programs/neck/", width=width)
    read = made(opened.page, pressing(opened.page))
    assert read.metadata is not None and read.metadata.title == "A minute for the neck"
    assert float(read.pages[0].mediabox.width) == pytest.approx(595.28, abs=0.1)
    assert "Nod slowly." in read.pages[0].extract_text()


def test_paper_and_large_print_are_chosen_with_keys_alone(visit: Open) -> None:
    page = visit("/programs/neck/").page
    page.get_by_role("radio", name="A4").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_role("radio", name="US Letter").is_checked()
    assert page.get_by_role("checkbox", name="Large print").is_checked()
    page.keyboard.press("Tab")
    read = made(page, lambda: page.keyboard.press("Enter"))
    assert float(read.pages[0].mediabox.width) == 612
    assert len(read.pages) > 1


def test_it_needs_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/programs/neck/")
    assert made(page, pressing(page)).pages
    context.close()
