"""Who is logged in."""

from __future__ import annotations

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from unkink.site.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Finds an account together with its person: every page asks for both, so it takes one query, not two."""

    def get_user(self, user_id: UUID | str) -> User | None:
        return User.objects.select_related("person").filter(pk=user_id, is_active=True).first()
