"""One small Ogg Opus file, the same bytes for the same sound.

The encoder numbers each stream at random, as Ogg streams that may one day be joined should be. A clip stands alone,
and its name is its hash, so its number is set to nought here and the checksum of each page is worked out anew
(RFC 3533, section 6).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import soundfile

from unkink.voice.sound import RATE, Sound

COMPRESSION = 0.955
"""libsndfile's scale for Opus, 0 to 1: about 20 kbit a second of speech, wide band, no difference heard at 40."""

_SERIAL = slice(14, 18)
_CHECKSUM = slice(22, 26)
_SEGMENTS = 26
_POLYNOMIAL = 0x04C11DB7


def encoded(sound: Sound) -> bytes:
    """The sound as an Ogg Opus file."""
    target = io.BytesIO()
    soundfile.write(target, sound, RATE, format="OGG", subtype="OPUS", compression_level=COMPRESSION)
    return b"".join(_anonymous(page) for page in _pages(target.getvalue()))


def _pages(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        segments = data[at + _SEGMENTS]
        sizes = data[at + _SEGMENTS + 1 : at + _SEGMENTS + 1 + segments]
        end = at + _SEGMENTS + 1 + segments + sum(sizes)
        yield data[at:end]
        at = end


def _anonymous(page: bytes) -> bytes:
    plain = bytearray(page)
    plain[_SERIAL] = bytes(4)
    plain[_CHECKSUM] = bytes(4)
    plain[_CHECKSUM] = _checksum(plain).to_bytes(4, "little")
    return bytes(plain)


def _checksum(data: bytes | bytearray) -> int:
    value = 0
    for byte in data:
        value = (value << 8 & 0xFFFFFFFF) ^ _TABLE[value >> 24 ^ byte]
    return value


def _entry(byte: int) -> int:
    value = byte << 24
    for _ in range(8):
        value = (value << 1 ^ _POLYNOMIAL if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


_TABLE = tuple(_entry(byte) for byte in range(256))
