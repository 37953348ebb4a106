"""The questions, page by page, and what they led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unkink.coach.decision import Status
from unkink.coach.questions import QuestionPage, answers_asked, asked_pages
from unkink.coach.screening import Outcome, screened
from unkink.program.program import Program
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.screening.drafts import Answers, draft_of, drop_draft, keep_draft
from unkink.site.screening.form import read_page, shown_page
from unkink.site.screening.outcome import outcome_told
from unkink.site.screening.shelf import pages_for, screening_words
from unkink.site.screening.state import State, state_of
from unkink.site.screening.telling import last_answers, last_told, tell
from unkink.wire.facts import Fact, Facts

AT_ONCE = (Outcome.EMERGENCY, Outcome.SAME_DAY, Outcome.OUT_OF_SCOPE)
"""Nobody to whom one of these applies is asked anything more."""
CLEARED = (Outcome.PROFESSIONAL,)
YES = "yes"
TICK_FIRST = "Nothing was changed. This opens with what you say here: choose it when it is so."


@require_safe
@person_required
def questions(request: PersonRequest) -> HttpResponse:
    """What locks, if anything does; else the first open page of the questions; else what the answers led to."""
    now = datetime.now(UTC)
    state = state_of(request.person, now)
    if state is None:
        return redirect("home")
    draft = draft_of(request.person, now)
    open_page = _open_page(pages_for(state.program), draft or {}).id
    if state.locked:
        return _outcome(request, state, begun="" if draft is None else open_page)
    if draft is not None or state.asks:
        return redirect("screening:page", open_page)
    return _outcome(request, state)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def page(request: PersonRequest, page: str) -> HttpResponse:
    """One page of questions. What was answered before, on it and on the others, is kept meanwhile."""
    now = datetime.now(UTC)
    state = state_of(request.person, now)
    if state is None:
        return redirect("home")
    draft = draft_of(request.person, now)
    pages = pages_for(state.program)
    shown = next((one for one in pages if one.id == page), None)
    if shown is None:
        raise Http404
    may_begin = shown is pages[0] and not state.locked
    if (draft is None and not may_begin) or not shown.asked(draft or {}):
        return redirect("screening:questions")
    if request.method == "POST":
        return _answered(request, state, shown, draft or {}, now)
    return _show(request, state.program, shown, draft or {})


@require_POST
@person_required
def begin(request: PersonRequest) -> HttpResponse:
    """The questions anew, with what somebody says of themselves: that a clinician has seen or cleared them.

    Whoever was cleared finds their last answers filled in, but for the urgent ones.
    """
    now = datetime.now(UTC)
    state = state_of(request.person, now)
    if state is None:
        return redirect("home")
    told = outcome_told(request.person, state.program, state.decision)
    claims: Answers = {one.answer: True for one in told.claims if request.POST.get(one.answer) == YES}
    if told.locks and not told.without_claim and not claims:
        return _outcome(request, state, wrong=TICK_FIRST)
    pages = pages_for(state.program)
    only_cleared = bool(told.locks) and all(lock.outcome in CLEARED for lock in told.locks)
    filled = _not_urgent(pages, last_answers(request.person)) if only_cleared else {}
    keep_draft(request.person, {**filled, **claims}, now)
    return redirect("screening:page", pages[0].id)


def _answered(
    request: PersonRequest, state: State, shown: QuestionPage, before: Answers, now: datetime
) -> HttpResponse:
    """Keep what is plain; then back, the same page with what is open, the next one, or the end."""
    sent = read_page(shown, request.POST, before)
    on_it = {one.answer for group in shown.groups for one in group.questions}
    answers = {name: answer for name, answer in before.items() if name not in on_it} | dict(sent.answers)
    pages = pages_for(state.program)
    if "back" in request.POST:
        keep_draft(request.person, answers, now)
        return redirect("screening:page", _before(pages, shown, answers).id)
    if any(lock in AT_ONCE for lock, _ in screened(Facts(answers)).locks):
        return _told(request, state, answers, now)
    keep_draft(request.person, answers, now)
    if sent.wrong:
        return _show(request, state.program, shown, answers, request.POST, sent.wrong)
    following = _after(pages, shown, answers)
    if following is not None:
        return redirect("screening:page", following.id)
    still = [one for one in pages if one.open_in(answers)]
    if still:
        return redirect("screening:page", still[0].id)
    return _told(request, state, answers, now)


def _told(request: PersonRequest, state: State, answers: Answers, now: datetime) -> HttpResponse:
    """One event with all that was asked and answered, and what was claimed."""
    claims = {one.claim.answer for one in screening_words().outcomes.values() if one.claim}
    kept = answers_asked(pages_for(state.program), answers)
    kept |= {name: answer for name, answer in answers.items() if name in claims}
    tell(request.person, kept, state.program.hash, now)
    drop_draft(request.person)
    return redirect("screening:questions")


# Pages in their order ------------------------------------------------------------------------------------------------


def _open_page(pages: Sequence[QuestionPage], answers: Mapping[str, Fact]) -> QuestionPage:
    """The first page with something open; the last one where there is none."""
    asked = asked_pages(pages, answers)
    return next((one for one in asked if one.open_in(answers)), asked[-1])


def _before(pages: Sequence[QuestionPage], shown: QuestionPage, answers: Mapping[str, Fact]) -> QuestionPage:
    asked = [one for one in pages[: pages.index(shown)] if one.asked(answers)]
    return asked[-1] if asked else shown


def _after(pages: Sequence[QuestionPage], shown: QuestionPage, answers: Mapping[str, Fact]) -> QuestionPage | None:
    later = pages[pages.index(shown) + 1 :]
    return next((one for one in later if one.asked(answers)), None)


def _not_urgent(pages: Sequence[QuestionPage], answers: Answers) -> Answers:
    known = {one.answer for page in pages for group in page.groups if not group.urgent for one in group.questions}
    return {name: answer for name, answer in answers.items() if name in known}


# Shown ---------------------------------------------------------------------------------------------------------------


def _show(
    request: PersonRequest,
    program: Program,
    shown: QuestionPage,
    answers: Answers,
    sent: QueryDict | None = None,
    wrong: Mapping[str, str] | None = None,
) -> HttpResponse:
    asked = asked_pages(pages_for(program), answers)
    place = asked.index(shown)
    context = {
        "here": "today",
        "page": shown,
        "groups": shown_page(shown, answers, sent, wrong),
        "number": place + 1,
        "count": len(asked),
        "first": place == 0,
        "last": place == len(asked) - 1,
        "wrong": wrong,
    }
    return _own(render(request, "screening/page.html", context, status=422 if wrong else 200))


def _outcome(request: PersonRequest, state: State, *, begun: str = "", wrong: str = "") -> HttpResponse:
    """What locks, or what the answers led to. ``begun`` is the page on which answers that were begun go on."""
    told = last_told(request.person)
    context = {
        "here": "today",
        "told": outcome_told(request.person, state.program, state.decision),
        "words": screening_words().outcomes,
        "program": state.program.title,
        "ready": state.decision.status is Status.READY,
        "answered": told.at if told else None,
        "begun": begun,
        "wrong": wrong,
    }
    template = "screening/locked.html" if state.locked else "screening/answered.html"
    return _own(render(request, template, context, status=422 if wrong else 200))


def _own(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
