"""The people of one household, and who may do what there."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from unkink.site.accounts.models import Clinic, Person, User
from unkink.site.accounts.names import free_login

TRIES = 20
MOST_PEOPLE = 100
"""A household, not a town; a practice is to come."""


class HouseholdFull(Exception):
    """As many people as one household may have are there already."""


def people_of(person: Person) -> list[Person]:
    """Everybody of that person's household, themself first."""
    everybody = Person.objects.select_related("user").filter(clinic_id=person.clinic_id).order_by("created")
    return sorted(everybody, key=lambda other: other.pk != person.pk)


def keeps(person: Person) -> bool:
    """Whether that person keeps their household: may add people, let them back in, and remove them."""
    return person.user is not None and person.user.keeper


def find(asker: Person, wanted: UUID) -> Person | None:
    """The person by that id, if the asker may act for them: themself, or anybody of the household they keep."""
    if asker.pk == wanted:
        return asker
    if not keeps(asker):
        return None
    return Person.objects.select_related("user").filter(clinic_id=asker.clinic_id, pk=wanted).first()


def add_person(clinic: Clinic, name: str) -> Person:
    """A new person with an account that only a one-time link opens, until they choose a password or add a passkey.

    Raises:
        HouseholdFull: if there is no room.
    """
    if clinic.people.count() >= MOST_PEOPLE:
        raise HouseholdFull
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                user = User.objects.create(username=free_login(name), clinic=clinic, password=make_password(None))
                return Person.objects.create(clinic=clinic, user=user, name=name)
        except IntegrityError:  # somebody else took the login name in the same moment
            if attempt == TRIES - 1:
                raise
    raise AssertionError("the last try either returned or raised")
