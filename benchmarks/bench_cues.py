"""How late each change of the player's screen is against the timeline, at real speed, in Chromium.

One exercise of the flagship is played from its steps to its end. Each time that something on the screen changes (the
word, the seconds, the count, the side), the next frame is taken for the moment at which a person can see it, which
makes every figure as much as a frame too large rather than too small. That moment is read twice: on the clock of the
sound that is heard, and on the computer's own clock, which would show a sound that runs too fast or too slow. Then the
same without sound, on the silent clock.

    python benchmarks/bench_cues.py [EXERCISE]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["UNKINK_DATA"] = tempfile.mkdtemp(prefix="unkink-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "unkink.site.settings"

from playwright.sync_api import sync_playwright  # noqa: E402

from run import find_chromium  # noqa: E402
from tests.e2e.player_mat import Mat, mat  # noqa: E402
from tests.e2e.today_package import LIBRARY, Package, package  # noqa: E402
from unkink.session.settings import Settings  # noqa: E402

GOAL_MS = 50
WORDS = {"countdown": "Ready", "lift": "Lift", "hold": "Hold", "return": "And back", "work": "Go"}
FLAGS = ["--no-sandbox", "--disable-gpu"]
WATCH = """() => {
    const audio = document.querySelector('audio')
    const player = document.querySelector('unkink-player')
    const of = name => document.querySelector(name)?.textContent ?? ''
    window.seen = []
    window.clocks = []
    let last = ''
    const look = () => {
        const shown = [of('.word'), of('.numeral'), of('.counts'), of('.side')]
        if (shown.join('|') === last) return
        last = shown.join('|')
        requestAnimationFrame(now => window.seen.push([shown, player.sitting.at, now]))
    }
    new MutationObserver(look).observe(document.querySelector('.session'),
        {subtree: true, childList: true, characterData: true, attributes: true})
    const sample = now => {
        window.clocks.push([now, player.sitting.at])
        requestAnimationFrame(sample)
    }
    requestAnimationFrame(sample)
}"""

Seen = tuple[tuple[str, str, str, str], float, float]


def main() -> None:
    exercise = sys.argv[1] if len(sys.argv) > 1 else "glute-squeeze"
    text = (LIBRARY / "tight-psoas.md").read_text(encoding="utf-8")
    played = package(text, only=[exercise], settings=Settings())
    chromium = find_chromium()
    if chromium is None:
        sys.exit("Chromium is not installed")
    print(f"{exercise}: ms from a cue's time in the timeline to the frame after it was drawn; goal: p99 of {GOAL_MS}")
    print(f"{'':<34}{'cues':>6}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, has_sound in (("with sound", True), ("without sound", False)):
            with mat(browser, played) as lying:
                lying.stage.has_sound = has_sound
                by_clock, by_wall = measure(lying, played)
            clock = "on the clock of the sound" if has_sound else "on the silent clock"
            report(f"{name}, {clock}", by_clock)
            report(f"{name}, on the computer's clock", by_wall)
        browser.close()


def measure(lying: Mat, played: Package) -> tuple[list[float], list[float]]:
    """Errors in milliseconds on the session's clock and on the computer's."""
    lying.begin()
    lying.until("sitting.at > 500")
    lying.page.evaluate(WATCH)
    total = played.today["session"]["total_ms"]
    lying.page.wait_for_timeout(total)
    lying.until("sitting.state === 'over'", 30)
    seen: list[Seen] = [(tuple(shown), at, now) for shown, at, now in lying.page.evaluate("window.seen")]
    clocks: list[tuple[float, float]] = lying.page.evaluate("window.clocks")
    apart = sorted(now - at for now, at in clocks[:300])[150]
    expected = list(changes(played.today["session"]["timeline"]))
    by_clock, by_wall = [], []
    left = iter(seen)
    for shown, due in expected:
        found = next((one for one in left if one[0] == shown), None)
        if found is None:
            sys.exit(f"never on the screen, or in the wrong place: {shown} at {due} ms")
        by_clock.append(found[1] - due)
        by_wall.append(found[2] - apart - due)
    return by_clock, by_wall


def changes(timeline: dict[str, Any]) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    """What the screen must show from which millisecond on, through countdown, work and rests."""
    spans = [cue for cue in timeline["cues"] if cue["duration_ms"]]
    reps = max((cue["rep"] or 0 for cue in spans), default=0)
    for cue in spans:
        word = WORDS.get(cue["phase"] or cue["kind"], cue["show"])
        if cue["kind"] not in ("countdown", "phase", "rest", "switch"):
            continue
        counts = f"rep {cue['rep']} of {reps}" if cue["rep"] else ""
        side = (cue["side"] or "").capitalize()
        end = cue["at_ms"] + cue["duration_ms"]
        first = -(-cue["duration_ms"] // 1000)
        for left in range(first, 0, -1):
            seconds = cue["show"] if cue["kind"] == "countdown" else str(left)
            yield (word, seconds, counts, side), cue["at_ms"] if left == first else end - left * 1000


def report(name: str, errors: list[float]) -> None:
    ranked = sorted(map(abs, errors))
    at = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99, 1)]
    print(f"{name:<42}{len(ranked):>5}" + "".join(f"{ms:>8.1f}" for ms in at), flush=True)


if __name__ == "__main__":
    main()
