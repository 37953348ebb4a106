"""A person's own data: taking the log along, and bringing it back."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.diary.importing import Imported, NotALog, import_log
from unkink.site.diary.reading import log_lines, log_of
from unkink.site.serving.limits import LOG_BYTES

MOST_SHOWN = 20
NO_FILE = "Choose the file first: the one that you downloaded, log.jsonl."
TOO_LARGE = "That file is larger than a log can be. Nothing was brought back."


@require_safe
@person_required
def data(request: PersonRequest) -> HttpResponse:
    return _page(request)


@require_safe
@person_required
def download(request: PersonRequest) -> HttpResponseBase:
    """The whole log as JSON Lines, in the order in which things happened."""
    name = f"unkink-log-{datetime.now(UTC):%Y-%m-%d}.jsonl"
    lines = (line + b"\n" for line in log_lines(request.person))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(lines, content_type="application/jsonl", headers=headers)


@require_POST
@person_required
def bring_back(request: PersonRequest) -> HttpResponse:
    file = request.FILES.get("log")
    if not isinstance(file, UploadedFile):
        return _page(request, wrong=NO_FILE)
    if (file.size or 0) > LOG_BYTES:
        return _page(request, wrong=TOO_LARGE)
    try:
        imported = import_log(request.person, file, received_ms=time.time_ns() // 1_000_000)
    except NotALog as other:
        lines = [message for bad in other.bad[:MOST_SHOWN] for message in bad.messages("line")]
        return _page(request, lines=lines[:MOST_SHOWN], count=other.count)
    messages.success(request, _told(imported))
    return redirect("settings_data")


def _told(imported: Imported) -> str:
    stored, known, other = imported.stored, imported.known, imported.other
    if not stored + known + other:
        return "That file is empty. Nothing changed."
    new = "Nothing in it was new" if not stored else f"{stored} {'entry is' if stored == 1 else 'entries are'} back"
    here = f"; {known} {'was' if known == 1 else 'were'} here already" if known else ""
    left = f"; {other} {'was' if other == 1 else 'were'} left out, as something else has the same id" if other else ""
    return f"{new}{here}{left}."


def _page(request: PersonRequest, **trouble: object) -> HttpResponse:
    context = {"here": "settings", "count_of_events": log_of(request.person).count(), **trouble}
    response = render(request, "diary/data.html", context, status=422 if trouble else 200)
    response["Cache-Control"] = "private, no-cache"
    return response
