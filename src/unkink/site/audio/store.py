"""Sound files that are made once, whole or not at all, and found again by what they hold."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

LONGEST_WAIT = 120  # seconds for a file that somebody else is making; a two-hour session takes well under that
DRAFT = ".draft"
FRESH = 24 * 3600  # seconds: whatever was used within a day need not be marked as used again


class Store:
    """A folder of finished files. What stands under a name never changes; ``kept`` of them stay, the last used."""

    def __init__(self, folder: Path, suffix: str, kept: int) -> None:
        self._folder, self._suffix, self._kept = folder, suffix, kept

    def path(self, key: str) -> Path:
        """Where the file with that key is, or will be. The key is a hash: nothing that comes from an address."""
        return self._folder / f"{key}{self._suffix}"

    def used(self, path: Path) -> None:
        """Somebody listens to it, so it is not among the first to go.

        Raises:
            OSError: if it is not there.
        """
        if time.time() - path.stat().st_mtime > FRESH:
            os.utime(path)

    def make(self, key: str, write: Callable[[Path], None]) -> Path:
        """The finished file, written now if there is none. Whoever asks meanwhile waits for the one in the making.

        Raises:
            filelock.Timeout: if another process has been making it for two minutes.
            OSError: if it cannot be written.
        """
        path = self.path(key)
        if path.exists():
            return path
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT):
            if not path.exists():
                self._write(write, path)
                self._drop_oldest()
        return path

    def _write(self, write: Callable[[Path], None], path: Path) -> None:
        draft = path.with_name(f"{path.stem}{DRAFT}{self._suffix}")  # nobody else writes it: the lock is held
        try:
            write(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _drop_oldest(self) -> None:
        finished = (path for path in self._folder.glob(f"*{self._suffix}") if not path.stem.endswith(DRAFT))
        made = sorted(finished, key=_modified, reverse=True)
        for old in made[self._kept :]:
            old.unlink(missing_ok=True)
            old.with_suffix(".lock").unlink(missing_ok=True)


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another process dropped it
        return 0.0
