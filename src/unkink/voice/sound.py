"""Sound as this package knows it: one channel of float32 samples at 24 kHz, full scale at 1.0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

RATE = 24_000
"""Samples a second: what the voice speaks at, and one of the rates that Opus knows."""

SAMPLES_PER_MS = RATE // 1000


def samples_in(milliseconds: int) -> int:
    """How many samples fill that time, exactly: a millisecond is a whole number of samples."""
    return milliseconds * SAMPLES_PER_MS


def milliseconds_of(sound: Sound) -> int:
    """How long a sound is, rounded up, so that what is said to fit does fit."""
    return -(-len(sound) // SAMPLES_PER_MS)


def silence(milliseconds: int) -> Sound:
    """That much of nothing."""
    return np.zeros(samples_in(milliseconds), dtype=np.float32)


def faded(sound: Sound, fade_in: int, fade_out: int) -> Sound:
    """The sound with a raised-cosine edge of that many milliseconds at either end, so that neither end clicks."""
    edged = sound.copy()
    rise = _rise(min(samples_in(fade_in), len(sound)))
    fall = _rise(min(samples_in(fade_out), len(sound)))[::-1]
    edged[: len(rise)] *= rise
    edged[len(edged) - len(fall) :] *= fall
    return edged


def trimmed(sound: Sound, floor_db: float = -40.0, before: int = 5, after: int = 20) -> Sound:
    """The sound without the near silence around it.

    ``floor_db`` is relative to the peak; ``before`` and ``after`` are the milliseconds that stay on either side, since
    words begin and end softer than any floor.
    """
    level = np.abs(sound)
    loud = np.flatnonzero(level > level.max(initial=0.0) * 10 ** (floor_db / 20))
    if not len(loud):
        return sound[:0]
    start = max(0, int(loud[0]) - samples_in(before))
    return sound[start : int(loud[-1]) + 1 + samples_in(after)]


def _rise(length: int) -> Sound:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / max(length, 1))).astype(np.float32)
