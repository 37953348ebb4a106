"""The page of progress."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from unkink.export.charts.expectations import EXPECTATIONS, NO_CHANGE
from unkink.export.report.content import LONGEST_NAME
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.coaching.today import NoProgram, ProgramMissing
from unkink.site.coaching.words import notice_of
from unkink.site.progress.cards import page_of
from unkink.site.progress.case import LATELY_LOOKED_AT, AsOf, as_of, progress_at

OF_TIME_ALONE = "rest-day"
"""Between two sessions nothing waits for the person, so the charts need no word of it."""


@require_safe
@person_required
def progress(request: PersonRequest) -> HttpResponse:
    """Every chart with its words and its table; for somebody new, that there is nothing yet."""
    context: dict[str, object] = {"here": "history", "name_at_most": LONGEST_NAME}
    try:
        context["charts"] = charts(as_of(request.person, datetime.now(UTC)))
    except NoProgram:
        pass
    except ProgramMissing as missing:
        context["trouble"] = f"{missing}."
    response = render(request, "progress/progress.html", context)
    response["Cache-Control"] = "private, no-cache"
    return response


@lru_cache(maxsize=LATELY_LOOKED_AT)
def charts(asked: AsOf) -> SafeString:
    """All that the page says of a log; empty where there is nothing yet."""
    shown = progress_at(asked)
    if not shown.sessions and not shown.measured:
        return SafeString("")
    notice = notice_of(shown.decision)
    context = {
        "title": shown.title,
        "notice": notice if notice and notice.code != OF_TIME_ALONE else None,
        "page": page_of(shown),
        "expectations": EXPECTATIONS,
        "no_change": NO_CHANGE,
    }
    return render_to_string("progress/parts/charts.html", context)
