"""A phrase that no clip holds whole, put together from clips that hold parts of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unkink.voice.words import Word, words_of

JOIN = 35
"""Milliseconds between two pieces where the phrase has no mark: enough that no sound runs into the next."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clip by its phrase, and the silence before it in milliseconds."""

    phrase: str
    pause: int


def vocabulary_of(phrases: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Every phrase by its words. Of two that sound alike the first in the alphabet is taken, always the same one."""
    found: dict[tuple[str, ...], str] = {}
    for phrase in sorted(phrases, reverse=True):
        if words := _texts(words_of(phrase)):
            found[words] = phrase
    return found


def compose(phrase: str, vocabulary: Mapping[tuple[str, ...], str]) -> tuple[Piece, ...] | None:
    """The fewest long pieces that say it, greedily from the left; None where a word is in no clip.

    >>> vocabulary = vocabulary_of(["left side", "left", "three", "reps"])
    >>> [piece.phrase for piece in compose("3 reps, left side", vocabulary)]
    ['three', 'reps', 'left side']
    """
    words = words_of(phrase)
    longest = max((len(key) for key in vocabulary), default=0)
    pieces: list[Piece] = []
    at = 0
    while at < len(words):
        length = _longest_match(words[at : at + longest], vocabulary)
        if not length:
            return None
        pause = (words[at].pause or JOIN) if pieces else 0
        pieces.append(Piece(vocabulary[_texts(words[at : at + length])], pause))
        at += length
    return tuple(pieces) or None


def _longest_match(words: tuple[Word, ...], vocabulary: Mapping[tuple[str, ...], str]) -> int:
    return next((length for length in range(len(words), 0, -1) if _texts(words[:length]) in vocabulary), 0)


def _texts(words: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(word.text for word in words)
