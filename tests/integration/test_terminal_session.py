"""The guided session as a person sees it: through Textual's pilot with a clock in hand, and in a real terminal."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Digits, Static

from tests.unit.cli.timelines import two_exercises
from unkink.cli.bell import Bell
from unkink.cli.guided import Guided
from unkink.cli.layout import numbered, without_marks
from unkink.cli.on_screen import how_far
from unkink.cli.playback import Playback
from unkink.cli.score import Score

STEPS = {
    "exercise-0": ("Stand **tall**.", "Lift the `left` knee, then [breathe](https://example.org)."),
    "exercise-1": (),
}


class Hand:
    """A clock that a test sets by hand."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


class Watched:
    """A session under a pilot."""

    def __init__(self, pilot: Pilot[Playback], clock: Hand, rings: list[int]) -> None:
        self.pilot = pilot
        self.clock = clock
        self.rings = rings

    async def at(self, now: int) -> None:
        """Look at the session at that time."""
        self.clock.now = now
        app = self.pilot.app
        assert isinstance(app, Guided)
        app.look()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def text(self, name: str) -> str:
        return str(self.pilot.app.query_one(f"#{name}", Static).content)

    @property
    def digits(self) -> str:
        return self.pilot.app.query_one("#digits", Digits).value


def watch(size: tuple[int, int], story: Callable[[Watched], Awaitable[None]]) -> Guided:
    """Run the story of one session in a terminal of that size, and return the app where it ended."""
    clock, rings = Hand(), list[int]()
    score = Score(two_exercises())
    app = Guided(Playback(score), STEPS, clock=clock)
    app.sounds = Bell(score, lambda: rings.append(clock.now))

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await story(Watched(pilot, clock, rings))

    # In a thread of its own: the browser tests leave a loop running in the one that they share.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(run())).result()
    return app


def test_a_session_from_beginning_to_end() -> None:
    async def story(seen: Watched) -> None:
        assert seen.text("title") == "Two exercises"
        assert seen.text("exercise").split("  ")[0] == "Exercise 0"
        assert seen.text("exercise").endswith("exercise 1 of 2")
        assert seen.text("steps") == "1. Stand tall.\n2. Lift the left knee, then breathe."
        await seen.at(1200)
        assert (seen.text("doing"), seen.digits) == ("Get ready", "2")
        await seen.at(3000)
        assert (seen.text("doing"), seen.text("counts"), seen.digits) == ("Hold", "rep 1 of 2", "1")
        assert "LEFT SIDE" in seen.text("side")
        await seen.at(4000)
        assert "RIGHT SIDE" in seen.text("side")
        await seen.at(7000)
        assert seen.text("doing") == "At your own pace"
        await seen.at(60_000)
        assert (seen.digits, seen.text("elapsed")) == ("00:54", "00:08 of 00:10")
        await seen.press("enter")
        assert seen.text("doing") == "Well done"
        await seen.at(61_000)
        assert seen.text("doing") == "Done"
        assert seen.rings == [3000, 7000, 60_000]
        await seen.press("enter")

    app = watch((80, 24), story)
    assert app.return_value is not None
    assert how_far(app.return_value, 0) == "Done: Two exercises, 00:10."


def test_keys_pause_skip_go_back_and_quit() -> None:
    async def story(seen: Watched) -> None:
        await seen.at(3500)
        await seen.press("space")
        await seen.at(1_000_000)
        assert (seen.text("elapsed"), seen.text("hint")) == ("00:03 of 00:10", "Paused. Space goes on.")
        await seen.press("space")
        assert seen.text("hint") == ""
        await seen.press("n")
        assert seen.text("exercise").startswith("Exercise 1")
        await seen.press("left")
        assert seen.text("exercise").startswith("Exercise 0")
        await seen.press("right")
        await seen.press("p")
        assert seen.text("elapsed") == "00:00 of 00:10"
        await seen.press("q")

    app = watch((80, 24), story)
    assert app.return_value is not None
    assert how_far(app.return_value, 0).startswith("Stopped at 00:00 of 00:10, in Exercise 0")


def test_a_stall_makes_no_later_cue_late() -> None:
    """However long the terminal hangs, the next look shows what is on by the clock."""

    async def story(seen: Watched) -> None:
        await seen.at(100)
        await seen.at(4999)
        assert (seen.text("counts"), seen.digits) == ("rep 2 of 2", "1")

    watch((80, 24), story)


def test_a_tick_after_the_end_draws_nothing() -> None:
    """The clock's last tick may come while the terminal is already being given back."""

    async def story(seen: Watched) -> None:
        await seen.at(1200)

    watch((80, 24), story).look()


@pytest.mark.parametrize("size", [(20, 8), (24, 10), (40, 20), (60, 17), (80, 24), (120, 40), (200, 60)])
def test_what_matters_is_on_every_screen(size: tuple[int, int]) -> None:
    """On every terminal the side, what to do and the seconds left are inside the screen."""

    async def story(seen: Watched) -> None:
        await seen.at(3000)
        screen = seen.pilot.app.screen
        digits = "#big-digits" if screen.has_class("tall") else "#digits"
        for name in ("#side", "#doing", digits, "#progress", "#keys"):
            region = seen.pilot.app.query_one(name).region
            assert region.area > 0, name
            assert screen.region.contains_region(region), name
        assert len(seen.text("progress")) == size[0] - 4
        assert len(seen.text("keys")) <= size[0] - 4

    watch(size, story)


def test_the_steps_are_words_and_wrap_under_each_other() -> None:
    assert numbered(["one two three four five six seven"], 20) == "1. one two three\n   four five six\n   seven"
    assert without_marks("**bold** and *soft*\nand [a link](x) &amp; `code`") == "bold and soft and a link & code"


# In a real terminal --------------------------------------------------------------------------------------------------

TMUX = shutil.which("tmux")


class Terminal:
    """A real terminal in which a session runs."""

    def __init__(self, folder: Path, size: tuple[int, int], words: list[str], **environment: str) -> None:
        self._base = [str(TMUX), "-S", str(folder / "socket"), "-f", os.devnull]
        variables = [f"{name}={value}" for name, value in environment.items()]
        command = shlex.join(
            ["env", "-u", "COLUMNS", "-u", "LINES", *variables, sys.executable, "-m", "unkink", *words]
        )
        width, height = map(str, size)
        done = "; echo ended with $?; sleep 60"
        self._tmux("new-session", "-d", "-x", width, "-y", height, f"{command}{done}")

    def _tmux(self, *words: str) -> str:
        return subprocess.run([*self._base, *words], capture_output=True, text=True, check=True, timeout=20).stdout

    def screen(self, *, colours: bool = False) -> str:
        return self._tmux("capture-pane", "-p", *(["-e"] if colours else []))

    def press(self, key: str) -> None:
        self._tmux("send-keys", key)

    def until(self, pattern: str) -> str:
        """The screen, as soon as it shows that."""
        deadline = time.monotonic() + 30
        while not re.search(pattern, shown := self.screen()):
            assert time.monotonic() < deadline, shown
            time.sleep(0.05)
        return shown

    def close(self) -> None:
        subprocess.run([*self._base, "kill-server"], capture_output=True, check=False, timeout=20)


OpenTerminal = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[OpenTerminal]:
    if TMUX is None:
        pytest.skip("tmux is not installed, so there is no real terminal to look at")
    opened: list[Terminal] = []

    def open_terminal(size: tuple[int, int], *words: str, **environment: str) -> Terminal:
        opened.append(Terminal(tmp_path, size, list(words), **environment))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 20)])
def test_a_real_terminal_shows_the_session(terminal: OpenTerminal, size: tuple[int, int]) -> None:
    one = terminal(size, "session", "tight-psoas", "--sound", "bell")
    shown = one.until("Coming up")
    assert "Ball release" in shown
    assert "exercise 1 of 5" in shown
    one.press("Space")
    one.until("Paused. Space goes on.")
    one.press("n")
    one.until("exercise 2 of 5")
    one.press("q")
    ended = one.until("ended with 0").replace("\n", "")
    assert re.search(r"Stopped at \d\d:\d\d of \d\d:\d\d, in Glute squeeze", ended)


def test_no_color_is_respected(terminal: OpenTerminal) -> None:
    """Every colour that is still sent is a grey: its red, green and blue are the same."""
    one = terminal((80, 24), "session", "tight-psoas", "--sound", "none", NO_COLOR="1", COLORTERM="truecolor")
    one.until("Coming up")
    colours = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", one.screen(colours=True))
    assert all(len(set(colour)) == 1 for colour in colours)
    assert not re.search(r"\x1b\[(?:\d+;)*[349][1-6]m", one.screen(colours=True))
    one.press("q")
    one.until("ended with 0")


def test_a_plain_session_in_a_real_terminal_waits_for_enter(terminal: OpenTerminal, tmp_path: Path) -> None:
    program = tmp_path / "own.md"
    program.write_text(
        "---\nformat: 1\ntitle: Own\nsessions: 2 a week\n---\n\n## Squat\n\nWhy.\n\n- dose: max reps\n\n"
        "1. Do it.\n\n> Stop if it hurts.\n"
    )
    words = ["session", str(program), "--plain", "--sound", "none", "--verbosity", "tones", "--countdown", "0"]
    one = terminal((80, 24), *words, "--change", "0")
    one.until("At your own pace")
    one.press("C-c")
    ended = one.until("ended with 130")
    assert "Stopped at 00:" in ended
    assert "Traceback" not in ended
