"""Sessions as sound files: each made once, whole or not at all, and found again by what it says."""

from __future__ import annotations

import hashlib
from importlib.resources.abc import Traversable
from pathlib import Path

from filelock import FileLock

import unkink
from unkink.session.timeline import Timeline
from unkink.voice.clips import Clips, shipped_folder
from unkink.voice.id3 import Tags
from unkink.voice.manifest import MANIFEST
from unkink.voice.track import write_session

LONGEST_WAIT = 120  # seconds for a file that somebody else is making; a two-hour session takes well under that
DRAFT = ".draft.mp3"
KEPT = 200  # sound files; the least recently made go first


class Store:
    """The folder of finished sounds.

    A file's name is the hash of the timeline (which holds the program's hash, its doses and the settings) and of the
    voice, so a change of any of them is another file, and a file never changes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._voice_folder = shipped_folder()
        self._voice = _voice_hash(self._voice_folder)

    def path(self, digest: str) -> Path:
        """Where the sound of the timeline with that hash is, or will be."""
        key = hashlib.sha256(f"{unkink.__version__}\0{self._voice}\0{digest}".encode())
        return self._folder / f"{key.hexdigest()[:40]}.mp3"

    def make(self, digest: str, timeline: Timeline, tags: Tags) -> Path:
        """The finished file, made now if there is none. Whoever asks meanwhile waits for the one that is being made.

        Raises:
            filelock.Timeout: if another process has been making it for two minutes.
            OSError: if it cannot be written.
        """
        path = self.path(digest)
        if path.exists():
            return path
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=LONGEST_WAIT):
            if not path.exists():
                self._write(timeline, tags, path)
                self._drop_oldest()
        return path

    def _write(self, timeline: Timeline, tags: Tags, path: Path) -> None:
        draft = path.with_suffix(DRAFT)  # nobody else writes it: the lock is held
        try:
            write_session(timeline, draft, Clips([self._voice_folder]), tags=tags)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _drop_oldest(self) -> None:
        finished = (path for path in self._folder.glob("*.mp3") if not path.name.endswith(DRAFT))
        made = sorted(finished, key=lambda path: path.stat().st_mtime, reverse=True)
        for old in made[KEPT:]:
            old.unlink(missing_ok=True)
            old.with_suffix(".lock").unlink(missing_ok=True)


def _voice_hash(folder: Traversable) -> str:
    manifest = folder / MANIFEST
    return hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else "no voice"
