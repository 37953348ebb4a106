"""Somebody on a mat: a browser at the player, and the few things that such a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.e2e.axe import problems, problems_in_every_look
from tests.e2e.player_stage import Stage, open_stage
from tests.e2e.today_package import PERSON, Package, package

PHONE, LAPTOP, PHONE_ON_ITS_SIDE = (360, 740), (1440, 900), (740, 360)
SESSION = "/session/?kind=whole"

NECK = """\
---
format: 1
title: A minute for the neck
sessions: 7 a week
---

For a neck that has been still for too long.

## Nod {#nod}

It moves the upper neck.

- dose: 2 reps, hold 4 s

1. Nod slowly.

> Stop if you feel dizzy.

## Turn {#turn}

It moves the lower neck.

- dose: 2 x 2 reps per side, hold 6 s, rest 12 s
- needs: chair
- easier:
  - half-turn: 1 reps per side, hold 4 s

1. Turn your head.

> Stop if you feel dizzy.

## Half turn {#half-turn}

A smaller turn.

- variant of: turn

1. Turn your head half way.

> Stop if you feel dizzy.
"""
OWN_PACE = """\
---
format: 1
title: As many as you like
sessions: 3 a week
---

At your own pace.

## Squat {#squat}

Sit down and get up.

- dose: max reps, until RPE 8

1. Bend your knees.

> Stop if the knee hurts.

## Nod {#nod}

It moves the upper neck.

- dose: 1 reps, hold 1 s

1. Nod slowly.

> Stop if you feel dizzy.
"""
PATIENCE = 120
"""Seconds for what should come soon: a busy computer takes its time, and one that is not pays nothing for that."""
PLAYER = "document.querySelector('unkink-player')"
STAND = f"""Object.defineProperty(sitting, 'at', {{value: sitting.at, configurable: true}})
    sitting.tick = () => {{}}; {PLAYER}.rate = 0.25"""
KEPT = f"""async person => {{
    const {{loadPlace}} = await import('/static/unkink/player/store.js')
    const {{sitting}} = {PLAYER}
    const end = performance.now() + {PATIENCE * 1000}
    while (performance.now() < end) {{
        const place = await loadPlace(person)
        const isNow = place && place.sitting.index === sitting.index
        if (isNow && (place.stage === 'end') === (sitting.state === 'over')) return true
        await new Promise(done => setTimeout(done, 20))
    }}
    return false
}}"""
MOVE_ON = f"() => {{ const {{sitting}} = {PLAYER}; delete sitting.at; delete sitting.tick }}"


@dataclass(slots=True)
class Mat:
    """A page at the player, what the browser said meanwhile, and the stage behind it."""

    stage: Stage
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str = SESSION) -> None:
        self.page.goto(self.stage.address + address)
        self.page.locator("unkink-player h1[tabindex], unkink-player .session").first.wait_for()

    def begin(self, usual: int | None = None, *, rate: float = 1) -> None:
        """Open the page and go into the session."""
        self.open()
        self.begin_here(usual, rate=rate)

    def begin_here(self, usual: int | None = None, *, rate: float = 1) -> None:
        """From the start page into the session."""
        self.rate(rate)
        self.page.get_by_role("button", name="Start", exact=True).click()
        if usual is not None:
            self.page.locator(".usual .level", has_text=str(usual)).first.click()
        self.page.get_by_role("button", name="Begin").click()
        self.until("sitting.state === 'playing'")

    def rate(self, rate: float) -> None:
        self.page.evaluate("rate => { document.querySelector('unkink-player').rate = rate }", rate)

    def ask(self, expression: str) -> Any:
        """A question about the sitting: ``sitting.state``."""
        return self.page.evaluate(f"(() => {{ const {{sitting}} = {PLAYER}; return {expression} }})()")

    def until(self, condition: str, seconds: float = PATIENCE, *, then: str = "", meanwhile: str = "") -> None:
        """Wait until a condition on ``sitting`` holds; ``then`` is run in the same turn of the page.

        ``meanwhile`` is run at each look before.

        The page's policy forbids Playwright's own waiting for text.
        """
        waited = f"""async () => {{
            const {{sitting}} = {PLAYER}
            const end = performance.now() + {seconds * 1000}
            while (performance.now() < end) {{
                if ({condition}) {{ {then}; return true }}
                {meanwhile}
                await new Promise(done => setTimeout(done, 4))
            }}
            return false
        }}"""
        if not self.page.evaluate(waited):
            raise AssertionError(f"not within {seconds} s: {condition}; {self.where()}")

    def run_to(self, condition: str, seconds: float = PATIENCE) -> None:
        """Let time fly until a condition holds, then let it crawl: a busy computer must not miss what comes next."""
        self.rate(16)
        self.until(condition, seconds, then=f"{PLAYER}.rate = 0.25")

    def play_out(self) -> None:
        """To the end, as somebody for whom all goes well: each time in place before the time for it is over."""
        self.rate(16)
        self.until("sitting.state === 'over'", meanwhile="if (sitting.state === 'playing') sitting.ready()")

    def stand(self, condition: str, seconds: float = PATIENCE) -> None:
        """Let time fly until a condition holds; there the session stands: a slow computer may look for long."""
        self.rate(16)
        self.until(condition, seconds, then=STAND)
        self.drawn()

    def move_on(self) -> None:
        """From where it stands."""
        self.page.evaluate(MOVE_ON)

    def stand_in(self, span: str) -> None:
        """Stand in the first span of this exercise of which that is so: ``span.kind === 'rest'``."""
        self.move_on()
        self.ask(f"sitting.seek(sitting.leg.spans.find(span => {span}).at)")
        self.stand(f"(span => {span})(sitting.span)")

    def kept(self) -> None:
        """Wait until the device knows in which part the session stands: only then may the tab die."""
        assert self.page.evaluate(KEPT, PERSON), f"the place was not kept; {self.where()}"

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.drawn()

    def drawn(self) -> None:
        """Wait until the screen shows what is so now."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
        )

    def lands(self, name: str) -> float:
        """Where the session stands at the instant at which it goes on playing after that press."""
        found: float = self.page.evaluate(
            f"""name => new Promise(done => {{
                const {{sitting}} = {PLAYER}
                const look = () => {{
                    if (sitting.state !== 'playing') return
                    sitting.removeEventListener('change', look)
                    done(sitting.at)
                }}
                sitting.addEventListener('change', look)
                document.querySelector(name).click()
            }})""",
            name,
        )
        return found

    def where(self) -> str:
        return str(self.ask("[sitting.state, sitting.index, Math.round(sitting.at), JSON.stringify(sitting.span)]"))

    def tap(self) -> None:
        """Anywhere: on the title, since that is always there."""
        self.page.locator(".stage .title").click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    def says(self, selector: str, words: str) -> bool:
        """Whether it comes to say so: what one presses may have to be written first."""
        return self._comes(lambda: self.text(selector) == words, PATIENCE)

    def arrived(self, kind: str, count: int = 1, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """The events of that kind, once there are so many."""
        self._comes(lambda: len(self.stage.of_kind(kind)) >= count, seconds)
        return self.stage.of_kind(kind)

    def _comes(self, there: Callable[[], bool], seconds: float) -> bool:
        for _ in range(int(seconds * 20)):
            if there():
                return True
            self.page.wait_for_timeout(50)
        return False

    def axe(self) -> list[tuple[str, str]]:
        """What axe finds wrong."""
        return problems(self.page, 11)

    def problems(self) -> dict[str, list[tuple[str, str]] | int]:
        """What axe finds wrong in each look, and what sticks out sideways."""
        return problems_in_every_look(self.page, 11)


@cache
def neck_session() -> Package:
    """Made once: nobody changes it."""
    return package(NECK)


@contextmanager
def mat(browser: Browser, package: Package, size: tuple[int, int] = PHONE, **given: Any) -> Iterator[Mat]:
    """``given`` is for the browser's context: ``color_scheme``, ``reduced_motion``."""
    with open_stage(package) as stage:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, service_workers="block", bypass_csp=False, **given
        )
        context.set_default_timeout(PATIENCE * 1000)
        try:
            lying = Mat(stage, context, context.new_page())
            watch(lying)
            yield lying
        finally:
            context.close()


def watch(lying: Mat) -> None:
    """Note what the browser says; that no service worker is wanted here is no complaint."""

    def hear(message: ConsoleMessage) -> None:
        if "Service Worker" not in message.text:
            lying.complaints.append(message.text)

    lying.page.on("console", hear)
    lying.page.on("pageerror", lambda error: lying.complaints.append(str(error)))
