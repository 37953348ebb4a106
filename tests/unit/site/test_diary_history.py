"""History: the months, one session in words, notes, taking back; and the log as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from tests.unit.site.diary_events import HASH, NOON, SESSION, event, pain, somebody
from tests.unit.site.diary_logs import AMOUNT, ITEM, STARTED, WAY
from tests.unit.site.test_site_wording import PROMISES
from unkink.coach.record import SessionRecord
from unkink.site.accounts.models import Person, User
from unkink.site.diary import words
from unkink.site.diary.insert import insert
from unkink.site.diary.models import EventRow
from unkink.site.diary.months import Month, history_of
from unkink.site.diary.reading import events_in_order, log_of
from unkink.site.diary.sessions import session_of
from unkink.site.diary.standing import standing_of
from unkink.wire.event import Kind
from unkink.wire.told import SessionEnded

pytestmark = pytest.mark.django_db
PAGE = f"/history/{SESSION}/"


@pytest.fixture
def anna() -> Person:
    person = somebody("Anna")
    person.user = User.objects.create_user("anna", clinic=person.clinic)
    person.save()
    return person


@pytest.fixture
def as_anna(client: Client, anna: Person) -> Client:
    assert anna.user
    client.force_login(anna.user)
    return client


def a_session(person: Person, first: int = 0, session: UUID = SESSION) -> None:
    """Left done, right eased, the second exercise left out because it hurt, ended on account of it, with a note."""
    about = {"session": session, "exercise": "slouch-to-tall"}
    other = {**ITEM, "exercise": "glute-squeeze"}
    done = {**WAY, "prescribed": AMOUNT, "done": AMOUNT}
    less = {**done, "rung": -1, "prescribed": {"reps": 2}, "done": {"reps": 2}}
    told = [
        event(person, first + 1, "session-started", {**STARTED, "items": [ITEM, other]}, program=HASH, session=session),
        event(person, first + 2, "pain", {"of": "usual", "level": 2}, session=session),
        event(person, first + 3, "exercise-done", done, side="left", **about),
        event(person, first + 4, "exercise-eased", {**WAY, "rung": -1, "from_rung": 0}, side="right", **about),
        event(person, first + 5, "exercise-done", less, side="right", **about),
        event(person, first + 6, "pain", {"of": "worst", "level": 4, "where": "left hip"}, side="left", **about),
        event(person, first + 7, "exercise-skipped", {"reason": "hurts"}, session=session, exercise="glute-squeeze"),
        event(person, first + 8, "effort", {"rpe": 6}, session=session),
        event(person, first + 600, "session-ended", {"reason": "hurt", "note": "It <b>pulled</b>."}, session=session),
    ]
    insert(person, told, received_ms=1)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def test_before_the_first_session_the_page_is_warm(as_anna: Client) -> None:
    text = text_of(as_anna, "/history/")
    assert "Nothing here yet, and that is a fine place to begin." in text


def test_a_month_tells_what_was_done_and_how_it_felt_in_words(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    text = text_of(as_anna, "/history/")
    assert "November 2026" in text
    assert "0 of 2 as prescribed, 1 in an easier way, 1 left out because it hurt" in text
    assert "10 minutes, ended because it hurt · effort: fairly hard (6 of 10)" in text
    assert "Usual pain ● 2 of 10, mild" in text and "Worst ◆ 4 of 10, moderate" in text
    assert not PROMISES.findall(text)


def test_a_session_tells_each_side_against_what_was_prescribed(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    text = text_of(as_anna, PAGE)
    assert "Sunday, 22 November" in text and "Began13:00, 10 minutes" in text, "in the zone of the session"
    assert "Left 4 of 4 times, 5 of 5 seconds Pain ◆ 4 of 10, moderate" in text
    assert "Right ↓ Easier: Hip height, 4 sets of 5 seconds on each side: 2 of 2 times" in text
    assert "Where: left hip." in text
    assert "You left it out because it hurt." in text
    assert not PROMISES.findall(text)


def test_a_note_is_text_and_nothing_else(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    for address in (PAGE, "/history/"):
        assert "It &lt;b&gt;pulled&lt;/b&gt;." in as_anna.get(address).content.decode()


def test_a_note_replaces_the_one_before_and_leaves_the_reason(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    for note in ("Better now.", "Better by far."):
        assert as_anna.post(f"{PAGE}note/", {"note": note}).status_code == 302
    record = session_of(anna, SESSION)
    assert record and (record.note, str(record.reason)) == ("Better by far.", "hurt")
    assert "Better by far." in text_of(as_anna, PAGE)
    as_anna.post(f"{PAGE}note/", {"note": "  "})
    record = session_of(anna, SESSION)
    assert record and not record.note
    last = [one for one in events_in_order(log_of(anna)) if isinstance(one.data, SessionEnded)]
    assert len(last) == 4, "nothing was edited"


def test_a_note_on_a_session_that_was_left_open_closes_it(as_anna: Client, anna: Person) -> None:
    insert(anna, [event(anna, 1, "session-started", STARTED, program=HASH, session=SESSION)], received_ms=1)
    assert standing_of(anna).open
    as_anna.post(f"{PAGE}note/", {"note": "The phone died."})
    record = session_of(anna, SESSION)
    assert record and (record.note, str(record.reason)) == ("The phone died.", "stopped")
    assert standing_of(anna).open is None


@pytest.mark.parametrize("note", ["x" * 4001, "a\x00b"])
def test_a_note_that_cannot_be_kept_stays_in_the_field(as_anna: Client, anna: Person, note: str) -> None:
    a_session(anna)
    before = EventRow.objects.count()
    response = as_anna.post(f"{PAGE}note/", {"note": note})
    assert response.status_code == 422
    assert note[:2] in response.content.decode()
    assert EventRow.objects.count() == before


def test_a_session_that_did_not_happen_is_taken_back_and_brought_back(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    shown = text_of(as_anna, PAGE)
    for _ in range(2):
        as_anna.post(f"{PAGE}take-back/")
        assert "This session does not count" in text_of(as_anna, PAGE)
        assert "Nothing here yet" in text_of(as_anna, "/history/")
        assert standing_of(anna).last is None
        as_anna.post(f"{PAGE}bring-back/")
        assert "The session is back" in text_of(as_anna, PAGE)
        assert text_of(as_anna, PAGE) == shown
    undone = [one for one in events_in_order(log_of(anna)) if one.kind is Kind.UNDONE]
    assert len(undone) == 4 and {one.session for one in undone} == {SESSION}


def test_taking_back_twice_and_bringing_back_once_brings_it_back(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    for _ in range(2):
        as_anna.post(f"{PAGE}take-back/")
    as_anna.post(f"{PAGE}bring-back/")
    record = session_of(anna, SESSION)
    assert record and record.started


def test_somebody_elses_session_is_none(as_anna: Client) -> None:
    ben = somebody("Ben")
    a_session(ben)
    before = EventRow.objects.count()
    assert as_anna.get(PAGE).status_code == 404
    for change in ("note", "take-back", "bring-back"):
        assert as_anna.post(f"{PAGE}{change}/", {"note": "x"}).status_code == 404
        assert as_anna.get(f"{PAGE}{change}/").status_code == 405
    assert EventRow.objects.count() == before


def test_months_lead_to_each_other_and_never_out_of_the_log(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    insert(
        anna,
        [
            event(
                anna,
                90,
                "session-started",
                STARTED,
                program=HASH,
                session=anna.id,
            )
        ],
        received_ms=1,
    )
    text = as_anna.get("/history/?month=2026-10").content.decode()
    assert "November 2026" in text and "?month=" not in text, "there is no other month"
    for month in ("1999-01", "9999-12", "2026-13", "now", "0001-01"):
        assert "November 2026" in text_of(as_anna, f"/history/?month={month}")


def test_a_day_is_that_of_the_zone_in_which_it_was_and_ends_at_four(anna: Person) -> None:
    """The last night of November in New York is December in London, and still November at three in the morning."""
    late = event(anna, 1, "session-started", STARTED, program=HASH, session=SESSION)
    at = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)  # 03:30 in New York
    insert(anna, [replace(late, at=at, tz="America/New_York")], received_ms=1)
    shown = history_of(anna, None)
    assert shown and [entry.day for entry in shown.entries] == [date(2026, 11, 30)]
    assert shown.month == Month(2026, 11)


def test_the_calendar_has_every_day_of_the_month_once(anna: Person) -> None:
    a_session(anna)
    shown = history_of(anna, None)
    assert shown
    days = [day.number for week in shown.weeks for day in week if day]
    assert days == list(range(1, 31)) and all(len(week) == 7 for week in shown.weeks)
    assert [day.number for week in shown.weeks for day in week if day and day.sessions] == [22]


def test_a_session_that_was_closed_the_next_day_did_not_last_until_then() -> None:
    record = SessionRecord(SESSION, started=NOON, tz="UTC", ended=NOON + timedelta(minutes=19, seconds=40))
    assert words.minutes_words(record) == "20 minutes"
    assert words.minutes_words(replace(record, ended=NOON + timedelta(seconds=61))) == "1 minute"
    assert words.minutes_words(replace(record, ended=NOON + timedelta(hours=4, seconds=1))) == ""
    assert words.minutes_words(replace(record, ended=NOON - timedelta(seconds=1))) == ""


def test_words_for_an_empty_record() -> None:
    record = SessionRecord(SESSION)
    assert words.work_words(record) == "No exercises"
    assert (words.minutes_words(record), words.effort_words(None), words.end_words(record)) == ("", "", "left open")
    assert words.pain_level(None) is None and words.worst_pain(record) is None


@pytest.mark.parametrize(
    ("number", "words_", "shape"), [(0, "none", "●"), (2, "mild", "●"), (3, "moderate", "◆"), (6, "strong", "▲")]
)
def test_pain_has_a_shape_and_a_word_for_each_bound_of_the_safety_page(number: int, words_: str, shape: str) -> None:
    level = words.pain_level(number)
    assert level and (level.word, level.shape) == (words_, shape)


def lines_of(client: Client) -> bytes:
    response = client.get("/settings/data/log.jsonl")
    assert "attachment" in response.headers["Content-Disposition"]
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_the_log_comes_down_and_goes_back_in(as_anna: Client, anna: Person) -> None:
    a_session(anna)
    assert "Your log has 9 entries" in text_of(as_anna, "/settings/data/")
    lines = lines_of(as_anna)
    EventRow.objects.filter(person=anna, seq__gt=3).delete()
    response = as_anna.post("/settings/data/bring-back/", {"log": SimpleUploadedFile("log.jsonl", lines)}, follow=True)
    assert "6 entries are back; 3 were here already." in response.content.decode()
    assert lines_of(as_anna) == lines


def test_a_file_that_is_no_log_is_told_line_by_line_and_changes_nothing(as_anna: Client, anna: Person) -> None:
    insert(anna, [pain(anna, 1)], received_ms=1)
    broken = lines_of(as_anna).replace(b'"level":2', b'"level":22') + b"<html>\n"
    response = as_anna.post("/settings/data/bring-back/", {"log": SimpleUploadedFile("log.jsonl", broken)})
    assert response.status_code == 422
    text = response.content.decode()
    assert "line:1: data.level: found 22" in text and "line:2: found no JSON" in text and "&lt;html&gt;" not in text
    assert EventRow.objects.count() == 1
    assert as_anna.post("/settings/data/bring-back/").status_code == 422


def test_a_log_of_two_people_is_none(as_anna: Client, anna: Person) -> None:
    ben = somebody("Ben")
    insert(anna, [pain(anna, 1)], received_ms=1)
    lines = lines_of(as_anna)
    mixed = lines + lines.replace(str(anna.id).encode(), str(ben.id).encode())
    response = as_anna.post("/settings/data/bring-back/", {"log": SimpleUploadedFile("log.jsonl", mixed)})
    assert response.status_code == 422 and "that of one person" in response.content.decode()


@pytest.fixture(autouse=True)
def _no_scripts_needed(client: Client) -> Iterator[None]:
    yield
    for response in getattr(client, "responses", []):
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert " style=" not in response.content.decode(), "the policy allows no inline style"
