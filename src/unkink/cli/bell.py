"""What a terminal session sounds like without a voice: nothing, or the terminal's bell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from unkink.cli.score import Score
from unkink.session.timeline import CueKind

RUNG = {CueKind.START, CueKind.HALF_WAY, CueKind.STOP, CueKind.SWITCH, CueKind.NEXT_UP, CueKind.FINISH}


class Sounds(Protocol):
    """Whoever makes a session heard. Positions are those of the timeline, in milliseconds."""

    def advance(self, after: int, until: int) -> None:
        """The session went on from one position to the other: sound what begins there."""

    def silence(self) -> None:
        """Stop at once: it was paused, moved or ended."""


class Silent:
    """No sound."""

    def advance(self, after: int, until: int) -> None:
        pass

    def silence(self) -> None:
        pass


class Bell:
    """One ring where work starts, is half over or stops, and where something changes; never several at once."""

    def __init__(self, score: Score, ring: Callable[[], None]) -> None:
        self._score = score
        self._ring = ring

    def advance(self, after: int, until: int) -> None:
        if any(cue.kind in RUNG for cue in self._score.due(after, until)):
            self._ring()

    def silence(self) -> None:
        pass
