"""How lately a person has shown who they are. What opens or ends an account asks for it again after five minutes."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.http import HttpRequest

from unkink.site.accounts.doors import HOME, door_of

LINK, AT_HOME = "link", "home"
WITHOUT_PASSWORD = {LINK, AT_HOME}


def require_identity(request: HttpRequest) -> None:
    """Go on only if who logged in has shown just now that it is them.

    Behind the home door, with nobody logged in, there is nothing to show: whoever sits there is the owner.

    Raises:
        ReauthenticationRequired: which allauth's middleware answers with the page that asks.
    """
    if request.user.is_authenticated or door_of(request) != HOME:
        raise_if_reauthentication_required(request, app="allauth.mfa")


def came_without_password(request: HttpRequest) -> bool:
    """Whether they came a few minutes ago by a one-time link or through the home door: then they may choose anew."""
    records = get_authentication_records(request, request.user)
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(record["method"] in WITHOUT_PASSWORD and record["at"] > since for record in records)
