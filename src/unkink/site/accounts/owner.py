"""The person at the computer that Unkink runs on: made on first need, and only once."""

from __future__ import annotations

import json

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, connection, transaction

from unkink.site.accounts.models import Clinic, Person, User
from unkink.site.diary.sql import uuid_of

OWNER_LOGIN = "owner"
"""The login name that an owner begins with. Nobody else may take it: being unique, it lets only one be made."""
HOME_NAME = "Home"
FIRST_NAME = "Owner"
"""Until they write their own."""
FIELDS = ("id", "clinic_id", "user_id", "name", "preferences")
FIRST_KEEPER = (  # asked with every request at home; putting it together anew would take four times as long
    f"SELECT {', '.join(f'person.{field}' for field in FIELDS)}, "  # noqa: S608
    "EXISTS (SELECT 1 FROM accounts_person AS o WHERE o.clinic_id = person.clinic_id AND o.id <> person.id) "
    "FROM accounts_person AS person JOIN accounts_user AS keeper ON keeper.id = person.user_id "
    "WHERE keeper.is_superuser ORDER BY person.created LIMIT 1"
)


def owner() -> Person:
    """Whoever keeps this installation, with their account; made with their household if there is nobody yet."""
    return _found() or _made()


def _found() -> Person | None:
    with connection.cursor() as cursor:
        cursor.execute(FIRST_KEEPER)
        found = cursor.fetchone()
    if found is None:
        return None
    *ids, name, preferences, has_company = found
    person = Person.from_db(connection.alias, FIELDS, (*map(uuid_of, ids), name, json.loads(preferences)))
    person.has_company = bool(has_company)
    return person


def _made() -> Person:
    try:
        with transaction.atomic():
            # The account first: its name is taken once, so of two who come at the same time one starts over.
            clinic = Clinic.objects.exclude(users__keeper=True).order_by("created").first()
            clinic = clinic or Clinic.objects.create(name=HOME_NAME)
            user = User.objects.create(
                username=OWNER_LOGIN, clinic=clinic, password=make_password(None), is_superuser=True, keeper=True
            )
            return Person.objects.create(clinic=clinic, user=user, name=FIRST_NAME)
    except IntegrityError:
        found = _found()
        if found is None:  # the name is taken by somebody who does not keep this installation
            raise
        return found
