"""The tables beside the charts: every number that a chart shows, and what it leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unkink.coach.measuring.words import number_words, value_words
from unkink.coach.progress.answers import Answers, Stretch
from unkink.coach.progress.buckets import Bucket
from unkink.coach.progress.doses import DoseRun, DoseSeries
from unkink.coach.progress.measured import MeasuredSeries
from unkink.coach.progress.progress import Progress
from unkink.export.charts.doses import shown_steps
from unkink.export.charts.words import MORNING_WORDS, in_words, mean_words, short_day, signed, test_title
from unkink.wire.words import MorningAnswer

NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Table:
    """``head`` names the columns; the first cell of each row says what the row is about."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sessions_table(progress: Progress) -> Table:
    planned = "Planned" if progress.scheduled else "Asked for"
    rows = ((_when(one.bucket), str(one.done), str(one.planned)) for one in reversed(progress.kept))
    return Table("Sessions done", (_weeks(progress), "Done", planned), tuple(rows))


def steps_table(series: Sequence[DoseSeries]) -> Table:
    """The steps that the chart shows, the hardest first, with the sessions on each; what was none of them last."""
    sides = tuple(f"Sessions, {one.side}" if one.side else "Sessions" for one in series)
    rows = [
        (signed(step.rung), in_words(step.dose), *(_sessions_on(one, step.rung) for one in series))
        for step in reversed(shown_steps(series))
    ]
    if any(point.rung is None for one in series for point in one.points):
        rows.append(("none", "another dose, or something in its place", *(_sessions_on(one, None) for one in series)))
    return Table(f"{series[0].title}: the steps shown", ("Step", "Dose", *sides), tuple(rows))


def _sessions_on(one: DoseSeries, rung: int | None) -> str:
    return str(sum(point.rung == rung for point in one.points))


def runs_table(one: DoseSeries) -> Table:
    """What changed, when and why; the latest first."""
    side = f", {one.side} side" if one.side else ""
    head = ("From", "Step", "What was asked for", "Sessions", "Why")
    return Table(f"{one.title}{side}: what changed", head, tuple(_run(run) for run in reversed(one.runs)))


def _run(run: DoseRun) -> tuple[str, ...]:
    step = "none" if run.first.rung is None else signed(run.first.rung)
    way = {0: ""}.get(run.change, "▲ " if run.change > 0 else "▼ ")
    asked = f"{run.first.title}: {in_words(run.first.dose)}" if run.first.title else in_words(run.first.dose)
    return short_day(run.first.day), f"{way}{step}", asked, str(len(run.points)), run.why


def pain_table(progress: Progress) -> Table:
    head = (_weeks(progress), "Sessions", "Pain told", "Mean", "Least", "Most", "Mornings with more pain")
    rows = (_stretch(one) for one in reversed(progress.stretches))
    return Table("The worst pain of each session", head, tuple(rows))


def _stretch(one: Stretch) -> tuple[str, ...]:
    mean = "" if one.pain is None else mean_words(one.pain)
    least, most = ("" if end is None else str(end) for end in (one.least, one.most))
    more = one.mornings.get(MorningAnswer.MORE_PAIN, 0)
    return _when(one.bucket), str(one.sessions), str(one.answered), mean, least, most, str(more)


def answers_table(answers: Sequence[Answers]) -> Table:
    """Session by session, the latest first."""
    head = ("Day", "Usual pain", "Worst pain", "Effort", "Morning after")
    return Table("Session by session", head, tuple(_answers(one) for one in reversed(answers)))


def _answers(one: Answers) -> tuple[str, ...]:
    numbers = (NOT_TOLD if number is None else str(number) for number in (one.usual, one.worst, one.effort))
    morning = NOT_TOLD if one.morning is None else MORNING_WORDS[one.morning]
    sore = f" ({one.soreness} of 10)" if one.soreness is not None else ""
    return (short_day(one.day), *numbers, f"{morning}{sore}")


def effort_table(progress: Progress) -> Table:
    rows = (
        (_when(one.bucket), str(one.sessions), NOT_TOLD if one.effort is None else mean_words(one.effort))
        for one in reversed(progress.stretches)
    )
    return Table("How hard it was, 0 to 10", (_weeks(progress), "Sessions", "Mean effort"), tuple(rows))


def measured_table(series: Sequence[MeasuredSeries]) -> Table:
    """Every result, the latest first."""
    every = sorted(((result, one) for one in series for result in one.results), key=lambda pair: pair[0].at)
    rows = tuple(
        (
            short_day(result.day),
            str(one.side or "–"),
            value_words(result.test, result.value),
            f"± {number_words(one.bar)}" if one.bar else "–",
            ", ".join(map(number_words, result.trials)),
        )
        for result, one in reversed(every)
    )
    return Table(test_title(series[0].test.name), ("Day", "Side", "Result", "Error", "Trials"), rows)


def _weeks(progress: Progress) -> str:
    weeks = progress.buckets[0].weeks
    return "Week of" if weeks == 1 else f"{weeks} weeks from"


def _when(bucket: Bucket) -> str:
    return short_day(bucket.first)
