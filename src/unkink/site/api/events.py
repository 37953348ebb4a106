"""Sending events to the log, and reading them back."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from unkink.site.accounts.doors import NOT_LOGGED_IN, person_of
from unkink.site.accounts.models import Person
from unkink.site.api.refusals import Refusal, as_json, usual
from unkink.site.api.schemas import RESPONSES, EventsPage, Received, body_of, lines_of_text
from unkink.site.coaching.texts import tell_text_of
from unkink.site.diary.insert import Receipt, Result, are_theirs, insert
from unkink.site.diary.reading import UnknownCursor, log_lines, page_after
from unkink.site.diary.writing import written
from unkink.wire.event import Event, Kind
from unkink.wire.parsing import NotJson, parse
from unkink.wire.problems import Problem, shown
from unkink.wire.reading import Reading, Refused, read_events

MOST_AT_ONCE = 500
JSON = "application/json"
JSON_LINES = "application/jsonl"
NOT_KEPT = {"Cache-Control": "no-store"}

router = Router(tags=["events"])


@router.post("/events", response={200: Received, **RESPONSES}, openapi_extra=body_of(MOST_AT_ONCE))
def send_events(request: HttpRequest) -> HttpResponse:
    """Put events into the log.

    Each valid event is stored once, however often it is sent; the others are refused, each with everything that is
    wrong with it. An event with a receipt is on the server's disk.
    """
    person = _person(request)
    reading = _theirs(person, read_events(_list_in(request)))
    try:
        receipts = _stored(person, reading.events)
    except IntegrityError:
        if Person.objects.filter(pk=person.pk).exists():
            raise
        raise NOT_LOGGED_IN from None  # erased meanwhile
    reading, receipts = _without_others(reading, receipts)
    refused = json.dumps(list(map(_refused, reading.refused)), ensure_ascii=False)
    return _json(f'{{"receipts":[{",".join(map(_receipt, receipts))}],"refused":{refused}}}')


def _stored(person: Person, events: Sequence[Event]) -> list[Receipt]:
    def store() -> list[Receipt]:
        receipts = insert(person, events, received_ms=time.time_ns() // 1_000_000)
        for event, receipt in zip(events, receipts, strict=True):
            if event.kind is Kind.SESSION_STARTED and receipt.result is Result.STORED:
                tell_text_of(person, event)
        return receipts

    return written(store)


@router.get("/events", response={200: EventsPage, **RESPONSES})
def read_on(
    request: HttpRequest,
    after: Annotated[UUID | None, Query(description="`next` of the page before, or the id of any event")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
) -> HttpResponse:
    """Read the log page by page, in the order in which the server got it. `next` is null on the last page."""
    try:
        page = page_after(_person(request), after, limit)
    except UnknownCursor:
        raise UNKNOWN_CURSOR from None
    following = f'"{page.following}"' if page.following else "null"
    return _json(b'{"events":[%b],"next":%b}' % (b",".join(page.lines), following.encode()))


@router.get("/events.jsonl", response={200: None, **RESPONSES}, openapi_extra=lines_of_text())
def whole_log(request: HttpRequest) -> HttpResponseBase:
    """The whole log as JSON Lines, one event a line, in the order in which things happened."""
    lines = (line + b"\n" for line in log_lines(_person(request)))
    return StreamingHttpResponse(lines, content_type=JSON_LINES, headers=NOT_KEPT)


UNKNOWN_CURSOR = Refusal(
    404, "unknown-cursor", "Your log has no event with that id.", "Read from the beginning: leave `after` out."
)


def _person(request: HttpRequest) -> Person:
    person = person_of(request)
    if person is None:
        raise NOT_LOGGED_IN
    return person


def _list_in(request: HttpRequest) -> list[Any]:
    """``events`` of the body.

    Raises:
        Refusal: if the body is no JSON object with such a list, and nothing else in it.
    """
    if request.content_type != JSON:
        raise usual(415)
    try:
        body = parse(request.body)
    except NotJson as no_json:
        raise _unreadable(Problem("", str(no_json), "JSON")) from no_json
    events = body.get("events") if isinstance(body, dict) and set(body) == {"events"} else None
    if not isinstance(events, list):
        raise _unreadable(Problem("", shown(body), '{"events": [...]} and no other key'))
    if len(events) > MOST_AT_ONCE:
        many = Problem("events", f"{len(events)} events", f"at most {MOST_AT_ONCE}")
        raise Refusal(400, "too-many-events", "Those are too many events at once.", "Send fewer at a time.", [many])
    return events


def _unreadable(problem: Problem) -> Refusal:
    what_to_do = "Send a JSON object with a list of events. Nothing was changed."
    return Refusal(400, "malformed-json", "What was sent is no list of events.", what_to_do, [problem])


def _theirs(person: Person, reading: Reading) -> Reading:
    """Events that name somebody else are refused: a login opens one log."""
    if are_theirs(person, reading.events):
        return reading
    refused = list(reading.refused)
    theirs = []
    for index, event in zip(_places(reading), reading.events, strict=True):
        if problems := _not_theirs(person, event):
            refused.append(Refused(index, str(event.id), problems))
        else:
            theirs.append(event)
    return Reading(tuple(theirs), tuple(sorted(refused, key=lambda one: one.index)))


def _places(reading: Reading) -> list[int]:
    """Where each of its events stood in the list that was sent."""
    refused = {one.index for one in reading.refused}
    count = len(reading.events) + len(reading.refused)
    return [index for index in range(count) if index not in refused]


def _without_others(reading: Reading, receipts: list[Receipt]) -> tuple[Reading, list[Receipt]]:
    """An event whose id is another one's is refused: stored, it would be lost to that, and nobody would know."""
    others = [
        Refused(
            place, str(one.id), (Problem("id", f'"{one.id}"', "an id of its own: another event of this log has it"),)
        )
        for place, one in zip(_places(reading), receipts, strict=True)
        if one.result is Result.OTHER
    ]
    if not others:
        return reading, receipts
    refused = sorted((*reading.refused, *others), key=lambda one: one.index)
    return Reading(reading.events, tuple(refused)), [one for one in receipts if one.result is not Result.OTHER]


def _not_theirs(person: Person, event: Event) -> tuple[Problem, ...]:
    named = {"person": (event.person, person.id), "clinic": (event.clinic, person.clinic_id)}
    return tuple(
        Problem(path, f'"{found}"', f'"{own}", whose log is open here')
        for path, (found, own) in named.items()
        if found != own
    )


def _receipt(receipt: Receipt) -> str:
    return f'{{"id":"{receipt.id}","result":"{receipt.result}"}}'


def _refused(refused: Refused) -> dict[str, object]:
    return {"index": refused.index, "id": refused.id, "problems": list(map(as_json, refused.problems))}


def _json(text: str | bytes) -> HttpResponse:
    return HttpResponse(text, content_type=JSON, headers=NOT_KEPT)
