"""Somebody who goes through the questions as a browser without script does, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from unkink.coach.questions import AnswerKind, QuestionGroup, QuestionInWords
from unkink.site.accounts.models import Person
from unkink.site.diary.write import record
from unkink.site.screening.shelf import pages_for
from unkink.site.screening.state import State, state_of
from unkink.wire.event import Kind
from unkink.wire.ids import uuid7

PROGRAM = "tight-psoas"
MOST_PAGES = 12


def start(client: Client, program: str = PROGRAM) -> Person:
    """Begin a program; gives the person at the home door."""
    assert client.post(f"/programs/{program}/start/").status_code == 302
    return Person.objects.get(user__is_superuser=True)


def state(person: Person, now: datetime | None = None) -> State:
    found = state_of(person, now or datetime.now(UTC))
    assert found is not None
    return found


def sent_for(group: QuestionGroup, so: dict[str, object]) -> dict[str, object]:
    """What a browser sends for that group where ``so`` is so, and nothing else is."""
    if group.none:
        chosen = [one.answer for one in group.questions if so.get(one.answer)]
        return {group.id: chosen or ["none"]}
    return {one.answer: _sent(one, so) for one in group.questions}


def _sent(question: QuestionInWords, so: dict[str, object]) -> str:
    usual = {AnswerKind.YES: False, AnswerKind.TENTHS: 0, AnswerKind.WEEKS: 0, AnswerKind.AGE: 40}
    answer = so.get(question.answer, usual[question.kind])
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer)


def answer(client: Client, person: Person, **so: object) -> HttpResponse:
    """Go through the questions from where they stand; gives the page on which they ended."""
    return _through(client, person, client.get("/questions/", follow=True), so)


def _through(client: Client, person: Person, shown: Any, so: dict[str, object]) -> HttpResponse:
    named = {name.replace("_", "-"): one for name, one in so.items()}
    for _ in range(MOST_PAGES):
        address = shown.redirect_chain[-1][0] if shown.redirect_chain else "/questions/"
        if address == "/questions/":
            assert isinstance(shown, HttpResponse)
            return shown
        page = next(one for one in pages_for(state(person).program) if address == f"/questions/{one.id}/")
        groups = [group for group in page.groups if f'id="{group.id}"' in shown.content.decode()]
        sent: dict[str, Any] = {}
        for group in groups:
            sent |= sent_for(group, named)
        shown = client.post(address, sent, follow=True)
        assert shown.status_code == 200, shown.content.decode()
    raise AssertionError("the questions have no end")


def again(client: Client, person: Person, *claims: str, **so: object) -> HttpResponse:
    """The questions once more, with what the person says of themselves."""
    return _through(client, person, client.post("/questions/begin/", dict.fromkeys(claims, "yes"), follow=True), so)


def a_session(person: Person, ago: timedelta, pain: int | None = None, morning: str | None = None) -> UUID:
    """A session that long ago, with the worst pain of one exercise, and the morning after it."""
    at = datetime.now(UTC) - ago
    session = uuid7(int(at.timestamp() * 1000), b"0123456789")
    dose = "4 reps, hold 10 s"
    item = {"exercise": "glute-squeeze", "variant": "glute-squeeze", "rung": 0, "dose": dose, "sets": 1, "reps": 4}
    started = {"kind": "whole", "items": [item], "missing": [], "first_side": "left", "pace": "timed"}
    program = state(person).program.hash
    record(person, Kind.SESSION_STARTED, started, now=at, session=session, program=program)
    if pain is not None:
        told = {"of": "worst", "level": pain}
        record(person, Kind.PAIN, told, now=at + timedelta(minutes=9), session=session, exercise="glute-squeeze")
    record(person, Kind.SESSION_ENDED, {"reason": "finished"}, now=at + timedelta(minutes=10), session=session)
    if morning is not None:
        record(person, Kind.MORNING, {"answer": morning}, now=at + timedelta(days=1), session=session)
    return session
