"""What goes in and out of the API, as its openapi.json tells it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from ninja import Schema

from unkink.site.api.event_schema import embedded_event_schema


class ProblemSchema(Schema):
    """One thing that is wrong: where, what stood there, and what could."""

    path: str
    found: str
    expected: str


class ErrorSchema(Schema):
    """Why a request was not done."""

    code: str
    message: str
    what_to_do: str
    problems: list[ProblemSchema] | None = None
    until: date | None = None


class ErrorAnswer(Schema):
    """Every answer of the API with a status of 400 or more."""

    error: ErrorSchema


class ReceiptSchema(Schema):
    """The event is on the server's disk: since now, or already."""

    id: UUID
    result: Literal["stored", "known"]


class RefusedSchema(Schema):
    """The event at that index was not stored."""

    index: int
    id: str | None
    problems: list[ProblemSchema]


class Received(Schema):
    """A receipt for each valid event in the order in which they were sent, and the others."""

    receipts: list[ReceiptSchema]
    refused: list[RefusedSchema]


class EventsPage(Schema):
    """Some of the log, and where it goes on."""

    events: list[dict[str, Any]]
    next: UUID | None


RESPONSES = {frozenset({400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 500, 503}): ErrorAnswer}


def body_of(most: int) -> dict[str, Any]:
    """The operation takes that many events at once."""
    events = {"type": "array", "maxItems": most, "items": embedded_event_schema()}
    schema = {"type": "object", "required": ["events"], "additionalProperties": False, "properties": {"events": events}}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def lines_of_text() -> dict[str, Any]:
    """The operation answers with JSON Lines."""
    content = {"application/jsonl": {"schema": {"type": "string"}}}
    return {"responses": {200: {"content": content}}}
