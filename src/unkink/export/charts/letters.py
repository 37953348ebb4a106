"""How wide words are in Figtree semi-bold, the site's letters, so that they can be set without a browser."""

from __future__ import annotations

SIZE = 12.0
"""Of every word in a chart, in its own units: pixels on a phone, points on paper."""
HUNDREDTHS = (
    *(24, 31, 38, 63, 56, 80, 65, 23, 37, 37, 48, 63, 24, 41, 23, 41, 64, 42, 57, 55, 63, 58, 57, 55, 61, 57, 28, 29),
    *(63, 63, 63, 51, 99, 70, 61, 72, 69, 59, 55, 75, 75, 28, 54, 64, 53, 85, 77, 78, 59, 78, 64, 61, 57, 70, 71, 97),
    *(65, 63, 63, 34, 41, 34, 57, 44, 25, 52, 59, 54, 59, 55, 38, 60, 56, 25, 28, 52, 24, 86, 56, 58, 60, 59, 36, 47),
    *(39, 56, 54, 81, 51, 56, 48, 39, 26, 39, 63),
)
"""Advance widths of the letters from space to tilde, in hundredths of the size: measured in Chromium."""
FIRST = 32
OTHER = 100
"""Of a letter that is not among them: no letter of a usual font is wider than it is high."""
SPARE = 1.06
"""For the letters of a system that has no Figtree, and for bold ones."""


def width_of(text: str, size: float = SIZE) -> float:
    """At most so wide, in the units of ``size``."""
    hundredths = sum(_width(letter) for letter in text)
    return hundredths / 100 * size * SPARE


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """The text, or as much of its beginning as there is room for, with an ellipsis; empty where not even that."""
    if width_of(text, size) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        shorter = f"{text[:end].rstrip(' ,:')}…"
        if width_of(shorter, size) <= room:
            return shorter
    return ""


def _width(letter: str) -> int:
    place = ord(letter) - FIRST
    return HUNDREDTHS[place] if 0 <= place < len(HUNDREDTHS) else OTHER
