"""The devices on which somebody is logged in: what they are called, when they were last seen, and logging them out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from unkink.site.accounts.models import User

SEEN_EVERY = timedelta(minutes=15)
"""How exact "last seen" is. Each time costs a write to the disk, so not every request pays it."""
SEEN_KEY = "seen"

# The first that matches wins: Edge and Opera also call themselves Chrome, Chrome also Safari, Android also Linux.
BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone|iPod"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("a Mac", r"Macintosh|Mac OS X"),
    ("a Chromebook", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser on which somebody is logged in. ``here`` is the one that asks."""

    id: int
    name: str
    since: datetime
    seen: datetime
    here: bool


def device_name(user_agent: str) -> str:
    """``Firefox on Android``: what a browser says of itself, in words."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "A device"


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, user_agent)), "")


def devices_of(user: User, here: str | None) -> list[Device]:
    """Those still logged in, the last seen first. ``here`` is the session key of the request."""
    sessions = UserSession.objects.purge_and_list(user)
    devices = [
        Device(found.pk, device_name(found.user_agent), found.created_at, found.last_seen_at, found.session_key == here)
        for found in sessions
    ]
    return sorted(devices, key=lambda device: (device.here, device.seen), reverse=True)


def log_out(user: User, device: int) -> bool:
    """Log out one device of that account. False if it has none by that number."""
    found = UserSession.objects.filter(user=user, pk=device).first()
    if found:
        found.end()
    return found is not None


def log_out_others(user: User, here: str | None) -> None:
    for found in UserSession.objects.filter(user=user).exclude(session_key=here or ""):
        found.end()


class SeenDevices:
    """Middleware: notes now and then that a device was seen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and request.session.session_key and request.user.is_authenticated:
            self._note(request, timezone.now())
        return response

    def _note(self, request: HttpRequest, now: datetime) -> None:
        last = request.session.get(SEEN_KEY, 0)
        if now.timestamp() - last < SEEN_EVERY.total_seconds():
            return
        request.session[SEEN_KEY] = int(now.timestamp())
        UserSession.objects.create_from_request(request)
