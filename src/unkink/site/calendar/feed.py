"""The secret address of a calendar: made, ended, found by, and what stands at it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.crypto import constant_time_compare

from unkink.coach.keeping import NotKept, as_json, from_json
from unkink.export.calendar import Publication, Whose, document, published, renewed
from unkink.session.lay import SessionTooLong
from unkink.site.accounts.models import Person
from unkink.site.calendar.case import NoPlan, ProgramGone, case_of
from unkink.site.calendar.models import FeedRow
from unkink.site.diary.writing import writing
from unkink.site.player.preferences import preferences_of
from unkink.site.programs.movements import shipped_facts

TOKEN_BYTES = 24
"""192 bits of chance: nobody guesses it."""
NAME = "Unkink"
written = lru_cache(maxsize=128)(document)
"""Calendars ask again for what has not changed, many times a day: 18 sessions take 20 kB."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is read now."""

    body: bytes
    etag: str


def make_address(person: Person, now: datetime) -> str:
    """A new token for that person's calendar; the one before leads nowhere from now on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    FeedRow.objects.update_or_create(
        person=person, defaults={"clinic_id": person.clinic_id, "token_sha256": _digest(token), "since": now}
    )
    return token


def end_address(person: Person) -> None:
    """No address leads to that person's calendar any more."""
    FeedRow.objects.filter(person=person).update(token_sha256=None)


def address_since(person: Person) -> datetime | None:
    """When the present address was made; None where there is none."""
    return FeedRow.objects.filter(person=person, token_sha256__isnull=False).values_list("since", flat=True).first()


def whose_is(token: str) -> Person | None:
    """Whose calendar the token opens.

    It is found by its digest, so how long that takes tells nothing about tokens that there are.
    """
    digest = _digest(token)
    row = FeedRow.objects.filter(token_sha256=digest, person__user__is_active=True).select_related("person").first()
    return row.person if row is not None and constant_time_compare(row.token_sha256 or "", digest) else None


def feed_of(person: Person, today_url: str, now: datetime) -> Feed:
    """What stands in that person's calendar at ``now``, remembered as read. ``today_url`` is the link to Today."""
    kept = _kept(person)
    publication = _publication(kept)
    further = _further(publication, person, today_url, now)
    if further != publication:
        with writing():  # of two that read at once the first is remembered; the other was told the same
            FeedRow.objects.filter(person=person, published=kept).update(published=as_json(further))
    body = written(further, f"{NAME}: {person.name}" if person.has_company else NAME)
    return Feed(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _further(before: Publication, person: Person, today_url: str, now: datetime) -> Publication:
    try:
        case = case_of(person, now)
        whose = Whose(str(person.id), today_url, preferences_of(person.preferences).settings(), shipped_facts())
        return renewed(before, case.program, case.decision, case.past, whose)
    except NoPlan:
        return published(before, (), now)
    except (ProgramGone, SessionTooLong):  # its file is being mended, say: what was planned stays until it is back
        return before


def publication_of(person: Person) -> Publication:
    """What that person's calendar said when it was last read."""
    return _publication(_kept(person))


def _kept(person: Person) -> str:
    return FeedRow.objects.filter(person=person).values_list("published", flat=True).first() or ""


def _publication(kept: str) -> Publication:
    try:
        return from_json(Publication, kept) if kept else Publication()
    except NotKept:
        return Publication()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
