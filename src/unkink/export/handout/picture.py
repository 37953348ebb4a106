"""The pictures of a handout: who draws them is no business of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unkink.program.program import Section

MOST = 4  # pictures of one exercise: more are too small to be read from a mat


@dataclass(frozen=True, slots=True)
class Picture:
    """One key pose: a whole SVG document, and what it shows in words for whoever does not see it."""

    svg: str
    alt: str


Pictures = Callable[[str | None, Section], Sequence[Picture]]
"""The key poses in order, of a movement's name (None where the section names none) as that section does it."""


def no_pictures(movement: str | None, variant: Section) -> Sequence[Picture]:
    """For a handout of words alone."""
    return ()
