"""Login names: short, unique over the whole installation, typed on a phone."""

from __future__ import annotations

from itertools import count

from django.utils.text import slugify

from unkink.site.accounts.models import User
from unkink.site.accounts.owner import OWNER_LOGIN

FALLBACK = "person"
LONGEST = 40


def free_login(name: str) -> str:
    """A login name made from a person's name that nobody has yet: ``anna``, ``anna-2``."""
    stem = slugify(name)[:LONGEST].strip("-") or FALLBACK
    stem = FALLBACK if stem == OWNER_LOGIN else stem
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(login for login in candidates if not User.objects.filter(username__iexact=login).exists())
