"""Measuring on pages without script: asked for when it is due, kept as it was told, stopped where it hurts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.utils.html import strip_tags

from tests.unit.site.household import Cast, Device, elsewhere, make_cast
from tests.unit.site.screened import answer_the_questions
from tests.unit.site.screening.asking import a_session, state
from tests.unit.site.test_site_wording import PROMISES
from unkink.coach.decision import Status
from unkink.coach.feelings import OF_ROW, rows_of
from unkink.coach.measuring.known import TESTS
from unkink.coach.screening import screened
from unkink.site.accounts.models import Person
from unkink.site.assessing.case import Measuring, measuring_of
from unkink.site.assessing.hurts import FEELINGS
from unkink.site.diary.models import EventRow
from unkink.site.diary.write import record
from unkink.wire.event import Kind
from unkink.wire.facts import Facts
from unkink.wire.words import Side

pytestmark = pytest.mark.django_db
ANGLES = {"left-degrees-1": "4", "left-degrees-2": "9", "left-degrees-3": "5", "left-way-2": "below"}
TASKS = {
    **{f"task-{number}": words for number, words in enumerate(("Stairs", "Sit", "Run"), 1)},
    **{f"level-{number}": str(number) for number in (1, 2, 3)},
}


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_cast()


@pytest.fixture
def anna(cast: Cast) -> Device:
    """Anna's browser; she has started a program and answered the questions."""
    device = elsewhere(cast.anna)
    device.post("/programs/tight-psoas/start/")
    answer_the_questions(cast.anna)
    return device


def words_of(answer: Any) -> str:
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def known(person: Person) -> Measuring:
    return measuring_of(person, datetime.now(UTC))


def values(person: Person) -> list[tuple[str, str, float]]:
    return [(one.test, str(one.side or ""), one.value) for one in known(person).results]


def test_what_is_due_is_asked_for_once(cast: Cast, anna: Device) -> None:
    """On Today, by one line; done on both sides it is gone, and so it is after "not this time"."""
    assert "Time to measure: thigh angle and knee-raise hold, about 11 min." in words_of(anna.get("/"))
    anna.post("/measure/thigh-angle/?how=typed", {**ANGLES, "right-degrees-1": "3"})
    assert "Time to measure: knee-raise hold, about 6 min." in words_of(anna.get("/"))
    assert anna.post("/measure/not-this-time/").status_code == 302
    assert "Time to measure" not in words_of(anna.get("/")) + words_of(anna.get("/measure/"))
    assert known(cast.anna).due == ()


def test_a_side_is_one_event_with_its_tries_and_their_median(cast: Cast, anna: Device) -> None:
    sent = {**ANGLES, "right-degrees-1": "2,5"}
    assert anna.post("/measure/thigh-angle/?how=typed", sent).status_code == 302
    rows = EventRow.objects.filter(person=cast.anna.id, kind=str(Kind.ASSESSMENT)).count()
    assert rows == 2
    assert values(cast.anna) == [("thigh-angle", "left", 4), ("thigh-angle", "right", 2.5)]
    (left, _) = known(cast.anna).results
    assert (left.trials, left.how) == ((4, -9, 5), "typed")
    said = words_of(anna.get("/measure/"))
    assert "Left: 4° above the horizontal, the median of 4° above the horizontal, 9° below the horizontal" in said


def test_a_tape_is_turned_into_degrees(cast: Cast, anna: Device) -> None:
    """20 up over 40 is 30 degrees."""
    sent = {"right-hip": "60", "right-length": "40", "right-knee-1": "80", "right-knee-2": "40"}
    assert anna.post("/measure/thigh-angle/?how=tape", sent).status_code == 302
    assert known(cast.anna).results[0].trials == (30, -30)


@pytest.mark.parametrize(
    ("address", "sent", "says"),
    [
        ("thigh-angle/?how=typed", {}, "there is no number in it"),
        ("thigh-angle/?how=typed", {"left-degrees-1": "steep"}, "A number from 0 to 60."),
        ("thigh-angle/?how=typed", {"left-degrees-1": "nan"}, "A number from 0 to 60."),
        ("thigh-angle/?how=typed", {"left-degrees-1": "61"}, "A number from 0 to 60."),
        ("thigh-angle/?how=typed", {"left-degrees-1": "6", "left-way-1": "up"}, "Select a valid choice"),
        ("thigh-angle/?how=tape", {"left-knee-1": "50"}, "Write all three lengths"),
        ("thigh-angle/?how=tape", {"left-hip": "1", "left-length": "5", "left-knee-1": "50"}, "all three lengths"),
        ("knee-raise-hold/", {"left-seconds-1": "-1"}, "A number from 0 to 3600."),
        ("tasks/", {**TASKS, "task-2": "Stairs"}, "each in other words"),
        ("tasks/", {**TASKS, "level-2": ""}, "choose a number for each"),
        ("tasks/", {**TASKS, "level-2": "11"}, "choose a number for each"),
        ("global-change/", {}, "Choose one of the seven."),
        ("global-change/", {"step": "4"}, "Choose one of the seven."),
    ],
)
def test_what_cannot_be_is_said_and_loses_nothing(
    cast: Cast, anna: Device, address: str, sent: dict[str, str], says: str
) -> None:
    answer = anna.post(f"/measure/{address}", {"right-seconds-1": "77", **sent})
    assert answer.status_code == 422
    assert says in words_of(answer)
    assert all(f'value="{value}"' in answer.content.decode() for name, value in sent.items() if name.startswith("task"))
    assert known(cast.anna).results == ()


def test_another_way_to_measure_loses_no_number_and_keeps_none(cast: Cast, anna: Device) -> None:
    """There and back again: what has no place in the other way is carried along unseen."""
    typed = {**ANGLES, "left-degrees-3": "", "right-degrees-1": "steep"}
    tape = anna.post("/measure/thigh-angle/?how=tape", {**typed, "other-way": "tape"})
    assert tape.status_code == 200 and "there is no number" not in words_of(tape)
    carried = hidden(tape)
    assert carried == {name: value for name, value in typed.items() if value}
    back = anna.post("/measure/thigh-angle/?how=tilt", {**carried, "left-hip": "60", "other-way": "tilt"})
    assert hidden(back) == {"left-hip": "60"}
    for name, value in carried.items():
        assert re.search(rf'<input[^>]* name="{name}"[^>]* value="{value}"', text_of(back)) or "way" in name
    assert re.search(r'<option value="below" selected', text_of(back))
    assert known(cast.anna).results == ()
    wrong = anna.post("/measure/thigh-angle/?how=tilt", {**carried, "left-hip": "60"})
    assert wrong.status_code == 422 and hidden(wrong) == {"left-hip": "60"}


def test_the_enter_key_keeps_the_numbers(anna: Device) -> None:
    """It presses the first button of the form, and that is no other way to measure."""
    page = text_of(anna.get("/measure/thigh-angle/"))
    form = page[page.index('<form method="post" action="?how=') :]
    assert 'name="other-way"' not in form[: form.index("</button>")] and "Keep" in form[: form.index("</button>")]


def text_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def hidden(answer: Any) -> dict[str, str]:
    """What the form carries along without showing it, but for its token."""
    found = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text_of(answer)))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def test_tasks_are_kept_in_the_persons_words_and_offered_again(cast: Cast, anna: Device) -> None:
    anna.post("/measure/tasks/", TASKS)
    assert values(cast.anna) == [("tasks", "", 2)]
    assert 'value="Stairs"' in anna.get("/measure/tasks/").content.decode()
    anna.post("/measure/tasks/", {**TASKS, **{f"level-{number}": "9" for number in (1, 2, 3)}})
    assert "That is 7 better" in words_of(anna.get("/measure/"))


def test_global_change_is_one_of_seven_steps(cast: Cast, anna: Device) -> None:
    anna.post("/measure/global-change/", {"step": "-2"})
    assert values(cast.anna) == [("global-change", "", -2)]
    assert "Worse on" in words_of(anna.get("/measure/"))


def test_within_the_noise_is_said_plainly_and_a_result_can_be_taken_back(cast: Cast, anna: Device) -> None:
    for degrees in ("4", "7"):
        anna.post("/measure/thigh-angle/?how=typed", {"left-degrees-1": degrees})
    assert "That is within the noise: two measurements can differ by 5°" in words_of(anna.get("/measure/"))
    last = known(cast.anna).results[-1]
    assert anna.post(f"/measure/results/{last.event}/take-back/").status_code == 302
    assert values(cast.anna) == [("thigh-angle", "left", 4)]
    assert anna.post(f"/measure/results/{last.event}/take-back/").status_code == 404


def test_nobody_who_is_locked_is_asked_for_anything_physical(cast: Cast, anna: Device) -> None:
    answer_the_questions(cast.anna, at=datetime.now(UTC), locking=True)
    assert known(cast.anna).due == ()
    assert "Time to measure" not in words_of(anna.get("/"))
    for test in TESTS.values():
        shown = words_of(anna.get(f"/measure/{test.name}/"))
        assert ("It waits, as your sessions do" in shown) is test.physical
    anna.post("/measure/thigh-angle/?how=typed", ANGLES)
    assert known(cast.anna).results == ()


def test_nothing_physical_comes_before_the_questions_or_the_program(cast: Cast) -> None:
    device = elsewhere(cast.anna)
    assert "Start a program first" in words_of(device.get("/measure/thigh-angle/"))
    device.post("/programs/tight-psoas/start/")
    assert "It waits, as your sessions do" in words_of(device.get("/measure/thigh-angle/"))
    assert "Three tasks" in words_of(device.get("/measure/tasks/"))


def test_what_screening_speaks_against_is_not_offered(cast: Cast, anna: Device) -> None:
    answer_the_questions(cast.anna, at=datetime.now(UTC), pregnant=True)
    assert [one.test for one in known(cast.anna).due] == ["knee-raise-hold"]
    assert "because of what you answered" in words_of(anna.get("/measure/thigh-angle/"))


@pytest.mark.parametrize("feeling", [one.word for one in FEELINGS if one.answer])
def test_what_is_grave_locks_as_it_would_in_a_session(cast: Cast, anna: Device, feeling: str) -> None:
    answer_the_questions(cast.anna, at=datetime.now(UTC), cleared_by_professional=True, hernia=True)
    answer = anna.post("/measure/thigh-angle/hurts/", {"feeling": feeling, "level": "7"})
    assert answer["Location"] == "/questions/"
    assert state(cast.anna).decision.status is Status.LOCKED
    told = EventRow.objects.filter(person=cast.anna.id, kind=str(Kind.SCREENING)).latest("arrival")
    assert "hernia" in str(told.data) and "cleared" not in str(told.data)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Stopped, and kept."),
        ({"level": "6"}, "Leave today's session too"),
        ({"feeling": "numb"}, "ask a professional"),
        ({"level": "11", "feeling": "<b>"}, "Stopped, and kept."),
    ],
)
def test_whoever_stops_is_not_asked_again(cast: Cast, anna: Device, sent: dict[str, str], says: str) -> None:
    answer = anna.post("/measure/thigh-angle/hurts/", sent)
    assert answer["Location"] == "/measure/"
    assert says in words_of(anna.get("/measure/"))
    assert [one.test for one in known(cast.anna).due] == ["knee-raise-hold"]
    assert state(cast.anna).decision.status is Status.READY


def test_every_feeling_leads_to_its_row_and_what_locks_there_locks_here() -> None:
    for one in FEELINGS:
        rows = rows_of([one.word])
        assert bool(rows & {1, 4}) is bool(one.answer), one
        assert not one.answer or screened(Facts({one.answer: True})).locks
    assert {row for one in FEELINGS for row in rows_of([one.word])} == set(OF_ROW)


@pytest.mark.parametrize("test", [one.name for one in TESTS.values() if one.physical])
def test_a_guided_page_can_be_stopped_and_promises_nothing(anna: Device, test: str) -> None:
    answer = anna.get(f"/measure/{test}/")
    assert f'href="/measure/{test}/hurts/"' in answer.content.decode()
    for address in (f"/measure/{test}/", f"/measure/{test}/hurts/", "/measure/"):
        assert not PROMISES.findall(words_of(anna.get(address)))


def test_an_unknown_test_is_nowhere(anna: Device) -> None:
    assert anna.get("/measure/handstand/").status_code == 404
    assert anna.post("/measure/handstand/hurts/").status_code == 404


def test_three_baseline_days_make_an_error_of_ones_own(cast: Cast) -> None:
    """The numbers of the page are those of the log: three days before the first session, and one after it."""
    now, began = datetime.now(UTC), {"name": "tight-psoas"}
    record(cast.anna, Kind.ENROLLED, began, now=now - timedelta(days=13), program="0" * 64)
    for days, degrees in ((12, 2), (11, 4), (10, 6), (1, -4)):
        facts = {"test": "thigh-angle", "degrees": [degrees]}
        record(cast.anna, Kind.ASSESSMENT, facts, now=now - timedelta(days=days), side=Side.LEFT)
    a_session(cast.anna, timedelta(days=9))
    assert "more than the 5.5°" in words_of(elsewhere(cast.anna).get("/measure/"))
