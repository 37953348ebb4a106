"""Rows of answers that are still being given."""

from __future__ import annotations

from typing import Any

from django.db import models

from unkink.site.accounts.models import Clinic, Person


class Draft(models.Model):
    """The answers that somebody has given so far, page by page; gone once they are told, which is one event.

    ``answers`` are facts under the names of the table.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="+", db_index=False)
    answers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    changed = models.DateTimeField()

    def __str__(self) -> str:
        return f"answers of {self.person_id} so far"
