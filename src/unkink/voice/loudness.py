"""How loud a sound is, and making it as loud as wanted without clipping.

Loudness is that of ITU-R BS.1770-4: K-weighting, then the gated mean of 400 ms blocks. A clip of one word is shorter
than a block; it counts as one block of its own length. The weighting is applied in the frequency domain, exactly, so
that no filter library is needed at run time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from unkink.voice.sound import RATE, Sound, samples_in

BLOCK = samples_in(400)
HOP = samples_in(100)
ABSOLUTE_GATE = -70.0  # LUFS, BS.1770-4
RELATIVE_GATE = -10.0  # LU below the mean of what passes the absolute gate
OFFSET = -0.691  # dB; makes a 997 Hz sine at full scale read -3.01 LUFS
WINDOW, MARGIN = 16_384, 512  # samples
OVERSAMPLING = 4  # BS.1770-4, annex 2: enough to see peaks between samples


def loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS; minus infinity for silence."""
    power = _block_power(_k_weighted(sound))
    with np.errstate(divide="ignore"):
        levels = OFFSET + 10 * np.log10(power)
    heard = power[levels > ABSOLUTE_GATE]
    if not len(heard):
        return float("-inf")
    gate = OFFSET + 10 * np.log10(heard.mean()) + RELATIVE_GATE
    return float(OFFSET + 10 * np.log10(power[levels > max(gate, ABSOLUTE_GATE)].mean()))


def true_peak(sound: Sound) -> float:
    """The highest level that the sound reaches, also between its samples, in dB of full scale."""
    if not len(sound):
        return float("-inf")
    with np.errstate(divide="ignore"):
        return float(20 * np.log10(max(map(_peak_between, _overlapping(sound)))))


def levelled(sound: Sound, target: float, ceiling: float = -3.0) -> Sound:
    """The sound at ``target`` LUFS, its peaks held under ``ceiling`` dB.

    The ceiling leaves room for what lossy codecs add to a peak.
    """
    level = loudness(sound)
    if not np.isfinite(level):
        return sound
    raised = sound * np.float32(10 ** ((target - level) / 20))
    return limited(raised, ceiling)


def limited(sound: Sound, ceiling: float) -> Sound:
    """The sound with its peaks drawn under ``ceiling`` dB, smoothly: the gain looks 5 ms ahead and behind."""
    allowed = 10 ** (ceiling / 20)
    over = np.maximum(np.abs(sound) / allowed, 1.0)
    if over.max(initial=1.0) <= 1.0:
        return sound
    reach = samples_in(5)
    widest = np.lib.stride_tricks.sliding_window_view(np.pad(over, 2 * reach, mode="edge"), 2 * reach + 1).max(axis=1)
    window = np.hanning(2 * reach + 3)[1:-1]
    gain = np.convolve(1.0 / widest, window / window.sum(), mode="valid")
    return (sound * gain).astype(np.float32)


def _overlapping(sound: Sound) -> Iterator[Sound]:
    """Windows of the sound that share their margins, so that the edges of one are well inside of another."""
    padded = np.pad(sound, MARGIN)
    for start in range(0, len(sound), WINDOW - 2 * MARGIN):
        yield padded[start : start + WINDOW]


def _peak_between(window: Sound) -> float:
    """The highest absolute value of the window without its margins, also between samples."""
    finer = np.fft.irfft(np.fft.rfft(window, WINDOW), WINDOW * OVERSAMPLING) * OVERSAMPLING
    return float(np.abs(finer[MARGIN * OVERSAMPLING : (WINDOW - MARGIN) * OVERSAMPLING]).max())


def _block_power(weighted: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(weighted) <= BLOCK:
        return np.array([np.mean(weighted**2)]) if len(weighted) else np.zeros(0)
    total = np.concatenate(([0.0], np.cumsum(weighted**2)))
    starts = np.arange(0, len(weighted) - BLOCK + 1, HOP)
    return np.asarray((total[starts + BLOCK] - total[starts]) / BLOCK)


def _k_weighted(sound: Sound) -> NDArray[np.float64]:
    """The sound as BS.1770 hears it: a shelf for the head, and a high pass. Padding keeps the tail from wrapping."""
    size = len(sound) + RATE // 4
    spectrum = np.fft.rfft(sound, size)
    z = np.exp(-2j * np.pi * np.arange(len(spectrum)) / size)
    return np.fft.irfft(spectrum * _shelf(z) * _high_pass(z), size)[: len(sound)]


def _shelf(z: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """High shelf of +4 dB. Centre and quality make the standard's 48 kHz coefficients at any rate (De Man 2014)."""
    gain, quality, centre = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = np.tan(np.pi * centre / RATE)
    high, band = 10 ** (gain / 20), 10 ** (gain / 20 * 0.4996667741545416)
    a0 = 1 + k / quality + k * k
    b = ((high + band * k / quality + k * k) / a0, 2 * (k * k - high) / a0, (high - band * k / quality + k * k) / a0)
    return _response(z, b, (2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0))


def _high_pass(z: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """High pass at 38 Hz (De Man 2014)."""
    quality, centre = 0.5003270373238773, 38.13547087602444
    k = np.tan(np.pi * centre / RATE)
    a0 = 1 + k / quality + k * k
    return _response(z, (1.0, -2.0, 1.0), (2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0))


def _response(
    z: NDArray[np.complex128], b: tuple[float, float, float], a: tuple[float, float]
) -> NDArray[np.complex128]:
    return np.asarray((b[0] + b[1] * z + b[2] * z * z) / (1 + a[0] * z + a[1] * z * z))
