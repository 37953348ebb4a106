"""Loudness as the standard has it, held against another implementation."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.voice.loudness import levelled, limited, loudness, true_peak
from unkink.voice.sound import RATE, Sound, samples_in, silence


def noise(milliseconds: int, seed: int = 0, level: float = 0.1) -> Sound:
    return (np.random.default_rng(seed).standard_normal(samples_in(milliseconds)) * level).astype(np.float32)


def sine(hertz: float, milliseconds: int, level: float = 1.0) -> Sound:
    time = np.arange(samples_in(milliseconds)) / RATE
    return (level * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def test_full_scale_sine_reads_as_the_standard_says() -> None:
    """BS.1770-4: a 997 Hz sine at full scale in one channel is -3.01 LUFS."""
    assert loudness(sine(997, 3000)) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("parts", [(4000,), (1000, 3000, 1000), (700, 100, 900, 2000, 600)])
def test_agrees_with_another_meter(parts: tuple[int, ...]) -> None:
    """Noise, and noise with gaps that the gates must leave out, within 0.1 LU of pyloudnorm."""
    sound = np.concatenate([noise(ms) if at % 2 == 0 else silence(ms) for at, ms in enumerate(parts)])
    assert loudness(sound) == pytest.approx(
        pyloudnorm.Meter(RATE, filter_class="DeMan").integrated_loudness(sound), abs=0.1
    )


def test_shorter_than_a_block_still_has_a_loudness() -> None:
    """A word of 150 ms is as loud as the same sound going on."""
    assert loudness(noise(150)) == pytest.approx(loudness(noise(3000)), abs=0.7)


def test_silence_has_none() -> None:
    assert loudness(silence(1000)) == float("-inf")
    assert loudness(silence(0)) == float("-inf")
    assert true_peak(silence(0)) == float("-inf")
    assert not levelled(silence(100), -16).any()


@given(level=st.floats(0.001, 0.9), target=st.floats(-40, -20))
def test_levelled_sound_has_the_level(level: float, target: float) -> None:
    """Whatever it came in at, a sound without steep peaks leaves at its target."""
    assert loudness(levelled(sine(700, 500, level), target)) == pytest.approx(target, abs=0.05)


def test_true_peak_sees_between_samples() -> None:
    """A sine at a quarter of the rate, sampled off its crests, reads 3 dB low by its samples alone."""
    time = np.arange(RATE) / RATE
    sound = np.sin(2 * np.pi * RATE / 4 * time + np.pi / 4).astype(np.float32)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-3.01, abs=0.01)
    assert true_peak(sound[samples_in(10) : -samples_in(10)]) == pytest.approx(0, abs=0.6)


@given(st.integers(0, 200), st.floats(-12, -1))
def test_limited_sound_stays_under_its_ceiling(seed: int, ceiling: float) -> None:
    sound = noise(60, seed, level=0.8)
    assert np.abs(limited(sound, ceiling)).max() <= 10 ** (ceiling / 20) * 1.0001


def test_limiting_bends_no_edge() -> None:
    """The gain moves slowly: a lone peak takes its surroundings down with it instead of being cut off."""
    sound = sine(500, 100, 0.4)
    sound[samples_in(50)] = 1.0
    held = limited(sound, -6)
    gain = held[np.abs(sound) > 0.2] / sound[np.abs(sound) > 0.2]
    assert np.abs(np.diff(gain)).max() < 0.05
    assert limited(sine(500, 100, 0.4), -6) == pytest.approx(sine(500, 100, 0.4))
