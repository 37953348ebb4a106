"""The Today page as text: put together once for as long as nothing on it changes, but for the token of its forms."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from unkink.coach.measuring.due import Due
from unkink.coach.rules import DAYS_FOR_THE_MORNING
from unkink.site.accounts.appearance import appearance_of
from unkink.site.accounts.doors import PersonRequest, door_of
from unkink.site.assessing.cards import due_card
from unkink.site.coaching.phase_card import phase_card
from unkink.site.coaching.untold import untold_cards
from unkink.site.figures.pictures import Pictures
from unkink.site.memory import Memory
from unkink.site.player.day_plan import Day
from unkink.site.player.today import day_html
from unkink.site.screening.cards import LATER, cards_of

TEMPLATE = "player/today.html"
MOST = 64
"""Pages of some 50 kB each."""
TOKEN = secrets.token_hex(32)
"""Stands in a kept page where each answer has a token of its own. Nobody can have written it into one."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as the page shows it: through which door, whose log it is, and the name at its top, if any."""

    door: str
    person: UUID
    clinic: UUID
    name: str
    logged_in: bool
    appearance: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page depends on. A day is the same object for as long as it is the same day of the same log."""

    reader: Reader
    day: Day
    pictures: Pictures
    due: tuple[Due, ...]


def todays_page(request: PersonRequest, day: Day, pictures: Pictures, due: tuple[Due, ...]) -> HttpResponse:
    """The answer, with a token of its own in every form.

    Raises:
        SessionTooLong: as `day_html`.
    """
    if get_messages(request):  # what is told once is never kept
        return render(request, TEMPLATE, _context(request, day, pictures, due))
    shown = Shown(_reader(request), day, pictures, due)
    parts = _pages.get(shown)
    if parts is None:
        context = {**_context(request, day, pictures, due), "csrf_token": TOKEN}
        parts = render_to_string(TEMPLATE, context, request).split(TOKEN)
        _pages.put(shown, parts)
    return HttpResponse(get_token(request).join(parts))


_pages: Memory[Shown, list[str]] = Memory(MOST)


def _reader(request: PersonRequest) -> Reader:
    person, logged_in = request.person, request.user.is_authenticated
    name = person.name if logged_in or person.has_company else ""
    return Reader(door_of(request), person.id, person.clinic_id, name, logged_in, appearance_of(request))


def _context(request: HttpRequest, day: Day, pictures: Pictures, due: tuple[Due, ...]) -> Mapping[str, object]:
    return {
        "here": "today",
        "day": day_html(day, pictures, appearance_of(request)),
        "title": day.plan.program.title,
        "asks": cards_of(day.decision),
        "later": LATER,
        "days": DAYS_FOR_THE_MORNING,
        "made_for": day.decision.day,
        "untold": untold_cards(day.decision),
        "measuring": due_card(due),
        "notice": day.notice,
        "phase": phase_card(day.decision),
    }
