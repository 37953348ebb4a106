"""The same in one or two plain sentences: what stands above each chart, and what is read out in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from unkink.coach import rules
from unkink.coach.measuring.known import Unit
from unkink.coach.measuring.words import number_words, value_words
from unkink.coach.progress.answers import MOST_OF, Answers, Band, band_of
from unkink.coach.progress.doses import DoseSeries
from unkink.coach.progress.kept import Kept
from unkink.coach.progress.measured import MeasuredSeries
from unkink.coach.progress.progress import Progress
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose
from unkink.program.dose_words import dose_words
from unkink.wire.words import MorningAnswer

FEW_WEEKS = 4
MINUS = "−"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MORNING_WORDS: Mapping[MorningAnswer, str] = {
    MorningAnswer.AS_USUAL: "as usual",
    MorningAnswer.MUSCLES_SORE: "muscles sore",
    MorningAnswer.MORE_PAIN: "more pain",
}


def day_words(day: date) -> str:
    """``3 March 2027``."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """``3 Mar 2027``."""
    return f"{day.day} {day:%b} {day.year}"


def mean_words(mean: Fraction) -> str:
    """To a tenth, halves upwards: ``2.3``."""
    return number_words(int(mean * 10 + Fraction(1, 2)) / 10)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def signed(rung: int) -> str:
    """``−2``, ``0``, ``+3``."""
    return f"{MINUS}{-rung}" if rung < 0 else f"+{rung}" if rung else "0"


@lru_cache(maxsize=4096)
def in_words(dose: str) -> str:
    """The dose as a phrase; as it was written where it is no dose of ours."""
    try:
        return dose_words(read_dose(dose))
    except DoseError:
        return dose


# Sessions -------------------------------------------------------------------------------------------------------------


def sessions_words(progress: Progress) -> str:
    if progress.first is None:
        return "No session yet."
    return " ".join([*_lately(progress), _in_all(progress, progress.first)])


def _lately(progress: Progress) -> Iterator[str]:
    *over, running = progress.kept
    last = over[-FEW_WEEKS:] if progress.by_session else over[-1:]
    if last:
        weeks = sum(one.bucket.weeks for one in last)
        when = "last week" if weeks == 1 else f"in the last {_number(weeks)} full weeks"
        if not progress.by_session:
            when = f"in the {_number(weeks)} weeks to {day_words(last[-1].bucket.last)}"
        yield _did(last, when, scheduled=progress.scheduled)
    if running.done and progress.by_session:
        yield f"This week so far: {running.done}."


def _did(weeks: Sequence[Kept], when: str, *, scheduled: bool) -> str:
    done, planned = sum(one.done for one in weeks), sum(one.planned for one in weeks)
    if not planned:
        return f"You did {counted(done, 'session')} {when}."
    if done > planned:
        more = f"{planned} {'was' if planned == 1 else 'were'} planned" if scheduled else f"{planned} are asked for"
        return f"You did {counted(done, 'session')} {when}; {more}."
    return f"You did {done} of {counted(planned, 'planned session' if scheduled else 'session')} {when}."


def _in_all(progress: Progress, first: date) -> str:
    return f"{counted(progress.sessions, 'session')} in all since {day_words(first)}."


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


# Doses ----------------------------------------------------------------------------------------------------------------


def doses_words(series: DoseSeries) -> str:
    """Of one exercise, or one side of it."""
    if not series.runs:
        return "Not done yet."
    known = [point for point in series.points if point.rung is not None]
    count = counted(len(series.points), "session")
    if not known:
        return f"{count}, always with something in its place."
    first, last = known[0], known[-1]
    ups = sum(run.change > 0 for run in series.runs)
    downs = sum(run.change < 0 for run in series.runs)
    if not ups and not downs:
        return f"{count} at step {signed(last.rung or 0)}: {in_words(last.dose)}."
    moves = " and ".join(f"{number} {way}" for number, way in ((ups, "up"), (downs, "down")) if number)
    steps = f"from step {signed(first.rung or 0)} to step {signed(last.rung or 0)}"
    return f"{count}, {steps}, with {moves}. Last time: {in_words(last.dose)}."


# Pain and effort ------------------------------------------------------------------------------------------------------


def pain_words(progress: Progress) -> str:
    told = [one for one in progress.answers if one.worst is not None]
    if not told:
        return "No pain has been told yet, not even none."
    bands = Counter(band_of(one.worst or 0) for one in told)
    worst = max(told, key=lambda one: (one.worst or 0, one.day))
    mild = f"Pain was {MOST_OF[Band.MILD]} or less in {bands[Band.MILD]} of {counted(len(told), 'session')}"
    if not worst.worst:
        return f"{mild}: there was none."
    return f"{mild}. The worst was {worst.worst}, on {day_words(worst.day)}.{_mornings(progress.answers)}"


def _mornings(answers: Sequence[Answers]) -> str:
    told = [one.morning for one in answers if one.morning is not None]
    more = sum(one is MorningAnswer.MORE_PAIN for one in told)
    if not told:
        return ""
    return (
        f" Of {counted(len(told), 'morning')} after, {more} had more pain."
        if more
        else (f" No morning after had more pain ({len(told)} told).")
    )


def effort_words(progress: Progress) -> str:
    told = [one.effort for one in progress.answers if one.effort is not None]
    if not told:
        return "How hard it was has not been told yet."
    over = sum(one > rules.MOST_EFFORT for one in told)
    mean = mean_words(Fraction(sum(told), len(told)))
    average = f"Effort was {mean} of 10 on average, in {counted(len(told), 'session')}."
    if not over:
        return f"{average} None was over {rules.MOST_EFFORT}: above that, nothing goes up."
    return f"{average} {over} {'was' if over == 1 else 'were'} over {rules.MOST_EFFORT}: after those nothing goes up."


# Home tests -----------------------------------------------------------------------------------------------------------

TITLES: Mapping[str, str] = {
    "thigh-angle": "Thigh angle",
    "knee-raise-hold": "Knee-raise hold",
    "single-leg-hold": "Single-leg hold",
    "tasks": "Your three tasks",
    "global-change": "How it is on the whole",
}


def test_title(name: str) -> str:
    return TITLES.get(name, name.replace("-", " ").capitalize())


def measured_words(series: MeasuredSeries) -> str:
    """Of one test, on one side."""
    side = f"{str(series.side).capitalize()}: " if series.side else ""
    if series.change is not None:
        return f"{side}{series.change.sentence}"
    last = series.results[-1]
    words = value_words(series.test.name, last.value)
    return f"{side}{words}, measured on {day_words(last.day)}."


def short_value(series: MeasuredSeries, value: float) -> str:
    """``4° above``, ``31 s``, ``6.3``, ``a little better``."""
    test = series.test
    words = value_words(test.name, value)
    if test.unit is Unit.DEGREES:
        return words.removesuffix(" the horizontal").replace("level with", "0°")
    return words.removesuffix(" of 10")
