"""Addresses of the API; one that there is not is answered in JSON too, by ``errors_in_json``."""

from __future__ import annotations

from django.urls import path

from unkink.site.api.api import api

urlpatterns = [path("v1/", api.urls)]
