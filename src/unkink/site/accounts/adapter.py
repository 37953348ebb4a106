"""What allauth leaves to us: who may sign up, what belongs to a new account, and that there is no mail server."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse

from unkink.site.accounts.devices import device_name
from unkink.site.accounts.forms import NOT_FREE
from unkink.site.accounts.models import Clinic, Person, User, fresh_lock
from unkink.site.accounts.owner import HOME_NAME

NO_ADDRESS = "::"
"""Where the server tells none: a proxy that speaks over a socket file. All its visitors then share one rate limit."""
SECOND_FACTOR = "allauth.mfa.stages.AuthenticateStage"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts of a household. A passkey is another way in, not a second lock behind the password."""

    error_messages = {  # noqa: RUF012
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "That login name and password do not belong together.",
        "username_taken": NOT_FREE,
        "username_blacklisted": NOT_FREE,
        "incorrect_password": "That is not the password.",
        "enter_current_password": "That is not the password that you have now.",
        "password_mismatch": "The two are not the same. Type the new password twice.",
        "too_many_login_attempts": "That was too often. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP_OPEN)

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:  # noqa: FBT001
        """A new account comes with a household of its own, which it keeps, and with its person."""
        try:
            with transaction.atomic():
                user.clinic = Clinic.objects.create(name=HOME_NAME)
                user.keeper = True
                super().save_user(request, user, form, commit=True)
                Person.objects.create(clinic=user.clinic, user=user, name=user.username)
        except IntegrityError:  # two asked for the same name at the same time
            raise ValidationError(self.error_messages["username_taken"]) from None
        return user

    def set_password(self, user: User, password: str) -> None:
        """A first password leaves the paired phones alone; a changed one logs all other devices out."""
        if user.has_usable_password():
            user.lock = fresh_lock()
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("settings_keys")

    def get_login_stages(self) -> list[str]:
        return [stage for stage in super().get_login_stages() if stage != SECOND_FACTOR]

    def get_client_ip(self, request: HttpRequest) -> str:
        return super().get_client_ip(request) if request.META.get("REMOTE_ADDR") else NO_ADDRESS


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What the browser shows and keeps along with a passkey."""

    error_messages = {  # noqa: RUF012
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That passkey did not open the account. Try again, or use another way in.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Unkink"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, object]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": str(user.person)}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        from allauth.core import context

        return device_name(context.request.headers.get("User-Agent", ""))
