"""Pictures in a browser: in the colours of the page, in a place that is kept for them, and moment by moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Visit

Open = Callable[..., Visit]
MOVEMENT = "/movements/wall-knee-raise/"
SHOWN = "[...document.querySelectorAll('unkink-scrubber img')].map(image => image.currentSrc)"
MISSING = (
    """[...document.images].filter(image => image.checkVisibility() && !image.naturalWidth).map(image => image.src)"""
)
DRAWING = (
    "[...document.querySelectorAll('unkink-scrubber img')].filter(image => !image.complete).map(image => image.src)"
)
NOT_BY_DAY = (
    "[...document.querySelectorAll('.strip img')].map(image => image.currentSrc).filter(url => !url.includes('-day/'))"
)
PAST = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 300) {
    window.scrollTo(0, at); await new Promise(done => setTimeout(done, 60))
  }
}"""
SHIFTS = """async () => {
  const entries = await new Promise(resolve => {
    new PerformanceObserver(list => resolve(list.getEntries())).observe({type: "layout-shift", buffered: true})
    setTimeout(() => resolve([]), 1000)
  })
  return entries.map(one => [one.value, one.sources.map(({node}) => node?.outerHTML?.slice(0, 80))])
}"""


def stills(visit: Visit) -> list[str]:
    visit.settle()
    return [url for url in visit.requests if "/figures/stills/" in url]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/programs/tight-psoas/", "/movements/", MOVEMENT])
def test_every_picture_comes_in_the_colours_of_the_page_and_moves_nothing(
    visit: Open, site: str, address: str, theme: str
) -> None:
    opened = visit("/about/", theme=theme)  # letters that come late move things too
    opened.settle()
    opened.page.goto(site + address, wait_until="networkidle", timeout=90_000)
    opened.page.evaluate(PAST)
    _until_none(opened.page, MISSING)
    tone = "night" if theme == "dark" else "day"
    assert stills(opened) and all(f"-{tone}/" in url for url in stills(opened))
    assert opened.page.evaluate(SHIFTS) == []


def test_pictures_far_below_are_not_asked_for(visit: Open) -> None:
    assert not stills(visit("/programs/tight-psoas/"))
    opened = visit("/movements/")
    assert len(stills(opened)) < opened.page.locator(".wall .still").count()


def test_a_closed_fold_asks_for_no_picture(visit: Open) -> None:
    opened = visit("/programs/tight-psoas/")
    opened.page.evaluate(PAST)
    assert not [url for url in stills(opened) if "single-leg-bridge" in url]
    opened.page.locator("#single-leg-bridge summary").click()
    for _ in range(600):
        if [url for url in stills(opened) if "single-leg-bridge" in url]:
            return
        opened.page.wait_for_timeout(50)
    raise AssertionError("an open fold asks for its pictures")


def test_the_slider_shows_every_moment_from_both_views(visit: Open) -> None:
    page = visit(MOVEMENT).page
    slider = page.locator("unkink-scrubber input")
    assert slider.is_visible() and slider.get_attribute("aria-labelledby") == "moments"
    seen: list[list[str]] = []
    for _ in range(int(slider.get_attribute("max") or 0) + 1):
        _until_none(page, DRAWING)
        seen.append(page.evaluate(SHOWN))
        assert slider.get_attribute("aria-valuetext") == page.locator("unkink-scrubber p").inner_text()
        slider.press("ArrowRight")
    assert all("/front-" in front and "/side-" in side for front, side in seen)
    moments = [front.split("/")[-3] for front, _ in seen]
    assert moments == ["slouched", "1~1", "1~2", "1~3", "tall", "tall", "3~1", "3~2", "3~3", "slouched"]


def _until_none(page: Page, missing: str) -> None:
    """Wait until the list is empty; pictures that nobody has seen before are drawn now."""
    for _ in range(900):
        if not page.evaluate(missing):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(missing))


def test_nothing_between_the_poses_is_drawn_for_who_does_not_want_it(visit: Open) -> None:
    opened = visit(MOVEMENT)
    opened.page.evaluate(PAST)
    assert not [url for url in stills(opened) if "~" in url]


def test_without_script_the_key_poses_are_there_and_no_slider(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + MOVEMENT)
    assert not page.locator("unkink-scrubber").is_visible()
    assert page.locator(".strip .still").count() == 4
    page.get_by_label("Left").check(force=True)
    page.get_by_role("button", name="Show").click()
    assert "side=left" in page.url
    assert "front-left-" in (page.locator(".strip img").first.get_attribute("src") or "")
    context.close()


def test_on_paper_pictures_are_light(visit: Open) -> None:
    page = visit(MOVEMENT, theme="dark").page
    page.emulate_media(media="print")
    page.evaluate(PAST)
    assert page.locator(".strip img").count()
    _until_none(page, NOT_BY_DAY)
