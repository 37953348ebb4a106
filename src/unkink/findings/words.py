"""Words of messages: what was probably meant, names in a row, a number with its noun; and the id of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

MOST_CANDIDATES = 100  # so that a hostile file with thousands of names stays linear
LONGEST_WORD = 60

NAME = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
"""What an id looks like: letters of any script, digits, hyphens and underscores, a letter or digit at either end."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like ``word``, or None where none is near enough to be a slip of the pen."""
    from difflib import get_close_matches

    if len(word) > LONGEST_WORD:
        return None
    return next(
        iter(get_close_matches(word.lower(), list(islice(candidates, MOST_CANDIDATES)), 1, 0.7)),
        None,
    )


def listed(names: Iterable[str]) -> str:
    """``a``, ``a or b``, ``a, b or c``."""
    *head, last = names
    return f"{', '.join(head)} or {last}" if head else last


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def slug(title: str) -> str:
    """The id of a heading that names none: lower case, letters and digits of any script, joined by hyphens."""
    kept = "".join(char if char.isalnum() else " " for char in title.lower())
    return "-".join(kept.split())
