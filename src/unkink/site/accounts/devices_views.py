"""The devices on which a person is logged in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from unkink.site.accounts.devices import devices_of, log_out, log_out_others
from unkink.site.accounts.doors import PersonRequest, person_required


@require_safe
@person_required
def devices(request: PersonRequest) -> HttpResponse:
    found = devices_of(request.person.user, request.session.session_key) if request.person.user else []
    return render(request, "account/devices.html", {"here": "settings", "devices": found})


@require_POST
@person_required
def end_device(request: PersonRequest, device: int) -> HttpResponse:
    if request.person.user is None or not log_out(request.person.user, device):
        raise Http404
    messages.success(request, "That device is logged out.")
    return redirect("settings_devices")


@require_POST
@person_required
def end_others(request: PersonRequest) -> HttpResponse:
    if request.person.user is not None:
        log_out_others(request.person.user, request.session.session_key)
    messages.success(request, "All other devices are logged out.")
    return redirect("settings_devices")
