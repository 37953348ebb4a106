"""What sounds in one block of a session, apart from where in the session it stands."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

import unkink
from unkink.session.timeline import Timeline
from unkink.voice.clips import Clips, Voice
from unkink.voice.placing import Placed, place
from unkink.voice.tones import Tone


@dataclass(frozen=True, slots=True)
class BlockSound:
    """Tones and phrases at milliseconds from the block's start, and how long it lasts in milliseconds."""

    length: int
    sounds: tuple[Placed, ...]


def block_sounds(timeline: Timeline, voice: Voice) -> tuple[BlockSound, ...]:
    """The sound of each block. A block begins with the tone for stop of the one before, which falls on that instant."""
    return tuple(_each(timeline, place(timeline, voice).sounds))


def block_key(block: BlockSound, voice: Clips) -> str:
    """40 letters that stand for exactly this sound by this voice: whatever sounds the same has the same key."""
    lines = (f"{placed.at} {placed.length} {_what(placed, voice)}" for placed in block.sounds)
    text = "\n".join((unkink.__version__, str(block.length), *lines))
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def _each(timeline: Timeline, sounds: tuple[Placed, ...]) -> Iterator[BlockSound]:
    for block in timeline.blocks:
        first, last = (bisect_left(sounds, at, key=lambda placed: placed.at) for at in (block.start, block.end))
        own = (replace(placed, at=placed.at - block.start) for placed in sounds[first:last])
        yield BlockSound(block.end - block.start, tuple(own))


def _what(placed: Placed, voice: Clips) -> str:
    return placed.what.name if isinstance(placed.what, Tone) else voice.spelled(placed.what)
