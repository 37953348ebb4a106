"""The household: adding a person, letting one in, removing one."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from unkink.site.accounts.doors import PersonRequest, person_required
from unkink.site.accounts.forms import NameForm, RemoveForm
from unkink.site.accounts.household import HouseholdFull, add_person, find, keeps
from unkink.site.accounts.identity import require_identity
from unkink.site.accounts.invitation import invitation
from unkink.site.accounts.models import Person
from unkink.site.accounts.settings_views import show_settings
from unkink.site.diary.erase import erase


@require_POST
@person_required
def add(request: PersonRequest) -> HttpResponse:
    if not keeps(request.person):
        raise Http404
    require_identity(request)
    form = NameForm(request.POST, prefix="new")
    if not form.is_valid():
        return show_settings(request, adding=form)
    try:
        added = add_person(request.person.clinic, form.cleaned_data["name"])
    except HouseholdFull:
        form.add_error("name", "There is no room for more people in one household.")
        return show_settings(request, adding=form)
    return redirect("settings_link", person=added.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@person_required
def link(request: PersonRequest, person: UUID) -> HttpResponse:
    """Ask for a link, then show it, once."""
    whom = _find(request, person)
    require_identity(request)
    context: dict[str, object] = {"here": "settings", "whom": whom, "self": whom.pk == request.person.pk}
    if request.method == "POST":
        context["invitation"] = invitation(request, whom, timezone.now())
    return render(request, "account/link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def remove(request: PersonRequest, person: UUID) -> HttpResponse:
    """Take a person and all that they ever entered out of the database, for good."""
    whom = _find(request, person)
    require_identity(request)
    form = RemoveForm(request.POST or None, person=whom)
    if request.method == "POST" and form.is_valid():
        return _removed(request, whom)
    context = {"here": "settings", "whom": whom, "self": whom.pk == request.person.pk, "form": form}
    return render(request, "account/remove.html", context, status=422 if form.is_bound else 200)


def _removed(request: PersonRequest, whom: Person) -> HttpResponse:
    name, myself = whom.name, whom.pk == request.person.pk
    if myself and request.user.is_authenticated:
        logout(request)
    erase(whom)
    messages.success(request, f"{name} and everything that {name} entered are gone.")
    return redirect(settings.LOGIN_URL if myself else "settings")


def _find(request: PersonRequest, person: UUID) -> Person:
    found = find(request.person, person)
    if found is None:
        raise Http404
    return found
