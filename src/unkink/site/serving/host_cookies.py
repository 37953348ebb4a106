"""Over https every cookie is ``__Host-…``, which browsers take from this very host, over https, and from nobody else.

Cookies know no ports. By their bare names the plain http doors of the same computer would overwrite those of the https
door; and whoever stands between a phone and a plain http door, or owns another host of the same domain, could lay a
login of their own beside ours, into which somebody else would then write.
"""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import SimpleCookie

from django.http import HttpRequest, HttpResponseBase

PREFIX = "__Host-"
Respond = Callable[[HttpRequest], HttpResponseBase]


def host_cookies(get_response: Respond) -> Respond:
    """Middleware, before all that reads or sets a cookie: further in they have their usual names."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not request.is_secure():
            return get_response(request)
        ours = {name: value for name, value in request.COOKIES.items() if name.startswith(PREFIX)}
        request.COOKIES = {name.removeprefix(PREFIX): value for name, value in ours.items()}
        response = get_response(request)
        response.cookies = _prefixed(response.cookies)
        return response

    return respond


def _prefixed(cookies: SimpleCookie) -> SimpleCookie:
    prefixed = SimpleCookie()
    for name, cookie in cookies.items():
        cookie.set(PREFIX + name, cookie.value, cookie.coded_value)
        cookie["secure"], cookie["path"], cookie["domain"] = True, "/", ""  # without which a browser drops it
        prefixed[PREFIX + name] = cookie
    return prefixed
