"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from unkink.site.health import healthz

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="programs"), name="home"),
    path("programs/", include("unkink.site.programs.urls")),
    path("programs/", include("unkink.site.audio.urls")),
    path("about/", include("unkink.site.about.urls")),
    path("healthz", healthz, name="healthz"),
]

handler400 = "unkink.site.error_pages.bad_request"
handler403 = "unkink.site.error_pages.forbidden"
handler404 = "unkink.site.error_pages.not_found"
handler500 = "unkink.site.error_pages.failed"
