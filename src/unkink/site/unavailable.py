"""What is answered where a sound or a picture cannot be made."""

from __future__ import annotations

import logging

from django.http import HttpResponse

LOG = logging.getLogger(__name__)


def unavailable(what: str, error: Exception) -> HttpResponse:
    """Try again in a minute; the log says why. ``what`` is that of a sentence: "picture"."""
    LOG.error("a %s could not be made: %s", what, error)
    text = f"The {what} cannot be made right now. The window where Unkink runs says why.\n"
    return HttpResponse(text, status=503, headers={"Retry-After": "60"}, content_type="text/plain; charset=utf-8")
