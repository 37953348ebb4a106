"""Response headers: what stands in them beyond what Django and django-csp know, and what is compressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

NO_POWERS = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
)
OWN_POWERS = ("screen-wake-lock",)  # the screen stays on during a session
PERMISSIONS_POLICY = ", ".join([*(f"{power}=()" for power in NO_POWERS), *(f"{power}=(self)" for power in OWN_POWERS)])


def strict_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give up every power of the browser that no page uses, and let no other site embed what we send."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


class OnePolicy(CSPMiddleware):
    """The content security policy of the settings, put together once: no page has one of its own, or a nonce.

    Whatever is asked for beyond that (a decorator of django-csp, a nonce, the pages of ``UNKINK_DEBUG``) is left to
    django-csp.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if settings.DEBUG or self.get_policy_parts(request, response) != USUAL:
            return super().process_response(request, response)
        if not getattr(response, "_csp_exempt", False):
            response.headers.setdefault(HEADER, _policy())
        return response


USUAL = PolicyParts()


@cache
def _policy() -> str:
    return str(build_policy())


class PackPages(GZipMiddleware):
    """Compress pages; sound goes out as it is: a part of a file must be those bytes, of the length that it says."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_sound = response.streaming or "Accept-Ranges" in response.headers
        return response if is_sound else super().process_response(request, response)
