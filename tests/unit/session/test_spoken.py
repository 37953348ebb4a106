"""Written Markdown as a voice says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unkink.session import spoken
from unkink.session.spoken import as_phrase, as_spoken, sentences


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Hold **10 s**, then *rest*", "Hold ten seconds, then rest"),
        ("See [the picture](https://example.org/a.png)", "See the picture"),
        ("![A hip](hip.svg) Bend", "A hip Bend"),
        ("about 5-10 s (or less)", "about five to ten seconds, or less"),
        ("Bend to 45° — no more", "Bend to forty-five degrees, no more"),
        ("3 x 12 reps", "three times twelve reps"),
        ("2.5 kg & 50 %", "two point five kilos and fifty percent"),
        ("1 min", "one minute"),
        ("1,000 steps", "one thousand steps"),
        ("10-second hold", "ten-second hold"),
        ("e.g. a `chair`", "for example a chair"),
        ("push/pull", "push or pull"),
        ("a <b>bold</b> move", "a bold move"),
        ("🎉", ""),
        ("- - -", ""),
    ],
)
def test_marks_go_and_numbers_become_words(written: str, spoken: str) -> None:
    assert as_spoken(written) == spoken


def test_each_sentence_is_a_phrase() -> None:
    assert sentences("Breathe out. Then lift 2.5 cm") == ("Breathe out.", "Then lift two point five centimetres.")


def test_a_phrase_has_a_capital_and_a_stop() -> None:
    assert [as_phrase("push up"), as_phrase("Ready?"), as_phrase(" ,;")] == ["Push up.", "Ready?", ""]


@given(st.text())
def test_any_text_becomes_sayable(text: str) -> None:
    """Whatever is written, nothing is left that a voice would stumble over, and saying it again changes nothing."""
    spoken = as_spoken(text)
    assert not any(char.isdigit() or char in "*_`[]()<>#|\n" for char in spoken)
    assert as_spoken(spoken) == spoken


@given(st.from_regex(spoken._PLAIN_PROSE, fullmatch=True))
def test_plain_prose_is_spoken_as_it_stands(text: str) -> None:
    """The short way for text that needs nothing done to it says what the long way says."""
    assert as_spoken(text) == spoken._spoken(text)
