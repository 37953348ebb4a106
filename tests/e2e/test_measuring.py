"""Measuring in a browser: the phone as a level, the stopwatch, and what both do with the numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.axe import problems, problems_in_every_look
from tests.e2e.real_server import NewFolder, Server, server_with
from unkink.coach.measuring import tilt

SEED = (
    "from datetime import UTC, datetime; from unkink.site.accounts.owner import owner;"
    "from unkink.site.diary.write import record; from unkink.site.programs.library import library;"
    "from unkink.wire.event import Kind; name = 'tight-psoas'; now = datetime.now(UTC);"
    "program = library().volumes()[name].handout.program;"
    "record(owner(), Kind.ENROLLED, {'name': name}, now=now, program=program.hash);"
    "record(owner(), Kind.SCREENING, {'answers': {'hernia': False}}, now=now)"
)
VECTORS = [
    (0.5, 1.2, 9.7), (-0.5, -1.2, -9.7), (0.0, -4.9, 8.49), (0.0, 4.9, -8.49), (6.0, 2.0, 7.5), (0.0, 0.0, 12.0),
    (0.0, 9.81, 0.1), (3.0, -1.0, 9.25),
]  # fmt: skip
LIES_STILL = """(y) => { window.lying = setInterval(() => window.dispatchEvent(new DeviceMotionEvent("devicemotion",
  { accelerationIncludingGravity: { x: 0, y: window.along ?? y, z: 9.7 }, interval: 50 })), 50); }"""

STOPS = """async () => {
    const button = () => [...document.querySelectorAll('button')].find(one => one.textContent === 'Stop the time')
    while (!button()) await new Promise(requestAnimationFrame)
    const began = performance.now()
    await new Promise(done => setTimeout(done, 1200))
    button().click()
    return (performance.now() - began) / 1000
}"""


@pytest.fixture(scope="module")
def server(new_folder: NewFolder, module_database: dict[str, str]) -> Iterator[Server]:
    with server_with(SEED, new_folder(), module_database) as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block", viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def expected(vector: tuple[float, float, float]) -> float | None:
    try:
        return tilt.thigh_angle(*vector)
    except tilt.NotLyingStill:
        return None


def test_a_phone_that_lies_still_on_the_thigh_gives_its_angle(page: Page, server: Server) -> None:
    """And the script's angle is the one that Python works out, for every browser's sign of gravity."""
    page.goto(f"{server.address}/measure/thigh-angle/", wait_until="load")
    assert problems(page) == []
    script = page.locator("script[src*='measure/measure']").get_attribute("src")
    text = page.request.get(f"{server.address}{script}").text()
    level = text.split('from "./level')[1].split('"')[0]
    imported = page.request.get(f"{server.address}/static/unkink/measure/level{level}").text()
    tilt_js = imported.split('from "./')[1].split('"')[0]
    found = page.evaluate(
        "async ([path, vectors]) => { const { thighAngle } = await import(path);"
        " return vectors.map((one) => thighAngle(...one)); }",
        [f"/static/unkink/measure/{tilt_js}", [list(one) for one in VECTORS]],
    )
    for vector, angle in zip(VECTORS, found, strict=True):
        right = expected(vector)
        assert (angle is None) is (right is None), vector
        assert right is None or math.isclose(angle, right, abs_tol=1e-9), vector
    page.evaluate(LIES_STILL, -1.7)
    page.get_by_role("button", name="Measure the left leg").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_text("10° below the horizontal.").wait_for(timeout=90_000)
    assert problems(page) == []
    page.get_by_role("button", name="Close").click()
    assert page.locator("[name='left-degrees-1']").input_value() == "10"
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("10° below the horizontal").first.wait_for()
    told = [one for one in server.events() if one["kind"] == "assessment"]
    assert [(one["side"], json.dumps(one["data"], sort_keys=True)) for one in told] == [
        ("left", '{"degrees": [-10], "how": "tilt", "test": "thigh-angle"}')
    ]


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(page: Page, server: Server) -> None:
    for address in ("", "tasks/", "thigh-angle/?how=tape"):
        page.goto(f"{server.address}/measure/{address}", wait_until="load")
        assert problems_in_every_look(page) == {}, address


def test_the_stopwatch_counts_down_runs_and_stops_at_a_tap(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/measure/knee-raise-hold/", wait_until="load")
    page.get_by_role("button", name="Measure the right leg").click()
    page.get_by_role("button", name="Start").click()
    took = page.evaluate(STOPS)
    page.get_by_text("Right leg, try 2 of 3").wait_for()
    page.get_by_role("button", name="Close").click()
    seconds = float(page.locator("[name='right-seconds-1']").input_value())
    assert 1.1 <= seconds <= took + 1
    assert page.locator("[name='left-seconds-1']").input_value() == ""
