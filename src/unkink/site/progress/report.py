"""The same on one page of paper: the PDF."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from unkink.export.handout import NoLettersFor, Paper
from unkink.export.report import printed
from unkink.export.report.content import LONGEST_NAME
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.coaching.today import NoProgram, ProgramMissing
from unkink.site.progress.case import progress_for

_ONE_AT_A_TIME = threading.Lock()  # each takes a whole core for a moment


@require_safe
@person_required
def report(request: PersonRequest) -> HttpResponse:
    """The PDF; ``?name=`` stands on it and ``?paper=letter`` is its size. With nothing to tell, the page says so."""
    try:
        progress = progress_for(request.person, datetime.now(UTC))
    except (NoProgram, ProgramMissing):
        return redirect("progress")
    if not progress.sessions and not progress.measured:
        return redirect("progress")
    paper = next((one for one in Paper if one == request.GET.get("paper")), Paper.A4)
    who = request.GET.get("name", "").replace("\x00", "")[:LONGEST_NAME]
    try:
        with _ONE_AT_A_TIME:
            pdf = printed(progress, progress.decision.day, paper=paper, who=who)
    except NoLettersFor as why:
        text = f"{str(why)[:1].upper()}{str(why)[1:]}."
        return render(request, "error.html", {"title": "This page cannot be printed here", "text": text}, status=501)
    headers = {"Content-Disposition": 'inline; filename="progress.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
