"""Chance that is the same everywhere: what a made-up person draws depends on the seed and their number alone."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import shake_256
from typing import TypeVar

Outcome = TypeVar("Outcome")

OF = 256
"""Weights are parts of 256, so that one byte of chance draws one outcome."""


def drawn(seed: int, index: int, length: int) -> bytes:
    """The chance of person ``index``: SHAKE-256 of seed and index, so that neither order nor neighbours matter."""
    return shake_256(f"unkink {seed} {index}".encode()).digest(length)


def table(weighted: Iterable[tuple[int, Outcome]]) -> tuple[Outcome, ...]:
    """256 outcomes, each as often as its weight says: what a byte draws is ``table[byte]``.

    Raises:
        ValueError: if the weights do not add up to 256.
    """
    outcomes = tuple(outcome for weight, outcome in weighted for _ in range(weight))
    if len(outcomes) != OF:
        raise ValueError(f"weights add up to {len(outcomes)}, not {OF}")
    return outcomes
