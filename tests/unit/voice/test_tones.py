"""The tones: told apart by ear, audible on a phone, and without a click."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from unkink.voice.loudness import true_peak
from unkink.voice.sound import RATE, Sound, milliseconds_of, samples_in
from unkink.voice.tones import LONGEST, Tone, tone

SPOKEN_OF = (Tone.START, Tone.HALF, Tone.STOP, Tone.SWITCH)
FRAME = samples_in(25)


def pitches(sound: Sound) -> list[float]:
    """The strongest frequency of each 25 ms that sounds, in Hz, found by a transform padded to 1 Hz."""
    frames = [sound[at : at + FRAME] * np.hanning(FRAME) for at in range(0, len(sound) - FRAME + 1, FRAME)]
    loud = max(np.abs(frame).max() for frame in frames)
    return [float(np.abs(np.fft.rfft(frame, RATE)).argmax()) for frame in frames if np.abs(frame).max() > 0.15 * loud]


def contour(sound: Sound) -> tuple[int, ...]:
    """The rises (1) and falls (-1) of more than a whole tone between one frame and the next."""
    steps = (np.log2(second / first) * 12 for first, second in pairwise(pitches(sound)))
    return tuple(int(np.sign(step)) for step in steps if abs(step) > 2)


def bursts(sound: Sound) -> int:
    """How many times it falls nearly silent and comes back, plus one."""
    envelope = np.array([np.abs(sound[at : at + 240]).max() for at in range(0, len(sound), 240)])
    sounding = envelope > 0.12 * envelope.max()
    return int(np.sum(np.diff(sounding.astype(int), prepend=0) == 1))


def test_start_rises_and_stop_falls() -> None:
    """Beginning and ending are opposite movements, whatever the pitch that one remembers."""
    assert contour(tone(Tone.START)) == (1,)
    assert contour(tone(Tone.STOP)) == (-1,)


def test_half_is_the_same_note_twice() -> None:
    """The middle goes nowhere: two short notes of one pitch."""
    assert contour(tone(Tone.HALF)) == ()
    assert bursts(tone(Tone.HALF)) == 2


def test_switch_goes_there_and_back() -> None:
    """Three notes, down and up again."""
    assert contour(tone(Tone.SWITCH)) == (-1, 1)


def test_move_is_one_long_level_note() -> None:
    """A note within a set is one burst of one pitch, longer than twice a tick."""
    assert (contour(tone(Tone.MOVE)), bursts(tone(Tone.MOVE))) == ((), 1)
    assert len(tone(Tone.MOVE)) > 2 * len(tone(Tone.TICK))


@pytest.mark.parametrize(("one", "other"), list(combinations(SPOKEN_OF, 2)))
def test_no_two_share_number_of_bursts_and_contour(one: Tone, other: Tone) -> None:
    """Told apart by shape, not by absolute pitch, which few people hear."""
    assert (bursts(tone(one)), contour(tone(one))) != (bursts(tone(other)), contour(tone(other)))


@pytest.mark.parametrize("kind", list(Tone))
def test_energy_lies_where_a_phone_plays_it(kind: Tone) -> None:
    """At least 98 % of the energy is between 400 and 2000 Hz: a small speaker carries it, and nothing is shrill."""
    power = np.abs(np.fft.rfft(tone(kind), RATE)) ** 2
    assert power[400:2000].sum() / power.sum() > 0.98


@pytest.mark.parametrize("kind", list(Tone))
def test_no_tone_clicks(kind: Tone) -> None:
    """It begins and ends at nothing, and no step is steeper than its own highest overtone makes."""
    sound = tone(kind)
    steepest = 2 * np.pi * 3 * 988 / RATE * np.abs(sound).max()
    assert abs(sound[0]) < 1e-3 and abs(sound[-1]) < 1e-3
    assert np.abs(np.diff(sound)).max() < steepest * 0.6
    swell = np.abs(sound[: samples_in(4)]).max()
    assert swell < 0.35 * np.abs(sound).max()


@pytest.mark.parametrize("kind", list(Tone))
def test_length_and_peak_leave_room(kind: Tone) -> None:
    """Short enough for words to follow, and never near full scale."""
    assert milliseconds_of(tone(kind)) <= LONGEST
    assert true_peak(tone(kind)) < -3
