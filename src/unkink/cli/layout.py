"""A picture of the session laid out as texts for a terminal of any size."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import chain

from markdown_it import MarkdownIt

from unkink.cli.big_digits import big_digits, largest_scale
from unkink.cli.on_screen import Picture

PARTS = (
    "title", "elapsed", "progress", "exercise", "dose", "side", "doing", "big-digits", "counts", "hint", "steps",
    "next-up", "keys",
)  # fmt: skip
"""The parts of the screen that hold a text."""

KEYS = (
    "space pause   enter ready / done   n next   p back   q quit",
    "space pause  n next  p back  q quit",
    "n next  q quit",
    "q quit",
)
"""What the keys do, the widest first: as much of it is shown as fits."""

TALL = 32
"""Lines of a terminal from which there is room for larger digits."""

SHRINKING = {"short": 18, "tiny": 13, "least": 10}
"""Lines below which first the steps go, then the dose and what comes after, then the exercise and the counts."""

MARGIN = 4
"""Letters to the left and right of everything, together."""

WIDEST_STEPS = 90
"""Letters on a line of the steps, however wide the terminal is: longer lines are hard to read from the floor."""

_MARKDOWN = MarkdownIt()


def size_classes(height: int) -> dict[str, bool]:
    """Which style classes a terminal of that many lines has."""
    return {"tall": height >= TALL, **{name: height < lines for name, lines in SHRINKING.items()}}


def texts_of(shown: Picture, steps: Sequence[str], width: int, height: int) -> dict[str, str]:
    """The text of every part of the screen, by the part's id."""
    room = width - MARGIN
    tiny = size_classes(height)["tiny"]
    scale = largest_scale("00:00", room, height // 4)
    return {
        "title": shown.title,
        "elapsed": f"{shown.elapsed} of {shown.total}",
        "progress": bar(shown.fraction, room),
        "exercise": shown.exercise if tiny else beside(shown.exercise, shown.number, room),
        "dose": shown.dose,
        "side": shown.side,
        "doing": shown.doing,
        "big-digits": big_digits(shown.digits, max(scale, 1)),
        "counts": "" if tiny else shown.counts,
        "hint": shown.hint or (shown.counts if tiny else ""),
        "steps": numbered(steps, min(room - 2, WIDEST_STEPS)),
        "next-up": after_this(shown, room),
        "keys": next((keys for keys in KEYS if len(keys) <= room), ""),
    }


def bar(fraction: float, width: int) -> str:
    """A bar that reads without colour: heavy for what is behind, light for what is ahead."""
    done = round(fraction * max(width, 0))
    return "━" * done + "┄" * (max(width, 0) - done)


def beside(left: str, right: str, width: int) -> str:
    """Both on one line where there is room, the second flush right; else one under the other."""
    gap = width - len(left) - len(right)
    return f"{left}{' ' * gap}{right}" if gap >= 2 else "\n".join(filter(None, (left, right)))


def after_this(shown: Picture, width: int) -> str:
    """What comes after this exercise, with its dose where one line holds both."""
    if not shown.next_up:
        return ""
    line = f"After this: {shown.next_up}"
    with_dose = f"{line} · {shown.next_dose}"
    return with_dose if shown.next_dose and len(with_dose) <= width else line


def numbered(steps: Sequence[str], width: int) -> str:
    """The steps as a list whose lines stand under each other, no wider than ``width`` letters."""
    indent = " " * (len(str(len(steps))) + 2)
    lines = [
        textwrap.wrap(step, max(width, 20), initial_indent=f"{number}.".ljust(len(indent)), subsequent_indent=indent)
        for number, step in enumerate(steps, start=1)
    ]
    return "\n".join(chain.from_iterable(lines))


def without_marks(markdown: str) -> str:
    """The words of a paragraph of Markdown."""
    inline = _MARKDOWN.parseInline(markdown)[0].children or []
    return "".join(token.content or " " * (token.type in ("softbreak", "hardbreak")) for token in inline)
