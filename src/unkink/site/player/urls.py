"""Addresses of Today, the player and its sound."""

from __future__ import annotations

from django.urls import path, re_path

from unkink.site.player import views
from unkink.site.player.track_view import track

urlpatterns = [
    path("", views.today, name="home"),
    path("session/", views.session, name="session"),
    path("programs/<str:name>/start/", views.start, name="start-program"),
    re_path(r"^tracks/(?P<recipe>[\w.:-]{1,4000})/(?P<key>[0-9a-f]{40})\.flac$", track, name="track"),
]
