"""The time that a phrase is given, held against a real voice."""

from __future__ import annotations

import csv
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.session.speech import GAP_MS, LEAD_MS, TAIL_MS, speech_ms, spoken_ms
from unkink.session.words import number_words

SPOKEN = Path(__file__).with_name("spoken_lengths.tsv")


@pytest.fixture(scope="module")
def spoken() -> list[tuple[str, int]]:
    """Phrases of exercise and numbers, with their length as hibari-tts 0.2.1 says them, silence trimmed."""
    with SPOKEN.open(encoding="utf-8") as file:
        return [(row["phrase"], int(row["milliseconds"])) for row in csv.DictReader(file, delimiter="\t")]


def test_nearly_every_phrase_fits(spoken: list[tuple[str, int]]) -> None:
    fitting = [length <= speech_ms(phrase) for phrase, length in spoken]
    assert sum(fitting) >= 0.97 * len(fitting)


def test_no_phrase_is_given_much_more_than_it_needs(spoken: list[tuple[str, int]]) -> None:
    assert median(speech_ms(phrase) / length - 1 for phrase, length in spoken) < 0.25


def test_nothing_needs_no_time() -> None:
    assert [speech_ms(""), speech_ms(" … "), spoken_ms(())] == [0, 0, 0]


def test_phrases_follow_each_other_with_a_gap() -> None:
    lengths = speech_ms("Rest.") + speech_ms("Well done.")
    assert spoken_ms(("Rest.", "Well done.")) == LEAD_MS + lengths + GAP_MS + TAIL_MS


@given(st.integers(0, 9999))
def test_digits_take_as_long_as_their_words(number: int) -> None:
    assert speech_ms(f"Hold {number}.") == speech_ms(f"Hold {number_words(number)}.")


@given(st.text(), st.text(alphabet=st.characters(categories=["L"]), min_size=1))
def test_one_more_word_takes_longer(text: str, word: str) -> None:
    assert speech_ms(f"{text} {word}") > speech_ms(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=40), st.integers(0, 40))
def test_the_beginning_of_a_word_is_no_longer_than_the_word(word: str, cut: int) -> None:
    assert speech_ms(word[:cut]) <= speech_ms(word)


@given(st.text())
def test_any_text_has_a_length(text: str) -> None:
    assert speech_ms(text) >= 0
