"""For everybody: keys alone, large text, no motion, both themes, and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.player_mat import LAPTOP, PHONE, PHONE_ON_ITS_SIDE, Mat, mat, neck_session
from tests.e2e.today_package import Package, psoas

SIZES = [PHONE, LAPTOP, PHONE_ON_ITS_SIDE]
HOLD = "span.phase === 'hold' && span.side === 'right'"
WORK = "sitting.span.phase === 'hold' && sitting.span.side === 'right' && sitting.at > sitting.span.at + 200"

TONES = {
    "read": "span.kind === 'announce'",
    "ready": "span.kind === 'countdown'",
    "move": "span.kind === 'phase' && !span.prescribed",
    "work": "span.kind === 'phase' && span.prescribed",
    "rest": "span.kind === 'rest'",
    "switch": "span.kind === 'switch'",
    "done": "span.kind === 'finish'",
}


@pytest.fixture(scope="module")
def neck() -> Package:
    return neck_session()


@pytest.fixture
def lying(browser: Browser, neck: Package) -> Iterator[Mat]:
    with mat(browser, neck, LAPTOP) as found:
        yield found


def test_axe_finds_nothing_in_any_state(browser: Browser, neck: Package) -> None:
    with mat(browser, neck, reduced_motion="reduce") as lying:
        found = {}
        lying.open()
        found["start"] = lying.problems()
        lying.press("Start")
        found["usual pain"] = lying.problems()
        lying.press("Begin")
        lying.stand("sitting.state === 'playing'")
        found["reading"] = lying.problems()
        lying.move_on()
        lying.run_to(f"sitting.index === 1 && {WORK}")
        lying.tap()
        found["paused"] = lying.problems()
        for name, key in (("hurts", "h"), ("help", "?"), ("leaving", "Escape")):
            lying.page.keyboard.press(key)
            lying.page.get_by_role("dialog").wait_for()
            found[name] = lying.problems()
            if name != "leaving":
                lying.page.keyboard.press("Escape")
                lying.page.get_by_role("dialog").wait_for(state="detached")
        lying.press("End the session here")
        lying.page.locator(".end").wait_for()
        lying.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found["end"] = lying.problems()
        lying.press("Done")
        lying.page.locator(".summary").wait_for()
        found["summary"] = lying.problems()
        assert {state: problems for state, problems in found.items() if problems} == {}


def test_axe_finds_nothing_in_any_colour(browser: Browser, neck: Package) -> None:
    with mat(browser, neck, reduced_motion="reduce") as lying:
        lying.begin()
        lying.ask("sitting.goToItem(1)")
        found = {}
        for tone, span in TONES.items():
            lying.stand_in(span)
            assert lying.page.locator(".session").get_attribute("data-tone") == tone
            found[tone] = lying.problems()
        assert {tone: problems for tone, problems in found.items() if problems} == {}


def test_the_whole_way_with_keys_alone(lying: Mat) -> None:
    page = lying.page
    lying.open()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Start":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    lying.until("sitting.state === 'playing'")
    lying.rate(0.25)  # "back" within the first seconds of an exercise means the one before
    assert lying.arrived("pain")[0]["data"] == {"of": "usual", "level": 1}
    page.keyboard.press("Space")
    assert lying.ask("sitting.state") == "paused"
    page.keyboard.press("Space")
    lying.until("sitting.state === 'playing'")
    page.keyboard.press("ArrowRight")
    lying.until("sitting.index === 1")
    page.keyboard.press("ArrowLeft")
    lying.until("sitting.index === 0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    lying.until("sitting.leg.way === 'easier'")
    page.keyboard.press("h")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    lying.until("sitting.state === 'playing'")
    assert page.evaluate("document.activeElement.id") == "stage"
    page.keyboard.press("ArrowRight")
    lying.until("sitting.state === 'over'")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    for _ in range(60):
        page.keyboard.press("Tab")
        assert ringed(lying), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("document.activeElement.textContent") == "Done":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="All kept").wait_for()


def ringed(lying: Mat) -> bool:
    seen: bool = lying.page.evaluate(
        """(() => {
            const here = document.activeElement
            return [here, here.closest('label')].some(one => one && parseFloat(getComputedStyle(one).outlineWidth) >= 2
                && getComputedStyle(one).outlineStyle !== 'none')
        })()"""
    )
    return seen


def test_space_on_a_button_presses_the_button_but_after_a_finger_it_pauses(lying: Mat) -> None:
    lying.begin()
    lying.run_to(f"sitting.index === 1 && {WORK}")
    lying.press("Back")
    lying.until("sitting.span.kind === 'countdown'")
    lying.page.keyboard.press("Space")
    assert lying.ask("sitting.state") == "paused"
    lying.page.locator(".control.back").focus()
    lying.page.keyboard.press("Space")
    lying.until("sitting.state === 'playing'")


def test_what_to_press_is_large(lying: Mat) -> None:
    """Five buttons of 64 by 64 at the least within reach, and nothing below 44 anywhere."""
    lying.begin()
    lying.ask("sitting.goToItem(1)")
    lying.stand_in(HOLD)
    for size in SIZES:
        lying.resize(size)
        boxes = lying.page.evaluate(
            """[...document.querySelectorAll('button')].filter(one => one.checkVisibility()).map(one => {
                const {width, height, bottom} = one.getBoundingClientRect()
                return [one.className, Math.round(width), Math.round(height), Math.round(bottom)]
            })"""
        )
        large = [box for box in boxes if box[0].startswith("control") and not box[0].endswith(("leave", "help"))]
        assert len(large) == 5
        assert all(width >= 64 and height >= 64 and bottom <= size[1] for _, width, height, bottom in large), large
        assert all(width >= 44 and height >= 44 for _, width, height, _ in boxes), boxes


def test_text_twice_as_large_loses_nothing(lying: Mat) -> None:
    def is_all_there(state: str) -> None:
        for size in (PHONE, LAPTOP):
            lying.resize(size)
            assert lying.page.evaluate("document.documentElement.scrollWidth") <= size[0], (state, size)
            assert cut_off(lying) == [], (state, size)
            assert overlaps(lying) == [], (state, size)

    lying.begin()
    lying.page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    lying.ask("sitting.goToItem(1)")
    lying.stand_in("span.kind === 'announce'")
    is_all_there("reading")
    lying.stand_in(HOLD)
    is_all_there("work")
    lying.move_on()
    lying.press("It hurts: stop")
    is_all_there("hurts")
    lying.press("It was nothing")
    lying.page.keyboard.press("Escape")
    lying.press("End the session here")
    lying.page.locator(".end").wait_for()
    is_all_there("end")


def test_on_a_small_screen_and_with_large_text_the_page_is_not_as_long_as_its_words(lying: Mat) -> None:
    """With a figure and without one; and at work the number comes before the figure."""

    def bottom(part: str, kind: str) -> float:
        found: float = lying.page.evaluate(
            """([part, kind]) => {
                document.querySelector('.session').classList.toggle('with-figure', kind === 'with-figure')
                return document.querySelector(part).getBoundingClientRect().bottom + scrollY
            }""",
            [part, kind],
        )
        return found

    lying.begin()
    for size, text in ((PHONE, "200%"), ((568, 320), "100%")):
        lying.resize(size)
        lying.page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", text)
        for kind in ("with-figure", "alone"):
            lying.ask("sitting.goToItem(1)")
            lying.stand_in("span.kind === 'announce'")
            lying.page.evaluate("document.querySelector('.reading').append('a word and another '.repeat(200))")
            assert bottom(".controls", kind) < 2000, (size, kind)
            lying.move_on()
        lying.stand_in(HOLD)
        assert bottom(".ringbox", "with-figure") < 440, size
        lying.move_on()


def cut_off(lying: Mat) -> list[str]:
    """Text that is wider than its box and not to be reached by scrolling, or that lies beside the page."""
    found: list[str] = lying.page.evaluate(
        """[...document.querySelectorAll('body *')].filter(one => {
            if (one.closest('.aside, .label, svg') || !one.checkVisibility() || !one.textContent.trim()) return false
            const style = getComputedStyle(one)
            const box = one.getBoundingClientRect()
            const clipped = ['hidden', 'clip'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1
            return clipped || box.left < -1 || box.right > innerWidth + 1
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    return found


def overlaps(lying: Mat) -> list[list[str]]:
    """Parts of the stage that lie on each other."""
    found: list[list[str]] = lying.page.evaluate(
        """(() => {
            const parts = ['.who', '.word', '.ringbox', '.marks', '.reading', '.foot', '.controls', '.bar']
                .map(name => document.querySelector(name)).filter(one => one && one.checkVisibility())
            const boxes = parts.map(one => [one.className, one.getBoundingClientRect()])
                .filter(([, box]) => box.width > 2 && box.height > 2)
            return boxes.flatMap(([a, one], n) => boxes.slice(n + 1).filter(([, other]) =>
                Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
                && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2).map(([b]) => [a, b]))
        })()"""
    )
    return found


def test_nothing_lies_on_anything_else(browser: Browser) -> None:
    """In each kind of span of the longest exercise of the flagship."""
    with mat(browser, psoas()) as lying:
        lying.begin()
        lying.ask("sitting.goToItem(3)")
        for kind in ("next-up", "announce", "position", "countdown", "phase", "switch"):
            lying.stand_in(f"span.kind === '{kind}'")
            for size in SIZES:
                lying.resize(size)
                assert overlaps(lying) == [], (kind, size)
                assert cut_off(lying) == [], (kind, size)
                assert lying.page.evaluate("document.documentElement.scrollHeight") <= size[1], (kind, size)


def test_where_motion_is_unwelcome_the_ring_moves_in_steps_and_nothing_else(browser: Browser, neck: Package) -> None:
    with mat(browser, neck, reduced_motion="reduce") as lying:
        lying.begin()
        lying.run_to(f"sitting.index === 1 && {WORK}")
        moving = lying.page.evaluate(
            """[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).animationName !== 'none'
                || parseFloat(getComputedStyle(one).transitionDuration) > 0).length"""
        )
        assert moving == 0
        shown = lying.page.evaluate(
            """async () => {
                const seen = new Set()
                const end = performance.now() + 1500
                while (performance.now() < end) {
                    seen.add(document.querySelector('.ring-arc').getAttribute('stroke-dasharray'))
                    await new Promise(requestAnimationFrame)
                }
                return [...seen]
            }"""
        )
        assert 1 <= len(shown) <= 13
        assert all(round(float(arc.split()[0]) * 12, 6).is_integer() for arc in shown)


def test_the_side_is_a_word_a_shape_and_a_place(lying: Mat) -> None:
    lying.begin()
    lying.ask("sitting.goToItem(1)")
    shapes = {}
    for side in ("left", "right"):
        lying.stand_in(f"span.phase === 'hold' && span.side === '{side}'")
        shapes[side] = lying.page.evaluate(
            """(() => {
                const one = document.querySelector('.side')
                const box = one.getBoundingClientRect()
                const now = document.querySelector('.now').getBoundingClientRect()
                const isLeft = box.left + box.right < now.left + now.right
                return [one.textContent, getComputedStyle(one).clipPath, isLeft]
            })()"""
        )
    assert shapes["left"][0] == "Left" and shapes["right"][0] == "Right"
    assert shapes["left"][1] != shapes["right"][1]
    assert (shapes["left"][2], shapes["right"][2]) == (True, False)


def test_a_screen_reader_is_told_little(lying: Mat) -> None:
    """Over a whole session: the exercise, the change of sides, long rests, and no numbers counted down."""
    lying.begin()
    lying.page.evaluate(
        """() => {
            window.told = []
            const status = document.querySelector("p[role='status']")
            new MutationObserver(() => window.told.push(status.textContent)).observe(status, {childList: true})
        }"""
    )
    lying.rate(16)
    lying.until("sitting.state === 'over'")
    told = lying.page.evaluate("window.told")
    assert [line for line in told if line.startswith("Exercise 2 of 2: Turn")]
    assert "Switch: right side." in told
    assert len(told) <= 14
    assert not any(line.strip(". ").isdigit() for line in told)


def test_captions_can_be_put_away(lying: Mat) -> None:
    lying.begin()
    assert lying.page.locator(".caption").is_visible()
    lying.page.keyboard.press("?")
    lying.page.get_by_label("Captions").uncheck()
    lying.press("Close")
    assert not lying.page.locator(".caption").is_visible()
