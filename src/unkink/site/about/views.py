"""What Unkink is, what it asks of you, and whose work is in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import unkink


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about/about.html", {"here": "about", "version": unkink.__version__})
