"""The app that holds the addresses of calendars."""

from __future__ import annotations

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "unkink.site.calendar"
    label = "calendar"
    default_auto_field = "django.db.models.BigAutoField"
