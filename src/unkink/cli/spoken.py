"""The voice in a terminal session: clips and tones through whatever sound player the system has."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import soundfile  # type: ignore[import-untyped,unused-ignore]

from unkink.cli.bell import Sounds
from unkink.session.timeline import Timeline
from unkink.voice.clips import Voice
from unkink.voice.mix import mixed
from unkink.voice.placing import Placed, place
from unkink.voice.sound import RATE

PLAYERS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
)
"""Sound players by preference: small ones that start quickly first. Each takes a WAV file as its last argument."""

TOGETHER = 400
"""Sounds less than this many milliseconds apart are played as one, since each start of a player costs time."""


def find_player(which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...] | None:
    """The command line of the first player there is, or None."""
    return next((player for player in PLAYERS if which(player[0])), None)


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
        self._playing: list[tuple[subprocess.Popen[bytes], Path]] = []
        self._failed = False
        self._folder = tempfile.TemporaryDirectory(prefix="unkink-")

    def advance(self, after: int, until: int) -> None:
        self._notice_failure()
        if self._failed:
            self._fallback.advance(after, until)
            return
        due = [passage for passage in self._passages if after < passage[0].at <= until and passage[-1].end > until]
        if due:
            self._start(due[-1], until)

    def silence(self) -> None:
        for process, _ in self._playing:
            process.kill()
        self._tidy()

    def close(self) -> None:
        """Stop, and leave no file behind."""
        self.silence()
        self._folder.cleanup()

    def _start(self, passage: tuple[Placed, ...], position: int) -> None:
        """Play a passage; late, only what has not yet begun, so that the voice never runs behind the clock.

        What still rings from before may end: a player that started a little late is not cut short.
        """
        is_late = position - passage[0].at > TOGETHER
        sounds = [sound for sound in passage if sound.at >= position] if is_late else passage
        if not sounds:
            return
        wave = np.concatenate(list(mixed(sounds, self._voice, sounds[0].at, sounds[-1].end)))
        with tempfile.NamedTemporaryFile(dir=self._folder.name, suffix=".wav", delete=False) as file:
            soundfile.write(file, wave, RATE)
        try:
            process = subprocess.Popen(
                [*self._player, file.name],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            self._fail(error.strerror or str(error))
        else:
            self._playing.append((process, Path(file.name)))

    def _notice_failure(self) -> None:
        failed = any(process.poll() not in (None, 0) for process, _ in self._playing)
        if failed:
            self._fail("it cannot play sound here")
        self._playing = [one for one in self._playing if not _ended(*one)]

    def _fail(self, why: str) -> None:
        self._failed = True
        self._say(f"{self._player[0]}: {why}. The bell takes over.")

    def _tidy(self) -> None:
        for process, path in self._playing:
            process.wait()
            path.unlink(missing_ok=True)
        self._playing = []


def _ended(process: subprocess.Popen[bytes], path: Path) -> bool:
    """Whether that player is done; its file goes with it."""
    if process.poll() is None:
        return False
    path.unlink(missing_ok=True)
    return True


def passages(sounds: Iterable[Placed]) -> list[tuple[Placed, ...]]:
    """Sounds that follow closely, gathered; each passage in order of time."""
    gathered: list[list[Placed]] = []
    for sound in sounds:
        if gathered and sound.at - gathered[-1][-1].end < TOGETHER:
            gathered[-1].append(sound)
        else:
            gathered.append([sound])
    return [tuple(passage) for passage in gathered]
