"""Pages of the library: the list, the handout, the source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from textwrap import dedent

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from unkink.program.diagnostic import Diagnostic, as_text
from unkink.site.audio.sounds import Sound, sounds_of
from unkink.site.programs.cards import Handout
from unkink.site.programs.library import library
from unkink.site.programs.shelf import Volume


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
        context = {"name": name, "volume": volume, "problems": _problems(volume)}
        return render(request, "programs/broken.html", context)
    return HttpResponse(_page(name, volume.handout, sounds_of(volume.handout), _next(volumes, volume.handout)))


def _page(name: str, handout: Handout, sounds: tuple[Sound, ...], onward: list[tuple[str, str]]) -> str:
    """The page as text: made once for each state of what stands on it, since it takes twenty times as long as the rest.

    A program's hash stands for everything in its handout.
    """
    states = [(sound.session.kind, sound.ready, sound.unspoken) for sound in sounds]
    key = hashlib.sha256(repr((name, handout.program.hash, states, onward)).encode()).hexdigest()
    context = {"name": name, "handout": handout, "program": handout.program, "sounds": sounds, "next": onward}
    return str(caches["pages"].get_or_set(key, lambda: render_to_string("programs/program.html", context)))


@require_safe
def source(request: HttpRequest, name: str) -> HttpResponse:
    """The program file itself, as text."""
    volume = _volume(library().volumes(), name)
    if volume.unreadable:
        raise Http404
    return HttpResponse(volume.source, content_type="text/plain; charset=utf-8")


def _volume(volumes: dict[str, Volume], name: str) -> Volume:
    try:
        return volumes[name]
    except KeyError:
        raise Http404(f"no program is called {name}") from None


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: a plain sentence, its file:line:column, and the line with its caret and the way out."""

    message: str
    place: str
    shown: str


def _problems(volume: Volume) -> list[Problem]:
    return [_problem(found, volume.path.name) for found in volume.errors]


def _problem(found: Diagnostic, file: str) -> Problem:
    _, _, shown = as_text(found, file).partition("\n")
    message = f"{found.message[:1].upper()}{found.message[1:]}."
    return Problem(message, f"{file}:{found.line}:{found.column}", dedent(shown))


def _next(volumes: dict[str, Volume], handout: Handout) -> list[tuple[str, str]]:
    """Where to go from here: (title, id) where that program is on the shelf, (name in words, nothing) where not."""
    return [_signpost(volumes, name) for name in handout.program.next]


def _signpost(volumes: dict[str, Volume], name: str) -> tuple[str, str]:
    volume = volumes.get(name)
    if volume and volume.handout:
        return volume.handout.program.title, name
    words = name.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}", ""
