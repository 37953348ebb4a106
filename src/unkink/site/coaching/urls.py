"""Addresses of what a person chooses by hand."""

from __future__ import annotations

from django.urls import path

from unkink.site.coaching import by_hand

app_name = "coaching"
urlpatterns = [
    path("steps/choose/", by_hand.choose, name="choose"),
    path("phases/choose/", by_hand.choose_phase, name="choose_phase"),
    path("steps/<uuid:event>/take-back/", by_hand.undo, name="undo"),
]
