"""The pages of the morning after: one tap, by a link or from Today."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods

from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.diary.finding import find_session
from unkink.site.diary.titles import program_of, program_title
from unkink.site.screening.morning import (
    Morning,
    NotYet,
    TooLate,
    morning_of,
    tell_morning,
    tell_usual_again,
)
from unkink.site.screening.state import state_of
from unkink.wire.told import MorningAfter
from unkink.wire.words import MorningAnswer

MOST_SORE = 10
TODAY = "today"

KEPT = {
    MorningAnswer.AS_USUAL: "As usual: that is kept.",
    MorningAnswer.MUSCLES_SORE: "Sore muscles: that is kept.",
    MorningAnswer.MORE_PAIN: "More pain: that is kept. Rest until it is as usual.",
}
NOT_KNOWN = "Nothing was changed: choose one of the three answers."
HOW_SORE = "Nothing was changed yet: say how sore the muscles are, from 0 to 10."
NOT_YET = "Nothing was changed: how the morning is, the morning will show. More pain can be told today."
NOT_YET_AGAIN = "Nothing was changed: the last session was today. Its morning after is tomorrow."
TOO_LATE = "Nothing was changed: this morning is over a week ago and is not asked for any more."
USUAL_AGAIN = "As usual again: that is kept. Good to hear."


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def morning(request: PersonRequest, session: UUID) -> HttpResponse:
    """How the morning after that session is: asked, told, or told otherwise."""
    now = datetime.now(UTC)
    record = find_session(request.person, session)
    if record.started is None:
        return _show(request, None, now)
    known = morning_of(request.person, record, now)
    if request.method != "POST":
        return _show(request, known, now)
    told = _read(request.POST)
    if isinstance(told, str):
        return _show(request, known, now, wrong=told)
    try:
        tell_morning(request.person, known, told, now)
    except NotYet:
        return _show(request, known, now, wrong=NOT_YET)
    except TooLate:
        return _show(request, known, now, wrong=TOO_LATE)
    return _kept(request, KEPT[told.answer], redirect("screening:morning", session))


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def usual_again(request: PersonRequest) -> HttpResponse:
    """After more pain: it is as usual again."""
    now = datetime.now(UTC)
    state = state_of(request.person, now)
    rests = state is not None and state.rests
    wrong = ""
    if request.method == "POST":
        try:
            if not rests:
                return redirect("screening:usual-again")
            tell_usual_again(request.person, now)
            return _kept(request, USUAL_AGAIN, redirect("home"))
        except NotYet:
            wrong = NOT_YET_AGAIN
    context = {"here": "today", "rests": rests, "wrong": wrong}
    return _own(render(request, "screening/usual_again.html", context, status=422 if wrong else 200))


def _read(sent: QueryDict) -> MorningAfter | str:
    """The answer, or what is wrong with it. A number alone says that the muscles are sore, and how much."""
    sore, word = sent.get("soreness", ""), sent.get("answer", "")
    if sore:
        level = int(sore) if sore.isascii() and sore.isdigit() and len(sore) < 3 else MOST_SORE + 1
        return MorningAfter(MorningAnswer.MUSCLES_SORE, level) if level <= MOST_SORE else HOW_SORE
    if word not in tuple(MorningAnswer):
        return NOT_KNOWN
    return HOW_SORE if word == MorningAnswer.MUSCLES_SORE else MorningAfter(MorningAnswer(word))


def _show(request: PersonRequest, known: Morning | None, now: datetime, *, wrong: str = "") -> HttpResponse:
    context: dict[str, object] = {"here": "today", "known": known, "wrong": wrong}
    if known is not None:
        state = state_of(request.person, now) if known.more_pain else None
        context["program"] = program_title(program_of(known.record))
        context["rests"] = state is not None and state.rests
    return _own(render(request, "screening/morning.html", context, status=422 if wrong else 200))


def _kept(request: PersonRequest, words: str, otherwise: HttpResponse) -> HttpResponse:
    """Back to Today, with a word of what was kept, for whoever came from there; else to where that can be seen."""
    response = redirect("home") if request.POST.get("back") == TODAY else otherwise
    if response["Location"] == resolve_url("home"):
        messages.success(request, words)
    return response


def _own(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
