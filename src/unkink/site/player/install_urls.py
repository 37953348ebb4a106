"""Addresses of what makes the site installable. They lie at the root: a worker answers for what is below it."""

from __future__ import annotations

from django.urls import path

from unkink.site.player.installing import manifest, offline, service_worker

urlpatterns = [
    path("sw.js", service_worker, name="service-worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("offline/", offline, name="offline"),
]
