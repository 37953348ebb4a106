"""Password and passkeys: the ways into one's account from a device that is not logged in."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordSetView
from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.generic.edit import FormView

from unkink.site.accounts.doors import HOME, PersonRequest, door_of, person_required
from unkink.site.accounts.identity import AT_HOME, came_without_password
from unkink.site.accounts.pairing_views import enter
from unkink.site.accounts.passkey_views import can_have_passkeys
from unkink.site.serving.phone import open_phone_door


@require_safe
@person_required
def keys(request: PersonRequest) -> HttpResponse:
    door = open_phone_door()
    context = {
        "here": "settings",
        "keys": Authenticator.objects.filter(user=request.person.user, type=Authenticator.Type.WEBAUTHN).order_by("pk"),
        "may_forget": came_without_password(request),
        "can": can_have_passkeys(request),
        "named": door.named_origin if door else None,
    }
    return render(request, "account/keys.html", context)


@require_POST
@person_required
def enter_at_home(request: PersonRequest) -> HttpResponse:
    """Log the owner in on this computer, which the home door never asked for: keys belong to who is logged in."""
    if door_of(request) != HOME:
        raise Http404
    if not request.user.is_authenticated:
        enter(request, request.person, AT_HOME)
    return redirect("settings_keys")


class NewPassword(PasswordSetView):  # type: ignore[misc]
    """Choose a password without typing the old one, for whoever lost it and has just come in another way."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        if not came_without_password(request):
            return redirect("account_change_password")
        return FormView.dispatch(self, request, *args, **kwargs)
