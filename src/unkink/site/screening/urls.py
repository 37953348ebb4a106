"""Addresses of the questions and of the morning after."""

from __future__ import annotations

from django.urls import path

from unkink.site.screening import morning_views, questions_views

app_name = "screening"
urlpatterns = [
    path("questions/", questions_views.questions, name="questions"),
    path("questions/begin/", questions_views.begin, name="begin"),
    path("questions/<slug:page>/", questions_views.page, name="page"),
    path("morning/usual-again/", morning_views.usual_again, name="usual-again"),
    path("morning/<uuid:session>/", morning_views.morning, name="morning"),
]
