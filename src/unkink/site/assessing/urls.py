"""Addresses of measuring."""

from __future__ import annotations

from django.urls import path

from unkink.site.assessing import hurts_views, views

urlpatterns = [
    path("measure/", views.measure, name="measure"),
    path("measure/not-this-time/", views.not_this_time, name="measure_not_now"),
    path("measure/results/<uuid:event>/take-back/", views.take_back, name="measure_take_back"),
    path("measure/<slug:test>/", views.guided, name="measure_test"),
    path("measure/<slug:test>/hurts/", hurts_views.hurts, name="measure_hurts"),
]
