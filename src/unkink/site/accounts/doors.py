"""Through which door a request came, and whose log it opens.

A door is a listener of the server. Only the server process says which, in the WSGI environ; nothing that a client sends
(address, host, forwarded headers) is believed. Behind the home door, which only this computer reaches, the owner needs
no login. Any other door, and one that nobody named, asks for a login on every page that is not marked as open.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from http import HTTPStatus
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from unkink.site.accounts.models import Person, User
from unkink.site.accounts.owner import owner

ENVIRON = "unkink.door"
HOME = "home"
LOGIN = "login"
API_ROOT = "/api/"

Rest = ParamSpec("Rest")


class PersonRequest(HttpRequest):
    """A request as views behind ``person_required`` get it. Elsewhere ``person`` may be None."""

    door: str
    person: Person


class DoorClosed(Exception):
    """The API does not let this request in: ``status``, and what to say."""

    def __init__(self, status: HTTPStatus, code: str, message: str, what_to_do: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.what_to_do = status, code, message, what_to_do


class Doors:
    """Middleware: ``request.door``, ``request.person`` (found on first use), and a login before all that is not open.

    A view is open to everybody if it has Django's mark ``login_not_required``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.door = HOME if request.META.get(ENVIRON) == HOME else LOGIN  # type: ignore[attr-defined]
        request.person = SimpleLazyObject(lambda: find_person(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")  # most pages are somebody's
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        if door_of(request) == HOME or not getattr(view, "login_required", True) or person_of(request):
            return None
        return _api_answer(NOT_LOGGED_IN) if request.path.startswith(API_ROOT) else _to_login(request)


def door_of(request: HttpRequest) -> str:
    return str(getattr(request, "door", LOGIN))


def person_of(request: HttpRequest) -> Person | None:
    """The person whose log this request opens, if any; from then on remembered as ``request.person``."""
    if isinstance(request.person, SimpleLazyObject):  # type: ignore[attr-defined]
        request.person = find_person(request)  # type: ignore[attr-defined]
    found: Person | None = request.person  # type: ignore[attr-defined]
    return found


def find_person(request: HttpRequest) -> Person | None:
    if isinstance(request.user, User):
        return getattr(request.user, "person", None)
    return owner() if door_of(request) == HOME else None


def person_required(
    view: Callable[Concatenate[PersonRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """A page about one person: ``request.person`` is there, or the answer is the login page."""
    return _guarded(view, _to_login)


def api_person_required(
    view: Callable[Concatenate[PersonRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """The same for a plain view under ``/api/``: nobody gets 401 in JSON."""
    return _guarded(view, lambda _: _api_answer(NOT_LOGGED_IN))


def _guarded(
    view: Callable[Concatenate[PersonRequest, Rest], HttpResponseBase],
    refuse: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if not person_of(request):
            return refuse(request)
        request.met = request.person  # type: ignore[attr-defined]  # so the top of the page may say who it is
        return view(cast("PersonRequest", request), *args, **kwargs)

    return update_wrapper(guarded, view)


class ApiPerson(APIKeyCookie):
    """Auth of the API: ``NinjaAPI(auth=ApiPerson())``, and ``add_exception_handler(DoorClosed, answer_closed_door)``.

    What writes needs the CSRF token too, behind the home door as well: any page of the web can send a request there.
    """

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Person:
        person = person_of(request)
        if not person:
            raise NOT_LOGGED_IN
        if check_csrf(request):
            raise DoorClosed(
                HTTPStatus.FORBIDDEN,
                "csrf",
                "This request does not carry the token of a page of Unkink.",
                "Open Unkink again and repeat it. Nothing was changed.",
            )
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        return person_of(request)


NOT_LOGGED_IN = DoorClosed(
    HTTPStatus.UNAUTHORIZED,
    "not-logged-in",
    "Nobody is logged in on this device.",
    "Open Unkink and log in. What you did meanwhile is kept on this device until then.",
)


def answer_closed_door(request: HttpRequest, closed: DoorClosed) -> HttpResponse:
    """For django-ninja's ``add_exception_handler``."""
    return _api_answer(closed)


def _api_answer(closed: DoorClosed) -> JsonResponse:
    told = {"code": closed.code, "message": closed.message, "what_to_do": closed.what_to_do}
    return JsonResponse({"error": told}, status=closed.status, headers={"Cache-Control": "no-store"})


def _to_login(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("home")
    return redirect_to_login(back)
