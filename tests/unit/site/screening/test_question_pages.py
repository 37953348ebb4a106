"""The questions page by page: nothing is lost on the way, nobody else sees it, and what is open is said in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tests.unit.site.conftest import tiny
from tests.unit.site.household import elsewhere, make_cast
from tests.unit.site.screening.asking import PROGRAM, answer, start, state
from unkink.coach.decision import Status
from unkink.site.accounts.models import Person
from unkink.site.diary.models import EventRow
from unkink.site.screening.drafts import GOOD_FOR, draft_of, keep_draft
from unkink.site.screening.models import Draft
from unkink.site.screening.telling import last_answers
from unkink.wire.event import Kind

pytestmark = pytest.mark.django_db
URGENT = {"urgent-body": "none", "urgent-hip": "none"}
YOU = {"age": "44", "expecting": "none", "conditions": "none"}


@pytest.fixture
def me(client: Client) -> Person:
    return start(client)


def checked(client: Client, page: str) -> set[tuple[str, str]]:
    """What is chosen on a page, by field and value."""
    text = client.get(f"/questions/{page}/").content.decode()
    found = re.findall(r'<input type="(?:checkbox|radio)" name="([\w-]+)" value="([\w-]+)"[^>]* checked', text)
    typed = re.findall(r'<input type="text"[^>]* name="([\w-]+)" value="(\w+)"', text)
    return {*found, *typed}


def told() -> int:
    return EventRow.objects.filter(kind=Kind.SCREENING).count()


def test_who_has_no_program_is_led_to_choose_one(client: Client) -> None:
    for address in ("/questions/", "/questions/urgent/"):
        assert client.get(address)["Location"] == "/"
    assert client.post("/questions/begin/")["Location"] == "/"
    assert client.post("/questions/urgent/", URGENT)["Location"] == "/"


def test_going_back_and_forward_loses_nothing(client: Client, me: Person) -> None:
    assert client.post("/questions/urgent/", URGENT)["Location"] == "/questions/you/"
    sent = {"age": "67", "expecting": "none", "conditions": ["heart-disease", "high-blood-pressure"]}
    assert client.post("/questions/you/", sent)["Location"] == "/questions/condition/"
    assert client.post("/questions/condition/", {"symptoms": "no", "back": "yes"})["Location"] == "/questions/you/"
    assert checked(client, "urgent") == {("urgent-body", "none"), ("urgent-hip", "none")}
    assert checked(client, "you") == {
        ("age", "67"),
        ("expecting", "none"),
        ("conditions", "heart-disease"),
        ("conditions", "high-blood-pressure"),
    }
    assert checked(client, "condition") == {("symptoms", "no")}, "what was chosen before going back is kept too"
    assert client.get("/questions/")["Location"] == "/questions/condition/", "coming back goes on where it was left"
    assert told() == 0


def test_a_change_of_mind_takes_what_followed_from_it_along(client: Client, me: Person) -> None:
    client.post("/questions/urgent/", URGENT)
    client.post("/questions/you/", {**YOU, "conditions": "heart-disease"})
    client.post("/questions/condition/", {"symptoms": "yes", "active": "no"})
    assert client.post("/questions/you/", YOU)["Location"] == "/questions/signs/"
    assert client.get("/questions/condition/")["Location"] == "/questions/"
    answer(client, me)
    answers = last_answers(me)
    assert "symptoms" not in answers and answers["heart-disease"] is False
    assert not state(me).locked


def test_a_group_without_an_answer_is_asked_again_and_the_others_are_kept(client: Client, me: Person) -> None:
    client.post("/questions/urgent/", URGENT)
    shown = client.post("/questions/you/", {"age": "old", "conditions": ["none", "kidney-disease"]})
    text = unescape(shown.content.decode())
    assert shown.status_code == 422 and "3 questions are still open" in text
    assert "write your age in years" in text and "One line is chosen, and “None of these” as well" in text
    assert "Please choose what is so, or “Neither”" in text
    assert 'value="old"' in text and re.search(r'value="kidney-disease" checked', text), "as it was sent"
    client.post("/questions/you/", {"age": "44", "conditions": "none"})
    assert checked(client, "you") == {("age", "44"), ("conditions", "none")}


@pytest.mark.parametrize("age", ["", "0", "121", "-4", "4.5", "٤٢", "1000", "44\x00"])
def test_an_age_that_is_none_is_asked_again(client: Client, me: Person, age: str) -> None:
    client.post("/questions/urgent/", URGENT)
    assert client.post("/questions/you/", {**YOU, "age": age}).status_code == 422


def test_what_is_urgent_has_to_be_read_and_comes_before_its_none(client: Client, me: Person) -> None:
    assert client.post("/questions/urgent/", {}).status_code == 422
    assert client.post("/questions/urgent/", {"urgent-body": "none"}).status_code == 422
    text = client.get("/questions/urgent/").content.decode()
    assert text.index('value="fainting"') < text.index('value="none"')
    client.post("/questions/urgent/", URGENT)
    later = client.get("/questions/you/").content.decode()
    assert later.index('value="none"') < later.index('value="pregnant"'), "elsewhere it is one tap"


def test_what_is_urgent_ends_the_questions_even_where_the_page_is_not_finished(client: Client, me: Person) -> None:
    ended = client.post("/questions/urgent/", {"urgent-body": ["chest-pain", "none"], "urgent-hip": "groin-lump"})
    assert ended["Location"] == "/questions/"
    assert state(me).locked and not Draft.objects.exists() and told() == 1


def test_a_page_further_on_cannot_be_sent_by_itself(client: Client, me: Person) -> None:
    """As after the last page was sent twice, or from a window that was left open for a week."""
    assert client.post("/questions/ball/", {"vessels": "none"})["Location"] == "/questions/"
    answer(client, me)
    assert client.post("/questions/ball/", {"vessels": "none"})["Location"] == "/questions/"
    assert told() == 1 and not Draft.objects.exists()


def test_a_page_that_was_passed_over_is_asked_before_the_end(client: Client, me: Person) -> None:
    client.post("/questions/urgent/", URGENT)
    last = {"vessels": "none", "belly": "none", "bones-and-skin": "none"}
    assert client.post("/questions/ball/", last)["Location"] == "/questions/you/"
    assert told() == 0


def test_answers_so_far_are_about_today(client: Client, me: Person) -> None:
    before = datetime.now(UTC) - GOOD_FOR - timedelta(minutes=1)
    keep_draft(me, {"chest-pain": False}, before)
    assert draft_of(me, datetime.now(UTC)) is None
    assert client.get("/questions/you/")["Location"] == "/questions/"
    assert client.get("/questions/")["Location"] == "/questions/urgent/" and not checked(client, "urgent")


def test_after_a_clearance_only_what_is_urgent_is_asked_anew(client: Client, me: Person) -> None:
    answer(client, me, hip_replacement=True, age=71)
    client.post("/questions/begin/", {"cleared-by-professional": "yes"})
    assert not checked(client, "urgent")
    client.post("/questions/urgent/", URGENT)
    assert ("age", "71") in checked(client, "you") and ("hip", "hip-replacement") in checked(client, "hip")


def test_after_something_urgent_everything_is_asked_anew(client: Client, me: Person) -> None:
    answer(client, me, age=71)
    client.post("/questions/begin/")
    client.post("/questions/urgent/", {"urgent-body": "cold-leg", "urgent-hip": "none"})
    client.post("/questions/begin/", {"seen-by-clinician": "yes"})
    client.post("/questions/urgent/", URGENT)
    assert not checked(client, "you")


def test_while_something_locks_the_questions_begin_with_what_is_claimed(client: Client, me: Person) -> None:
    answer(client, me, locking=True)
    assert client.get("/questions/urgent/")["Location"] == "/questions/"
    client.post("/questions/begin/", {"cleared-by-professional": "yes"})
    page = client.get("/questions/").content.decode()
    assert "Go on with the questions that you began" in page and "/questions/urgent/" in page
    assert client.get("/questions/urgent/").status_code == 200


def test_a_program_is_asked_about_by_the_sets_that_it_names(client: Client, own: Callable[[str, str], Path]) -> None:
    own("tiny.md", tiny().replace("sessions: 2 a week", "sessions: 2 a week\nscreening: [nobody-knows]"))
    me = start(client, "tiny")
    answer(client, me)
    assert "chest-pain" in last_answers(me) and "hernia" not in last_answers(me) and "locking" not in last_answers(me)


def test_the_answers_are_kept_for_one_person_and_no_other() -> None:
    cast = make_cast()
    anna, stella = elsewhere(cast.anna), elsewhere(cast.stranger)
    for device in (anna, stella):
        device.post(f"/programs/{PROGRAM}/start/")
    anna.post("/questions/urgent/", URGENT)
    assert checked(anna, "urgent") and not checked(stella, "urgent")
    assert stella.get("/questions/you/")["Location"] == "/questions/"
    assert [draft.person for draft in Draft.objects.all()] == [cast.anna]


def test_there_is_no_page_of_another_name(client: Client, me: Person) -> None:
    assert client.get("/questions/nobody-knows/").status_code == 404
    assert client.get("/questions/begin/").status_code == 405
    assert client.post("/questions/").status_code == 405


def test_nothing_of_it_is_kept_by_whoever_is_between(client: Client, me: Person) -> None:
    for address in ("/questions/urgent/", "/questions/"):
        assert "private" in client.get(address)["Cache-Control"]


def test_a_program_that_asks_more_than_the_one_before_asks_it_before_its_first_session(
    client: Client, own: Callable[[str, str], Path]
) -> None:
    """Whoever was on a program without a ball was never asked what speaks against pressure."""
    own("tiny.md", tiny().replace("sessions: 2 a week", "sessions: 2 a week\nscreening: [general]"))
    me = start(client, "tiny")
    answer(client, me)
    assert state(me).decision.status is Status.READY
    start(client)
    assert state(me).decision.status is Status.SCREENING
    assert client.get("/questions/")["Location"] == "/questions/urgent/"
    assert "Answer the questions" in client.get("/").content.decode()
    answer(client, me, anticoagulant=True)
    assert state(me).decision.status is Status.READY
    start(client, "tiny")
    assert state(me).decision.status is Status.READY, "back on it, nothing is new"
