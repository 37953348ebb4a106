"""The way onto a phone: trust this computer, then pair."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unkink.site.accounts.doors import HOME, PersonRequest, door_of, person_required
from unkink.site.accounts.identity import require_identity
from unkink.site.accounts.invitation import invitation
from unkink.site.serving.phone import open_phone_door
from unkink.site.serving.qr import svg


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@person_required
def phone(request: PersonRequest) -> HttpResponse:
    door = open_phone_door()
    context: dict[str, object] = {"here": "settings", "phone": door, "at_home": door_of(request) == HOME}
    if door:
        context["trust"] = svg(door.trust_page, label="QR code of the certificate page")
        context["files"] = door.trust_page
    if request.method == "POST":
        require_identity(request)
        context["invitation"] = invitation(request, request.person, timezone.now())
    return render(request, "account/phone.html", context)
