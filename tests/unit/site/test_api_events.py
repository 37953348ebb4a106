"""Events over HTTP: receipts, refusals, reading back, and nobody else's log."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.unit.site.diary_events import SESSION, id_of, raw, somebody
from unkink.site.accounts.doors import ENVIRON
from unkink.site.accounts.models import Person, User
from unkink.site.accounts.owner import owner
from unkink.site.api.api import api
from unkink.site.diary.models import EventRow

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events"
LINES = "/api/v1/events.jsonl"


def account(person: Person) -> User:
    person.user = User.objects.create_user(person.name, clinic=person.clinic)
    person.save()
    return person.user


@pytest.fixture
def anna() -> Person:
    person = somebody("Anna")
    account(person)
    return person


@pytest.fixture
def as_anna(client: Client, anna: Person) -> Client:
    assert anna.user
    client.force_login(anna.user)
    return client


def send(client: Client, events: list[Any], **extra: Any) -> Any:
    return client.post(EVENTS, json.dumps({"events": events}), content_type="application/json", **extra)


def pain(person: Person, number: int, level: Any = 2) -> dict[str, Any]:
    return raw(person, number, "pain", {"of": "usual", "level": level}, session=SESSION)


def error_of(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"].startswith("application/json")
    error = response.json()["error"]
    assert error["code"] == code
    assert error["message"] and error["what_to_do"]
    return dict(error)


def test_each_valid_event_gets_a_receipt_and_is_known_the_second_time(as_anna: Client, anna: Person) -> None:
    first = send(as_anna, [pain(anna, 1), pain(anna, 2)]).json()
    assert first == {
        "receipts": [{"id": str(id_of(1)), "result": "stored"}, {"id": str(id_of(2)), "result": "stored"}],
        "refused": [],
    }
    again = send(as_anna, [pain(anna, 2), pain(anna, 3)]).json()
    assert [receipt["result"] for receipt in again["receipts"]] == ["known", "stored"]


def test_valid_events_are_stored_though_others_beside_them_are_refused(as_anna: Client, anna: Person) -> None:
    answer = send(as_anna, [pain(anna, 1), pain(anna, 2, level=11), "no event", pain(anna, 4)]).json()
    assert [receipt["id"] for receipt in answer["receipts"]] == [str(id_of(1)), str(id_of(4))]
    assert [(one["index"], one["id"]) for one in answer["refused"]] == [(1, str(id_of(2))), (2, None)]
    (problem,) = answer["refused"][0]["problems"]
    assert (problem["path"], problem["found"]) == ("data.level", "11")
    assert EventRow.objects.count() == 2


def test_another_event_under_a_known_id_is_refused_and_not_taken_for_the_first(as_anna: Client, anna: Person) -> None:
    send(as_anna, [pain(anna, 1)])
    answer = send(as_anna, ["no event", pain(anna, 2), pain(anna, 1, level=8), pain(anna, 1)]).json()
    assert [(one["id"], one["result"]) for one in answer["receipts"]] == [
        (str(id_of(2)), "stored"),
        (str(id_of(1)), "known"),
    ]
    assert [(one["index"], one["id"]) for one in answer["refused"]] == [(0, None), (2, str(id_of(1)))]
    (problem,) = answer["refused"][1]["problems"]
    assert (problem["path"], problem["expected"]) == ("id", "an id of its own: another event of this log has it")


def test_an_event_that_names_somebody_else_is_refused_whether_they_exist_or_not(as_anna: Client, anna: Person) -> None:
    ben = somebody("Ben", "Next door")
    nobody = Person(id=id_of(7), clinic=anna.clinic)
    answer = send(as_anna, [pain(ben, 1), pain(anna, 2, level=-1), pain(nobody, 3), pain(anna, 4)]).json()
    assert [one["index"] for one in answer["refused"]] == [0, 1, 2]
    assert [problem["path"] for problem in answer["refused"][0]["problems"]] == ["person", "clinic"]
    assert [problem["path"] for problem in answer["refused"][2]["problems"]] == ["person"]
    assert str(EventRow.objects.get().id) == answer["receipts"][0]["id"] == str(id_of(4))


def test_an_id_that_somebody_else_has_used_is_stored(client: Client, anna: Person) -> None:
    ben = somebody("Ben")
    for person, user in ((anna, anna.user), (ben, account(ben))):
        assert user
        client.force_login(user)
        assert send(client, [pain(person, 1)]).json()["receipts"][0]["result"] == "stored"


def test_pages_lead_through_the_log_in_the_order_of_arrival(as_anna: Client, anna: Person) -> None:
    send(as_anna, [pain(anna, number) for number in (3, 1, 2)])
    seen, address = [], f"{EVENTS}?limit=2"
    while address:
        page = as_anna.get(address).json()
        seen += [event["seq"] for event in page["events"]]
        address = page["next"] and f"{EVENTS}?limit=2&after={page['next']}"
    assert seen == [3, 1, 2]
    assert as_anna.get(f"{EVENTS}?after={id_of(2)}").json() == {"events": [], "next": None}


def test_what_was_sent_is_what_is_read(as_anna: Client, anna: Person) -> None:
    send(as_anna, [pain(anna, 1)])
    assert as_anna.get(EVENTS).json()["events"] == [pain(anna, 1)]


def test_the_whole_log_comes_in_the_order_of_what_happened_a_line_each(as_anna: Client, anna: Person) -> None:
    send(as_anna, [pain(anna, number) for number in (3, 1, 2)])
    response = as_anna.get(LINES)
    lines = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert lines.endswith("\n")
    assert [json.loads(line) for line in lines.splitlines()] == [pain(anna, number) for number in (1, 2, 3)]


def test_nobody_reads_or_pages_through_another_log(as_anna: Client) -> None:
    ben = somebody("Ben")
    as_ben = Client(headers={"host": "127.0.0.1"})
    as_ben.force_login(account(ben))
    send(as_ben, [pain(ben, 1)])
    assert as_anna.get(EVENTS).json()["events"] == []
    assert b"".join(as_anna.get(LINES).streaming_content) == b""  # type: ignore[attr-defined]
    theirs = as_anna.get(f"{EVENTS}?after={id_of(1)}")
    nobodys = as_anna.get(f"{EVENTS}?after={id_of(2)}")
    error_of(theirs, 404, "unknown-cursor")
    assert theirs.content == nobodys.content


def test_the_home_door_opens_the_owners_log_and_no_other_door_does(client: Client) -> None:
    anna = owner()
    assert send(client, [pain(anna, 1)]).json()["receipts"][0]["result"] == "stored"
    for door in ("", "lan"):
        error_of(send(client, [pain(anna, 1)], **{ENVIRON: door}), 401, "not-logged-in")


def test_only_a_page_of_ours_can_write(anna: Person) -> None:
    careful = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    assert anna.user
    careful.force_login(anna.user)
    error_of(send(careful, [pain(anna, 1)]), 403, "csrf")
    assert EventRow.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (" ", "line 1"),
        ("{", "line 1"),
        ('{"events": [}', "column"),
        ("[]", "[]"),
        ('{"events": {}}', "{"),
        ('{"events": [], "more": 1}', "more"),
        ('{"events": [NaN]}', ""),
    ],
)
def test_what_is_no_list_of_events_is_told(as_anna: Client, body: str, found: str) -> None:
    response = as_anna.post(EVENTS, body, content_type="application/json")
    if found:
        (problem,) = error_of(response, 400, "malformed-json")["problems"]
        assert found in problem["found"]
    else:
        assert response.json()["refused"][0]["index"] == 0


def test_what_is_no_json_is_told(as_anna: Client) -> None:
    error_of(as_anna.post(EVENTS, {"events": "x"}), 415, "not-json")


def test_too_many_events_are_told(as_anna: Client, anna: Person) -> None:
    error_of(send(as_anna, [pain(anna, number) for number in range(501)]), 400, "too-many-events")
    assert EventRow.objects.count() == 0


def test_too_large_a_body_is_told(as_anna: Client) -> None:
    error_of(as_anna.post(EVENTS, "x" * 1_000_001, content_type="application/json"), 413, "too-large")


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "limit=many", "after=nowhere"])
def test_a_wrong_parameter_is_named(as_anna: Client, query: str) -> None:
    (problem,) = error_of(as_anna.get(f"{EVENTS}?{query}"), 400, "bad-parameter")["problems"]
    assert problem["path"] == query.partition("=")[0]
    assert problem["found"] == f'"{query.partition("=")[2]}"'


def test_a_method_that_is_not_there_is_told_with_those_that_are(as_anna: Client) -> None:
    response = as_anna.delete(EVENTS)
    error_of(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "POST"}


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v2/events", "/api/v1/events/"])
def test_an_address_that_is_not_there_is_told_in_json(as_anna: Client, address: str) -> None:
    error_of(as_anna.get(address), 404, "not-found")


def test_a_fault_of_the_server_is_told_in_json(as_anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unkink.site.api.events.insert", lambda *_, **__: 1 / 0)
    error_of(send(as_anna, []), 500, "failed")


def test_a_database_that_cannot_be_written_is_told_and_asked_again_later(
    as_anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("unkink.site.api.events.insert", full)
    response = send(as_anna, [])
    error_of(response, 503, "unavailable")
    assert response.headers["Retry-After"] == "30"


def test_a_wrong_host_is_told_in_json(client: Client) -> None:
    response = client.get(EVENTS, headers={"host": "evil.example"})
    assert response.status_code >= 400
    assert response.json()["error"]["what_to_do"]


def test_the_description_is_there_and_loads_nothing_from_elsewhere(as_anna: Client) -> None:
    described = as_anna.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.")
    assert {"/api/v1/events", "/api/v1/events.jsonl"} <= set(described["paths"])
    assert api.docs_url is None
    error_of(as_anna.get("/api/v1/docs"), 404, "not-found")
