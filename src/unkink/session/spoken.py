"""Written Markdown as a voice says it: no marks, no symbols, numbers in words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from unkink.session.words import digit_words, numeral_words

_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"<[^<>]*>")
_UNDERSCORES = re.compile(r"(?<!\w)_+|_+(?!\w)")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_TIMES = re.compile(r"(?<=\d)\s*[x×]\s*(?=\d)")
_UNIT = re.compile(r"(\d+)\s*(seconds|secs?|s|minutes|mins?|hours|cm|mm|km|kg|lbs?|m)\b(?![-'’])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"(\d+)\.(\d+)")
_DIGIT_EDGE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_SPACE_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?])")
_MARKS = re.compile(r"([.,;:!?])(?:\s*[,;:.])+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LOOSE_DASH = re.compile(r"(?<![^\W_])[ -]*-[ -]*|[ -]*-[ -]*(?![^\W_])")  # a hyphen that joins no two words

SAYABLE_MARKS = frozenset(" .,;:!?'-")

UNITS = {
    "s": "second",
    "sec": "second",
    "secs": "second",
    "seconds": "second",
    "min": "minute",
    "mins": "minute",
    "minutes": "minute",
    "hours": "hour",
    "mm": "millimetre",
    "cm": "centimetre",
    "m": "metre",
    "km": "kilometre",
    "kg": "kilo",
    "lb": "pound",
    "lbs": "pound",
}

SYMBOLS = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "approx.": "about",
    "vs.": "against",
    "°": " degrees",
    "%": " percent",
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "½": " a half ",
    "¼": " a quarter ",
    "¾": " three quarters ",
    "–": " - ",
    "—": " - ",
    "…": ".",
    "’": "'",
}


# Most steps need nothing done to them: words of Latin letters, single spaces, at most one mark after a word.
_PLAIN_PROSE = re.compile(r"(?:[A-Za-z]+(?:['-][A-Za-z]+)*[,;:.!?]?(?: |$))+")


@lru_cache(maxsize=8192)
def as_spoken(markdown: str) -> str:
    """One line of words and the marks that shape speech (. , ; : ! ? ' and hyphens); empty where none are left."""
    return markdown.strip(" ,;:-") if _PLAIN_PROSE.fullmatch(markdown) else _spoken(markdown)


def _spoken(markdown: str) -> str:
    text = _without_marks(_SPACE.sub(" ", unicodedata.normalize("NFC", markdown)))
    text = _RANGE.sub(" to ", _THOUSANDS.sub("", text))
    text = _TIMES.sub(" times ", text)
    text = _UNIT.sub(_unit, text)
    text = _DECIMAL.sub(_decimal, text)
    text = _DIGITS.sub(_number, _DIGIT_EDGE.sub(" ", text))
    for symbol, words in SYMBOLS.items():
        text = text.replace(symbol, words)
    text = text.replace("/", " or ")
    text = "".join(char if _is_sayable(char) else " " for char in text)
    text = _SPACE.sub(" ", _LOOSE_DASH.sub(", ", _SPACE.sub(" ", text)))
    text = _MARKS.sub(r"\1", _SPACE_BEFORE_MARK.sub("", text)).strip(" ,;:-")
    return text if any(char.isalpha() for char in text) else ""


@lru_cache(maxsize=8192)
def sentences(markdown: str) -> tuple[str, ...]:
    """Each sentence as one phrase, with a full stop where its writer left none."""
    parts = _SENTENCE_END.split(as_spoken(markdown))
    return tuple(phrase for part in parts if (phrase := as_phrase(part)))


@lru_cache(maxsize=8192)
def as_phrase(words: str) -> str:
    """A sentence of its own: a capital first, a full stop last. Empty where there is no letter to say."""
    if not any(char.isalpha() for char in words):
        return ""
    trimmed = words.strip(" ,;:-")
    stopped = trimmed if trimmed[-1] in ".!?" else trimmed + "."
    return stopped[0].upper() + stopped[1:]


def _is_sayable(char: str) -> bool:
    """A letter, a vowel sign or accent of one, a space, or a mark that shapes speech."""
    return char.isalpha() or char in SAYABLE_MARKS or unicodedata.category(char)[0] == "M"


def _without_marks(markdown: str) -> str:
    """The text of links and pictures without their targets, no tags, no emphasis, brackets as commas."""
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", markdown))
    text = _TAG.sub(" ", text)
    for mark in "`*~\\":
        text = text.replace(mark, "")
    text = _UNDERSCORES.sub(" ", text)
    return _BRACKETED.sub(r", \1,", text)


def _unit(found: re.Match[str]) -> str:
    number, unit = found.group(1), UNITS[found.group(2)]
    return f"{number} {unit}{'' if number.lstrip('0') == '1' else 's'}"


def _decimal(found: re.Match[str]) -> str:
    return f"{found.group(1)} point {digit_words(found.group(2))}"


def _number(found: re.Match[str]) -> str:
    return numeral_words(found.group())
