"""Addresses of the plan, and of the calendars that programs read."""

from __future__ import annotations

from django.urls import path

from unkink.site.calendar import feed_views, views

urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan/days/", views.days, name="plan_days"),
    path("plan/sessions/<str:session>/", views.move, name="plan_move"),
    path("plan/holidays/", views.holidays, name="plan_holidays"),
    path("plan/trips/", views.trips, name="plan_trips"),
    path("plan/calendar/", feed_views.make, name="plan_calendar"),
    path("plan/calendar/end/", feed_views.end, name="plan_calendar_end"),
    path("calendar/<str:token>.ics", feed_views.calendar, name="calendar"),
]
