"""Digits that can be read from the floor, several steps away from the screen."""

from __future__ import annotations

FONT = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
ROWS = 5
ACROSS = 2
"""Letters across for each down, since a letter of a terminal is about twice as high as it is wide."""


def big_digits(text: str, scale: int) -> str:
    """``text`` (digits and colons) in blocks, ``ROWS * scale`` lines high."""
    lines = []
    for row in range(ROWS):
        dots = " ".join(FONT[letter][row] for letter in text)
        line = "".join(("█" if dot == "#" else " ") * ACROSS * scale for dot in dots)
        lines += [line] * scale
    return "\n".join(lines)


def largest_scale(text: str, width: int, height: int) -> int:
    """The largest scale at which ``text`` fits into that many letters and lines; 0 where none does."""
    dots = len(" ".join(FONT[letter][0] for letter in text))
    return min(width // (dots * ACROSS), height // ROWS) if dots else 0
