"""The Settings page. Each section is a form of its own, so that one wrong field never loses another's change."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unkink.site.accounts.appearance import appearance_of, keep_appearance
from unkink.site.accounts.doors import HOME, PersonRequest, door_of, person_required
from unkink.site.accounts.forms import NOT_FREE, AppearanceForm, NameForm, YouForm
from unkink.site.accounts.household import keeps, people_of
from unkink.site.accounts.pictures_form import PicturesForm
from unkink.site.accounts.playing import PlayingForm
from unkink.site.serving.phone import open_phone_door


@require_safe
@person_required
def settings_page(request: PersonRequest) -> HttpResponse:
    return show_settings(request)


def show_settings(request: PersonRequest, **wrong: Form) -> HttpResponse:
    """The page; with ``wrong``, a form by its place on it, as it was filled in and what is wrong with it."""
    person = request.person
    forms: dict[str, Form] = {
        "you": YouForm(person=person),
        "playing": PlayingForm(person=person),
        "pictures": PicturesForm(person=person),
        "appearance_form": AppearanceForm(initial={"appearance": appearance_of(request)}),
        "adding": NameForm(prefix="new"),
        **wrong,
    }
    context = {
        "here": "settings",
        "people": people_of(person),
        "keeps": keeps(person),
        "at_home": door_of(request) == HOME,
        "phone": open_phone_door(),
    }
    return render(request, "account/settings.html", {**context, **forms}, status=422 if wrong else 200)


@require_POST
@person_required
def you(request: PersonRequest) -> HttpResponse:
    form = YouForm(request.POST, person=request.person)
    if not form.is_valid():
        return show_settings(request, you=form)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:  # somebody took the login name in the same moment
        form.add_error("login", NOT_FREE)
        return show_settings(request, you=form)
    return _kept(request, "you")


@require_POST
@person_required
def playing(request: PersonRequest) -> HttpResponse:
    form = PlayingForm(request.POST, person=request.person)
    if not form.is_valid():
        return show_settings(request, playing=form)
    form.save()
    return _kept(request, "playing")


@require_POST
@person_required
def pictures(request: PersonRequest) -> HttpResponse:
    form = PicturesForm(request.POST, person=request.person)
    if not form.is_valid():
        return show_settings(request, pictures=form)
    form.save()
    return _kept(request, "pictures")


@require_POST
@person_required
def appearance(request: PersonRequest) -> HttpResponse:
    form = AppearanceForm(request.POST)
    if not form.is_valid():
        return show_settings(request, appearance_form=form)
    response = _kept(request, "appearance")
    keep_appearance(response, form.cleaned_data["appearance"])
    return response


def _kept(request: PersonRequest, section: str) -> HttpResponse:
    messages.success(request, "Kept.", extra_tags=section)
    response = redirect("settings")
    response["Location"] += f"#{section}"
    return response
