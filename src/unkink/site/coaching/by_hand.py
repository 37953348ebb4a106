"""Choosing a step or a phase by hand, and taking that back: each is one more event of the log."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from unkink.coach.decision import Decision, Prescribed, Status
from unkink.coach.settling import settled
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.accounts.models import Person
from unkink.site.coaching.cards import NOT_BY_HAND, anchor_of, key_of
from unkink.site.coaching.texts import tell_todays_text
from unkink.site.coaching.today import NoProgram, ProgramMissing, program_of, todays_decision
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import record
from unkink.site.diary.writing import writing
from unkink.wire.event import Event, Kind
from unkink.wire.words import SetBy, Side

CHANGING = (Kind.RUNG_SET, Kind.UNDONE)


@require_POST
@person_required
def choose(request: PersonRequest) -> HttpResponse:
    """From now on that step of that ladder; ``ladder`` names it, ``step-LADDER`` is the step.

    What no form of ours sends changes nothing: Today shows what is so.
    """
    ladder = request.POST.get("ladder", "")
    now = datetime.now(UTC)
    try:
        _, decision = todays_decision(request.person, now)
    except (NoProgram, ProgramMissing):
        return redirect("home")
    one = next((one for one in decision.exercises if key_of(one) == ladder), None)
    step = _step(one, request.POST.get(f"step-{ladder}", ""))
    if one is None or step is None:
        return redirect("home")
    if step != one.rung:
        _record(request.person, one.exercise, step, now, side=one.side)
    return _to(one.exercise, one.side)


def _step(one: Prescribed | None, text: str) -> int | None:
    """The step that was chosen, if the ladder has it."""
    if one is None or one.change in NOT_BY_HAND:
        return None
    return next((step.rung for step in one.steps if str(step.rung) == text), None)


@require_POST
@person_required
def choose_phase(request: PersonRequest) -> HttpResponse:
    """From now on that ``phase``; or ``stay`` names the one of now, which then nothing leads on from.

    What no form of ours sends changes nothing, and neither does a page that is out of date or a program that is locked.
    """
    now = datetime.now(UTC)
    try:
        _, decision = todays_decision(request.person, now)
    except (NoProgram, ProgramMissing):
        return redirect("home")
    wanted = _phase(decision, request.POST.get("stay", ""), request.POST.get("phase", ""))
    if wanted is None:
        return redirect("home")
    _record(request.person, wanted, 0, now)
    return _to(wanted, None)


def _record(person: Person, exercise: str, rung: int, now: datetime, side: Side | None = None) -> None:
    """The choice, of the text as it is now."""
    with writing():
        _, program = program_of(standing_of(person))
        tell_todays_text(person, program, now)
        told = {"rung": rung, "by": str(SetBy.PERSON)}
        record(person, Kind.RUNG_SET, told, now=now, program=program.hash, exercise=exercise, side=side)


def _phase(decision: Decision, stay: str, other: str) -> str | None:
    """The phase that was chosen, if the program has it and it would change something."""
    now = decision.phase
    if now is None or decision.status is Status.LOCKED:
        return None
    if stay:
        already = any(one.rule == "phase-stays" for one in now.reasons)
        return stay if stay == now.phase and not already else None
    return next((one.phase for one in now.steps if one.phase == other and not one.here), None)


@require_POST
@person_required
def undo(request: PersonRequest, event: UUID) -> HttpResponse:
    """That choice was never made. Taken back already, it stays so."""
    chosen = _chosen(request.person, event)
    if chosen.id in _counting(request.person):
        record(request.person, Kind.UNDONE, {}, now=datetime.now(UTC), corrects=chosen.id)
    return _to(chosen.exercise or "", chosen.side)


def _chosen(person: Person, event: UUID) -> Event:
    row = log_of(person).filter(id=event, kind=Kind.RUNG_SET).values_list(*OF_THE_EVENT).first()
    if row is None:
        raise Http404("no step was chosen by that event")
    return event_of(row)


def _counting(person: Person) -> set[UUID]:
    """Choices that nothing has taken back."""
    rows = log_of(person).filter(kind__in=CHANGING).values_list(*OF_THE_EVENT)
    return {one.id for one in settled(map(event_of, rows)).events}


def _to(exercise: str, side: Side | None) -> HttpResponse:
    return redirect(f"{reverse('home')}#{anchor_of(exercise, side)}")
