"""The voice in a terminal session: clips and tones through whatever sound player the system has."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import soundfile

from unkink.cli.bell import Sounds
from unkink.cli.player import Playing
from unkink.session.timeline import Timeline
from unkink.voice.clips import Voice
from unkink.voice.mix import mixed
from unkink.voice.placing import Placed, place
from unkink.voice.sound import RATE

TOGETHER = 150
"""Sounds less than this many milliseconds apart, such as a tone and its word, are played as one."""

LATE = 400
"""Milliseconds after which a passage is late: a stalled terminal leaves out what it missed."""


class Spoken:
    """Plays the session's sounds; when the player fails, it says so once and hands over to ``fallback`` for good."""

    def __init__(
        self, timeline: Timeline, voice: Voice, player: tuple[str, ...], fallback: Sounds, say: Callable[[str], None]
    ) -> None:
        self._voice = voice
        self._player = player
        self._fallback = fallback
        self._say = say
        self._passages = passages(place(timeline, voice).sounds)
        self._playing: list[Playing] = []
        self._failed = False
        self._folder = tempfile.TemporaryDirectory(prefix="unkink-")

    def advance(self, after: int, until: int) -> None:
        self._end_what_is_over()
        if self._failed:
            self._fallback.advance(after, until)
            return
        due = [passage for passage in self._passages if after < passage[0].at <= until and passage[-1].end > until]
        if due:
            self._play(due[-1], until)

    def silence(self) -> None:
        for playing in self._playing:
            playing.stop()
        self._playing = []

    def close(self) -> None:
        """Stop, and leave no file behind."""
        self.silence()
        self._folder.cleanup()

    def _play(self, passage: tuple[Placed, ...], position: int) -> None:
        """Play a passage; late, only what has not yet begun, so that the voice never runs behind the clock.

        What still rings from before may end: a player that started a little late is not cut short.
        """
        is_late = position - passage[0].at > LATE
        sounds = [sound for sound in passage if sound.at >= position] if is_late else passage
        if not sounds:
            return
        wave = np.concatenate(list(mixed(sounds, self._voice, sounds[0].at, sounds[-1].end)))
        with tempfile.NamedTemporaryFile(dir=self._folder.name, suffix=".wav", delete=False) as file:
            soundfile.write(file, wave, RATE)
        try:
            self._playing.append(Playing(self._player, Path(file.name)))
        except OSError as error:
            self._fail(error.strerror or str(error))

    def _end_what_is_over(self) -> None:
        over = [playing for playing in self._playing if playing.is_over()]
        self._playing = [playing for playing in self._playing if playing not in over]
        could_play = [playing.end() for playing in over]
        if not all(could_play) and not self._failed:
            self._fail("it cannot play sound here")

    def _fail(self, why: str) -> None:
        self._failed = True
        self._say(f"{self._player[0]}: {why}. The bell takes over.")


def passages(sounds: Iterable[Placed]) -> list[tuple[Placed, ...]]:
    """Sounds that follow closely, gathered; each passage in order of time."""
    gathered: list[list[Placed]] = []
    for sound in sounds:
        if gathered and sound.at - gathered[-1][-1].end < TOGETHER:
            gathered[-1].append(sound)
        else:
            gathered.append([sound])
    return [tuple(passage) for passage in gathered]
