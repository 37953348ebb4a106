"""The pages of measuring: what is due and what came of it, and each test guided. All of it works without script."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unkink.coach.measuring.guide import Guide
from unkink.coach.measuring.known import TASKS
from unkink.coach.measuring.put_off import Why
from unkink.coach.measuring.results import How, assessments, latest_of
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.assessing.cards import cards_of, due_card
from unkink.site.assessing.case import Measuring, measuring_of
from unkink.site.assessing.forms import MeasureForm, SevenStepsForm, TasksForm, TrialsForm
from unkink.site.assessing.shelf import guides
from unkink.site.diary.write import record
from unkink.site.figures.bodies import chosen_body
from unkink.site.figures.movements import movements
from unkink.site.figures.pictures import Picture, picture_of
from unkink.site.figures.solved import movement_of
from unkink.site.figures.stills import Look, telling_pose
from unkink.wire.event import Kind

WAY_WORDS = {
    How.TILT: "With this phone",
    How.STOPWATCH: "With this stopwatch",
    How.TAPE: "With a tape measure",
    How.TYPED: "Typed in",
}
WITH_SCRIPT = (How.TILT, How.STOPWATCH)
OTHER_WAY = "other-way"
"""What the form is sent with to be shown for another way to measure: nothing is kept by it, and nothing lost."""


@require_safe
@person_required
def measure(request: PersonRequest) -> HttpResponse:
    """What is due, and every test with what was measured last and what changed."""
    case = measuring_of(request.person, datetime.now(UTC))
    context = {"here": "history", "cards": cards_of(case), "due": due_card(case.due), "program": case.program}
    return _own(render(request, "assessing/measure.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def guided(request: PersonRequest, test: str) -> HttpResponse:
    """One test, step by step, and the form that keeps its numbers: one event for each side."""
    guide = guide_named(test)
    case = measuring_of(request.person, datetime.now(UTC))
    if not case.may_do(guide):
        return _own(render(request, "assessing/not_now.html", {"here": "history", "guide": guide, "case": case}))
    how = _way(guide, request.GET.get("how", ""))
    keeps = request.method == "POST" and OTHER_WAY not in request.POST
    form = form_for(guide, how, case, request.POST, keeps=keeps)
    if keeps and form.is_valid():
        _keep(request, case, form)
        messages.success(request, f"{guide.title}: kept.")
        return redirect("measure")
    context = {
        "here": "history",
        "guide": guide,
        "form": form,
        "how": how,
        "way": guide.ways[how],
        "ways": [(str(one), WAY_WORDS[one]) for one in guide.ways],
        "other_way": OTHER_WAY,
        "picture": _picture(request, guide),
        "by_script": how in WITH_SCRIPT,
    }
    return _own(render(request, "assessing/guided.html", context, status=422 if form.errors else 200))


@require_POST
@person_required
def not_this_time(request: PersonRequest) -> HttpResponse:
    """Everything that is due is put off until the next week that the program names."""
    case = measuring_of(request.person, datetime.now(UTC))
    for one in case.due:
        data = {"test": one.test, "not-done": str(Why.PERSON)}
        record(request.person, Kind.ASSESSMENT, data, now=case.now, program=case.program.hash if case.program else None)
    messages.success(request, "Not this time, then. You can measure whenever you like.")
    return redirect("home")


@require_POST
@person_required
def take_back(request: PersonRequest, event: UUID) -> HttpResponse:
    """A result counts as never told."""
    case = measuring_of(request.person, datetime.now(UTC))
    if not any(one.id == event for one in assessments(case.events)):
        raise Http404
    record(request.person, Kind.UNDONE, {}, now=case.now, corrects=event)
    messages.success(request, "Taken back. The result before it counts again, if there is one.")
    return redirect("measure")


def guide_named(test: str) -> Guide:
    try:
        return guides()[test]
    except KeyError:
        raise Http404(f"no test is called {test}") from None


def form_for(guide: Guide, how: How, case: Measuring, typed: QueryDict, *, keeps: bool) -> MeasureForm:
    """The form of a test with what was typed, to be read only if it ``keeps``; the tasks are those of last time."""
    sent = typed if keeps else None
    if guide.test.physical:
        return TrialsForm(guide, how, sent, {name: str(value) for name, value in typed.items()})
    if guide.test.name == TASKS:
        last = latest_of(case.results, TASKS)
        return TasksForm(sent, last[0].tasks if last else ())
    return SevenStepsForm(guide, sent)


def _way(guide: Guide, asked: str) -> How:
    """The way that was asked for; else the best one, which a script offers and typing serves too."""
    return next((one for one in guide.ways if one == asked), next(iter(guide.ways)))


def _keep(request: PersonRequest, case: Measuring, form: MeasureForm) -> None:
    program = case.program.hash if case.program else None
    for told in form.told:
        record(request.person, Kind.ASSESSMENT, told.facts, now=case.now, program=program, side=told.side)


def _picture(request: PersonRequest, guide: Guide) -> Picture | None:
    plate = movements().album().plates.get(guide.movement or "")
    if plate is None or plate.movement is None:
        return None
    look = Look(chosen_body(request.person.preferences))
    return picture_of(plate, telling_pose(movement_of(plate)), look)


def _own(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
