"""Laws of the normal form: one text for what means the same, and never another meaning."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.property.language_strategies import HEAD, markdown, program_texts, untidy_programs
from unkink.program.check import check
from unkink.program.formatter import format_text

ANY_TEXT = untidy_programs() | markdown().map(lambda lines: f"{HEAD}## A {{#a}}\n- dose: 4 reps\n" + "\n".join(lines))


@given(ANY_TEXT)
@example(HEAD + "## A\n- dose: 3x12\n    - nested\n\n      more\n")
@example(HEAD + "## A\n- dose: 3x12\n1. a\n\n   - b\n\n   ```\n   c\n   ```\n")
@example(HEAD + "Title\n===\n\n- Dose:\n  3x12\n")
def test_formatting_twice_is_formatting_once(text: str) -> None:
    """The normal form of a normal form is itself."""
    once = format_text(text)
    assert format_text(once) == once


@given(ANY_TEXT)
def test_formatting_never_changes_what_a_program_says(text: str) -> None:
    """Reading the normal form gives an equal program, with the same findings and hash; a refused one stays refused."""
    normal, before = format_text(text), check(text)
    assert normal or before.program is None
    if normal:
        after = check(normal)
        assert after.program == before.program
        assert {one.code for one in after.diagnostics} == {one.code for one in before.diagnostics}


@pytest.mark.parametrize("unread", ["a\0b", "a" * 10_001, "\n" * 300_000])
def test_what_cannot_be_read_whole_has_no_normal_form(unread: str) -> None:
    """A text of which something would be lost is never rewritten."""
    assert format_text(f"{HEAD}## A\n- dose: 4 reps\n{unread}\n") == ""


@given(st.text() | st.binary() | ANY_TEXT)
def test_formatting_takes_anything(source: str | bytes) -> None:
    """Any text or bytes have a normal form that ends in one line end, or none."""
    normal = format_text(source)
    assert normal == "" or (normal.endswith("\n") and not normal.endswith("\n\n"))


@given(program_texts(), ANY_TEXT)
def test_a_hash_is_of_the_normal_form(one: str, other: str) -> None:
    """Two programs have the same hash exactly when they have the same normal form."""
    first, second = check(one).program, check(other).program
    if first and second:
        assert (first.hash == second.hash) == (format_text(one) == format_text(other))
