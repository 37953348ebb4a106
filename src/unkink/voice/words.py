"""A phrase as the words that are spoken: numbers in words, punctuation as pauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unkink.session.spoken import as_spoken

PAUSES = {",": 150, ";": 200, ":": 200, ".": 300, "!": 300, "?": 300}
"""Milliseconds of silence for a mark between two words."""

_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:'[^\W_]+)*)|(?P<mark>[,;:.!?])")


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word in lower case, and the silence that the marks before it ask for, in milliseconds."""

    text: str
    pause: int = 0


def words_of(phrase: str) -> tuple[Word, ...]:
    """The words of a phrase in the order spoken; a number is its words, a hyphen parts two words without a pause."""
    found: list[Word] = []
    pause = 0
    for token in _TOKEN.finditer(as_spoken(phrase)):
        if mark := token["mark"]:
            pause = max(pause, PAUSES[mark])
        else:
            found.append(Word(token["word"].lower(), pause if found else 0))
            pause = 0
    return tuple(found)
