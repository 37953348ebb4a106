"""The Django app of the questions."""

from __future__ import annotations

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "unkink.site.screening"
