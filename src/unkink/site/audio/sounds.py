"""What a page says about the sound of each session, and the threads that make it ahead of the first listener."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from filelock import Timeout

import unkink
from unkink.site.audio.store import Store
from unkink.site.audio.voices import another_voice, voice, voice_hash
from unkink.site.programs.cards import Handout
from unkink.site.programs.library import library
from unkink.site.programs.sessions import SessionCard
from unkink.voice.id3 import tags_of
from unkink.voice.track import write_session

LONGEST_MADE_AHEAD_MS = 2 * 60 * 60 * 1000  # a longer one is made when somebody asks for it
KEPT = 200  # files; those not listened to for longest go first
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sound:
    """One session to listen to. ``ready`` is false until its file is made; ``unspoken`` counts phrases without clip."""

    session: SessionCard
    ready: bool
    unspoken: int


@cache
def store() -> Store:
    return Store(settings.AUDIO_FOLDER, ".mp3", KEPT)


def sounds_of(handout: Handout) -> tuple[Sound, ...]:
    """The sessions of that handout, each with the state of its sound."""
    return tuple(
        Sound(session, store().path(_key(session)).exists(), _unspoken(session.phrases, voice_hash()))
        for session in handout.sessions
    )


def sound_file(handout: Handout, kind: str) -> Path | None:
    """The sound of that session of the program, made now if need be; None where there is no such session.

    Raises:
        filelock.Timeout, OSError: as `Store.make`.
    """
    session = next((session for session in handout.sessions if session.kind == kind), None)
    if session is None:
        return None
    timeline, tags = session.timeline, tags_of(handout.program)
    path = store().make(_key(session), lambda path: write_session(timeline, path, another_voice(), tags=tags))
    store().used(path)
    return path


def _key(session: SessionCard) -> str:
    """Stands for the timeline (with its program, doses and settings), the voice, and the way of making sound."""
    return hashlib.sha256(f"{unkink.__version__}\0{voice_hash()}\0{session.digest}".encode()).hexdigest()[:40]


@lru_cache(maxsize=256)
def _unspoken(phrases: frozenset[str], voiced: str) -> int:
    """How many of the phrases no clip says: tones and the page carry those. ``voiced`` stands for the voice."""
    return sum(voice().length_ms(phrase) is None for phrase in phrases)


def warm(after: float = 5.0) -> threading.Timer:
    """Make the sound of every program, so that pressing play finds it: in a thread that ends with the process.

    It begins some seconds from now, so that the first page does not have to share the processor with it.
    """
    thread = threading.Timer(after, _make_all)
    thread.name, thread.daemon = "sounds", True
    thread.start()
    return thread


def _make_all() -> None:
    for volume in library().volumes().values():
        if volume.handout:
            _make(volume.handout)


def _make(handout: Handout) -> None:
    for session in handout.sessions:
        if session.timeline.total > LONGEST_MADE_AHEAD_MS:
            continue
        try:
            sound_file(handout, session.kind)
        except (OSError, Timeout) as error:
            LOG.warning("the sound of %s could not be made: %s", handout.program.title, error)
