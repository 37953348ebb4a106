"""Today as the coach decides it: what a person sees, and what their player gets, after what they told."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.unit.site.coaching.lives import ZONE, Life, days_ago
from tests.unit.site.diary_events import SESSION, raw
from tests.unit.site.household import elsewhere, make_cast
from tests.unit.site.player.days import flagship
from unkink.coach.days import day_of
from unkink.site.accounts.models import Person
from unkink.site.coaching.words import day_words

pytestmark = pytest.mark.django_db
TALL = "slouch-to-tall"


@pytest.fixture
def anna() -> Person:
    return make_cast().anna


@pytest.fixture
def life(anna: Person) -> Life:
    """On the psoas program since a month, all questions answered."""
    return Life(anna, flagship()).enrol().screen()


def page(who: Client, query: str = "", status: int = 200) -> str:
    response = who.get(f"/{query}")
    assert response.status_code == status, response.content
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def words_of(anna: Person) -> str:
    """The page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(elsewhere(anna))))


def package(who: Client, query: str = "") -> Any:
    response = who.get(f"/api/v1/today{query}")
    assert response.status_code == 200, response.content
    return response.json()


def refusal(who: Client) -> dict[str, Any]:
    """What says that there is no session: to the player's script, and, in the same words, on the player's page."""
    answer = who.get("/api/v1/today")
    assert answer.status_code == 409
    told: dict[str, Any] = answer.json()["error"]
    player = page(who, "session/", status=409)
    assert told["what_to_do"] in player and "unkink-player" not in player
    return told


def item(who: Person, exercise: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in package(elsewhere(who))["session"]["items"] if one["exercise"] == exercise
    )
    return found


# Whether a session begins --------------------------------------------------------------------------------------------


def test_before_the_first_session_come_the_questions(anna: Person) -> None:
    Life(anna, flagship()).enrol(0.01)
    text = page(elsewhere(anna))
    assert "First a few questions" in text and 'href="/questions/"' in text
    assert 'href="/session/' not in text, "nothing begins a session yet"
    assert refusal(elsewhere(anna))["code"] == "screening"


def test_after_clear_answers_it_begins_with_the_doses_as_written(life: Life, anna: Person) -> None:
    text = words_of(anna)
    assert "Start" in text and text.count("Where it begins") == 5
    assert [one["rung"] for one in package(elsewhere(anna))["session"]["items"]] == [0] * 5


def test_after_four_weeks_away_the_questions_come_again(anna: Person) -> None:
    life = Life(anna, flagship()).enrol(60).screen(60)
    life.session(40)
    assert "After 28 days away the questions come again." in words_of(anna)
    assert refusal(elsewhere(anna))["code"] == "screening"


def test_on_the_day_of_a_session_no_other_begins(life: Life, anna: Person) -> None:
    life.session(0, morning=None)
    text = words_of(anna)
    assert "Done for today" in text and "At least one day between two sessions." in text
    due = day_of(days_ago(0), ZONE) + timedelta(days=2)
    told = refusal(elsewhere(anna))
    assert (told["code"], told["until"]) == ("rest-day", due.isoformat())
    assert day_words(due) in told["what_to_do"]


def test_the_day_after_is_a_day_of_rest_and_the_morning_is_asked(life: Life, anna: Person) -> None:
    session = life.session(1, morning=None)
    text = page(elsewhere(anna))
    assert "A day of rest" in text and "due tomorrow" in text and 'href="/session/' not in text
    assert f"/morning/{session}/" in text


def test_more_pain_in_the_morning_is_rest_until_it_is_as_usual(life: Life, anna: Person) -> None:
    session = life.session(3, morning="more pain")
    assert "Rest until it is as usual" in words_of(anna)
    assert refusal(elsewhere(anna))["code"] == "rest"
    life.morning(session, 0.001)
    assert "Rest until it is as usual" not in words_of(anna)
    assert package(elsewhere(anna))


def test_a_lock_lets_no_session_begin_and_says_what_opens_it(life: Life, anna: Person) -> None:
    life.screen(0.01, chest_pain=True)
    text = words_of(anna)
    assert "Please get urgent help. It opens when a clinician has seen you and all answers are clear." in text
    told = refusal(elsewhere(anna))
    assert told["code"] == "locked" and "urgent help" in told["message"]
    assert "until" not in told
    assert "Next time" not in text, "nothing is promised"


def test_what_a_housemate_tells_does_not_matter(life: Life, anna: Person) -> None:
    cast = make_cast()
    other = Life(cast.owner, flagship()).enrol().screen()
    other.session(3, pain={TALL: 7})
    other.screen(0.01, chest_pain=True)
    assert package(elsewhere(anna))["session"]["items"][2]["rung"] == 0


def test_where_everything_hurts_on_the_easiest_step_nothing_is_left_to_do(anna: Person) -> None:
    life = Life(anna, flagship()).enrol().screen()
    for one in life.decision().exercises:
        life.tell("rung-set", {"rung": one.steps[0].rung, "by": "person"}, days_ago(5), exercise=one.exercise)
    life.session(3, pain={one.exercise: 6 for one in life.decision().exercises})
    told = refusal(elsewhere(anna))
    assert told["code"] == "nothing-today"
    text = words_of(anna)
    assert "Not today" in text and "It hurt on the easiest step" in text


# Doses ---------------------------------------------------------------------------------------------------------------


def test_two_green_sessions_are_a_step_up_and_say_so(life: Life, anna: Person) -> None:
    life.session(5)
    assert "One green session so far." in words_of(anna)
    life.session(2)
    text = words_of(anna)
    assert "▲ A step up" in text and "Two sessions in a row were completed and green: one step up." in text
    assert item(anna, TALL)["rung"] == 1


def test_pain_of_six_is_a_step_down_and_says_so(life: Life, anna: Person) -> None:
    life.session(3, pain={TALL: 6})
    text = words_of(anna)
    assert "▼ A step down" in text and "Pain was 6 or more." in text and "Row 3 of the safety table." in text
    assert item(anna, TALL)["rung"] == -1
    assert item(anna, "glute-squeeze")["rung"] == 0


def test_the_package_is_the_decision_to_the_letter(life: Life, anna: Person) -> None:
    life.session(5)
    life.session(2, pain={"side-lying": 6})
    told = [
        (one["exercise"], one["variant"], one["rung"], one["dose"])
        for one in package(elsewhere(anna))["session"]["items"]
    ]
    assert told == [(one.exercise, one.variant, one.rung, str(one.dose)) for one in life.decision().exercises]


def test_what_screening_said_swaps_an_exercise_and_the_ball_is_not_asked_after(anna: Person) -> None:
    Life(anna, flagship()).enrol().screen(hernia=True)
    text = words_of(anna)
    assert "⇄ Something else today" in text and "Ball release, because of your answer" in text
    assert "No ball" not in text
    assert package(elsewhere(anna))["session"]["items"][0]["because"] == "no-pressure"


def test_high_blood_pressure_shortens_holds_of_the_easier_way_too(anna: Person) -> None:
    Life(anna, flagship()).enrol().screen(high_blood_pressure=True, cleared_by_professional=True)
    found = package(elsewhere(anna))["session"]["items"]
    doses = [dose for one in found for dose in (one["dose"], (one["easier"] or one)["dose"])]
    holds = [int(seconds) for dose in doses for seconds in re.findall(r"hold (\d+) s", dose)]
    assert holds and max(holds) <= 10
    assert "Count aloud" in words_of(anna)


def test_a_session_that_was_left_half_way_can_be_gone_on_with(life: Life, anna: Person) -> None:
    """The package is the same, to the digest, as before it began: else the player could not go on where it was."""
    life.session(5)
    life.session(2)
    before = package(elsewhere(anna))["session"]["digest"]
    life.session(0.01, morning=None, ends=False, at_most=2)
    assert package(elsewhere(anna))["session"]["digest"] == before
    assert "data-go-on" in page(elsewhere(anna))


def test_a_session_left_because_it_hurt_is_not_gone_on_with(life: Life, anna: Person) -> None:
    life.session(0.01, morning=None, ends=False, at_most=3, pain={TALL: 7})
    assert refusal(elsewhere(anna))["code"] == "rest-day"


class TestAnotherText:
    """The file of the program has changed since the person was told of it."""

    @pytest.fixture
    def old(self, anna: Person) -> Life:
        """Enrolled in a text that nobody has any more, and on a step of it."""
        old = Life(anna, flagship()).screen()
        old.tell("enrolled", {"name": "tight-psoas"}, days_ago(20), program="ab" * 32)
        return old

    @staticmethod
    def log(anna: Person) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = elsewhere(anna).get("/api/v1/events?limit=1000").json()["events"]
        return events

    def test_looking_tells_nothing_and_decides_as_if_it_were_told(self, old: Life, anna: Person) -> None:
        old.session(5)
        old.session(2)
        before, seen = len(self.log(anna)), old.decision().exercises
        for address in ("", "session/", "plan/", "progress/", "api/v1/today"):
            assert elsewhere(anna).get(f"/{address}").status_code in (200, 409)
        assert len(self.log(anna)) == before
        assert {one.reasons[0].rule for one in seen} == {"carried-over"}
        old.tell("program-changed", {"name": "tight-psoas"}, days_ago(0))
        told = old.decision().exercises
        assert [(one.rung, one.dose, one.change) for one in told] == [(one.rung, one.dose, one.change) for one in seen]

    def test_a_session_on_the_new_text_tells_it_once_just_before(self, old: Life, anna: Person) -> None:
        shown = {**raw_start(anna, flagship().hash), "at": days_ago(0).isoformat(timespec="milliseconds")[:23] + "Z"}
        for _ in range(2):
            assert send(anna, shown) == 200
        log = self.log(anna)
        (changed,) = (one for one in log if one["kind"] == "program-changed")
        assert (changed["program"], changed["data"]["name"]) == (flagship().hash, "tight-psoas")
        assert changed["at"] < shown["at"] and log.index(changed) == len(log) - 1

    def test_a_session_on_the_text_before_tells_nothing(self, old: Life, anna: Person) -> None:
        assert send(anna, raw_start(anna, "ab" * 32)) == 200
        assert "program-changed" not in [one["kind"] for one in self.log(anna)]

    def test_a_step_by_hand_is_one_of_the_new_text(self, old: Life, anna: Person) -> None:
        choose(anna, TALL, 2)
        assert [one["kind"] for one in self.log(anna)][-2:] == ["program-changed", "rung-set"]
        assert item(anna, TALL)["rung"] == 2


def raw_start(anna: Person, program: str) -> dict[str, Any]:
    started = {"kind": "whole", "items": [], "missing": [], "first_side": "left", "pace": "timed"}
    return raw(anna, 1, "session-started", started, session=SESSION, program=program)


def send(anna: Person, event: dict[str, Any]) -> int:
    body = json.dumps({"events": [event]})
    answer = elsewhere(anna).post("/api/v1/events", body, content_type="application/json")
    assert not answer.json()["refused"], answer.content
    return answer.status_code


# By hand -------------------------------------------------------------------------------------------------------------


def choose(who: Person, ladder: str, step: object) -> None:
    sent = {"ladder": ladder, f"step-{ladder}": str(step)}
    assert elsewhere(who).post("/steps/choose/", sent).status_code == 302


def test_a_step_chosen_by_hand_is_done_and_taken_back_exactly(life: Life, anna: Person) -> None:
    life.session(5)
    before = life.decision()
    choose(anna, TALL, 3)
    assert item(anna, TALL)["rung"] == 3
    text = page(elsewhere(anna))
    assert "This step was chosen by hand." in text
    address = re.search(r'formaction="(/steps/[0-9a-f-]+/take-back/)"', text)
    assert address
    for _ in range(2):  # told twice, it is as once
        assert elsewhere(anna).post(address[1]).status_code == 302
    after = life.decision()
    assert (after.exercises, after.sessions) == (before.exercises, before.sessions)
    kinds = [one["kind"] for one in elsewhere(anna).get("/api/v1/events?limit=1000").json()["events"]]
    assert (kinds.count("rung-set"), kinds.count("undone")) == (1, 1)


@pytest.mark.parametrize("step", [99, -99, "", "3; DROP", "0x1", "١"])
def test_no_step_beside_the_ladder_can_be_chosen(life: Life, anna: Person, step: object) -> None:
    choose(anna, TALL, step)
    choose(anna, "nothing-of-ours", 1)
    assert life.decision().exercises[2].rung == 0


def test_what_hurt_comes_before_what_is_chosen(life: Life, anna: Person) -> None:
    life.session(3, pain={TALL: 6})
    choose(anna, TALL, 3)
    assert item(anna, TALL)["rung"] == -1
    assert "It hurt: the step below comes before the one chosen by hand" in words_of(anna)


def test_while_it_is_locked_nothing_is_chosen(life: Life, anna: Person) -> None:
    life.screen(0.01, chest_pain=True)
    choose(anna, TALL, 1)
    assert "rung-set" not in [one["kind"] for one in elsewhere(anna).get("/api/v1/events").json()["events"]]
    assert "Choose this step" not in page(elsewhere(anna))


# The program's page and its handout ----------------------------------------------------------------------------------


def test_the_program_page_shows_where_somebody_is_who_does_it(life: Life, anna: Person) -> None:
    cast = make_cast()
    life.session(5)
    life.session(2, pain={"glute-squeeze": 6})
    text = page(elsewhere(anna), "programs/tight-psoas/")
    assert text.count("where you are") == 5 and "yours today; as written" in text
    other = page(elsewhere(cast.stranger), "programs/tight-psoas/")
    assert "where you are" not in other and other.count("as written") == 5
    assert "where you are" not in page(elsewhere(anna), "programs/tensor-fasciae-latae/")


def test_the_program_page_of_somebody_who_may_not_says_so(life: Life, anna: Person) -> None:
    life.screen(0.01, chest_pain=True)
    assert page(elsewhere(anna), "programs/tight-psoas/").count('<p class="dose-words">Waits</p>') == 5


def test_the_handout_prints_what_was_decided(life: Life, anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from unkink.site.programs import paper

    life.session(5)
    life.session(2, pain={TALL: 6})
    printed: list[Any] = []

    def made(wanted: Any) -> bytes:
        printed.append(wanted)
        return b"%PDF"

    monkeypatch.setattr(paper, "_made", made)
    for who in (anna, make_cast().stranger):
        assert elsewhere(who).get("/programs/tight-psoas/handout.pdf").content == b"%PDF"
    mine, other = printed
    assert {one.exercise: one.rung for one in mine.today}[TALL] == -1
    assert other.today == ()


def test_a_sheet_has_just_the_doses_that_it_is_given(life: Life) -> None:
    from unkink.export.handout import sheet_of

    life.session(3, pain={TALL: 6})
    items = [one for one in life.due() if one.exercise != "front-support"]
    exercises = sheet_of(life.program, today=items).chapters[0].exercises
    assert [one.title for one in exercises] == [life.program.exercise(one.variant).title for one in items]
    assert len(sheet_of(life.program).chapters[0].exercises) == 5
