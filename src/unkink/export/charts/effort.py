"""How hard sessions were, below and above the number from which on nothing rises."""

from __future__ import annotations

from unkink.coach import rules
from unkink.coach.progress.progress import Progress
from unkink.export.charts.drawing import Drawing
from unkink.export.charts.letters import SIZE
from unkink.export.charts.marks import circle, diamond
from unkink.export.charts.scale import FOOT, Numbers, days_over, write_days
from unkink.export.charts.words import effort_words

GUTTER, EDGE, UNIT = 66.0, 7.0, 8.0


def effort_chart(progress: Progress, name: str, width: float) -> str:
    """Each session's effort, 0 to 10; of longer stretches the mean."""
    numbers = Numbers(-0.5, 10.5, 4 + 11 * UNIT, 4)
    drawing = Drawing(name, "Effort", effort_words(progress), width, numbers.bottom + FOOT)
    days = days_over(progress.buckets, GUTTER + EDGE, width - EDGE)
    limit = numbers.at(rules.MOST_EFFORT + 0.5)
    drawing.rect("c-band-moderate", GUTTER, numbers.top, width - GUTTER, limit - numbers.top)
    drawing.rect("c-band-mild", GUTTER, limit, width - GUTTER, numbers.bottom - limit)
    drawing.text("c-soft", GUTTER - 8, (numbers.top + limit) / 2 + 4, f"over {rules.MOST_EFFORT}", "end")
    drawing.text("c-soft", GUTTER - 8, (numbers.bottom + limit) / 2 + SIZE / 3, f"0–{rules.MOST_EFFORT}", "end")
    easy, hard = circle("c-go", 3.5), diamond("c-slow")
    if progress.by_session:
        for one in progress.answers:
            if one.effort is not None:
                mark = hard if one.effort > rules.MOST_EFFORT else easy
                mark(drawing, days.at(one.day), numbers.at(one.effort))
    else:
        for stretch in progress.stretches:
            if stretch.effort is not None:
                x = (days.at(stretch.bucket.first, 0) + days.at(stretch.bucket.last, 1)) / 2
                mark = hard if stretch.effort > rules.MOST_EFFORT else easy
                mark(drawing, x, numbers.at(float(stretch.effort)))
    write_days(drawing, days, numbers.bottom)
    return drawing.svg()
