"""Somebody with everything that an address could name or betray, and everybody who must learn nothing of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tests.unit.site.diary_events import PHONE, SESSION, id_of, raw
from tests.unit.site.household import Cast, Device, at_home, elsewhere, make_cast
from unkink.site.accounts.household import add_person
from unkink.site.accounts.models import Person, User
from unkink.site.accounts.pairing import make_link
from unkink.site.calendar.feed import make_address

NAME, LOGIN, NOTE, KEY_NAME = "Victoria Whist", "victoria-login", "my-own-note", "Victorias-own-key"
UNKNOWN = UUID("0198ffff-ffff-7fff-8fff-ffffffffffff")
UNKNOWN_NUMBER = 987_654
DEVICE, PASSKEY = 535_353, 424_242  # numbers that stand nowhere else on a page


@dataclass(frozen=True, slots=True)
class Victim:
    """Whose things they are, and the names by which addresses would call them."""

    person: Person
    token: str
    session_row: int
    passkey: int
    calendar: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What must stand in nobody else's answer."""
        ids = (self.person.pk, self.person.user_id, PHONE, SESSION, id_of(1), id_of(2), id_of(3))
        return (
            NAME,
            LOGIN,
            NOTE,
            KEY_NAME,
            self.token,
            self.calendar,
            *(str(one) for one in ids),
            *(one.hex for one in ids if one),
        )


def make_victim(cast: Cast) -> Victim:
    """A member of the owner's household with a log, a phone, a passkey and a link that nobody has used."""
    person = add_person(cast.owner.clinic, NAME)
    assert person.user is not None
    User.objects.filter(person=person).update(username=LOGIN)
    device = elsewhere(person)
    started = {"kind": "whole", "items": [], "missing": [], "first_side": "left", "pace": "timed"}
    events = [
        raw(person, 1, "session-started", started, session=SESSION, program="ab" * 32),
        raw(person, 2, "session-ended", {"reason": "finished", "note": NOTE}, session=SESSION),
        raw(person, 3, "rung-set", {"rung": -1, "by": "person"}, exercise="slouch-to-tall"),
    ]
    sent = device.post("/api/v1/events", json.dumps({"events": events}), content_type="application/json").json()
    assert [receipt["result"] for receipt in sent["receipts"]] == ["stored"] * 3, sent
    passkey = Authenticator.objects.create(
        pk=PASSKEY, user=person.user, type=Authenticator.Type.WEBAUTHN, data={"name": KEY_NAME, "credential": {}}
    )
    token = make_link(person, timezone.now()).strip("/").rpartition("/")[2]
    UserSession.objects.filter(user=person.user).update(id=DEVICE)
    calendar = make_address(person, timezone.now())
    return Victim(Person.objects.get(pk=person.pk), token, DEVICE, passkey.pk, calendar)


def others(cast: Cast) -> dict[str, Callable[[], Device]]:
    """Everybody else, by what they are to the victim."""
    return {
        "nobody": elsewhere,
        "housemate": lambda: elsewhere(cast.anna),
        "keeper": lambda: elsewhere(cast.owner),
        "home door": at_home,
        "stranger": lambda: elsewhere(cast.stranger),
    }


def rows_about(victim: Victim) -> list[str]:
    """Every row of the database in which the victim stands, whole."""
    marks = victim.marks
    return sorted(row for row in _all_rows() if any(mark in row for mark in marks))


def _all_rows() -> Iterator[str]:
    """As the database has them: what a model makes of them takes four times as long, and this is asked very often."""
    tables = [model._meta.db_table for model in apps.get_models() if model is not Session]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from (f"{table} {row!r}" for row in cursor.fetchall())


def make_world() -> tuple[Cast, Victim]:
    cast = make_cast()
    return cast, make_victim(cast)
