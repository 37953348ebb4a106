"""Rows of the log, and rows of what is worked out from it."""

from __future__ import annotations

import uuid

from django.db import models

from unkink.site.accounts.models import Clinic, Person


class EventRow(models.Model):
    """One event as it arrived; never changed afterwards.

    ``arrival`` is the order in which this database got them, for reading on from where a reader was; it says nothing
    about when things happened. Times are milliseconds since 1970 UTC. ``data`` is canonical JSON.
    """

    arrival = models.BigAutoField(primary_key=True)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    id = models.UUIDField()
    v = models.PositiveSmallIntegerField()
    device = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    at_ms = models.BigIntegerField()
    tz = models.CharField(max_length=64)
    kind = models.CharField(max_length=24)
    program = models.CharField(max_length=128, null=True)  # noqa: DJ001  null is what the event says
    session = models.UUIDField(null=True)
    exercise = models.CharField(max_length=128, null=True)  # noqa: DJ001
    side = models.CharField(max_length=8, null=True)  # noqa: DJ001
    data = models.TextField()
    corrects = models.UUIDField(null=True)
    received_ms = models.BigIntegerField()

    class Meta:
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["clinic", "person", "id"], name="event_once"),
        ]
        # Every index is paid for by every insert: reading on, one session, who corrects whom, and no more. The fold
        # order needs none: only a rebuild reads all of it, and sorts ten years in a few hundredths of a second.
        indexes = [  # noqa: RUF012
            models.Index(fields=["person", "arrival"], name="event_arrival"),
            models.Index(fields=["person", "session"], name="event_session", condition=models.Q(session__isnull=False)),
            models.Index(
                fields=["person", "corrects"], name="event_corrects", condition=models.Q(corrects__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class StandingRow(models.Model):
    """How a person stands after their log, as it was last folded. Can be deleted at any time; it is made again.

    ``body`` is a snapshot of the fold as JSON, ``arrival`` the newest event in it, in the order of arrival. ``behind``
    says that the log may have grown since. ``own_seq`` is the last number of the events that the server itself wrote.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", db_index=False)
    body = models.TextField(null=True)  # noqa: DJ001  null: never folded
    arrival = models.BigIntegerField(default=0)
    behind = models.BooleanField(default=True)
    own_seq = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"standing of {self.person_id}"


class SessionRow(models.Model):
    """What one session came to, as it was last folded: ``body`` is its record as JSON.

    ``started_ms`` is null where it did not take place: taken back, or its start has not arrived.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", db_index=False)
    session = models.UUIDField()
    started_ms = models.BigIntegerField(null=True)
    body = models.TextField(null=True)  # noqa: DJ001
    behind = models.BooleanField(default=True)

    class Meta:
        constraints = [  # noqa: RUF012
            models.UniqueConstraint(fields=["person", "session"], name="session_once"),
        ]
        indexes = [  # noqa: RUF012
            models.Index(fields=["person", "started_ms"], name="session_started"),
            models.Index(fields=["person"], name="session_behind", condition=models.Q(behind=True)),
        ]

    def __str__(self) -> str:
        return f"session {self.session}"


class FollowedRow(models.Model):
    """What the coach knows of a person, as it last followed their log. Can be deleted; it is made again, byte for byte.

    ``body`` is the state as JSON, ``base`` one from some weeks before, from which a log that changed lately is followed
    anew; ``arrival`` is the newest event in ``body``, in the order of arrival. ``texts`` names the coach and the texts
    of programs by which it was followed: by others it is good for nothing.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", db_index=False)
    texts = models.TextField()
    body = models.TextField()
    base = models.TextField(null=True)  # noqa: DJ001  null: none yet
    arrival = models.BigIntegerField()

    def __str__(self) -> str:
        return f"course of {self.person_id}"
