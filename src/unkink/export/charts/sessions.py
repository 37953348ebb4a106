"""Sessions done beside those planned: a column for each stretch of weeks, a cell for each session where they fit."""

from __future__ import annotations

from unkink.coach.progress.kept import Kept
from unkink.coach.progress.progress import Progress
from unkink.export.charts.drawing import Drawing
from unkink.export.charts.letters import SIZE, width_of
from unkink.export.charts.scale import FOOT, Numbers, days_over, write_days
from unkink.export.charts.words import sessions_words

MOST_CELLS = 7
CELL, BETWEEN = 13.0, 3.0
BARS = 96.0  # height of the plot where columns are bars
WIDEST = 30.0


def sessions_chart(progress: Progress, name: str, width: float) -> str:
    """Filled is what was done, an outline what was planned besides; the number of those done stands on top."""
    most = max((max(one.planned, one.done) for one in progress.kept), default=1) or 1
    cells = progress.by_session and most <= MOST_CELLS
    height = most * (CELL + BETWEEN) if cells else BARS
    top = SIZE + 6
    drawing = Drawing(name, "Sessions", sessions_words(progress), width, top + height + FOOT)
    days = days_over(progress.buckets, 1, width - 1)
    numbers = Numbers(0, most, top + height, top)
    drawing.line("c-axis", [(1, numbers.bottom), (width - 1, numbers.bottom)])
    write_days(drawing, days, numbers.bottom)
    column = (days.right - days.left) / len(progress.kept)
    wide = min(column * 0.72, WIDEST)
    for place, one in enumerate(progress.kept):
        x = days.left + column * (place + 0.5)
        if cells:
            _cells(drawing, one, x - wide / 2, wide, numbers.bottom)
        else:
            _bar(drawing, one, x - wide / 2, wide, numbers)
        words = str(one.done)
        if one.done and width_of(words) < column:
            high = max(one.done, one.planned)
            y = numbers.bottom - high * (CELL + BETWEEN) if cells else numbers.at(high)
            drawing.text("c-strong", x, y - 4, words, "middle")
    return drawing.svg()


def _cells(drawing: Drawing, one: Kept, x: float, wide: float, bottom: float) -> None:
    for number in range(max(one.done, one.planned)):
        y = bottom - (number + 1) * (CELL + BETWEEN)
        kind = "c-done" if number < one.done else "c-open"
        drawing.rect(kind, x + 0.5, y + 0.5, wide - 1, CELL - 1, 3)


def _bar(drawing: Drawing, one: Kept, x: float, wide: float, numbers: Numbers) -> None:
    if one.planned > one.done:
        y = numbers.at(one.planned)
        drawing.rect("c-open", x + 0.5, y + 0.5, wide - 1, numbers.bottom - y - 1, 2)
    if one.done:
        y = numbers.at(one.done)
        drawing.rect("c-done", x, y, wide, numbers.bottom - y, 2)
