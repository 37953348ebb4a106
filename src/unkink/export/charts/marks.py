"""Marks that a colour only repeats: each meaning has a shape of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from unkink.coach.progress.answers import Band
from unkink.export.charts.drawing import Drawing
from unkink.wire.words import MorningAnswer, Side

Mark = Callable[[Drawing, float, float], None]
"""Drawn around a place."""
REACH = 5.5
"""No mark reaches further from its place."""


def circle(kind: str, radius: float = 4) -> Mark:
    return lambda drawing, x, y: drawing.dot(kind, x, y, radius)


def diamond(kind: str, reach: float = 5) -> Mark:
    return lambda drawing, x, y: drawing.shape(kind, [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)])


def triangle(kind: str, reach: float = 5) -> Mark:
    return lambda drawing, x, y: drawing.shape(
        kind, [(x, y - reach), (x + reach, y + 0.8 * reach), (x - reach, y + 0.8 * reach)]
    )


def cross(kind: str, reach: float = 4) -> Mark:
    def draw(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(kind, [(x - reach, y - reach), (x + reach, y + reach)])
        drawing.line(kind, [(x - reach, y + reach), (x + reach, y - reach)])

    return draw


def bar(kind: str, reach: float = 4.5) -> Mark:
    return lambda drawing, x, y: drawing.line(kind, [(x - reach, y), (x + reach, y)])


PAIN: Mapping[Band, Mark] = {
    Band.MILD: circle("c-go"),
    Band.MODERATE: diamond("c-slow"),
    Band.STRONG: triangle("c-stop"),
}
MORNING: Mapping[MorningAnswer, Mark] = {
    MorningAnswer.AS_USUAL: circle("c-go", 3),
    MorningAnswer.MUSCLES_SORE: diamond("c-slow", 4),
    MorningAnswer.MORE_PAIN: triangle("c-stop"),
}
USUAL = bar("c-usual")
SIDES: Mapping[Side | None, Mark] = {
    None: circle("c-go"),
    Side.LEFT: lambda drawing, x, y: drawing.shape("c-go", [(x - 5, y), (x + 3.5, y - 5), (x + 3.5, y + 5)]),
    Side.RIGHT: lambda drawing, x, y: drawing.shape("c-other", [(x + 5, y), (x - 3.5, y - 5), (x - 3.5, y + 5)]),
}
