"""What a browser sends of a passkey. It comes from anybody: whatever it is, the answer is a sentence."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError


class _Credential(forms.JSONField):
    """JSON, also where it is nested or has numbers such that no reader takes it."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise _no_passkey() from None


class _Read(forms.Form):
    credential = _Credential(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        try:
            return cast("Authenticator", super().clean_credential())  # type: ignore[misc]
        except (KeyError, AttributeError, ValueError):  # which the reader of passkeys lets through
            raise _no_passkey() from None


class LogInForm(_Read, LoginWebAuthnForm):  # type: ignore[misc]
    """Whoever has it is logged in."""


class ConfirmForm(_Read, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Who is logged in shows once more who they are."""


def _no_passkey() -> ValidationError:
    return cast("ValidationError", get_adapter().validation_error("incorrect_code"))
