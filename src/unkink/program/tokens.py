"""The words of a dose, with where each stands."""

from __future__ import annotations

import re
from typing import NamedTuple

_SMALL_NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
NUMBER_WORDS = {word: number for number, word in enumerate(_SMALL_NUMBERS)} | {
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}

# What writers write, and the one word that the grammar knows for it.
HABITS = {
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", '"': "s", "″": "s", "”": "s",
    "mins": "min", "minute": "min", "minutes": "min", "'": "min", "′": "min", "’": "min",
    "ea": "each", "rep": "reps", "repetition": "reps", "repetitions": "reps", "times": "times",
    "set": "sets", "round": "rounds", "place": "places", "spot": "places", "spots": "places",
    "maximum": "max", "amrap": "amrap",
    "week": "week", "wk": "week", "wks": "weeks", "session": "sessions",
    "×": "x", "✕": "x", "*": "x", "–": "-", "—": "-", "−": "-", "‑": "-",
}  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<decimal>\d+[.,]\d+)
      | (?P<number>\d+)
      | (?P<times>[x×✕*](?=\s*\d|\s|$))
      | (?P<word>[^\W\d_](?:[\w'’]|-(?=\w))*)
      | (?P<mark>\S)""",
    re.VERBOSE | re.IGNORECASE,
)
LARGEST_NUMBER = 10**9


class Token(NamedTuple):
    """One word, number or mark. ``word`` is what the grammar reads; ``text`` is what was written at ``offset``."""

    kind: str  # "number", "decimal", "word", "mark" or "end"
    word: str
    text: str
    offset: int
    number: int = 0


def tokens_of(text: str) -> list[Token]:
    """The tokens of one line, closed by an ``end`` token. Every text has tokens; there is no error here."""
    found = [_token(match) for match in _TOKEN.finditer(text)]
    return [*found, Token("end", "", "", len(text.rstrip()))]


def _token(match: re.Match[str]) -> Token:
    text, offset = match.group(), match.start()
    lowered = text.lower()
    if match.lastgroup == "number":
        # A number of thousands of digits is read no further than that it is too large.
        number = int(text) if len(text) <= 10 else LARGEST_NUMBER
        return Token("number", text, text, offset, number)
    if lowered in NUMBER_WORDS:
        return Token("number", str(NUMBER_WORDS[lowered]), text, offset, NUMBER_WORDS[lowered])
    kind = {"times": "word", None: "mark"}.get(match.lastgroup, match.lastgroup or "mark")
    return Token(kind, HABITS.get(lowered, lowered), text, offset)
