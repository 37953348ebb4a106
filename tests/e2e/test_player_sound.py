"""The sound is the clock: one track follows the other by itself, and where there is none a silent clock goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.player_mat import Mat, mat, neck_session
from tests.e2e.today_package import Package

NO_FRAMES = "window.requestAnimationFrame = () => 0; window.setInterval = () => 0"
MEDIA = """
    window.handlers = {}
    navigator.mediaSession.setActionHandler = (name, handler) => { window.handlers[name] = handler }
"""
LOCKS = """
    window.locks = []
    const request = async kind => {
        const lock = {kind, released: false, release: async () => { lock.released = true }}
        window.locks.push(lock)
        return lock
    }
    Object.defineProperty(navigator, 'wakeLock', {value: {request}})
"""
BUZZES = "window.buzzes = []; navigator.vibrate = pattern => { window.buzzes.push(pattern); return true }"


@pytest.fixture(scope="module")
def neck() -> Package:
    return neck_session()


@pytest.fixture
def lying(browser: Browser, neck: Package) -> Iterator[Mat]:
    with mat(browser, neck) as found:
        yield found


def test_the_position_is_that_of_the_sound(lying: Mat) -> None:
    lying.begin()
    lying.until("sitting.at > 500")
    apart = lying.page.evaluate(
        """() => {
            const audio = document.querySelector('audio')
            const {sitting} = document.querySelector('unkink-player')
            return Math.abs(sitting.at - audio.currentTime * 1000)
        }"""
    )
    assert apart < 5
    assert lying.page.evaluate("document.querySelector('audio').src").startswith("blob:")
    assert lying.page.locator("audio").count() == 1


def test_one_track_follows_the_other_without_a_page_that_draws(browser: Browser, neck: Package) -> None:
    """A locked phone gives a page no frames and hardly a timer; the end of a track is enough to go on."""
    with mat(browser, neck) as lying:
        lying.context.add_init_script(NO_FRAMES)
        lying.begin(rate=16)
        lying.until("sitting.index === 1")
        lying.until("sitting.state === 'over'")
        lying.arrived("session-ended")
        done = {(one["exercise"], one["side"]): one["data"]["done"] for one in lying.arrived("exercise-done", 3)}
        assert done["turn", "right"] == {"sets": 2, "reps": 4, "seconds": 24}


@pytest.mark.parametrize("trouble", ["missing", "broken"])
def test_without_sound_the_screen_goes_on_and_says_so(browser: Browser, neck: Package, trouble: str) -> None:
    with mat(browser, neck) as lying:
        lying.stage.has_sound = trouble != "missing"
        lying.stage.broken_sound = trouble == "broken"
        lying.begin()
        lying.page.locator(".notice").wait_for()
        assert "No sound" in lying.text(".notice")
        lying.play_out()
        done = {(one["exercise"], one["side"]): one["data"]["done"] for one in lying.arrived("exercise-done", 3)}
        assert done["nod", None] == {"sets": 1, "reps": 2, "seconds": 8}


def test_the_silent_clock_keeps_time(browser: Browser, neck: Package) -> None:
    with mat(browser, neck) as lying:
        lying.stage.has_sound = False
        lying.begin()
        lying.page.locator(".notice").wait_for()
        passed, shown = lying.page.evaluate(
            """async () => {
                const {sitting} = document.querySelector('unkink-player')
                const from = [performance.now(), sitting.at]
                await new Promise(done => setTimeout(done, 1000))
                return [performance.now() - from[0], sitting.at - from[1]]
            }"""
        )
        assert abs(passed - shown) < 20


def test_a_sound_that_stands_still_is_left_behind(lying: Mat) -> None:
    lying.begin()
    lying.until("sitting.at > 300")
    lying.page.evaluate(
        "Object.defineProperty(document.querySelector('audio'), 'currentTime', {get: () => 0.3, set: () => {}})"
    )
    lying.page.locator(".notice").wait_for()
    assert "stood still" in lying.text(".notice")
    before = lying.ask("sitting.at")
    lying.until(f"sitting.at > {before} + 500")


def test_when_something_else_takes_the_sound_the_session_waits(lying: Mat) -> None:
    """A telephone call, a headset pulled out: the browser pauses the element."""
    lying.begin()
    lying.until("sitting.at > 300")
    lying.page.evaluate("document.querySelector('audio').pause()")
    lying.until("sitting.state === 'paused'")
    assert len(lying.arrived("session-paused")) == 1


def test_the_buttons_of_a_headset(browser: Browser, neck: Package) -> None:
    with mat(browser, neck) as lying:
        lying.context.add_init_script(MEDIA)
        lying.begin()
        lying.until("sitting.at > 300")
        press = "name => window.handlers[name]()"
        lying.page.evaluate(press, "pause")
        assert lying.ask("sitting.state") == "paused"
        lying.page.evaluate(press, "play")
        lying.until("sitting.state === 'playing'")
        lying.rate(0.25)  # "back" within the first seconds of an exercise means the one before
        lying.page.evaluate(press, "nexttrack")
        lying.until("sitting.index === 1")
        lying.page.evaluate(press, "previoustrack")
        lying.until("sitting.index === 0")
        lying.rate(1)
        lying.page.evaluate("window.handlers.seekto({seekTime: 2})")
        lying.until("sitting.at >= 1500 && sitting.at < 4000")
        told = lying.page.evaluate("[navigator.mediaSession.metadata.title, navigator.mediaSession.playbackState]")
        assert told == ["Nod", "playing"]


def test_the_screen_stays_on_and_is_let_go_at_the_end(browser: Browser, neck: Package) -> None:
    with mat(browser, neck) as lying:
        lying.context.add_init_script(LOCKS)
        lying.begin()
        assert lying.page.evaluate("window.locks.map(({kind, released}) => [kind, released])") == [["screen", False]]
        lying.page.evaluate("window.locks[0].released = true; document.dispatchEvent(new Event('visibilitychange'))")
        lying.until("window.locks.length === 2")
        lying.page.keyboard.press("Escape")
        lying.press("End the session here")
        lying.until("window.locks.every(({released}) => released)")


def test_flash_and_vibration_are_preferences(browser: Browser, neck: Package) -> None:
    both = {"manual_start": False, "flash": True, "vibrate": True, "captions": True}
    for preferences, expected in ((both, True), ({**both, "flash": False, "vibrate": False}, False)):
        with mat(browser, Package({**neck.today, "preferences": preferences}, neck.tracks)) as lying:
            lying.context.add_init_script(BUZZES)
            lying.begin()
            lying.page.evaluate(
                """() => {
                    window.flashes = []
                    const session = document.querySelector('.session')
                    const note = () => { if (session.dataset.flash) window.flashes.push(session.dataset.flash) }
                    new MutationObserver(note).observe(session, {attributes: true, attributeFilter: ['data-flash']})
                }"""
            )
            lying.ask("sitting.goToItem(1)")
            lying.rate(16)
            lying.until("sitting.span.side === 'right' && sitting.span.kind === 'phase'")
            flashes = set(lying.page.evaluate("window.flashes"))
            assert (flashes >= {"start", "stop", "switch"}) is expected
            assert bool(lying.page.evaluate("window.buzzes.length")) is expected
