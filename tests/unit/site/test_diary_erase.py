"""Who is erased is gone: from every table, and from the file."""

from __future__ import annotations

import uuid

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.unit.site.diary_events import NOON, SESSION, event, pain, somebody
from tests.unit.site.player.days import flagship
from unkink.site.accounts.models import Clinic, PairingLink, Person, User
from unkink.site.coaching.decisions import decision_of
from unkink.site.diary.erase import erase
from unkink.site.diary.insert import insert
from unkink.site.diary.models import EventRow
from unkink.site.diary.write import record
from unkink.site.screening.drafts import keep_draft
from unkink.wire.event import Kind

EVERYWHERE = {
    "person", "user", "pairinglink", "draft", "eventrow", "standingrow", "sessionrow", "followedrow",
    "authenticator", "emailaddress", "usersession", "session",
}  # fmt: skip
NOTE = "Knie zwickt, sagt niemand weiter"


def household(name: str, clinic: Clinic) -> Person:
    """Somebody with a row in every table that can have one."""
    person = Person.objects.create(clinic=clinic, name=name, preferences={"flash": name})
    user = User.objects.create_user(f"{name.lower()}-login", email=f"{name}@home.example", clinic=clinic, password="x")
    person.user = user
    person.save()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=client.session.session_key, user_agent=name)
    EmailAddress.objects.create(user=user, email=user.email)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": f"Phone of {name}"})
    PairingLink.objects.create(clinic=clinic, person=person, token_sha256=uuid.uuid4().hex * 2, expires=timezone.now())
    keep_draft(person, {"hernia": True}, timezone.now())
    insert(person, [pain(person, number) for number in range(50)], received_ms=1)
    insert(
        person,
        [event(person, 99, "session-ended", {"reason": "finished", "note": f"{name}: {NOTE}"}, session=SESSION)],
        received_ms=1,
    )
    record(person, Kind.SCHEDULE, {"who": name}, now=NOON)
    decision_of(person, flagship(), NOON, "UTC")
    return person


def traces(*words: str) -> dict[str, int]:
    """How many rows of each table hold one of these words, in any column."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [" ".join(map(str, row)).lower() for row in cursor.fetchall()]
            if count := sum(any(word.lower() in row for word in words) for row in rows):
                found[table] = count
    return found


def names_of(person: Person) -> tuple[str, ...]:
    """Each spelling under which a row could name that person."""
    user = User.objects.get(person=person)
    sessions = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    return (str(person.id), person.id.hex, str(user.id), user.id.hex, person.name, *sessions)


@pytest.mark.django_db
def test_no_row_of_any_table_knows_the_person_any_longer() -> None:
    clinic = Clinic.objects.create(name="House of Smith")
    anna, ben = household("Annabell", clinic), household("Benedict", clinic)
    hers, his = names_of(anna), names_of(ben)
    before = traces(*his)
    assert {table.partition("_")[2] for table in traces(*hers)} >= EVERYWHERE
    erase(anna)
    assert traces(*hers) == {}
    assert traces(*his) == before, "the others keep everything"


@pytest.mark.django_db
def test_with_the_last_person_the_household_goes() -> None:
    clinic = Clinic.objects.create(name="House of Smith")
    anna, ben = household("Annabell", clinic), household("Benedict", clinic)
    erase(anna)
    assert Clinic.objects.filter(pk=clinic.pk).exists()
    erase(ben)
    assert traces("House of Smith", str(clinic.pk), clinic.pk.hex) == {}


@pytest.mark.django_db
def test_who_has_no_account_can_be_erased_too() -> None:
    anna, ben = somebody("Anna"), somebody("Ben")
    for person in (anna, ben):
        insert(person, [pain(person, 1)], received_ms=1)
    erase(anna)
    assert list(Person.objects.all()) == [ben]
    assert EventRow.objects.get().person == ben
