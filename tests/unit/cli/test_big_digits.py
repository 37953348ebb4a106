"""Big digits keep their size and never outgrow the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unkink.cli.big_digits import FONT, ROWS, big_digits, largest_scale


def test_a_one_looks_like_a_one() -> None:
    assert big_digits("1", 1).splitlines() == ["████  ", "  ██  ", "  ██  ", "  ██  ", "██████"]


@given(st.text(alphabet="0123456789:", min_size=1, max_size=6), st.integers(0, 300), st.integers(0, 100))
def test_the_largest_scale_fits_and_the_next_does_not(text: str, width: int, height: int) -> None:
    scale = largest_scale(text, width, height)
    for tried, fits in ((scale, True), (scale + 1, False)):
        lines = big_digits(text, tried).splitlines()
        assert (max(map(len, lines), default=0) <= width and len(lines) <= height) is fits


def test_every_digit_is_as_high_and_as_wide_as_the_others() -> None:
    assert {len(rows) for rows in FONT.values()} == {ROWS}
    assert {len(row) for letter, rows in FONT.items() if letter != ":" for row in rows} == {3}
    assert len(set(FONT.values())) == len(FONT), "no two look alike"
