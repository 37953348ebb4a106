"""Addresses of History and of a person's own data."""

from __future__ import annotations

from django.urls import path

from unkink.site.diary import data_views, views

urlpatterns = [
    path("history/", views.history, name="history"),
    path("history/<uuid:session>/", views.one_session, name="history_session"),
    path("history/<uuid:session>/note/", views.note, name="history_note"),
    path("history/<uuid:session>/tell/", views.told_later, name="history_tell"),
    path("history/<uuid:session>/take-back/", views.taken_back, name="history_take_back"),
    path("history/<uuid:session>/bring-back/", views.brought_back, name="history_bring_back"),
    path("settings/data/", data_views.data, name="settings_data"),
    path("settings/data/log.jsonl", data_views.download, name="settings_download"),
    path("settings/data/bring-back/", data_views.bring_back, name="settings_bring_back"),
]
