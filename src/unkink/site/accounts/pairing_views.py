"""Opening a one-time link: ask first, then log in."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal.ratelimit import consume_or_429
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from unkink.site.accounts.models import Person
from unkink.site.accounts.pairing import look, take


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def pair(request: HttpRequest, token: str) -> HttpResponseBase:
    limited: HttpResponse | None = consume_or_429(
        request, app="unkink", action="pair", config={"pair": settings.PAIRING_RATE}, limit_get=True
    )
    if limited:
        return limited
    return _enter(request, token) if request.method == "POST" else _ask(request, token)


def _ask(request: HttpRequest, token: str) -> HttpResponse:
    person = look(token, timezone.now())
    if person is None:
        return _spent(request)
    return render(request, "account/pair.html", {"person": person, "other": _other(request, person)})


def _enter(request: HttpRequest, token: str) -> HttpResponseBase:
    person = take(token, timezone.now())
    if person is None:
        return _spent(request)
    if _other(request, person):
        logout(request)
    enter(request, person, "link")
    return redirect("home")


def enter(request: HttpRequest, person: Person, how: str) -> None:
    """Log the person in on this device. For the next minutes it counts as having shown who one is."""
    perform_login(request, person.user)
    record_authentication(request, person.user, how, reauthenticated=True)


def _other(request: HttpRequest, person: Person) -> str:
    """The name of somebody else who is logged in here."""
    here = request.user
    return str(getattr(here, "person", here)) if here.is_authenticated and here.pk != person.user_id else ""


def _spent(request: HttpRequest) -> HttpResponse:
    """The same for a link that is used up, one that expired, and one that never was."""
    return render(request, "account/pair_spent.html", status=404)
