"""The tones that carry the clock: each can be told from the others by ear, without a word.

They differ in number of notes and in contour, not in pitch alone, and lie between 500 and 1000 Hz with their overtones
below 3 kHz: where the small speaker of a phone still plays well and nothing is shrill.

===========  ============================  ======================
tone         contour                       notes
===========  ============================  ======================
start        two notes, rising             D5 A5
half         two notes, level and short    B5 B5
stop         two notes, falling            A5 D5
switch       three notes, down and back    A5 D5 A5
move         one note, long                B5
finish       a chord                       D5 F#5 A5
tick         one note, very short          E5
===========  ============================  ======================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np

from unkink.voice.loudness import levelled
from unkink.voice.sound import RATE, Sound, faded, samples_in, silence


class Tone(StrEnum):
    """What a tone says."""

    START = "start"
    HALF = "half"
    STOP = "stop"
    SWITCH = "switch"
    MOVE = "move"
    FINISH = "finish"
    TICK = "tick"


LONGEST = 350
"""No tone is longer than this many milliseconds, so that speech can follow one within its cue."""

D5, E5, F_SHARP_5, A5, B5 = 587.33, 659.26, 739.99, 880.0, 987.77  # Hz, equal temperament at A4 = 440 Hz


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its pitch in Hz, when it begins and how long it rings, in milliseconds."""

    pitch: float
    at: int
    length: int


NOTES: dict[Tone, tuple[Note, ...]] = {
    Tone.START: (Note(D5, 0, 150), Note(A5, 120, 220)),
    Tone.HALF: (Note(B5, 0, 110), Note(B5, 150, 130)),
    Tone.STOP: (Note(A5, 0, 150), Note(D5, 120, 230)),
    Tone.SWITCH: (Note(A5, 0, 120), Note(D5, 100, 120), Note(A5, 200, 150)),
    Tone.MOVE: (Note(B5, 0, 300),),
    Tone.FINISH: (Note(D5, 0, 350), Note(F_SHARP_5, 0, 350), Note(A5, 0, 350)),
    Tone.TICK: (Note(E5, 0, 70),),
}

LEVELS = {Tone.TICK: -26.0}
"""Loudness in LUFS where it is not the usual one: a tick only keeps count."""

USUAL_LEVEL = -19.0
"""LUFS; a little under the voice, which speaks at about -16."""

OVERTONES = (1.0, 0.28, 0.08)
"""Strength of the fundamental and its overtones: nearly a sine, with enough above it to carry on a small speaker."""


@cache
def tone(kind: Tone) -> Sound:
    """That tone, at most ``LONGEST`` milliseconds of it."""
    notes = NOTES[kind]
    mix = silence(max(note.at + note.length for note in notes))
    for note in notes:
        start = samples_in(note.at)
        played = _play(note)
        mix[start : start + len(played)] += played
    sound = levelled(mix, LEVELS.get(kind, USUAL_LEVEL))
    sound.setflags(write=False)
    return sound


def _play(note: Note) -> Sound:
    """A struck note: it swells within 12 ms, rings down, and is faded to nothing."""
    time = np.arange(samples_in(note.length)) / RATE
    wave = np.zeros(len(time))
    for number, strength in enumerate(OVERTONES, start=1):
        wave += strength * np.sin(2 * np.pi * note.pitch * number * time)
    ring = np.exp(-2.2 * time / time[-1])
    return faded((wave * ring).astype(np.float32), fade_in=12, fade_out=note.length // 2)
