"""Pictures that could differ have different keys."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unkink.figure.key import key_of

PARTS = st.lists(st.text(max_size=3) | st.binary(max_size=3), max_size=3)


def written(parts: list[str | bytes]) -> list[bytes]:
    return [part.encode() if isinstance(part, str) else part for part in parts]


@given(PARTS, PARTS)
def test_keys_are_the_same_exactly_where_the_parts_are(one: list[str | bytes], other: list[str | bytes]) -> None:
    assert (key_of(*one) == key_of(*other)) == (written(one) == written(other))


def test_where_a_part_ends_counts() -> None:
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert len(key_of()) == 64
