"""Logging in with a password or passkey; signing up, where ``UNKINK_SIGNUP=open`` lets anybody."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import LoginView, SignupView
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse


class LogIn(LoginView):  # type: ignore[misc]
    """Speaks of signing up only where one can."""

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "signup_open": settings.SIGNUP_OPEN}


class SignUp(SignupView):  # type: ignore[misc]
    """Two who ask for the same name at the same time: the later one is told, as if it had been a second later."""

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return cast("HttpResponse", super().form_valid(form))
        except ValidationError as taken:
            form.add_error("username", taken)
            return cast("HttpResponse", self.form_invalid(form))
