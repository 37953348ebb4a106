"""Addresses of progress."""

from __future__ import annotations

from django.urls import path

from unkink.site.progress import report, views

urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("progress/report.pdf", report.report, name="progress_report"),
]
