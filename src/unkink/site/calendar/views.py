"""The plan's page: days and times, one session moved, holidays and trips. Each change is one more event of the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unkink.coach.planning.moving import fits, moved, put_back, without_old
from unkink.coach.planning.schedule import Schedule, Stay
from unkink.coach.planning.schedule_facts import facts_of
from unkink.session.lay import SessionTooLong
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.calendar import feed
from unkink.site.calendar.cards import days_words, session_cards, week_cards
from unkink.site.calendar.case import Case, NoPlan, ProgramGone, case_of
from unkink.site.calendar.forms import DaysForm, MoveForm, RangeForm, TripForm
from unkink.site.diary.write import record
from unkink.wire.event import Kind

MOST = {"holidays": 50, "stays": 50, "moves": 100}
ENOUGH = "That is as many as a plan holds. Take one away first."
TOO_CLOSE = "That is too close to another session: this program wants a day of rest between two. Nothing was changed."
THERE_ALREADY = "It is planned then already, so nothing was changed."
GONE = "That session is not in the plan any more, so nothing was changed."


@require_safe
@person_required
def plan(request: PersonRequest) -> HttpResponse:
    """Everything that is planned, and the forms that change it."""
    try:
        return show_plan(request, case_of(request.person, datetime.now(UTC)))
    except (NoPlan, ProgramGone, SessionTooLong) as why:
        return _nothing(request, why)


def show_plan(request: PersonRequest, case: Case, status: int = 200, **more: Any) -> HttpResponse:  # noqa: ANN401
    """The page; in ``more``, a form as it was filled in and what is wrong with it, or a new address.

    Raises:
        SessionTooLong: where the program asks for more than a day.
    """
    planned, schedule = case.plan, case.past.schedule
    weeks = week_cards(case, planned)
    context = {
        "here": "settings",
        "title": case.program.title,
        "chosen": bool(schedule.weekly),
        "sessions": session_cards(case, planned),
        "this_week": weeks[0] if weeks else None,
        "weeks": weeks[1:],
        "over": case.today > planned.last,
        "last": planned.last,
        "pace": case.pace,
        "fresh": not case.past.chosen,
        "days": _days_form(case),
        "holidays": [(f"{one.first}/{one.last}", days_words(one.first, one.last)) for one in schedule.holidays],
        "holiday": RangeForm(today=case.today, prefix="holiday"),
        "trips": [
            (f"{one.days.first}/{one.days.last}", days_words(one.days.first, one.days.last), one.zone.replace("_", " "))
            for one in schedule.stays
        ],
        "trip": TripForm(today=case.today, prefix="trip"),
        "address_since": feed.address_since(request.person),
        **more,
    }
    return render(request, "calendar/plan.html", context, status=status)


def _nothing(request: PersonRequest, why: Exception) -> HttpResponse:
    trouble = "" if isinstance(why, NoPlan) else f"{why}.".replace("..", ".")
    context = {"here": "settings", "trouble": trouble, "address_since": feed.address_since(request.person)}
    return render(request, "calendar/no_plan.html", context)


@require_POST
@person_required
def days(request: PersonRequest) -> HttpResponse:
    """The weekdays with their times, and the reminder. Sessions that were moved stay where they were moved to."""
    case = _case(request)
    if case is None:
        return redirect("plan")
    form = _days_form(case, request.POST)
    if not form.is_valid():
        return show_plan(request, case, 422, days=form)
    old = case.past.schedule
    chosen = Schedule(form.weekly, old.holidays, old.stays, old.moves, form.minutes_before)
    _keep(request, case, chosen, zone=form.cleaned_data["zone"])
    return _kept(request, "Your days are kept.", "ahead")


@require_POST
@person_required
def move(request: PersonRequest, session: str) -> HttpResponse:
    """That session on another day; with ``back``, where its week has it."""
    case = _case(request)
    one = next((one for one in case.plan.sessions if one.id == session), None) if case else None
    if case is None or one is None:
        messages.warning(request, GONE)
        return redirect("plan")
    schedule = case.past.schedule
    if "back" in request.POST:
        _keep(request, case, put_back(schedule, session))
        return _kept(request, "Put back.", "ahead")
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _not_kept(request, case, str(next(iter(form.errors.values()))[0]))
    if (one.wall_day, f"{one.start:%H:%M}") == (form.cleaned_data["day"], f"{form.cleaned_data['at']:%H:%M}"):
        return _kept(request, THERE_ALREADY, "ahead")
    changed = moved(schedule, session, form.cleaned_data["day"], form.cleaned_data["at"])
    if len(changed.moves) > MOST["moves"]:
        return _not_kept(request, case, ENOUGH)
    if not fits(case.trial, case.plan, changed, session):
        return _not_kept(request, case, TOO_CLOSE)
    _keep(request, case, changed)
    return _kept(request, "Moved.", "ahead")


@require_POST
@person_required
def holidays(request: PersonRequest) -> HttpResponse:
    """One holiday more; with ``away``, that one less."""
    case = _case(request)
    if case is None:
        return redirect("plan")
    old = case.past.schedule
    if (away := request.POST.get("away")) is not None:
        others = tuple(one for one in old.holidays if f"{one.first}/{one.last}" != away)
        _keep(request, case, replace(old, holidays=others))
        return _kept(request, "That holiday is taken away.", "holidays")
    form = RangeForm(request.POST, today=case.today, prefix="holiday")
    if form.is_valid() and len(old.holidays) >= MOST["holidays"]:
        form.add_error(None, ENOUGH)
    if not form.is_valid():
        return show_plan(request, case, 422, holiday=form)
    _keep(request, case, replace(old, holidays=(*old.holidays, form.days)))
    return _kept(request, "Enjoy it. Nothing is planned on those days.", "holidays")


@require_POST
@person_required
def trips(request: PersonRequest) -> HttpResponse:
    """One trip more; with ``away``, that one less."""
    case = _case(request)
    if case is None:
        return redirect("plan")
    old = case.past.schedule
    if (away := request.POST.get("away")) is not None:
        others = tuple(one for one in old.stays if f"{one.days.first}/{one.days.last}" != away)
        _keep(request, case, replace(old, stays=others))
        return _kept(request, "That trip is taken away.", "trips")
    form = TripForm(request.POST, today=case.today, prefix="trip")
    if form.is_valid() and len(old.stays) >= MOST["stays"]:
        form.add_error(None, ENOUGH)
    if not form.is_valid():
        return show_plan(request, case, 422, trip=form)
    _keep(request, case, replace(old, stays=(*old.stays, Stay(form.days, form.cleaned_data["zone"]))))
    return _kept(request, "On those days the times are those of the clocks there.", "trips")


def _case(request: PersonRequest) -> Case | None:
    try:
        return case_of(request.person, datetime.now(UTC))
    except (NoPlan, ProgramGone):
        return None


def _days_form(case: Case, given: object = None) -> DaysForm:
    return DaysForm(
        given,
        schedule=case.past.schedule,
        pace=case.pace,
        zone=case.zone,
        has_short=bool(case.program.short_session),
    )


def _keep(request: PersonRequest, case: Case, schedule: Schedule, zone: str | None = None) -> None:
    """The schedule as one more event; nothing where nothing changed."""
    kept = without_old(schedule, case.today)
    if kept != case.past.schedule or not case.past.chosen or (zone and zone != case.zone):
        facts = facts_of(kept)
        record(request.person, Kind.SCHEDULE, facts, now=case.now, program=case.program.hash, zone=zone or case.zone)


def _kept(request: PersonRequest, words: str, section: str) -> HttpResponse:
    messages.success(request, words, extra_tags=section)
    response = redirect("plan")
    response["Location"] += f"#{section}"
    return response


def _not_kept(request: PersonRequest, case: Case, words: str) -> HttpResponse:
    return show_plan(request, case, 422, refused=words)
