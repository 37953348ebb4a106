"""The dose of one exercise over time, on the steps of its ladder, each step with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unkink.coach.decision import Step
from unkink.coach.progress.doses import Deed, DoseSeries
from unkink.coach.progress.progress import Progress
from unkink.export.charts.drawing import Drawing, Point
from unkink.export.charts.letters import SIZE, fitted
from unkink.export.charts.marks import circle, cross
from unkink.export.charts.scale import FOOT, Days, days_over, write_days
from unkink.export.charts.words import doses_words, in_words, signed
from unkink.wire.words import Side

ROW = 27.0
HIGHEST = 236.0  # of the plot: of longer ladders not every step has its words
CLOSEST = 17.0  # two lines of words
EDGE = 7.0
BESIDE = 4.0  # how far the right side's line lies below the left side's
DOTS = {
    Deed.COMPLETED: circle("c-dot", 3.4),
    Deed.PARTLY: circle("c-hollow", 3.4),
    Deed.EASED: circle("c-hollow", 3.4),
    Deed.LEFT_OUT: cross("c-cross", 3),
}
LINES = {None: "c-line", Side.LEFT: "c-line", Side.RIGHT: "c-line-2"}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The steps that are shown, from the lowest up, and where they lie. ``else_at`` is the lane of what stood in."""

    steps: tuple[Step, ...]
    bottom: float
    row: float
    else_at: float | None

    def at(self, rung: int | None) -> float | None:
        if rung is None:
            return self.else_at
        return self.bottom - (rung - self.steps[0].rung + 0.25) * self.row


def shown_steps(series: Sequence[DoseSeries]) -> tuple[Step, ...]:
    """From the lowest step that was ever done to the one above the highest."""
    rungs = {point.rung for one in series for point in one.points if point.rung is not None}
    rungs |= {one.now.rung for one in series if one.now}
    steps = series[0].steps
    low, high = (min(rungs), max(rungs)) if rungs else (0, 0)
    return tuple(step for step in steps if low <= step.rung <= high + 1) or steps[:1]


def doses_chart(
    progress: Progress, series: Sequence[DoseSeries], name: str, width: float, tallest: float = HIGHEST
) -> str:
    """One exercise: ``series`` is one, or one for each side. The plot is at most ``tallest`` units high."""
    rows = _rows(series, tallest)
    ahead = sum(step.rung > rows.steps[-1].rung for step in series[0].steps)
    bottom = rows.bottom + (ROW if rows.else_at else 0)
    words = " ".join(f"{_side(one)}{doses_words(one)}" for one in series)
    drawing = Drawing(name, series[0].title, words, width, bottom + FOOT)
    days = days_over(progress.buckets, EDGE, width - EDGE)
    for step in rows.steps:
        _across(drawing, rows.at(step.rung))
    _across(drawing, rows.else_at)
    for number, one in enumerate(series):
        drawing.line(LINES[one.side], list(_line(one, rows, days, progress.today, number * BESIDE)))
    _words_of_steps(drawing, rows, series, ahead)
    for number, one in enumerate(series):
        _dots(drawing, one, rows, days, number * BESIDE, dots=progress.by_session)
    write_days(drawing, days, bottom)
    return drawing.svg()


def _side(one: DoseSeries) -> str:
    return f"{str(one.side).capitalize()} side: " if one.side else ""


def _rows(series: Sequence[DoseSeries], tallest: float) -> _Rows:
    steps = shown_steps(series)
    row = min(ROW, tallest / len(steps))
    other = any(point.rung is None for one in series for point in one.points)
    bottom = SIZE + 4 + row * len(steps)
    return _Rows(steps, bottom, row, bottom + 0.7 * ROW if other else None)


def _across(drawing: Drawing, y: float | None) -> None:
    if y is not None:
        drawing.line("c-grid", [(0, y), (drawing.width, y)])


def _words_of_steps(drawing: Drawing, rows: _Rows, series: Sequence[DoseSeries], ahead: int) -> None:
    """Above the line of each step, over the line of the dose where the two cross."""
    here = {one.now.rung for one in series if one.now}
    waits = {one.now.rung for one in series if one.now and one.now.dose is None}
    worded = _worded(rows, here)
    for step in rows.steps:
        y = rows.at(step.rung)
        if y is not None and step.rung in worded:
            left_out = "left out for now: " if step.rung in waits else ""
            words = f"{signed(step.rung)} · {left_out}{_words(step, series[0])}"
            kind = "c-strong c-halo" if step.rung in here else "c-soft c-halo"
            drawing.text(kind, 0, y - 6, fitted(words, drawing.width))
    if ahead:
        more = f"{ahead} more step{'' if ahead == 1 else 's'} above"
        drawing.text("c-soft", drawing.width, SIZE, more, "end")
    if rows.else_at is not None:
        drawing.text("c-soft c-halo", 0, rows.else_at - 6, "another dose, or something in its place")


def _words(step: Step, series: DoseSeries) -> str:
    words = in_words(step.dose)
    return words if step.variant == series.exercise else f"{step.title}: {words}"


def _worded(rows: _Rows, here: set[int]) -> set[int]:
    """Where there is no room for all: where the person is, the ends, then what still fits."""
    numbers = [step.rung for step in rows.steps]
    if rows.row >= CLOSEST:
        return set(numbers)
    chosen: list[int] = []
    for rung in (*sorted(here), numbers[-1], numbers[0], *numbers):
        if rung in numbers and all(abs(rung - other) * rows.row >= CLOSEST for other in chosen):
            chosen.append(rung)
    return set(chosen)


def _dots(drawing: Drawing, one: DoseSeries, rows: _Rows, days: Days, below: float, *, dots: bool) -> None:
    """What became of it in each session, while these can be told apart; and which side it is."""
    points = [(point, y) for point in one.points if (y := rows.at(point.rung)) is not None]
    for point, y in points if dots else ():
        DOTS[point.deed](drawing, days.at(point.day), y + below)
    if one.side and points:
        drawing.text("c-strong c-halo", drawing.width, points[-1][1] + below - 6, str(one.side), "end")


def _line(one: DoseSeries, rows: _Rows, days: Days, today: date, below: float) -> Iterator[Point]:
    """From session to session, and on to what is due today; where nothing is, up to the last session."""
    y: float | None = None
    for run in one.runs:
        at = rows.at(run.first.rung)
        if at is not None:
            x = days.at(run.first.day)
            if y is not None:
                yield (x, y)
            y = at + below
            yield (x, y)
    end = rows.at(one.now.rung) if one.now and one.now.dose else None
    if y is not None and end is not None:
        yield (days.at(today, 1), y)
        yield (days.at(today, 1), end + below)
    elif y is not None:
        yield (days.at(one.points[-1].day), y)
