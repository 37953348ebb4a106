"""Today, the player's page, and starting a program."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unkink.coach.standing import Standing
from unkink.session.lay import SessionTooLong
from unkink.session.timeline import Side
from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.assessing.case import due_today
from unkink.site.coaching.known import known_of
from unkink.site.coaching.texts import LONGEST_TITLE
from unkink.site.coaching.today import NoProgram, ProgramMissing
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import NoSuchEvent, record
from unkink.site.figures.ahead import draw_ahead
from unkink.site.figures.bodies import chosen_body
from unkink.site.figures.pictures import pictures_for
from unkink.site.player.day_plan import NoSessionToday, Wish, day_for, program_file, session_for, sheet_for
from unkink.site.player.modules import modules
from unkink.site.player.page import todays_page
from unkink.site.player.today import stills_of_today
from unkink.site.player.tracks import make_ahead
from unkink.site.programs.library import library
from unkink.wire.event import Kind
from unkink.wire.words import SessionKind

PLAYER = "unkink/player/player.js"


@require_safe
@person_required
def today(request: PersonRequest) -> HttpResponse:
    """Today's exercises and one button; or why there is none; or, before there is any, the programs to choose from."""
    try:
        now = datetime.now(UTC)
        known = known_of(request.person)
        day = day_for(request.person, known, wish_of(request.GET, known.standing), now)
        pictures = pictures_for(program_file(day.plan), chosen_body(request.person.preferences))
        due = due_today(request.person, day.plan.program, day.decision, now)
        response = todays_page(request, day, pictures, due)
    except NoProgram:
        return _welcome(request)
    except (ProgramMissing, SessionTooLong) as why:
        return _welcome(request, trouble=f"{why}.".replace("..", "."))
    if day.notice is None:
        make_ahead(sheet_for(day).tracks)
    draw_ahead(stills_of_today(day, pictures))
    response["Cache-Control"] = "private, no-cache"
    return response


def _welcome(request: HttpRequest, trouble: str = "") -> HttpResponse:
    shelf = [(name, volume.handout) for name, volume in library().volumes().items() if volume.handout]
    return render(request, "player/welcome.html", {"here": "today", "shelf": shelf, "trouble": trouble})


def wish_of(query: QueryDict, standing: Standing) -> Wish:
    """What the page's form asks for; where it was not asked, what was missing last time is still missing.

    A word that no form of ours sends counts as not asked: the page shows what it shows, and nothing is lost.
    """
    kind = next((one for one in SessionKind if one == query.get("kind")), SessionKind.WHOLE)
    first = next((one for one in Side if one == query.get("first")), None)
    if "missing" in query:
        given = [answer for value in query.getlist("missing") for answer in value.split(",") if answer]
    else:
        given = list(standing.last.missing) if standing.last else []
    return Wish(kind, tuple(given), first)


@require_safe
@person_required
def session(request: PersonRequest) -> HttpResponse:
    """The player, or why no session begins now. Everything else on it comes from the package that its script asks for.

    Without a program to play, the script says so.
    """
    try:
        known = known_of(request.person)
        session_for(day_for(request.person, known, wish_of(request.GET, known.standing), datetime.now(UTC)))
    except NoSessionToday as no:
        return render(request, "player/no_session.html", {"notice": no.notice}, status=HTTPStatus.CONFLICT)
    except (NoProgram, ProgramMissing):
        pass
    return render(request, "player/session.html", {"modules": modules(PLAYER)})


@require_POST
@person_required
def start(request: PersonRequest, name: str) -> HttpResponse:
    """From now on this program is on Today."""
    volume = library().volumes().get(name)
    if volume is None or volume.handout is None:
        raise Http404(f"no program is called {name}")
    program = volume.handout.program
    enrolment = standing_of(request.person).enrolment
    if enrolment is None or (enrolment.name, enrolment.hash) != (name, program.hash):
        known = enrolment is not None and enrolment.name == name
        kind = Kind.PROGRAM_CHANGED if known else Kind.ENROLLED
        data = {"name": name, "title": program.title[:LONGEST_TITLE]}
        try:
            record(request.person, kind, data, now=datetime.now(UTC), program=program.hash)
        except NoSuchEvent as why:
            return _welcome(request, trouble=f"{program.title} cannot be started: {why}.")
    return redirect("home")
