"""The app that holds the log."""

from __future__ import annotations

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "unkink.site.diary"
    label = "diary"
    default_auto_field = "django.db.models.BigAutoField"
