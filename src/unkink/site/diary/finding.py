"""A session that a page is about."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from unkink.coach.record import SessionRecord
from unkink.site.accounts.models import Person
from unkink.site.diary.sessions import session_of


def find_session(person: Person, session: UUID) -> SessionRecord:
    """The session, of this log alone.

    Raises:
        Http404: where there is none, whoever else may have one by that id.
    """
    record = session_of(person, session)
    if record is None:
        raise Http404
    return record
