"""A fixed cast for tests about people, and devices that come through doors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections

from tests.unit.site.browser import Browser
from unkink.site.accounts.household import add_person
from unkink.site.accounts.models import Clinic, Person, User
from unkink.site.accounts.owner import owner

PASSWORD = "warm-towel-on-the-mat"


@dataclass(frozen=True, slots=True)
class Cast:
    """``owner`` keeps the household in which ``anna`` lives too; ``stranger`` keeps another one."""

    owner: Person
    anna: Person
    stranger: Person


def make_cast() -> Cast:
    me = owner()
    anna = add_person(me.clinic, "Anna")
    elsewhere = Clinic.objects.create(name="Elsewhere")
    stranger = add_person(elsewhere, "Strange Stella")
    User.objects.filter(person=stranger).update(keeper=True)
    return Cast(me, Person.objects.get(pk=anna.pk), Person.objects.get(pk=stranger.pk))


class Device(Browser):
    """A browser. Closes what it got, as a server does, so that no file stays open."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        with _connection_kept():
            response.close()
        return response


@contextmanager
def _connection_kept() -> Iterator[None]:
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_finished.connect(close_old_connections)


def at_home(**options: Any) -> Device:
    """A browser on the computer itself."""
    return Device(headers={"host": "127.0.0.1"}, raise_request_exception=False, **{"unkink.door": "home", **options})


def elsewhere(person: Person | None = None, **options: Any) -> Device:
    """A browser that comes through a door which asks for a login; logged in as that person, if one is named."""
    device = Device(headers={"host": "127.0.0.1"}, raise_request_exception=False, **{"unkink.door": "lan", **options})
    if person is not None:
        assert person.user is not None
        device.force_login(person.user)
    return device
