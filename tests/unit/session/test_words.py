"""Numbers in words."""

from __future__ import annotations

import pytest

from unkink.session.words import count_of, digit_words, number_words, seconds_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (7, "seven"),
        (13, "thirteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (115, "one hundred fifteen"),
        (1000, "one thousand"),
        (20_340, "twenty thousand three hundred forty"),
        (1_000_000, "one zero zero zero zero zero zero"),
    ],
)
def test_cardinals(number: int, words: str) -> None:
    assert number_words(number) == words


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="not -1"):
        number_words(-1)


def test_digits_of_any_script() -> None:
    assert digit_words("1٣") == "one three"


def test_a_noun_follows_its_number() -> None:
    assert [count_of(1, "rep"), count_of(2, "rep")] == ["one rep", "two reps"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "one second"), (60, "one minute"), (75, "seventy-five seconds"), (120, "two minutes")]
)
def test_minutes_where_they_are_whole(seconds: int, words: str) -> None:
    assert seconds_in_words(seconds) == words
