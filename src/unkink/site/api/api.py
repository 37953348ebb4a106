"""The API as a whole: its operations, who may use them, and how it says no."""

from __future__ import annotations

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

import unkink
from unkink.site.accounts.doors import ApiPerson, DoorClosed, answer_closed_door
from unkink.site.api.events import router as events
from unkink.site.api.refusals import Refusal, usual
from unkink.site.player.api import router as today
from unkink.wire.problems import Problem, shown

logger = logging.getLogger("unkink.api")

api = NinjaAPI(
    title="Unkink",
    version=unkink.__version__,
    description="The log of one person, and what is on today. Described in words in docs/api.md.",
    auth=ApiPerson(),
    docs_url=None,  # its page loads scripts from another host
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", events)
api.add_router("", today)


@api.exception_handler(DoorClosed)
def _not_let_in(request: HttpRequest, closed: DoorClosed) -> HttpResponse:
    return answer_closed_door(request, closed)


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return refusal.answer()


@api.exception_handler(ValidationError)
def _wrong_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [
        Problem(name := str(one["loc"][-1]), shown(request.GET.get(name)), str(one["msg"])) for one in error.errors
    ]
    return Refusal(
        400, "bad-parameter", "A parameter of the address is not as it should be.", "Mend it and ask again.", problems
    ).answer()


@api.exception_handler(Http404)
def _nothing_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return usual(404).answer()


@api.exception_handler(HttpError)
def _ninja_says_no(request: HttpRequest, error: HttpError) -> HttpResponse:
    return usual(error.status_code).answer()


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return usual(413).answer()


@api.exception_handler(UnreadablePostError)
def _broken_off(request: HttpRequest, error: UnreadablePostError) -> HttpResponse:
    return usual(400).answer()


@api.exception_handler(OperationalError)
def _no_database(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """The disk is full, or others write for longer than anybody waits. Nothing of the request was stored."""
    logger.error("the log cannot be reached: %s", error)
    answer = usual(503).answer()
    answer.headers["Retry-After"] = "30"
    return answer
