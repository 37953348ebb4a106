"""Whose log a command is about: the person that it names, or else the owner of this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unkink.cli.exit_codes import Stop

if TYPE_CHECKING:
    from unkink.site.accounts.models import Person


def person_called(name: str | None) -> Person:
    """The one person by that name or login name; without a name the owner.

    Raises:
        Stop: where there is none, or more than one.
    """
    from unkink.site.accounts.models import Person
    from unkink.site.accounts.owner import owner

    if name is None:
        return owner()
    people = Person.objects.select_related("user", "clinic")
    by_login = people.filter(user__username__iexact=name.strip()).first()
    found = [by_login] if by_login else list(people.filter(name__iexact=name.strip()).order_by("user__username")[:9])
    if not found:
        raise Stop(f"nobody is called `{name}`; `unkink people` lists everybody")
    if len(found) > 1:
        logins = ", ".join(person.user.username for person in found if person.user)
        raise Stop(f"several people are called `{name}`; use a login name: {logins}")
    return found[0]
