"""Forgetting what was worked out from a log, so that it is worked out anew."""

from __future__ import annotations

from uuid import UUID, uuid4

from unkink.site.accounts.models import Person
from unkink.site.diary.behind import hold
from unkink.site.diary.models import FollowedRow, SessionRow, StandingRow
from unkink.site.diary.reading import log_of
from unkink.site.diary.writing import writing

AT_ONCE = 500


def forget_views(person: Person) -> None:
    """Drop that person's views and mark what the log tells of as out of date: the next reader folds it again."""
    with writing():
        hold(person)
        SessionRow.objects.filter(person=person).delete()
        FollowedRow.objects.filter(person=person).delete()
        StandingRow.objects.filter(person=person).update(body=None, arrival=0, behind=True, own_seq=None)
        sessions = log_of(person).filter(session__isnull=False).values_list("session", flat=True).distinct()
        rows = [_behind(person, session) for session in sessions if session]
        SessionRow.objects.bulk_create(rows, batch_size=AT_ONCE)


def _behind(person: Person, session: UUID) -> SessionRow:
    return SessionRow(id=uuid4(), person=person, clinic_id=person.clinic_id, session=session)
