"""The mixer: placed tones and phrases become samples, a block at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from unkink.session.timeline import Timeline
from unkink.voice.clips import Voice
from unkink.voice.placing import Placed, place
from unkink.voice.sound import SAMPLES_PER_MS, Sound, samples_in
from unkink.voice.tones import Tone, tone

BLOCK_MS = 1000


def samples(timeline: Timeline, voice: Voice, start_ms: int = 0, end_ms: int | None = None) -> Iterator[Sound]:
    """The session from ``start_ms`` to ``end_ms`` (its end), in blocks of a second; the last may be shorter.

    Each sound begins on the sample of its cue. What begins before ``start_ms`` is left out, so that the tracks of
    neighbouring blocks hold each sound once. Memory does not grow with the length of the session.
    """
    stop = timeline.total if end_ms is None else min(end_ms, timeline.total)
    sounds = [placed for placed in place(timeline, voice).sounds if start_ms <= placed.at < stop]
    yield from mixed(sounds, voice, start_ms, stop)


def mixed(sounds: Sequence[Placed], voice: Voice, start_ms: int, end_ms: int) -> Iterator[Sound]:
    """Those sounds, in order of time, on silence from ``start_ms`` to ``end_ms``."""
    waiting = iter(sounds)
    following = next(waiting, None)
    ringing: list[tuple[int, Sound]] = []
    for begin in range(start_ms, end_ms, BLOCK_MS):
        block = np.zeros(samples_in(min(BLOCK_MS, end_ms - begin)), dtype=np.float32)
        while following is not None and following.at < begin + BLOCK_MS:
            ringing.append((samples_in(following.at - begin), _sound(following, voice)))
            following = next(waiting, None)
        ringing = [rest for at, sound in ringing if (rest := _add(block, at, sound))]
        yield block


def _add(block: Sound, at: int, sound: Sound) -> tuple[int, Sound] | None:
    """Add a sound to the block from that sample on; what hangs over comes back, for the start of the next block."""
    room = len(block) - at
    block[at : at + len(sound)] += sound[:room]
    return (0, sound[room:]) if len(sound) > room else None


def _sound(placed: Placed, voice: Voice) -> Sound:
    sound = tone(placed.what) if isinstance(placed.what, Tone) else voice.say(placed.what)
    return sound[: placed.length * SAMPLES_PER_MS]
