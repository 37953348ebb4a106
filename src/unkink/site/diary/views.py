"""History: the months, one session, and what a person changes about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unkink.coach.record import SessionRecord
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.diary.changes import LONGEST_NOTE, add_note, bring_back, take_back
from unkink.site.diary.finding import find_session
from unkink.site.diary.months import Month, history_of
from unkink.site.diary.told import told_of
from unkink.site.diary.untold import LEVELS, Question, questions_of, tell

TAKEN_BACK = "Taken back: this session no longer counts."
BROUGHT_BACK = "The session is back, as it was."
TOLD_LATER = "That is kept, with this session."
NOTHING_CHOSEN = "Nothing was kept yet: choose a number from 0 to 10. What you leave open stays open."
NOT_HEARD = "Nothing was changed: there is nothing to tell of this session any more."


@require_safe
@person_required
def history(request: PersonRequest) -> HttpResponse:
    """A month of sessions: the last one with any, or the one that ``?month=2026-11`` names."""
    shown = history_of(request.person, Month.read(request.GET.get("month", "")))
    response = render(request, "diary/history.html", {"here": "history", "history": shown})
    return _own(response)


@require_safe
@person_required
def one_session(request: PersonRequest, session: UUID) -> HttpResponse:
    """What was done in one session against what was prescribed; or that it was taken back."""
    return _show(request, find_session(request.person, session))


@require_POST
@person_required
def note(request: PersonRequest, session: UUID) -> HttpResponse:
    found = find_session(request.person, session)
    text = request.POST.get("note", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE or "\x00" in text:
        wrong = f"A note has at most {LONGEST_NOTE} characters; this one has {len(text)}. It is still in the field."
        return _show(request, found, wrong=wrong, note=text)
    add_note(request.person, session, text, now=datetime.now(UTC))
    messages.success(request, "Your note is kept." if text else "The note is gone.")
    return redirect("history_session", session)


@require_POST
@person_required
def told_later(request: PersonRequest, session: UUID) -> HttpResponse:
    """What the player asked at its end and nobody answered."""
    now = datetime.now(UTC)
    found = find_session(request.person, session)
    asked = questions_of(request.person, found, now) if found.started else ()
    levels = _levels(request.POST, asked)
    if not levels:
        return _show(request, found, untold_wrong=NOTHING_CHOSEN if asked else NOT_HEARD)
    tell(request.person, found, levels, now=now)
    messages.success(request, TOLD_LATER)
    return redirect("history_session", session)


def _levels(sent: QueryDict, asked: Iterable[Question]) -> dict[Question, int]:
    """The numbers that were chosen; anything else counts as left open."""
    numbers = {str(level): level for level in LEVELS}
    chosen = {one: numbers.get(sent.get(one.field, "")) for one in asked}
    return {one: level for one, level in chosen.items() if level is not None}


@require_POST
@person_required
def taken_back(request: PersonRequest, session: UUID) -> HttpResponse:
    return _changed(request, session, take_back, TAKEN_BACK)


@require_POST
@person_required
def brought_back(request: PersonRequest, session: UUID) -> HttpResponse:
    return _changed(request, session, bring_back, BROUGHT_BACK)


def _changed(request: PersonRequest, session: UUID, change: Callable[..., None], words: str) -> HttpResponse:
    find_session(request.person, session)
    change(request.person, session, now=datetime.now(UTC))
    messages.success(request, words)
    return redirect("history_session", session)


def _show(request: PersonRequest, record: SessionRecord, **form: str) -> HttpResponse:
    context = {"here": "history", "record": record, "longest_note": LONGEST_NOTE, **form}
    if record.started is None:
        return _own(render(request, "diary/taken_back.html", context))
    told = told_of(record)
    questions = questions_of(request.person, record, datetime.now(UTC))
    context |= {"told": told, "note": form.get("note", told.note), "untold": questions, "levels": LEVELS}
    wrong = "wrong" in form or "untold_wrong" in form
    return _own(render(request, "diary/session.html", context, status=422 if wrong else 200))


def _own(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
