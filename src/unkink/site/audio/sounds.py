"""What a page says about the sound of each session, and the threads that make it ahead of the first listener."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from filelock import Timeout

from unkink.site.audio.store import Store
from unkink.site.programs.cards import Handout
from unkink.site.programs.library import library
from unkink.site.programs.sessions import SessionCard
from unkink.voice.clips import Clips, shipped_voice
from unkink.voice.id3 import tags_of

LONGEST_MADE_AHEAD_MS = 2 * 60 * 60 * 1000  # a longer one is made when somebody asks for it
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sound:
    """One session to listen to. ``ready`` is false until its file is made; ``unspoken`` counts phrases without clip."""

    session: SessionCard
    ready: bool
    unspoken: int


@cache
def store() -> Store:
    return Store(settings.AUDIO_FOLDER)


def sounds_of(handout: Handout) -> tuple[Sound, ...]:
    """The sessions of that handout, each with the state of its sound."""
    return tuple(
        Sound(session, store().path(session.digest).exists(), unspoken(session.phrases)) for session in handout.sessions
    )


def sound_file(handout: Handout, kind: str) -> Path | None:
    """The sound of that session of the program, made now if need be; None where there is no such session.

    Raises:
        filelock.Timeout, OSError: as `Store.make`.
    """
    session = next((session for session in handout.sessions if session.kind == kind), None)
    return store().make(session.digest, session.timeline, tags_of(handout.program)) if session else None


@lru_cache(maxsize=256)
def unspoken(phrases: frozenset[str]) -> int:
    """How many of the phrases no clip says: tones and the page carry those."""
    return sum(_voice().length_ms(phrase) is None for phrase in phrases)


@cache
def _voice() -> Clips:
    return shipped_voice()


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
