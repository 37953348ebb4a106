"""Pages of the library: the list, the handout, the source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from unkink.figure.version import VERSION
from unkink.site.accounts.appearance import appearance_of
from unkink.site.accounts.doors import person_of
from unkink.site.audio.sounds import Sound, sounds_of
from unkink.site.coaching.known import known_of
from unkink.site.coaching.today import NoProgram, ProgramMissing
from unkink.site.diary.standing import standing_of
from unkink.site.figures.bodies import chosen_body
from unkink.site.figures.pictures import Pictures, pictures_for
from unkink.site.player.day_plan import Wish, day_for
from unkink.site.programs.cards import Handout
from unkink.site.programs.library import library
from unkink.site.programs.personal import Due, due_of, personal
from unkink.site.programs.problems import problems_of
from unkink.site.programs.shelf import Volume

START_MARK = "<!-- start -->"


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """Every program that can be done, then those whose files need mending."""
    volumes = library().volumes()
    context = {
        "here": "programs",
        "shelf": [(name, volume.handout) for name, volume in volumes.items() if volume.handout],
        "broken": [(name, volume) for name, volume in volumes.items() if not volume.handout],
    }
    return render(request, "programs/programs.html", context)


@require_safe
def program(request: HttpRequest, name: str) -> HttpResponse:
    """The handout, or what is wrong with the file in plain words."""
    volumes = library().volumes()
    volume = _volume(volumes, name)
    if volume.handout is None:
        context = {"name": name, "volume": volume, "problems": problems_of(volume.errors, volume.path.name)}
        return render(request, "programs/broken.html", context)
    onward = _next(volumes, volume.handout)
    pictures = pictures_for(volume.path, chosen_body(_kept(request)))
    due = _due(request, name)
    page = _page(name, volume.handout, due, sounds_of(volume.handout), onward, appearance_of(request), pictures)
    return HttpResponse(page.replace(START_MARK, _start(request, name), 1))


def _due(request: HttpRequest, name: str) -> Due | None:
    """What is due for whoever reads the page, if they are on that program."""
    person = person_of(request)
    if person is None:
        return None
    try:
        known = known_of(person)
    except (NoProgram, ProgramMissing):
        return None
    return due_of(day_for(person, known, Wish(), datetime.now(UTC))) if known.name == name else None


def _kept(request: HttpRequest) -> object:
    """What is kept with whoever reads the page, if anything."""
    person = person_of(request)
    return person.preferences if person else None


def _start(request: HttpRequest, name: str) -> str:
    """What whoever reads the page can do with the program: start it, or go on with it.

    It is the only part of the page that is not the same for everybody.
    """
    person = person_of(request)
    if person is None:
        return ""
    enrolment = standing_of(person).enrolment
    doing = enrolment is not None and enrolment.name == name
    context = {"name": name, "doing": doing, "token": None if doing else get_token(request)}
    return render_to_string("player/parts/start.html", context)


def _page(
    name: str,
    handout: Handout,
    due: Due | None,
    sounds: tuple[Sound, ...],
    onward: list[tuple[str, str]],
    appearance: str,
    pictures: Pictures,
) -> str:
    """The page as text: made once for each state of what stands on it, since it takes twenty times as long as the rest.

    A program's hash stands for everything in its handout.
    """
    states = [(sound.session.kind, sound.ready, sound.unspoken) for sound in sounds]
    shown = (pictures.album.digest, pictures.body, VERSION)
    state = (name, handout.program.hash, due, states, onward, appearance, shown)
    key = hashlib.sha256(repr(state).encode()).hexdigest()
    context = {
        "name": name,
        "handout": personal(handout, due) if due else handout,
        "program": handout.program,
        "sounds": sounds,
        "next": onward,
        "appearance": appearance,
        "strips": pictures.strips(handout.program),
    }
    return str(caches["pages"].get_or_set(key, lambda: render_to_string("programs/program.html", context)))


@require_safe
def source(request: HttpRequest, name: str) -> HttpResponse:
    """The program file itself, as text."""
    volume = _volume(library().volumes(), name)
    if volume.unreadable:
        raise Http404
    return HttpResponse(volume.source, content_type="text/plain; charset=utf-8")


def _volume(volumes: Mapping[str, Volume], name: str) -> Volume:
    try:
        return volumes[name]
    except KeyError:
        raise Http404(f"no program is called {name}") from None


def _next(volumes: Mapping[str, Volume], handout: Handout) -> list[tuple[str, str]]:
    """Where to go from here: (title, id) where that program is on the shelf, (name in words, nothing) where not."""
    return [_signpost(volumes, name) for name in handout.program.next]


def _signpost(volumes: Mapping[str, Volume], name: str) -> tuple[str, str]:
    volume = volumes.get(name)
    if volume and volume.handout:
        return volume.handout.program.title, name
    words = name.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}", ""
