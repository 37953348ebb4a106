"""The voice of the site: the shipped clips, and those that `unkink audio` rendered for this person's own programs."""

from __future__ import annotations

import hashlib
import logging
import threading
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from unkink.site.data_folder import OWN_CLIPS
from unkink.voice.clips import Clips, shipped_folder, shipped_voice
from unkink.voice.manifest import MANIFEST, BadManifest

LOG = logging.getLogger(__name__)
NONE_THERE = (0, 0)
_reading = threading.Lock()


def voice() -> Clips:
    """The voice to ask about lengths and pieces; one object until the person's own clips change."""
    with _reading:  # two who come together share one
        return _read_at(_own_stamp())


def another_voice() -> Clips:
    """A voice of one's own, to speak with: decoding clips is for one thread at a time."""
    return _read()


def voice_hash() -> str:
    """Stands for every clip that there is now."""
    return _hash(_own_stamp())


@lru_cache(maxsize=1)
def _hash(stamp: tuple[int, int]) -> str:
    own = _own_folder() / MANIFEST
    found = hashlib.sha256(_shipped_hash().encode())
    if stamp != NONE_THERE:
        found.update(own.read_bytes())
    return found.hexdigest()


@cache
def _shipped_hash() -> str:
    manifest = shipped_folder() / MANIFEST
    return hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else "no voice"


@lru_cache(maxsize=1)
def _read_at(stamp: tuple[int, int]) -> Clips:
    return _read()


def _read() -> Clips:
    try:
        return shipped_voice(_own_folder())
    except BadManifest as why:
        LOG.warning("the clips of your own programs cannot be read, so the site speaks without them: %s", why)
        return shipped_voice()


def _own_folder() -> Path:
    folder: Path = settings.DATA_FOLDER / OWN_CLIPS
    return folder


def _own_stamp() -> tuple[int, int]:
    """What the list of own clips looks like now: when it was changed, and its size."""
    try:
        status = (_own_folder() / MANIFEST).stat()
    except OSError:
        return NONE_THERE
    return status.st_mtime_ns, status.st_size
