"""Ids that a device makes by itself: UUID version 7, which sort by the time at which they were made (RFC 9562)."""

from __future__ import annotations

from uuid import UUID

LATEST_MS = 2**48 - 1


def uuid7(ms: int, random: bytes) -> UUID:
    """The id for a moment, in milliseconds since 1970 UTC, and ten bytes of chance.

    Raises:
        ValueError: if the moment does not fit 48 bits, or there are not ten bytes.
    """
    if not 0 <= ms <= LATEST_MS:
        raise ValueError(f"milliseconds must be from 0 to {LATEST_MS}, not {ms}")
    if len(random) != 10:
        raise ValueError(f"ten random bytes are needed, not {len(random)}")
    chance = int.from_bytes(random, "big")
    high, low = chance >> 62 & 0xFFF, chance & (1 << 62) - 1
    return UUID(int=ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
