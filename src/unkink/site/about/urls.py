"""The About page."""

from __future__ import annotations

from django.urls import path

from unkink.site.about.views import about

urlpatterns = [path("", about, name="about")]
