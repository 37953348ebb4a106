"""The calendar's address: shown once when it is made, ended at will, and what calendar programs read there."""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.accounts.invitation import opens_elsewhere
from unkink.site.calendar.feed import end_address, feed_of, make_address, whose_is
from unkink.site.serving.phone import open_phone_door

ENDED = "That address leads nowhere any more. What your calendar program has read, it keeps until you delete it there."


@require_POST
@never_cache
@person_required
def make(request: PersonRequest) -> HttpResponse:
    """A new address, shown this once. The one before, if there is any, leads nowhere from now on."""
    token = make_address(request.person, datetime.now(UTC))
    address = _absolute(request, reverse("calendar", args=[token]))
    subscribing = f"webcal{address[address.index(':') :]}"
    elsewhere = opens_elsewhere(request, open_phone_door())
    context = {"here": "settings", "address": address, "subscribing": subscribing, "elsewhere": elsewhere}
    return render(request, "calendar/address.html", context)


@require_POST
@person_required
def end(request: PersonRequest) -> HttpResponse:
    end_address(request.person)
    messages.success(request, ENDED)
    return redirect("plan")


@login_not_required
@require_safe
@sensitive_variables("token")
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """The plan of whoever was given that address. Calendar programs cannot log in; the address is the key."""
    limited: HttpResponse | None = consume_or_429(
        request, app="unkink", action="calendar", config={"calendar": settings.CALENDAR_RATE}, limit_get=True
    )
    if limited:
        return limited
    person = whose_is(token)
    if person is None:
        raise Http404("there is no such calendar")
    feed = feed_of(person, _absolute(request, reverse("home")), datetime.now(UTC))
    response = HttpResponse(feed.body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = feed.etag
    response["Content-Disposition"] = 'inline; filename="unkink.ics"'
    return response


def _absolute(request: HttpRequest, path: str) -> str:
    """An address as other devices open it, the same whichever door it was asked for at."""
    door = open_phone_door()
    return door.address_of(path) if door else request.build_absolute_uri(path)
