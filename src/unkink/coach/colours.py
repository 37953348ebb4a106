"""The traffic light: what a session said about one exercise, in one word."""

from __future__ import annotations

from enum import StrEnum


class Colour(StrEnum):
    """A colour of the safety table, from the gravest to the best. Shown, it is always a word and a shape as well."""

    BLACK = "black"
    RED = "red"
    AMBER_PLUS = "amber+"
    AMBER = "amber"
    GREY = "grey"
    GREEN = "green"


GRAVEST = tuple(Colour)
"""In this order the worse side decides."""
RED_OR_WORSE = (Colour.BLACK, Colour.RED)
AMBER_OR_WORSE = (*RED_OR_WORSE, Colour.AMBER_PLUS, Colour.AMBER)
