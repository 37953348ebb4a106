"""A sheet to draw on: marks with classes in, one SVG element out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

from unkink.export.charts.letters import SIZE

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
_UNPRINTABLE = dict.fromkeys(range(32), " ")


class Drawing:
    """``width`` and ``height`` are in units that are pixels on the page and points on paper.

    ``name`` is an id that no other drawing on the page has.
    """

    def __init__(self, name: str, title: str, description: str, width: float, height: float) -> None:
        self.name, self.title, self.description = name, title, description
        self.width, self.height = width, height
        self._parts: list[str] = []

    def rect(self, kind: str, x: float, y: float, width: float, height: float, round_: float = 0) -> None:
        rx = f' rx="{_n(round_)}"' if round_ else ""
        self._parts.append(
            f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{rx}/>'
        )

    def line(self, kind: str, points: Sequence[Point]) -> None:
        """Straight from one to the next; one point alone draws nothing."""
        if len(points) > 1:
            path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
            self._parts.append(f'<polyline class="{kind}" points="{path}"/>')

    def shape(self, kind: str, points: Sequence[Point]) -> None:
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._parts.append(f'<polygon class="{kind}" points="{path}"/>')

    def dot(self, kind: str, x: float, y: float, radius: float) -> None:
        self._parts.append(f'<circle class="{kind}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def text(self, kind: str, x: float, y: float, words: str, anchor: Anchor = "start") -> None:
        """``y`` is the line on which the letters stand."""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        said = escape(words.translate(_UNPRINTABLE), quote=False)
        self._parts.append(f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}"{where}>{said}</text>')

    def svg(self) -> str:
        """The whole element. What it shows is said in its title and description, and in the table beside it."""
        said = (("title", "t", self.title), ("desc", "d", self.description))
        words = "".join(
            f'<{tag} id="{self.name}-{letter}">{escape(text.translate(_UNPRINTABLE), quote=False)}</{tag}>'
            for tag, letter, text in said
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {_n(self.width)} {_n(self.height)}" '
            f'font-size="{_n(SIZE)}" role="img" aria-labelledby="{self.name}-t {self.name}-d">'
            f"{words}{''.join(self._parts)}</svg>"
        )


def _n(number: float) -> str:
    """To a tenth of a pixel, which nobody sees."""
    return f"{round(number, 1) + 0.0:g}"
