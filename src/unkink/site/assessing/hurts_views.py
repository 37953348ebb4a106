"""The page behind "It hurts: stop" on every guided test."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unkink.coach.measuring.put_off import Why
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.assessing.case import measuring_of
from unkink.site.assessing.hurts import FEELINGS, answers_told, said_after, with_answers
from unkink.site.assessing.views import guide_named
from unkink.site.diary.write import record
from unkink.site.screening.telling import last_answers, tell
from unkink.wire.event import Kind

MOST_PAIN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def hurts(request: PersonRequest, test: str) -> HttpResponse:
    """Stop, first of all; then how bad it is and how it feels, neither of which has to be told."""
    guide = guide_named(test)
    if request.method != "POST":
        context = {"here": "history", "guide": guide, "feelings": FEELINGS, "levels": range(MOST_PAIN + 1)}
        return render(request, "assessing/hurts.html", context)
    case = measuring_of(request.person, datetime.now(UTC))
    program = case.program.hash if case.program else None
    feelings = [one.word for one in FEELINGS if one.word in request.POST.getlist("feeling")]
    level = _level(request.POST.get("level", ""))
    told: dict[str, object] = {"test": guide.test.name, "not-done": str(Why.HURTS)}
    told |= {"level": level} if level is not None else {}
    told |= {"feeling": feelings} if feelings else {}
    record(request.person, Kind.ASSESSMENT, told, now=case.now, program=program)
    answers = answers_told(feelings)
    if answers and case.program is not None:
        tell(request.person, with_answers(last_answers(request.person), answers), case.program.hash, case.now)
        return redirect("screening:questions")
    messages.success(request, said_after(level, feelings))
    return redirect("measure")


def _level(sent: str) -> int | None:
    level = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else MOST_PAIN + 1
    return level if level <= MOST_PAIN else None
