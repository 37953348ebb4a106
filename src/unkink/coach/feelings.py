"""What it feels like, by the row of the safety table that the word belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

URGENT = ("chest-pain", "breathless", "faint", "numb-between-legs", "sudden-severe")
NERVE_OR_VESSEL = ("numb", "tingl", "shooting", "puls", "throb", "pins-and-needles", "sick", "nause", "sharp")
MECHANICAL = ("pop", "sudden-pop", "limp", "catch", "caught", "lock")

OF_ROW = {1: URGENT, 2: NERVE_OR_VESSEL, 4: MECHANICAL}
"""Beginnings of words, since people and programs spell them in many ways: ``popped``, ``a-sharp-pain``. Any other word
belongs to pain as most people know it, and says nothing beyond its number."""


def rows_of(words: Iterable[str]) -> frozenset[int]:
    """The rows that these words belong to, however they are spelled: ``Shooting pain`` is ``shooting-pain``."""
    return _rows_of(tuple(words))


@lru_cache(maxsize=1024)
def _rows_of(words: tuple[str, ...]) -> frozenset[int]:
    said = "".join(f" -{'-'.join(word.lower().replace('_', ' ').split())}" for word in words)
    return frozenset(row for row, known in OF_ROW.items() if any(f"-{one}" in said for one in known))
