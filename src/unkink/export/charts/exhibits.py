"""Everything that progress has to show, in order: each exhibit is a chart with its words and its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from unkink.coach.measuring.known import THIGH_ANGLE
from unkink.coach.progress.doses import DoseSeries
from unkink.coach.progress.measured import MeasuredSeries
from unkink.coach.progress.progress import Progress
from unkink.export.charts.doses import HIGHEST, doses_chart
from unkink.export.charts.effort import effort_chart
from unkink.export.charts.measured import measured_chart
from unkink.export.charts.pain import pain_chart
from unkink.export.charts.sessions import sessions_chart
from unkink.export.charts.tables import (
    Table,
    answers_table,
    effort_table,
    measured_table,
    pain_table,
    runs_table,
    sessions_table,
    steps_table,
)
from unkink.export.charts.words import (
    doses_words,
    effort_words,
    measured_words,
    pain_words,
    sessions_words,
    test_title,
)

OF_THE_BAND = (
    "The band goes from the first result to 10 degrees lower: the most that six weeks are likely to bring. The dotted "
    "line is the horizontal."
)
BAND = {THIGH_ANGLE: (OF_THE_BAND,)}
Draw = Callable[[str, float], str]
"""From an id and a width to SVG."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One chart. ``id`` is a word of letters and hyphens; ``says`` are sentences, one for each side at the most."""

    id: str
    title: str
    says: tuple[str, ...]
    draw: Draw
    tables: tuple[Table, ...]


def sessions_exhibit(progress: Progress) -> Exhibit:
    draw = partial(sessions_chart, progress)
    return Exhibit("sessions", "Sessions", (sessions_words(progress),), draw, (sessions_table(progress),))


def pain_exhibit(progress: Progress) -> Exhibit:
    tables = (pain_table(progress), answers_table(progress.answers))
    return Exhibit("pain", "Pain", (pain_words(progress),), partial(pain_chart, progress), tables)


def effort_exhibit(progress: Progress) -> Exhibit:
    draw = partial(effort_chart, progress)
    tables = (effort_table(progress), answers_table(progress.answers))
    return Exhibit("effort", "Effort", (effort_words(progress),), draw, tables)


def doses_exhibits(progress: Progress, tallest: float = HIGHEST) -> Iterator[Exhibit]:
    """One for each exercise; no plot is higher than ``tallest`` units."""
    for exercise, group in groupby(progress.doses, key=lambda one: one.exercise):
        series = tuple(group)
        draw = partial(doses_chart, progress, series, tallest=tallest)
        tables = (steps_table(series), *(runs_table(one) for one in series))
        yield Exhibit(f"dose-{exercise}", series[0].title, tuple(map(_of_side, series)), draw, tables)


def measured_exhibits(progress: Progress) -> Iterator[Exhibit]:
    """One for each home test that was ever done."""
    for test, group in groupby(progress.measured, key=lambda one: one.test.name):
        series: Sequence[MeasuredSeries] = tuple(group)
        draw = partial(measured_chart, progress, series)
        says = (*map(measured_words, series), *BAND.get(test, ()))
        yield Exhibit(f"test-{test}", test_title(test), says, draw, (measured_table(series),))


def _of_side(one: DoseSeries) -> str:
    words = doses_words(one)
    return f"{str(one.side).capitalize()} side: {words}" if one.side else words
