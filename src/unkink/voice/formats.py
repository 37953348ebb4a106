"""The kinds of audio file that can be written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Encoding:
    """What libsndfile is told. ``compression`` is its own scale from 0 (largest file) to 1; None where it has none.

    ``gain`` makes up for what the encoder takes off the level. ``bits`` is how finely a sample is told.
    """

    container: str
    codec: str
    compression: float | None = None
    bit_rate_mode: str | None = None
    gain: float = 1.0
    bits: int = 16


class AudioFormat(Enum):
    """A kind of file, by its extension."""

    MP3 = ".mp3"
    OGG = ".ogg"
    WAV = ".wav"

    @property
    def encoding(self) -> Encoding:
        return ENCODINGS[self]

    @property
    def media_type(self) -> str:
        """For the ``Content-Type`` header."""
        return MEDIA_TYPES[self]


ENCODINGS = {
    # Constant rate: a player that jumps to a time lands there. Level 0.6 is 64 kbit/s of the 8 to 160 that MPEG-2
    # layer III has at 24 kHz. At a constant rate LAME turns everything down to 95 %.
    AudioFormat.MP3: Encoding("MP3", "MPEG_LAYER_III", 0.6, "CONSTANT", gain=1 / 0.95),
    # About 40 kbit/s while something sounds. Below that the encoder changes to a way of working that takes three times
    # as long, for a file that is little smaller.
    AudioFormat.OGG: Encoding("OGG", "OPUS", 0.8),
    AudioFormat.WAV: Encoding("WAV", "PCM_16"),
}

# The track of one block, for a player that jumps to any time of it. In Chromium a jump in FLAC lands on the sample; in
# an MP3 of the same length it was up to 86 ms off, and 34 ms at its very start (benchmarks/bench_seek.py). Eleven bits
# leave noise 56 dB below the voice, and only while it speaks, in half the bytes of sixteen.
TRACK = Encoding("FLAC", "PCM_16", 0.6, bits=11)
TRACK_SUFFIX, TRACK_MEDIA_TYPE = ".flac", "audio/flac"

MEDIA_TYPES = {AudioFormat.MP3: "audio/mpeg", AudioFormat.OGG: "audio/ogg", AudioFormat.WAV: "audio/wav"}


class UnknownAudioFormat(ValueError):
    """A file name that ends like none of the formats. The message lists them."""


def audio_format_of(name: str | PurePath) -> AudioFormat:
    """The format that a file name asks for.

    Raises:
        UnknownAudioFormat: if it asks for none of them.
    """
    suffix = PurePath(name).suffix.lower()
    try:
        return AudioFormat(suffix)
    except ValueError:
        endings = f"{', '.join(known.value for known in list(AudioFormat)[:-1])} or {list(AudioFormat)[-1].value}"
        found = f"{suffix!r} cannot be written" if suffix else f"{str(name)!r} has no ending"
        raise UnknownAudioFormat(f"{found}: the name of an audio file ends in {endings}") from None
