"""The API is what its openapi.json says, whatever is sent: no other status, type or shape, and never a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import ignored_auth

from unkink.site.accounts.doors import ENVIRON, HOME
from unkink.site.accounts.owner import owner

TOKEN = "a" * 32


def at_home(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The site as a page of ours at home reaches it. Whoever asks here unpacks nothing."""
    from unkink.site.wsgi import application

    page = {ENVIRON: HOME, "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": f"csrftoken={TOKEN}", "HTTP_X_CSRFTOKEN": TOKEN}
    return application({**environ, **page, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)


@pytest.fixture
def _own_connection() -> Iterator[None]:
    """A server lets go of its connection after a request; here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_connection")
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/v1/events"), ("GET", "/api/v1/events"), ("GET", "/api/v1/events.jsonl")]
)
def test_every_answer_is_one_that_is_described(method: str, path: str) -> None:
    owner()
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", at_home)
    operation = described[path][method]

    @settings(max_examples=40, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def check(case: Case) -> None:
        case.call_and_validate(excluded_checks=[ignored_auth])  # behind the home door there is none

    check()


@pytest.mark.django_db
def test_the_events_of_the_description_are_those_of_the_log(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    body = described["paths"]["/api/v1/events"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    kinds = {one["properties"]["kind"]["const"] for one in body["properties"]["events"]["items"]["oneOf"]}
    assert {"session-started", "undone", "pain"} <= kinds and len(kinds) == 17
    assert "$ref" not in str(body), "nothing points out of the document"
