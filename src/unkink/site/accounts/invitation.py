"""A one-time link as it is shown: an address, a QR code, and where it can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from unkink.site.accounts.doors import HOME, door_of
from unkink.site.accounts.models import Person
from unkink.site.accounts.pairing import LASTS, make_link
from unkink.site.serving.phone import PhoneDoor, open_phone_door
from unkink.site.serving.qr import svg


@dataclass(frozen=True, slots=True)
class Invitation:
    """``drawing`` is SVG; empty where the address is of no use to any other device."""

    address: str
    drawing: str
    until: datetime


def invitation(request: HttpRequest, person: Person, now: datetime) -> Invitation:
    """A new link for that person, as a device that is not this one opens it."""
    path = make_link(person, now)
    door = open_phone_door()
    address = door.address_of(path) if door else request.build_absolute_uri(path)
    drawing = svg(address, label="QR code of the link") if opens_elsewhere(request, door) else ""
    return Invitation(address, drawing, now + LASTS)


def opens_elsewhere(request: HttpRequest, door: PhoneDoor | None) -> bool:
    """Whether another device can reach us at all: not if the home door is the only one."""
    return door is not None or door_of(request) != HOME
