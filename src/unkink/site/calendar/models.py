"""The address at which calendar programs read a person's plan, and what they have read."""

from __future__ import annotations

from django.db import models

from unkink.site.accounts.models import Clinic, Person


class FeedRow(models.Model):
    """One calendar of one person.

    The address is known to whoever was shown it; here stands the SHA-256 of its token alone, null where it was ended.
    ``published`` is the publication as JSON, so that the numbers of its entries go on rising under a new address.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", db_index=False)
    token_sha256 = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  null: there is no address
    since = models.DateTimeField()
    published = models.TextField(default="")

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
