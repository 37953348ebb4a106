"""The files behind the addresses of tracks: made when somebody asks, or a little before, and kept by what they hold."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from filelock import Timeout

from unkink.program.program import Program
from unkink.site.audio.store import Store
from unkink.site.audio.voices import another_voice, voice
from unkink.site.player.package import Track
from unkink.site.player.recipes import BlockRecipe, Recipe, signed, sound_of
from unkink.site.programs.library import library
from unkink.voice.block_sound import block_key
from unkink.voice.formats import TRACK_SUFFIX
from unkink.voice.track import write_block

KEPT = 1000  # files of about 0.7 MB; those not listened to for longest go first
MOST_WAITING = 500
LOG = logging.getLogger(__name__)


class TrackGone(LookupError):
    """The track can no longer be made as it was: the message says what has changed since."""


@cache
def track_store() -> Store:
    return Store(settings.TRACKS_FOLDER, TRACK_SUFFIX, KEPT)


def address_of(track: Track) -> str:
    """Where the site gives out the track: the same track of the same exercise always has the same address."""
    return f"/tracks/{_signed(track.recipe)}/{track.key}{TRACK_SUFFIX}"


@lru_cache(maxsize=1024)
def _signed(recipe: Recipe) -> str:
    return signed(recipe)


def track_file(recipe: Recipe, key: str) -> Path:
    """The file of the track, made now if need be. Whatever is made already stays good, whatever has changed since.

    Raises:
        TrackGone: if it is not there, and the recipe would come out as something else today.
        filelock.Timeout, OSError: as `Store.make`.
    """
    store = track_store()
    path = store.path(key)
    if not path.exists():
        path = _made(recipe, key)
    store.used(path)
    return path


def make_ahead(tracks: Iterable[Track]) -> None:
    """Have those made that are not there yet, one after the other, in a thread that ends with the process."""
    for track in tracks:
        if track.key not in _known:
            _known.add(track.key)
            _put_in_line(track)


def _put_in_line(track: Track) -> None:
    try:
        _waiting.put_nowait(track)
    except queue.Full:
        _known.discard(track.key)  # whoever plays it will wait for it
        return
    _worker()


_waiting: queue.Queue[Track] = queue.Queue(MOST_WAITING)
_known: set[str] = set()
"""Keys that stand in line or were made by this process, so that showing Today again costs nothing."""


@cache
def _worker() -> threading.Thread:
    thread = threading.Thread(target=_make_all, name="tracks", daemon=True)
    thread.start()
    return thread


def _make_all() -> None:
    while True:
        track = _waiting.get()
        try:
            track_file(track.recipe, track.key)
        except (OSError, Timeout, TrackGone) as error:
            _known.discard(track.key)
            LOG.warning("a track could not be made ahead: %s", error)
        finally:
            _waiting.task_done()


def _made(recipe: Recipe, key: str) -> Path:
    try:
        sound = sound_of(recipe, _program(recipe), voice())
    except LookupError as error:
        raise TrackGone("The program has changed.") from error
    if block_key(sound, voice()) != key:
        raise TrackGone("The voice has changed.")
    return track_store().make(key, lambda path: write_block(sound, path, another_voice()))


def _program(recipe: Recipe) -> Program | None:
    """The program that the recipe names, as its file is now.

    Raises:
        TrackGone: if it is gone, or reads otherwise.
    """
    if not isinstance(recipe, BlockRecipe):
        return None
    volume = library().volumes().get(recipe.name)
    if volume is None or volume.handout is None:
        raise TrackGone("The program is not here any more.")
    if not volume.handout.program.hash.startswith(recipe.hash):
        raise TrackGone("The program has changed.")
    return volume.handout.program
