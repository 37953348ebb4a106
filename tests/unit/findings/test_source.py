"""Any bytes become lines, or a plain refusal."""

from __future__ import annotations

import pytest

from unkink.findings.source import LARGEST_FILE, LONGEST_LINE, read_source


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_line_end_and_a_mark_read_alike(ends: str, mark: str) -> None:
    assert read_source(f"{mark}a{ends}{ends}b".encode()).lines == ("a", "", "b")


@pytest.mark.parametrize(("source", "code", "place"), [
    (b"x" * (LARGEST_FILE + 1), "file-too-large", (1, 1)),
    ("é" * LARGEST_FILE, "file-too-large", (1, 1)),
    ("a\nb".encode("utf-16"), "not-utf-8", (1, 1)),
    ("a\ré\xfc".encode("latin-1"), "not-utf-8", (2, 1)),
    (b"\xef\xbb\xbfab\xff", "not-utf-8", (1, 3)),
    ("a\n" + "x" * (LONGEST_LINE + 1), "line-too-long", (2, LONGEST_LINE + 1)),
    ("ab\x00c", "control-character", (1, 3)),
    ("ab\ud800c", "control-character", (1, 3)),
    ("ab\u202ec", "hidden-character", (1, 3)),
])  # fmt: skip
def test_what_cannot_stand_in_a_program_is_found_in_its_place(
    source: str | bytes, code: str, place: tuple[int, int]
) -> None:
    (found,) = read_source(source).diagnostics
    assert (found.code, (found.line, found.column)) == (code, place)


def test_text_and_its_bytes_are_measured_alike() -> None:
    """A file is too large by its bytes, whoever hands it in."""
    text = "é" * (LARGEST_FILE // 2 + 1)
    assert read_source(text).diagnostics == read_source(text.encode()).diagnostics
