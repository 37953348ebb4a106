"""A guided session on the whole terminal. Textual draws; where the session stands is Playback's to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Digits, Static

from unkink.cli.bell import Silent, Sounds
from unkink.cli.layout import PARTS, size_classes, texts_of, without_marks
from unkink.cli.on_screen import Picture, picture
from unkink.cli.playback import Playback

TICK = 0.05
"""Seconds between looks at the clock. A late look is only late to be drawn: the position comes from the clock."""


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

    def __init__(self, playback: Playback, steps: Mapping[str, tuple[str, ...]], *, clock: Callable[[], int]) -> None:
        """``steps`` are what to do, in Markdown, by the section that is done. ``clock`` gives milliseconds."""
        super().__init__()
        self.playback = playback
        self.sounds: Sounds = Silent()
        self._steps = {name: tuple(map(without_marks, each)) for name, each in steps.items()}
        self._clock = clock
        self._heard = -1
        self._to_say: list[str] = []
        self._parts = {name: Static(id=name, markup=False) for name in PARTS}
        self._digits = Digits(id="digits")

    def compose(self) -> ComposeResult:
        parts = self._parts
        yield Horizontal(parts["title"], parts["elapsed"], id="top")
        yield parts["progress"]
        yield Vertical(parts["exercise"], parts["dose"], id="exercise-box")
        now = (parts["side"], parts["doing"], self._digits, parts["big-digits"], parts["counts"], parts["hint"])
        yield Vertical(*now, id="now")
        yield VerticalScroll(parts["steps"], id="steps-box", can_focus=False)
        yield parts["next-up"]
        yield parts["keys"]

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
        if not self.screen_stack:  # the last tick may come while the terminal is being given back
            return
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
        steps = self._steps.get(shown.variant, ())
        for name, text in texts_of(shown, steps, *self.size).items():
            widget = self._parts[name]
            if widget.content != text:
                widget.update(text)
        if self._digits.value != shown.digits:
            self._digits.update(shown.digits)
        for name, applies in {**size_classes(self.size.height), "work": shown.is_work}.items():
            self.screen.set_class(applies, name)
