"""One home test over time: each result with its error bar, left and right beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from unkink.coach.measuring.known import THIGH_ANGLE
from unkink.coach.progress.measured import MeasuredSeries
from unkink.coach.progress.progress import Progress
from unkink.export.charts.drawing import Drawing
from unkink.export.charts.letters import SIZE, width_of
from unkink.export.charts.marks import SIDES
from unkink.export.charts.scale import FOOT, Days, Numbers, days_over, write_days
from unkink.export.charts.words import measured_words, short_value, test_title
from unkink.wire.words import Side

PLOT = 96.0
LABEL = SIZE + 10
EDGE = 12.0
ASIDE = {None: 0.0, Side.LEFT: -4.0, Side.RIGHT: 4.0}
LINES = {None: "c-thin", Side.LEFT: "c-thin", Side.RIGHT: "c-thin-2"}
EXPECTED = 10.0
"""Degrees: at most so much lower after six weeks (Kerrigan 2003: 1.6 in ten weeks; Winters 2004, without a control)."""


def measured_chart(progress: Progress, series: Sequence[MeasuredSeries], name: str, width: float) -> str:
    """One test: ``series`` is one, or one for each side. The first and the last result have their numbers."""
    words = " ".join(measured_words(one) for one in series)
    drawing = Drawing(name, test_title(series[0].test.name), words, width, 2 * LABEL + PLOT + FOOT)
    days = _days(progress, width)
    numbers = _numbers(series)
    if series[0].test.name == THIGH_ANGLE:
        _expected(drawing, series, numbers, width)
        _horizontal(drawing, numbers, width)
    for one in series:
        _series(drawing, one, days, numbers)
    write_days(drawing, days, numbers.bottom + LABEL)
    return drawing.svg()


def _days(progress: Progress, width: float) -> Days:
    days = days_over(progress.buckets, EDGE, width - EDGE)
    begin = min(days.first, *(one.results[0].day for one in progress.measured))
    end = max(days.last, *(one.results[-1].day for one in progress.measured))
    return Days(begin, end, days.left, days.right)


def _numbers(series: Sequence[MeasuredSeries]) -> Numbers:
    """Everything that is drawn, with a little room."""
    values = [value for one in series for result in one.results for value in _reach(one, result.value)]
    if series[0].test.name == THIGH_ANGLE:
        values += [one.results[0].value - EXPECTED for one in series]
    low, high = min(values), max(values)
    more = 0.0 if high > low else 1.0
    return Numbers(low - more, high + more, LABEL + PLOT, LABEL)


def _reach(one: MeasuredSeries, value: float) -> tuple[float, float]:
    return value - one.bar, value + one.bar


def _expected(drawing: Drawing, series: Sequence[MeasuredSeries], numbers: Numbers, width: float) -> None:
    firsts = [one.results[0].value for one in series]
    top, bottom = numbers.at(max(firsts)), numbers.at(min(firsts) - EXPECTED)
    drawing.rect("c-band-expected", 0, top, width, bottom - top)


def _horizontal(drawing: Drawing, numbers: Numbers, width: float) -> None:
    if numbers.low < 0 < numbers.high:
        y = numbers.at(0)
        drawing.line("c-dash", [(0, y), (width, y)])


def _series(drawing: Drawing, one: MeasuredSeries, days: Days, numbers: Numbers) -> None:
    aside = ASIDE[one.side]
    places = [(days.at(result.day) + aside, numbers.at(result.value)) for result in one.results]
    drawing.line(LINES[one.side], places)
    for (x, y), result in zip(places, one.results, strict=True):
        if one.bar:
            low, high = (numbers.at(end) for end in _reach(one, result.value))
            drawing.line("c-error", [(x, low), (x, high)])
            drawing.line("c-error", [(x - 3, low), (x + 3, low)])
            drawing.line("c-error", [(x - 3, high), (x + 3, high)])
        SIDES[one.side](drawing, x, y)
    _label(drawing, one, 0, places[0][0], numbers)
    if len(places) > 1:
        _label(drawing, one, -1, places[-1][0], numbers)


def _label(drawing: Drawing, one: MeasuredSeries, which: int, x: float, numbers: Numbers) -> None:
    """Of the left side above the plot, of the right one below it, so that they never meet."""
    side = f"{one.side} " if one.side and which == 0 else ""
    words = f"{side}{short_value(one, one.results[which].value)}"
    half = width_of(words) / 2
    below = one.side is Side.RIGHT
    y = numbers.bottom + SIZE + 5 if below else numbers.top - 9
    drawing.text("c-strong", min(max(x, half), drawing.width - half), y, words, "middle")
