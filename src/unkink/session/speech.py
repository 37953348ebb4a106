"""How much time a spoken phrase is given, before any voice has spoken it.

A timeline must not depend on which voice is installed, so the time is estimated from the text alone and every clip
is made to fit into it. The figures are a fit (97 % quantile regression, weighted by length) to 732 phrases spoken by
hibari-tts 0.2.1, silence below -50 dB trimmed: 132 of exercise instructions, the numbers to one hundred, and 500
sentences of general English. `tests/unit/session/test_speech.py` holds the budget to a sample of those durations.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from unkink.session.words import numeral_words

START_MS = 185  # a voice's attack and release
SYLLABLE_MS = 90
LETTER_MS = 38
WORD_MS = 11
PAUSE_MS = 205  # at a comma, colon or semicolon within the phrase
STOP_MS = 400  # between two sentences within the phrase

LEAD_MS = 410  # a tone may sound first, as long as any of them is, and a breath after it
GAP_MS = 250  # silence between two phrases
TAIL_MS = 90  # silence before anything else begins

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_E = re.compile(r"[aeiouy][^aeiouy]+e$")
_PAUSES = re.compile(r"[,;:–—]")
_STOPS = re.compile(r"[.!?…]+")


@lru_cache(maxsize=8192)
def speech_ms(text: str) -> int:
    """Milliseconds that the phrase is given: 0 for silence, and never less for more words."""
    spelled = _DIGITS.sub(_spell, text)
    words = _WORDS.findall(spelled)
    if not words:
        return 0
    inner = spelled.rstrip(" .!?…")
    return (
        START_MS
        + sum(map(_word_ms, words))
        + PAUSE_MS * len(_PAUSES.findall(inner))
        + STOP_MS * len(_STOPS.findall(inner))
    )


@lru_cache(maxsize=8192)
def spoken_ms(phrases: tuple[str, ...]) -> int:
    """Milliseconds that a cue needs to say its phrases: a tone's lead, the phrases with gaps, a little silence."""
    if not phrases:
        return 0
    return LEAD_MS + sum(map(speech_ms, phrases)) + GAP_MS * (len(phrases) - 1) + TAIL_MS


def _spell(digits: re.Match[str]) -> str:
    return numeral_words(digits.group())


@lru_cache(maxsize=8192)
def _word_ms(word: str) -> int:
    plain = _plain(word)
    sounds = len(plain) + plain.count("x")  # x is two sounds: six, flex
    return SYLLABLE_MS * _syllables(plain) + LETTER_MS * sounds + WORD_MS


def _plain(word: str) -> str:
    """Lower case without accents or apostrophes."""
    if word.isascii():
        return word.lower().replace("'", "")
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in decomposed if char.isalpha())


def _syllables(word: str) -> int:
    """Groups of vowels, a silent final e left out; a letter of another script is a syllable of its own."""
    foreign = 0 if word.isascii() else sum(not char.isascii() for char in word)
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT_E.search(word)) + foreign)
