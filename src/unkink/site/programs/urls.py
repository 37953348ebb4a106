"""Addresses of the library and the handouts."""

from __future__ import annotations

from django.urls import path

from unkink.site.programs import paper, views

urlpatterns = [
    path("", views.programs, name="programs"),
    path("<str:name>.md", views.source, name="source"),
    path("<str:name>/handout.pdf", paper.handout, name="handout"),
    path("<str:name>/", views.program, name="program"),
]
