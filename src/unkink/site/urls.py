"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

from unkink.site.health import healthz

urlpatterns = [
    path("api/", include("unkink.site.api.urls")),  # what is asked for most stands first
    path("", include("unkink.site.player.urls")),
    path("", include("unkink.site.coaching.urls")),
    path("programs/", include("unkink.site.programs.urls")),
    path("programs/", include("unkink.site.audio.urls")),
    path("movements/", include("unkink.site.figures.movement_urls")),
    path("figures/", include("unkink.site.figures.urls")),
    path("about/", include("unkink.site.about.urls")),
    path("", include("unkink.site.diary.urls")),
    path("", include("unkink.site.progress.urls")),
    path("", include("unkink.site.screening.urls")),
    path("", include("unkink.site.calendar.urls")),
    path("", include("unkink.site.assessing.urls")),
    path("", include("unkink.site.accounts.urls")),
    path("", include("unkink.site.player.install_urls")),
    path("healthz", healthz, name="healthz"),
]

handler400 = "unkink.site.error_pages.bad_request"
handler403 = "unkink.site.error_pages.forbidden"
handler404 = "unkink.site.error_pages.not_found"
handler429 = "unkink.site.error_pages.too_often"  # allauth's rate limits ask for it
handler500 = "unkink.site.error_pages.failed"
