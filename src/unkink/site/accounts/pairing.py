"""One-time links: how a phone is paired, how a person joins the household, how one gets back in.

Whoever opens the link and says yes is logged in on that device, once. A link is 256 random bits; kept is its SHA-256.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from unkink.site.accounts.models import PairingLink, Person

LASTS = timedelta(minutes=10)
TOKEN_BYTES = 32
KEPT = timedelta(days=1)
"""How long a used or expired link is remembered, for whoever looks into the database."""


def make_link(person: Person, now: datetime) -> str:
    """The path of a new link that logs a device in as that person, good once within ten minutes."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    PairingLink.objects.filter(person=person, expires__lt=now - KEPT).delete()
    PairingLink.objects.create(
        clinic_id=person.clinic_id, person=person, token_sha256=_digest(token), expires=now + LASTS
    )
    return reverse("pair", args=[token])


def look(token: str, now: datetime) -> Person | None:
    """Whom the link would log in, if it is still good. Looking uses nothing up: mail and chat programs open links."""
    link = _good(token, now).select_related("person__user").first()
    return link.person if link else None


def take(token: str, now: datetime) -> Person | None:
    """Use the link up. Of two who come at the same time one gets the person, the other None."""
    link = _good(token, now).select_related("person__user").first()
    # By the row's own columns alone: who waited for another's change has these looked at anew, a joined table not.
    if link is None or not PairingLink.objects.filter(pk=link.pk, used=None).update(used=now):
        return None
    return link.person


def may_link(maker: Person, person: Person) -> bool:
    """Everybody for themselves, and the keeper for anybody in the same household."""
    keeps = maker.user is not None and maker.user.keeper
    return maker.pk == person.pk or (keeps and maker.clinic_id == person.clinic_id)


def _good(token: str, now: datetime) -> QuerySet[PairingLink]:
    return PairingLink.objects.filter(
        token_sha256=_digest(token), used=None, expires__gt=now, person__user__is_active=True
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
