"""What a handout is printed on, and how large."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """The size of the sheet."""

    A4 = "a4"  # 210 x 297 mm, ISO 216
    LETTER = "letter"  # 8.5 x 11 in


class Print(StrEnum):
    """How large the letters are."""

    STANDARD = "standard"
    LARGE = "large"  # 18 pt and more, as the American Printing House for the Blind asks of large print
