"""Each door answers to its own names only."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.http.request import split_domain_port

from unkink.site.serving.doors import NAMES

Respond = Callable[[HttpRequest], HttpResponseBase]


def own_names_only(get_response: Respond) -> Respond:
    """Refuse a ``Host`` that this door does not answer to. Without a door, ``ALLOWED_HOSTS`` alone decides.

    Raises:
        DisallowedHost: which Django answers with the page for a wrong address.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        names = request.META.get(NAMES)
        if names is not None:
            host, _ = split_domain_port(request.get_host())
            if host not in names:
                raise DisallowedHost(f"this door does not answer to {host}")
        return get_response(request)

    return respond
