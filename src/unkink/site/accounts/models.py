"""Rows about people. What they did stands in the log, not here."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property


class Clinic(models.Model):
    """A household or a practice: the tenant that every other row belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


def fresh_lock() -> str:
    return secrets.token_hex(16)


class User(AbstractUser):
    """An account: the name, and the password or passkey, that opens one person's log.

    ``keeper`` marks who keeps the household: they may add people to it and take them off. ``is_superuser`` marks the
    owner, whom the home door of this computer opens without a login. Neither opens anybody else's log.

    ``lock`` is what every device that is logged in holds a mark of; with a fresh one all of them are logged out. It
    stands apart from the password, so that choosing a first password does not log out the phones that were paired.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="users")
    keeper = models.BooleanField(default=False)
    lock = models.CharField(max_length=32, default=fresh_lock, editable=False)
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def get_session_auth_hash(self) -> str:
        return salted_hmac("unkink.site.accounts.lock", self.lock, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return iter(())


class Person(models.Model):
    """Whose body it is. One account opens one person's log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="people")
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="person", null=True, blank=True)
    name = models.CharField(max_length=120)
    preferences: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @cached_property
    def has_company(self) -> bool:
        """Whether others live in this household."""
        return Person.objects.filter(clinic_id=self.clinic_id).exclude(pk=self.pk).exists()


class PairingLink(models.Model):
    """A way in for one device of one person: good once, and only until it expires.

    The link itself is known to whoever was shown it; here stands its SHA-256 alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pairing_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"a link for {self.person}"
