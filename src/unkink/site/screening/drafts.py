"""Answers between the first page of questions and the last: kept for a day, for one person, on the server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from unkink.site.accounts.models import Person
from unkink.site.screening.models import Draft
from unkink.wire.facts import Fact

GOOD_FOR = timedelta(days=1)
"""The questions are about now: what was answered before that is asked again."""

Answers = dict[str, Fact]


def draft_of(person: Person, now: datetime) -> Answers | None:
    """The answers so far; None where no questions were begun lately."""
    found = Draft.objects.filter(person=person, changed__gt=now - GOOD_FOR).first()
    return None if found is None else dict(found.answers)


def keep_draft(person: Person, answers: Mapping[str, Fact], now: datetime) -> None:
    kept = {"clinic_id": person.clinic_id, "answers": dict(answers), "changed": now}
    Draft.objects.update_or_create(person=person, defaults=kept)


def drop_draft(person: Person) -> None:
    Draft.objects.filter(person=person).delete()
