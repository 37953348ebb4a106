"""A session as plain lines, one a cue as it happens: for pipes, logs and screen readers."""

from __future__ import annotations

from collections.abc import Callable

from unkink.cli.bell import Sounds
from unkink.cli.clocks import Clock
from unkink.cli.on_screen import counts_of, doing_of
from unkink.cli.playback import Playback
from unkink.cli.printing import clock
from unkink.cli.score import Score
from unkink.session.timeline import Cue, CueKind

MOMENTS = {CueKind.HALF_WAY: "Half-way", CueKind.LAST_REP: "Last one", CueKind.NEXT_PLACE: "Next place"}
"""The moments that get a line; each other one falls on the start of a span that has one."""


class PlainSession:
    """One session in lines. ``playback`` says how far it came, also after an interruption."""

    def __init__(
        self,
        score: Score,
        clock: Clock,
        sounds: Sounds,
        write: Callable[[str], None],
        until_done: Callable[[], None] | None,
    ) -> None:
        """``until_done`` returns when the person has finished own-pace work; without it the estimate passes."""
        self.playback = Playback(score)
        self._score = score
        self._clock = clock
        self._sounds = sounds
        self._write = write
        self._until_done = until_done

    def play(self) -> None:
        """To the end."""
        heard = -1
        self.playback = self.playback.play(self._clock.now())
        while True:
            now = self._clock.now()
            here = self.playback.here(now)
            for cue in self._score.due(heard, here):
                self._tell(cue)
            self._sounds.advance(heard, here)
            heard = here
            if self.playback.is_finished(now):
                return
            if self.playback.waits(now):
                self._await_person()
            else:
                self._clock.wait(max(self._next_event(here) - self.playback.position(now), 1))

    def stop(self) -> Playback:
        """Stop where it is."""
        self._sounds.silence()
        self.playback = self.playback.pause(self._clock.now())
        return self.playback

    def _await_person(self) -> None:
        if self._until_done is not None:
            self._write("       At your own pace. Press Enter when you are done.")
            self._until_done()
        self.playback = self.playback.ready(self._clock.now())

    def _next_event(self, here: int) -> int:
        cue = self._score.cue_after(here)
        limit = self._score.limit(here)
        return limit if cue is None else min(cue.at, limit)

    def _tell(self, cue: Cue) -> None:
        if cue.duration or cue.kind in MOMENTS:
            self._write(line(self._score, cue))


def line(score: Score, cue: Cue) -> str:
    """``02:15  left side: Hold (rep 2 of 4)``."""
    what = MOMENTS.get(cue.kind) or doing_of(score, cue)
    side = f"{cue.side} side: " if cue.side else ""
    counts = counts_of(score, cue) if cue.duration else ""
    return f"{clock(cue.at)}  {side}{what}{f' ({counts})' if counts else ''}"
