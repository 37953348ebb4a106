"""What Unkink is, what it asks of you, where your data is, and whose work is in it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import unkink
from unkink.site.accounts.doors import HOME, door_of


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    at_home = door_of(request) == HOME  # others need not know how the computer's folders are called
    context = {
        "here": "about",
        "version": unkink.__version__,
        "folder": settings.DATA_FOLDER if at_home and connection.vendor == "sqlite" else None,
        "at_database": connection.vendor == "postgresql",
    }
    return render(request, "about/about.html", context)
