"""Pain over time: the worst of each session and the usual, between bands that say what a number means; the mornings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unkink.coach.progress.answers import MOST_OF, Answers, Band, Stretch, band_of
from unkink.coach.progress.progress import Progress
from unkink.export.charts.drawing import Drawing
from unkink.export.charts.letters import SIZE, width_of
from unkink.export.charts.marks import MORNING, PAIN, USUAL, Mark, bar
from unkink.export.charts.scale import FOOT, Days, Numbers, days_over, write_days
from unkink.export.charts.words import MORNING_WORDS, pain_words
from unkink.wire.words import MorningAnswer

GUTTER = 66.0
UNIT = 13.0
"""Height of one step of pain."""
KEY = 20.0
MORNINGS = 24.0
EDGE = 7.0


def pain_chart(progress: Progress, name: str, width: float) -> str:
    """Single sessions where there is room for them, else the least and the most of each stretch with its mean."""
    rows = _key_rows(progress, width)
    top = KEY * len(rows) + 4
    bottom = top + 10.5 * UNIT
    drawing = Drawing(name, "Pain", pain_words(progress), width, bottom + MORNINGS + FOOT)
    days = days_over(progress.buckets, GUTTER + EDGE, width - EDGE)
    numbers = Numbers(-0.25, 10.25, bottom, top)
    for number, row in enumerate(rows):
        _key(drawing, row, KEY * number + SIZE)
    _bands(drawing, numbers, width)
    if progress.by_session:
        _weeks(drawing, progress.stretches, days, numbers)
        _sessions(drawing, progress.answers, days, numbers)
    else:
        _stretches(drawing, progress.stretches, days, numbers)
    y = bottom + MORNINGS / 2 + 2
    drawing.text("c-soft", GUTTER - 8, y + 4, "morning", "end")
    _mornings(drawing, progress, days, y)
    write_days(drawing, days, bottom + MORNINGS)
    return drawing.svg()


# The key --------------------------------------------------------------------------------------------------------------

Entry = tuple[Mark, str]


def _key_rows(progress: Progress, width: float) -> list[list[Entry]]:
    """What each mark means, in as many rows as it takes."""
    rows: list[list[Entry]] = [[]]
    room = width
    for mark, words in _meanings(progress):
        wide = 16 + width_of(words) + 10
        if wide > room and rows[-1]:
            rows.append([])
            room = width
        rows[-1].append((mark, words))
        room -= wide
    return rows


def _meanings(progress: Progress) -> Iterator[Entry]:
    if progress.by_session:
        yield PAIN[Band.MILD], "worst in a session"
        if any(one.usual is not None for one in progress.answers):
            yield USUAL, "usual pain"
        yield bar("c-mean"), "mean of a week"
    else:
        yield bar("c-range"), "least to most"
        yield PAIN[Band.MILD], "mean"
    told = {one.morning for one in progress.answers}
    for answer, words in MORNING_WORDS.items():
        if answer in told and (progress.by_session or answer is MorningAnswer.MORE_PAIN):
            yield MORNING[answer], f"{words} next morning"


def _key(drawing: Drawing, row: Sequence[Entry], y: float) -> None:
    x = 6.0
    for mark, words in row:
        mark(drawing, x, y - 4)
        drawing.text("c-soft", x + 10, y, words)
        x += 16 + width_of(words) + 10


# The plot -------------------------------------------------------------------------------------------------------------


def _bands(drawing: Drawing, numbers: Numbers, width: float) -> None:
    low = 0
    for band, most in MOST_OF.items():
        bottom = numbers.bottom if low == 0 else numbers.at(low - 0.5)
        top = numbers.top if most == 10 else numbers.at(most + 0.5)
        drawing.rect(f"c-band-{band}", GUTTER, top, width - GUTTER, bottom - top)
        middle = (top + bottom) / 2
        drawing.text("c-strong", GUTTER - 8, middle - 2, f"{low}–{most}", "end")
        drawing.text("c-soft", GUTTER - 8, middle + SIZE, str(band), "end")
        low = most + 1


def _weeks(drawing: Drawing, stretches: Sequence[Stretch], days: Days, numbers: Numbers) -> None:
    for one in stretches:
        if one.pain is not None:
            y = numbers.at(float(one.pain))
            drawing.line("c-mean", [(days.at(one.bucket.first, 0), y), (days.at(one.bucket.last, 1), y)])


def _sessions(drawing: Drawing, answers: Sequence[Answers], days: Days, numbers: Numbers) -> None:
    for one in answers:
        if one.usual is not None:
            USUAL(drawing, days.at(one.day), numbers.at(one.usual))
    for one in answers:
        if one.worst is not None:
            PAIN[band_of(one.worst)](drawing, days.at(one.day), numbers.at(one.worst))


def _stretches(drawing: Drawing, stretches: Sequence[Stretch], days: Days, numbers: Numbers) -> None:
    for one in stretches:
        if one.pain is None or one.least is None or one.most is None:
            continue
        x = (days.at(one.bucket.first, 0) + days.at(one.bucket.last, 1)) / 2
        drawing.line("c-range", [(x, numbers.at(one.least - 0.2)), (x, numbers.at(one.most + 0.2))])
        PAIN[band_of(-(-one.pain.numerator // one.pain.denominator))](drawing, x, numbers.at(float(one.pain)))


def _mornings(drawing: Drawing, progress: Progress, days: Days, y: float) -> None:
    """Of each session; of longer stretches, whether there was more pain after any."""
    if progress.by_session:
        for one in progress.answers:
            if one.morning is not None:
                MORNING[one.morning](drawing, days.at(one.day), y)
        return
    for stretch in progress.stretches:
        if stretch.mornings.get(MorningAnswer.MORE_PAIN, 0):
            x = (days.at(stretch.bucket.first, 0) + days.at(stretch.bucket.last, 1)) / 2
            MORNING[MorningAnswer.MORE_PAIN](drawing, x, y)
