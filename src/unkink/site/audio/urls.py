"""Addresses of the sound files."""

from __future__ import annotations

from django.urls import path

from unkink.site.audio.views import sound
from unkink.site.programs.sessions import SHORT, WHOLE

urlpatterns = [
    path(f"<str:name>/{WHOLE}.mp3", sound, {"kind": WHOLE}, name=WHOLE),
    path(f"<str:name>/{SHORT}.mp3", sound, {"kind": SHORT}, name=SHORT),
]
