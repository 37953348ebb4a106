"""Addresses of the gallery."""

from __future__ import annotations

from django.urls import path

from unkink.site.figures import gallery

urlpatterns = [
    path("", gallery.gallery, name="movements"),
    path("<str:name>.yaml", gallery.movement_source, name="movement-source"),
    path("<str:name>/", gallery.movement, name="movement"),
]
