"""Passkeys: allauth's own steps, each key made so that it opens the account by itself."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.core.internal.ratelimit import consume_or_429
from allauth.mfa.webauthn.forms import SignupWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator


@method_decorator(login_not_required, name="dispatch")
class LogInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """Anybody may ask for the question that a passkey answers; each is kept until its answer, so not without end."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        config = {"passkey": settings.PASSKEY_RATE}
        limited = consume_or_429(request, app="unkink", action="passkey", config=config, limit_get=True)
        return cast("HttpResponse", limited or super().dispatch(request, *args, **kwargs))


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Asks the device for a key that it keeps itself and opens with a finger, a face or a PIN."""

    def get_form_class(self) -> type[Form]:
        return cast("type[Form]", SignupWebAuthnForm)  # without the choice to make a mere second factor

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        context["can"] = can_have_passkeys(self.request)
        return context

    def get_success_url(self) -> str:
        return reverse("settings_keys")


def can_have_passkeys(request: HttpRequest) -> bool:
    """Browsers make passkeys for names, not for bare addresses, and only over https or on the computer itself."""
    name = request.get_host().rpartition(":")[0] or request.get_host()
    bare = name.startswith("[") or name.replace(".", "").isdigit()
    return not bare and (request.is_secure() or name == "localhost")
