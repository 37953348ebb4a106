"""A guided session on the whole terminal. Textual draws; where the session stands is Playback's to say."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import ClassVar

from markdown_it import MarkdownIt
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Digits, Static

from unkink.cli.bell import Silent, Sounds
from unkink.cli.big_digits import big_digits, largest_scale
from unkink.cli.on_screen import Picture, picture
from unkink.cli.playback import Playback

KEYS = (
    "space pause   enter ready / done   n next   p back   q quit",
    "space pause  n next  p back  q quit",
    "n next  q quit",
    "q quit",
)
"""What the keys do, as much of it as fits: the widest first."""

TALL, SHORT, TINY = 32, 18, 13
"""Lines of a terminal from which there is room for larger digits, and below which the steps and then the dose go."""

WIDEST_STEPS = 90
"""Letters on a line of the steps, however wide the terminal is: longer lines are hard to read from the floor."""

TICK = 0.05
"""Seconds between looks at the clock. A late look is only late to be drawn: the position comes from the clock."""


def monotonic_ms() -> int:
    """The clock that nobody sets, in milliseconds."""
    return time.monotonic_ns() // 1_000_000


class Guided(App[Playback]):
    """One session. Its result is the playback where it ended."""

    CSS_PATH = "guided.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "pause", "Pause"),
        Binding("enter", "ready", "Ready / done"),
        Binding("n,right", "next", "Next", key_display="n"),
        Binding("p,left", "earlier", "Back", key_display="p"),
        Binding("q,ctrl+c", "leave", "Quit", key_display="q"),
    ]

    def __init__(
        self, playback: Playback, steps: Mapping[str, tuple[str, ...]], *, clock: Callable[[], int] = monotonic_ms
    ) -> None:
        """``steps`` are what to do, in Markdown, by the section that is done. ``clock`` gives milliseconds."""
        super().__init__()
        self.playback = playback
        self.sounds: Sounds = Silent()
        self._steps = {name: tuple(map(without_marks, each)) for name, each in steps.items()}
        self._clock = clock
        self._heard = -1
        self._to_say: list[str] = []

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(id="title", markup=False)
            yield Static(id="elapsed", markup=False)
        yield Static(id="progress", markup=False)
        with Vertical(id="exercise-box"):
            yield Static(id="exercise", markup=False)
            yield Static(id="dose", markup=False)
        with Vertical(id="now"):
            yield Static(id="side", markup=False)
            yield Static(id="doing", markup=False)
            yield Digits(id="digits")
            yield Static(id="big-digits", markup=False)
            yield Static(id="counts", markup=False)
            yield Static(id="hint", markup=False)
        with VerticalScroll(id="steps-box", can_focus=False):
            yield Static(id="steps", markup=False)
        yield Static(id="next-up", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self.playback = self.playback.play(self._clock())
        self.set_interval(TICK, self.look)
        for text in self._to_say:
            self.say(text)
        self.look()

    def on_resize(self) -> None:
        self.look()

    def say(self, text: str) -> None:
        """Tell the person something once, beside the session; said before it opens, it is shown when it does."""
        if self.is_running:
            self.notify(text, timeout=8, markup=False)
        else:
            self._to_say.append(text)

    def look(self) -> None:
        """Look at the clock: draw what is on, and sound what has begun since the last look."""
        now = self._clock()
        self._draw(picture(self.playback, now))
        here = self.playback.here(now)
        if not self.playback.is_paused and here > self._heard:
            self.sounds.advance(self._heard, here)
            self._heard = here

    def action_pause(self) -> None:
        now = self._clock()
        if self.playback.is_paused:
            self._move(self.playback.play(now))
        else:
            self.sounds.silence()
            self._move(self.playback.pause(now))

    def action_ready(self) -> None:
        now = self._clock()
        if self.playback.is_finished(now):
            self.action_leave()
        else:
            self._jump(self.playback.ready(now))

    def action_next(self) -> None:
        self._jump(self.playback.next(self._clock()))

    def action_earlier(self) -> None:
        self._jump(self.playback.back(self._clock()))

    def action_leave(self) -> None:
        self.sounds.silence()
        self.exit(self.playback.pause(self._clock()))

    def _jump(self, playback: Playback) -> None:
        """To another place, whose own cue is then heard."""
        if playback is not self.playback:
            self.sounds.silence()
            self._heard = playback.anchor - 1
            self._move(playback)

    def _move(self, playback: Playback) -> None:
        self.playback = playback
        self.look()

    def _draw(self, shown: Picture) -> None:
        width, height = self.size
        is_tiny = height < TINY
        scale = largest_scale("00:00", width - 4, height // 4)
        texts = {
            "title": shown.now,
            "elapsed": f"{shown.elapsed} of {shown.total}",
            "progress": _bar(shown.fraction, width - 4),
            "exercise": shown.exercise if is_tiny else _beside(shown.exercise, shown.number, width - 4),
            "dose": shown.dose,
            "side": shown.side,
            "doing": shown.doing,
            "big-digits": big_digits(shown.digits, scale),
            "counts": "" if is_tiny else shown.counts,
            "hint": shown.hint or (shown.counts if is_tiny else ""),
            "steps": numbered(self._steps.get(shown.variant, ()), min(width - 6, WIDEST_STEPS)),
            "next-up": _after_this(shown, width - 4),
            "keys": next((keys for keys in KEYS if len(keys) <= width - 4), ""),
        }
        for name, text in texts.items():
            widget = self.query_one(f"#{name}", Static)
            if widget.content != text:
                widget.update(text)
        digits = self.query_one("#digits", Digits)
        if digits.value != shown.digits:
            digits.update(shown.digits)
        self.query_one("#now").set_class(shown.is_work, "work")
        self.screen.set_class(scale > 1 or height >= TALL, "tall")
        self.screen.set_class(height < SHORT, "short")
        self.screen.set_class(is_tiny, "tiny")


def _bar(fraction: float, width: int) -> str:
    """A bar that reads without colour: heavy for what is behind, light for what is ahead."""
    done = round(fraction * max(width, 0))
    return "━" * done + "┄" * (max(width, 0) - done)


def _beside(left: str, right: str, width: int) -> str:
    """Both on one line where there is room, the second flush right; else one under the other."""
    gap = width - len(left) - len(right)
    return f"{left}{' ' * gap}{right}" if gap >= 2 else "\n".join(filter(None, (left, right)))


def _after_this(shown: Picture, width: int) -> str:
    """What comes after this exercise, with its dose where one line holds both."""
    if not shown.next_up:
        return ""
    line = f"After this: {shown.next_up}"
    with_dose = f"{line} · {shown.next_dose}"
    return with_dose if shown.next_dose and len(with_dose) <= width else line


def numbered(steps: Sequence[str], width: int) -> str:
    """The steps as a list whose lines stand under each other, no wider than ``width`` letters."""
    indent = " " * (len(str(len(steps))) + 2)
    lines = [
        textwrap.wrap(step, max(width, 20), initial_indent=f"{number}.".ljust(len(indent)), subsequent_indent=indent)
        for number, step in enumerate(steps, start=1)
    ]
    return "\n".join(chain.from_iterable(lines))


def without_marks(markdown: str) -> str:
    """The words of a paragraph of Markdown."""
    inline = MarkdownIt().parseInline(markdown)[0].children or []
    return "".join(token.content or " " * (token.type in ("softbreak", "hardbreak")) for token in inline)
