"""Whatever goes wrong under the API's addresses, wherever it does, is told in the API's own shape."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from unkink.site.api.refusals import ROOT, usual

KEPT = ("Allow", "Retry-After", "Set-Cookie", "WWW-Authenticate")
JSON = "application/json"


def errors_in_json(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Replace the pages that Django and other middleware show to people. Stands before all others."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        told = response.status_code < 400 or response.headers.get("Content-Type", "").startswith(JSON)
        if told or not request.path_info.startswith(ROOT):
            return response
        # The page is let go, not closed: Django takes a response's close() for the end of the request, and with it of
        # the connection to the database
        answer = usual(response.status_code).answer()
        for name in KEPT:
            if name in response.headers:
                answer.headers[name] = response.headers[name]
        answer.cookies = response.cookies
        return answer

    return respond
