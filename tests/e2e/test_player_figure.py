"""The figure in the player: in step with the session, calm, and key poses where nothing moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Route

import unkink
from tests.e2e.conftest import FLAGS
from tests.e2e.player_mat import LAPTOP, PHONE, Mat, mat
from tests.e2e.today_package import Package, package
from unkink.body.check import check_movement
from unkink.body.solve import solve
from unkink.figure.clip import body_glb, movement_clip
from unkink.figure.shelf import shipped_body
from unkink.figure.still import still

LIBRARY = Path(unkink.__file__).parent / "library"
MOVEMENT = "wall-knee-raise"
POSES = ("slouched", "tall")
BODY, CLIP = "/figures/bodies/ash/1.glb", "/figures/clips/wall/ash/1.json"
DRAWS_ITSELF = [flag for flag in FLAGS if flag != "--disable-gpu"]
DRAWS_ITSELF += ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
WATCH_THE_HOLD = """() => {
    const {sitting} = document.querySelector('unkink-player'), figure = document.querySelector('unkink-figure')
    window.held = []
    const look = () => {
        const into = sitting.at - sitting.span.at, {seen} = figure
        const there = window.held.length || seen.from === seen.to  // a slow processor is still drawing the way up
        if (sitting.state === 'playing' && sitting.span.phase === 'hold' && into > 500 && into < 4500 && there) {
            window.held.push(JSON.stringify(seen))
        }
        setTimeout(look, 20)
    }
    look()
}"""
KEPT = "async told => (await import('/static/unkink/player/parts.js')).trackUrls(told)"
PATIENCE = 120  # seconds: a processor that draws what a graphics chip should takes its time
FIGURE = "document.querySelector('unkink-figure')"
SLOUCH = """\
---
format: 1
title: Slouch to tall
sessions: 3 a week
---

For the front of the hip.

## Slouch to tall {#slouch}

It wakes the hip.

- movement: wall-knee-raise
- dose: 2 reps per side, hold 5 s

1. Lean on the wall.
2. Grow tall.

> Stop if the hip pinches.
"""


@pytest.fixture(scope="module")
def drawing(browser: Browser, chromium_path: str) -> Iterator[Browser]:
    """A browser that has WebGL, drawn by the processor."""
    chromium = browser.browser_type.launch(executable_path=chromium_path, args=DRAWS_ITSELF)
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def flat(browser: Browser, chromium_path: str) -> Iterator[Browser]:
    """A browser without WebGL."""
    chromium = browser.browser_type.launch(executable_path=chromium_path, args=[*FLAGS, "--disable-3d-apis"])
    yield chromium
    chromium.close()


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Everything below /figures/ that this exercise needs."""
    body = shipped_body(LIBRARY, "ash")
    movement = check_movement((LIBRARY / f"movements/{MOVEMENT}.yaml").read_text(), MOVEMENT, others={}).movement
    assert movement is not None
    solved = solve(movement, body.skeleton)
    made = {BODY: ("model/gltf-binary", body_glb(body)), CLIP: ("application/json", movement_clip(body, solved))}
    for pose in POSES:
        made[still_address(pose, "front", "day")] = ("image/svg+xml", still(body, solved, pose).encode())
    return made


def still_address(pose: str, view: str, tone: str) -> str:
    return f"/figures/stills/wall/{pose}/{view}-right-ash-{tone}/1.svg"


def with_figure() -> Package:
    found = package(SLOUCH)
    made = Package(deepcopy(found.today), found.tracks)
    views = ("front", "side")
    poses = [
        {
            "pose": pose,
            "alt": {side: f"{pose}, the {side} side works" for side in ("right", "left")},
            "views": {view: {tone: still_address(pose, view, tone) for tone in ("day", "night")} for view in views},
        }
        for pose in POSES
    ]
    figure = {"exercise": "slouch", "movement": "wall", "title": "Slouch to tall", "clip": CLIP, "poses": poses}
    item = made.today["session"]["items"][0]
    item["picture"] = {"body": {"name": "ash", "url": BODY}, "figures": [figure]}
    return made


@contextmanager
def lying_before(
    browser: Browser, size: tuple[int, int] = PHONE, *, fewest: int = 0, **given: Any
) -> Iterator[tuple[Mat, list[str]]]:
    """Somebody in the session, and every address that was asked for.

    ``fewest`` pictures a second are enough here: what draws for the tests may be busy with others.
    """
    with mat(browser, with_figure(), size, **given) as lying:
        asked: list[str] = []

        def answer(route: Route) -> None:
            kind, data = files().get(urlsplit(route.request.url).path, ("", b""))
            route.fulfill(body=data, content_type=kind) if kind else route.fulfill(status=404)

        lying.context.route("**/figures/**", answer)
        lying.page.on("request", lambda request: asked.append(request.url))
        lying.open()
        lying.page.evaluate("fewest => { customElements.get('unkink-figure').fewest = fewest }", fewest)
        lying.begin_here()
        until(lying, f"{FIGURE}?.seen")
        yield lying, asked


def until(lying: Mat, condition: str, seconds: int = PATIENCE) -> None:
    for _ in range(seconds * 5):
        if lying.page.evaluate(f"Boolean({condition})"):
            return
        lying.page.wait_for_timeout(200)
    raise AssertionError(f"not within {seconds} s: {condition}; {lying.where()}; {lying.complaints}")


def goes_to(lying: Mat, phase: str, side: str, share: float = 0.2) -> None:
    """Put the session into a phase and pause there, slowly enough for a processor that draws."""
    lying.rate(0.5)
    lying.ask(
        f"""(() => {{
            const span = sitting.leg.spans.find(one => one.phase === '{phase}' && one.side === '{side}')
            sitting.seek(span.at)
        }})()"""
    )
    lying.until(
        f"sitting.state === 'playing' && sitting.span.phase === '{phase}' && sitting.span.side === '{side}'"
        f" && sitting.at > sitting.span.at + {share} * sitting.span.ms",
        then="sitting.pause()",
    )
    lying.drawn()
    lying.rate(1)


def settled(lying: Mat) -> int:
    """The number of pictures, once what was on the way has been drawn."""
    count = -1
    while (now := lying.page.evaluate(f"{FIGURE}.pictures.count")) != count:
        count = now
        lying.page.wait_for_timeout(2000)
    return int(count)


def seen(lying: Mat) -> dict[str, Any]:
    found: dict[str, Any] = lying.page.evaluate(f"({{...{FIGURE}.seen}})")
    return found


def test_it_goes_up_with_the_lift_and_holds_with_the_hold(drawing: Browser) -> None:
    """Where the figure is follows from where the session is; while the person holds, nothing at all is drawn anew."""
    with lying_before(drawing) as (lying, _):
        until(lying, f"{FIGURE}.pictures.count > 0")
        goes_to(lying, "lift", "left", 0.5)
        lifting = seen(lying)
        assert (lifting["from"], lifting["to"]) == POSES and 0.45 < lifting["part"] < 1
        goes_to(lying, "hold", "left")
        holding = seen(lying)
        assert (holding["from"], holding["to"], holding["part"]) == ("tall", "tall", 1)
        lying.page.evaluate(WATCH_THE_HOLD)
        lying.press("Go on")
        lying.until("sitting.state === 'playing' && sitting.span.phase === 'return'")
        held = lying.page.evaluate("window.held")
        assert len(held) > 1
        assert len(set(held)) == 1, f"looks within the hold saw {set(held)}"
        assert not lying.complaints


def test_it_is_the_mirror_image_once_the_sides_have_switched(drawing: Browser) -> None:
    with lying_before(drawing) as (lying, _):
        goes_to(lying, "hold", "left")
        assert seen(lying)["mirrored"] and lying.page.locator("unkink-figure").get_attribute("data-side") == "left"
        assert lying.page.locator(".drawing").get_attribute("aria-label") == "tall, the left side works"
        goes_to(lying, "hold", "right")
        assert not seen(lying)["mirrored"]
        assert lying.page.locator("unkink-figure").get_attribute("data-side") == "right"
        assert lying.page.locator(".drawing").get_attribute("aria-label") == "tall, the right side works"


def test_a_pause_freezes_it(drawing: Browser) -> None:
    with lying_before(drawing) as (lying, _):
        until(lying, f"{FIGURE}.pictures.count > 0")
        goes_to(lying, "lift", "left", 0.3)
        before = seen(lying)
        assert 0.3 <= before["part"] < 1
        drawn = settled(lying)
        lying.page.wait_for_timeout(2000)
        assert seen(lying) == before
        assert lying.page.evaluate(f"{FIGURE}.pictures.count") == drawn


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=str)
def test_there_is_a_person_on_the_canvas(drawing: Browser, size: tuple[int, int]) -> None:
    """Something is drawn in the middle, nothing in the corners; front and side view are one plain button away."""
    with lying_before(drawing, size) as (lying, asked):
        until(lying, f"{FIGURE}.pictures.count > 0")
        goes_to(lying, "hold", "left")
        state = lying.ask("sitting.state")
        lying.page.evaluate("() => void setTimeout(() => document.querySelector('.turn').click(), 300)")
        side = drawn(lying)
        assert 0.03 < side["covered"] < 0.6 and not side["corners"]
        until(lying, f"{FIGURE}.dataset.view === 'side'")
        assert lying.ask("sitting.state") == state, "the button is not the stage"
        assert lying.page.get_by_role("button", name="Front view").is_visible()
        assert lying.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(lying.stage.address).netloc}
        assert not lying.complaints and not lying.axe()


def drawn(lying: Mat) -> dict[str, Any]:
    """Of the next picture: what share of the canvas shows something, and whether its corners do."""
    found: dict[str, Any] = lying.page.evaluate(
        f"""() => new Promise(done => {FIGURE}.addEventListener('drawn', () => {{
            const copy = Object.assign(document.createElement('canvas'), {{width: 60, height: 60}})
            const context = copy.getContext('2d')
            context.drawImage({FIGURE}.querySelector('canvas'), 0, 0, 60, 60)
            const alpha = [...context.getImageData(0, 0, 60, 60).data].filter((_, n) => n % 4 === 3)
            const covered = alpha.filter(one => one > 200).length / alpha.length
            done({{covered, corners: [0, 59, 3540, 3599].some(n => alpha[n])}})
        }}, {{once: true}}))"""
    )
    return found


@pytest.mark.parametrize("means", ["motion is unwelcome", "there is no WebGL"])
def test_key_poses_stand_side_by_side_where(means: str, drawing: Browser, flat: Browser) -> None:
    """Nothing heavy is fetched then; the pose that is on stands out."""
    calm = means == "motion is unwelcome"
    motion = "reduce" if calm else "no-preference"
    with lying_before(drawing if calm else flat, reduced_motion=motion) as (lying, asked):
        goes_to(lying, "hold", "left")
        assert seen(lying)["moves"] is False
        pictures = lying.page.locator(".poses img")
        assert pictures.count() == len(POSES) and all(pictures.nth(n).is_visible() for n in range(len(POSES)))
        assert lying.page.evaluate("[...document.querySelectorAll('.poses img')].every(one => one.naturalWidth > 0)")
        assert lying.page.locator(".poses li[data-now]").get_attribute("data-pose") == "tall"
        assert not lying.page.locator(".moving").is_visible()
        assert not [url for url in asked if url.endswith(("three.js", "scene.js", ".glb"))]
        assert not lying.axe()


def test_key_poses_take_over_where_the_pictures_come_too_slowly(drawing: Browser) -> None:
    """And from then on they are what is kept for a time without network."""
    with lying_before(drawing, fewest=10_000) as (lying, _):
        until(lying, f"{FIGURE}.seen?.moves === false")
        assert lying.page.locator(".poses img").count() == len(POSES)
        assert not lying.page.locator(".moving").is_visible()
        urls: list[str] = lying.page.evaluate(KEPT, with_figure().today)
        assert still_address("tall", "front", "day") in urls and BODY not in urls


@pytest.mark.parametrize("calm", [False, True], ids=["moving", "still"])
def test_what_is_kept_for_later_is_what_this_device_shows(drawing: Browser, *, calm: bool) -> None:
    """Without network there is either the figure with all that draws it, or its key poses in the page's colours."""
    with mat(drawing, with_figure(), reduced_motion="reduce" if calm else "no-preference") as lying:
        lying.open()
        told = {**with_figure().today, "figure_scripts": ["/static/scene.js"]}
        urls: list[str] = lying.page.evaluate(KEPT, told)
    shown = {url for url in urls if not url.startswith("/tracks/")}
    stills = {still_address(pose, view, "day") for pose in POSES for view in ("front", "side")}
    assert shown == ({CLIP} | stills if calm else {CLIP, BODY, "/static/scene.js"})


def test_without_its_files_the_session_goes_on_in_words(drawing: Browser) -> None:
    with mat(drawing, with_figure()) as lying:
        lying.context.route("**/figures/**", lambda route: route.fulfill(status=503))
        lying.begin()
        until(lying, f"{FIGURE}?.hidden")
        assert lying.page.locator(".steps").is_visible()
