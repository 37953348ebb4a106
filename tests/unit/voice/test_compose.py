"""Phrases that no clip holds whole: numbers, pauses, the longest pieces, and silence where a word is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.voice.clips import shipped_voice
from unkink.voice.compose import JOIN, compose, vocabulary_of
from unkink.voice.words import words_of

VOICE = shipped_voice()
VOCABULARY = vocabulary_of(["Left side.", "left", "Three.", "reps", "hold for", "twenty", "seconds", "side"])


def pieces(phrase: str) -> list[tuple[str, int]] | None:
    found = compose(phrase, VOCABULARY)
    return None if found is None else [(piece.phrase, piece.pause) for piece in found]


def test_longest_piece_wins() -> None:
    """*Left side* is one clip, not two."""
    assert pieces("left side") == [("Left side.", 0)]


def test_marks_become_pauses_and_joins_are_short() -> None:
    """A comma is heard; words that follow each other are 35 ms apart, where a gap of 20 to 60 is no stumble."""
    assert pieces("Three reps, left side.") == [("Three.", 0), ("reps", JOIN), ("Left side.", 150)]
    assert 20 <= JOIN <= 60


def test_digits_are_spoken_as_words() -> None:
    assert pieces("Hold for 20 s") == [("hold for", 0), ("twenty", JOIN), ("seconds", JOIN)]


@pytest.mark.parametrize("phrase", ["Three burpees", "", "...", "左", "Left side ←"])
def test_what_cannot_be_said_whole_is_not_said_at_all(phrase: str) -> None:
    """Half a sentence misleads more than silence does; signs that nobody speaks count for nothing."""
    assert pieces(phrase) == ([("Left side.", 0)] if phrase.startswith("Left") else None)


@given(st.integers(0, 999))
def test_every_number_of_a_session_can_be_said(number: int) -> None:
    """The shipped clips say any count up to 999, in as few clips as its words allow."""
    found = VOICE.pieces(f"{number} reps")
    assert found is not None
    assert len(found) <= (2 if number <= 120 or number % 100 == 0 else 3)


@pytest.mark.parametrize(
    "phrase",
    [
        "Twelve reps on each side.",
        "Three sets on each side: ten reps.",
        "Hold for forty-five seconds.",
        "Two minutes on each side.",
        "Hip flexor stretch.",
        "Single-leg bridge.",
        "You need: band, chair.",
        "At an effort of eight out of ten.",
        "Standing calf raise.",
    ],
)
def test_usual_phrases_of_other_programs_can_be_said(phrase: str) -> None:
    assert VOICE.length_ms(phrase)


@given(st.text(max_size=80))
def test_any_text_is_said_or_not(phrase: str) -> None:
    """No text breaks the search, and pieces say the words in their order, none left out."""
    found = compose(phrase, VOCABULARY)
    if found is not None:
        said = [word.text for piece in found for word in words_of(piece.phrase)]
        assert said == [word.text for word in words_of(phrase)]
