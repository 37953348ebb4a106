"""The handout of a program as a PDF: the doses are those of whoever asks for it."""

from __future__ import annotations

import ipaddress
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from unkink.coach.standing import Standing
from unkink.export.handout import NoLettersFor, Paper, Picture, Print, printed, sheet_of
from unkink.export.handout.picture import MOST
from unkink.export.handout.qr_code import LONGEST
from unkink.figure.version import VERSION
from unkink.program.prescription import Item
from unkink.program.program import Program, Section
from unkink.site.accounts.doors import person_of
from unkink.site.coaching.today import today
from unkink.site.diary.standing import standing_of
from unkink.site.figures.bodies import chosen_body
from unkink.site.figures.pictures import Pictures, pictures_for
from unkink.site.figures.stills import CANNOT, still_file, words_of
from unkink.site.player.day_plan import todays_items
from unkink.site.programs.library import library
from unkink.site.programs.movements import shipped_facts

WHOLE = "all"
LOG = logging.getLogger(__name__)
_ONE_AT_A_TIME = threading.Lock()  # each takes a whole core for a second, the first one some more for its pictures


@dataclass(frozen=True, slots=True)
class Wanted:
    """One handout. Equal ones are the same file, whoever asks: a program counts by its hash."""

    hash: str
    program: Program = field(compare=False)
    drawn: Pictures
    look: int
    today: tuple[Item, ...]
    made: date
    paper: Paper
    size: Print
    link: str
    phase: str | None


@require_safe
def handout(request: HttpRequest, name: str) -> HttpResponse:
    """The PDF, or a page that says why there is none."""
    volume = library().volumes().get(name)
    if volume is None:
        raise Http404(f"no program is called {name}")
    if volume.handout is None:
        return redirect("program", name)
    try:
        pdf = _made(_wanted(request, name, volume.handout.program, volume.path))
    except NoLettersFor as why:
        return _cannot(f"{str(why)[:1].upper()}{str(why)[1:]}.")
    headers = {"Content-Disposition": f'inline; filename="{_ascii(name)}.pdf"', "Cache-Control": "private, no-cache"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _wanted(request: HttpRequest, name: str, program: Program, file: Path) -> Wanted:
    """What the address asks for. A word that no form of ours sends counts as not asked."""
    person = person_of(request)
    standing, now = standing_of(person) if person else Standing(), datetime.now(UTC)
    items = todays_items(person, name, now) if person else ()
    return Wanted(
        hash=program.hash,
        program=program,
        drawn=pictures_for(file, chosen_body(person.preferences if person else None)),
        look=VERSION,
        today=items,
        made=today(standing, now),
        paper=next((one for one in Paper if one == request.GET.get("paper")), Paper.A4),
        size=next((one for one in Print if one == request.GET.get("print")), Print.STANDARD),
        link=_address(request, name),
        phase=_phase(program, items, request.GET.get("phase")),
    )


def _phase(program: Program, items: Sequence[Item], asked: str | None) -> str | None:
    """The phase that was asked for, else the one that the person is in, or the first. None: all, or no phases."""
    ids = [phase.id for phase in program.phases]
    if not ids or asked == WHOLE:
        return None
    doing = {item.exercise for item in items}
    own = next((phase.id for phase in program.phases if not doing.isdisjoint(phase.exercises)), ids[0])
    return asked if asked in ids else own


def _address(request: HttpRequest, name: str) -> str:
    """Where the QR code leads: the program's page, unless no phone could open it there."""
    host, _ = split_domain_port(request.get_host())
    link = request.build_absolute_uri(reverse("program", args=[name]))
    return "" if _is_this_computer(host) or len(link) > LONGEST else link


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@lru_cache(maxsize=32)
def _made(wanted: Wanted) -> bytes:
    """The file.

    Raises:
        NoLettersFor: if no font has some of its letters.
    """
    with _ONE_AT_A_TIME:
        poses = partial(_key_poses, wanted.drawn)
        sheet = sheet_of(wanted.program, poses, today=wanted.today, phase=wanted.phase, movements=shipped_facts())
        return printed(sheet, wanted.made, paper=wanted.paper, size=wanted.size, link=wanted.link).pdf


def _key_poses(drawn: Pictures, movement: str | None, variant: Section) -> tuple[Picture, ...]:
    """The poses as they are kept on this computer, drawn now if need be; none where they cannot be drawn."""
    try:
        stills = islice(drawn.for_paper(movement), MOST)
        return tuple(Picture(still_file(one).read_text(encoding="utf-8"), words_of(one)) for one in stills)
    except CANNOT as error:
        LOG.warning("%s could not be drawn for a handout: %s", movement, error)
        return ()


def _cannot(why: str) -> HttpResponse:
    context = {"title": "This handout cannot be printed here", "text": why}
    return HttpResponse(render_to_string("error.html", context), status=501)


def _ascii(name: str) -> str:
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_")) or "handout"
