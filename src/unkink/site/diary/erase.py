"""Erasing a person: no row about them stays, in any table, and the space on the disk is written over."""

from __future__ import annotations

import time

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from unkink.site.accounts.models import Clinic, Person, User
from unkink.site.diary.behind import hold
from unkink.site.diary.models import EventRow, FollowedRow, SessionRow, StandingRow

CHECKPOINTS = 20
BETWEEN_S = 0.1


def erase(person: Person) -> None:
    """Delete every row about that person: log, views, account, passkeys, devices, links; their household with the last.

    What was on the disk is written over as far as the database can: SQLite writes its file anew, PostgreSQL marks the
    space as free. Backups and exported logs are files of their own and stay until somebody deletes them.
    """
    with transaction.atomic():
        hold(person)  # whoever is writing into this log comes before or after
        user = User.objects.filter(person=person).first()
        EventRow.objects.filter(person=person).delete()
        SessionRow.objects.filter(person=person).delete()
        StandingRow.objects.filter(person=person).delete()
        FollowedRow.objects.filter(person=person).delete()
        if user:
            _log_out(user)
            user.delete()  # and passkeys, devices: everything of the libraries points to the account
        Person.objects.filter(pk=person.pk).delete()
        _leave(person)
    _write_over()


def _log_out(user: User) -> None:
    """Delete the logins on every device. Only what is inside a session says whose it is."""
    whose = str(user.pk)
    keys = [session.pk for session in Session.objects.iterator() if session.get_decoded().get(SESSION_KEY) == whose]
    Session.objects.filter(pk__in=keys).delete()


def _leave(person: Person) -> None:
    """A household in which nobody is left goes too: it bears a name."""
    if not Person.objects.filter(clinic=person.clinic_id).exists():
        Clinic.objects.filter(pk=person.clinic_id).delete()


def _write_over() -> None:
    """Leave no copy of deleted rows in free pages of the file or in its write-ahead log."""
    if connection.in_atomic_block:
        return  # whoever began the transaction may yet take it back
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            for _ in range(CHECKPOINTS):  # a page that is being read elsewhere keeps the old log for that long
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                if cursor.fetchone()[0] == 0:
                    break
                time.sleep(BETWEEN_S)
