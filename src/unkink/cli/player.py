"""A sound player of the system: which one there is, and one sound that it plays."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

PLAYERS = (
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("mpv", "--no-video", "--really-quiet"),
)
"""Sound players by preference: small ones that start quickly first. Each takes a WAV file as its last argument."""

ADMITS = b"audio open failed"
"""What ffplay writes where there is no sound card; it ends with 0 all the same."""


def find_player(which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...] | None:
    """The command line of the first player there is, or None."""
    return next((player for player in PLAYERS if which(player[0])), None)


class Playing:
    """One sound that is being played. Its file goes when it is over."""

    def __init__(self, player: tuple[str, ...], file: Path) -> None:
        """Start it.

        Raises:
            OSError: where the player cannot be started.
        """
        self._file = file
        self._process = subprocess.Popen(
            [*player, str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def is_over(self) -> bool:
        """Whether the player has ended."""
        return self._process.poll() is not None

    def end(self) -> bool:
        """Wait for the player to end, remove the file, and say whether it could play at all."""
        _, errors = self._process.communicate()
        self._file.unlink(missing_ok=True)
        return self._process.returncode == 0 and ADMITS not in errors

    def stop(self) -> None:
        """Silence it at once."""
        self._process.kill()
        self.end()
