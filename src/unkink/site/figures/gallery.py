"""The gallery: every movement, and a page for each, for whoever wants to look closer and for whoever writes one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unkink.body.segments import Side
from unkink.site.accounts.doors import person_of
from unkink.site.figures.bodies import body_names, chosen_body
from unkink.site.figures.closer import closer
from unkink.site.figures.movements import Album, Plate, movements
from unkink.site.figures.pictures import Picture, picture_of
from unkink.site.figures.solved import movement_of
from unkink.site.figures.stills import SIDES, Look, telling_pose
from unkink.site.programs.library import library
from unkink.site.programs.problems import problems_of


@dataclass(frozen=True, slots=True)
class Card:
    """One movement on the wall."""

    id: str
    title: str
    picture: Picture


@dataclass(frozen=True, slots=True)
class Use:
    """An exercise that is shown by a movement."""

    program: str
    program_title: str
    section: str
    title: str


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every movement, by the program that needs it first; then those that none does, then files that need mending."""
    album = movements().album()
    uses = _uses(album)
    look = Look(_usual_body(request))
    shown = {plate.id: _card(plate, look) for plate in album.plates.values() if plate.movement}
    groups: dict[str, list[Card]] = {}
    for id_, found in uses.items():
        if id_ in shown:
            groups.setdefault(found[0].program_title, []).append(shown[id_])
    context = {
        "groups": list(groups.items()),
        "others": [card for id_, card in shown.items() if id_ not in uses],
        "broken": [plate for plate in album.plates.values() if not plate.movement],
    }
    return render(request, "figures/gallery.html", context)


@require_safe
def movement(request: HttpRequest, name: str) -> HttpResponse:
    """One movement from all sides; or what is wrong with its file, in plain words."""
    album = movements().album()
    plate = _plate(album, name)
    if plate.movement is None:
        context = {"plate": plate, "problems": problems_of(plate.errors, plate.path.name)}
        return render(request, "figures/broken.html", context)
    look = Look(_body_asked(request), _side_asked(request))
    context = {
        "plate": plate,
        "movement": plate.movement,
        "look": look,
        "bodies": body_names(),
        "sides": SIDES,
        "uses": _uses(album).get(plate.id, ()),
        "closer": closer(plate, look),
    }
    return render(request, "figures/movement.html", context)


@require_safe
def movement_source(request: HttpRequest, name: str) -> HttpResponse:
    """The movement file itself, as text."""
    plate = _plate(movements().album(), name)
    if plate.unreadable:
        raise Http404
    return HttpResponse(plate.source, content_type="text/plain; charset=utf-8")


def _plate(album: Album, name: str) -> Plate:
    try:
        return album.plates[name]
    except KeyError:
        raise Http404(f"no movement is called {name}") from None


def _card(plate: Plate, look: Look) -> Card:
    return Card(plate.id, plate.title, picture_of(plate, telling_pose(movement_of(plate)), look))


def _uses(album: Album) -> Mapping[str, list[Use]]:
    """The exercises that each movement shows, by the movement's id, in the order of the shelf."""
    found: dict[str, list[Use]] = {}
    for id_, use in _every_use(album):
        found.setdefault(id_, []).append(use)
    return found


def _every_use(album: Album) -> Iterator[tuple[str, Use]]:
    for name, volume in library().volumes().items():
        program = volume.handout.program if volume.handout else None
        for section in program.sections.values() if program else ():
            if plate := album.named(section.movement, volume.path):
                assert program is not None
                yield plate.id, Use(name, program.title, section.id, section.title)


def _usual_body(request: HttpRequest) -> str:
    person = person_of(request)
    return chosen_body(person.preferences if person else None)


def _body_asked(request: HttpRequest) -> str:
    """Who is to do it. A word that no form of ours sends counts as not asked, here and for the side."""
    asked = request.GET.get("body", "")
    return asked if asked in body_names() else _usual_body(request)


def _side_asked(request: HttpRequest) -> Side:
    return next((side for side in SIDES if side == request.GET.get("side")), "right")
