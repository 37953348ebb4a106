"""A program of phases on the pages: which one somebody is in, and how they choose another."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.unit.site.coaching.lives import Life, days_ago
from tests.unit.site.household import elsewhere, make_cast
from unkink.site.accounts.models import Person
from unkink.site.programs.library import library

pytestmark = pytest.mark.django_db
NAME = "hip-foundations"


@pytest.fixture
def anna() -> Person:
    return make_cast().anna


@pytest.fixture
def life(anna: Person) -> Life:
    volume = library().volumes()[NAME]
    assert volume.handout is not None
    return Life(anna, volume.handout.program, NAME).enrol().screen()


def page(anna: Person, path: str = "") -> str:
    response = elsewhere(anna).get(f"/{path}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def choose(anna: Person, **sent: str) -> None:
    assert elsewhere(anna).post("/phases/choose/", sent).status_code == 302


def exercises(anna: Person) -> list[str]:
    return re.findall(r'id="do-([\w-]+)"', page(anna))[1:]


def test_today_says_which_phase_and_plays_its_session(anna: Person, life: Life) -> None:
    html = page(anna)
    assert "Phase 1 of 3: <b>Find out</b>" in html
    assert "The program begins with this phase." in html
    assert "Next comes Release" in html
    assert exercises(anna) == ["lying-squeeze", "standing-march", "small-hip-sweep", "weight-shift"]


def test_sessions_and_weeks_lead_to_the_next_phase_and_a_test_chooses_in_it(anna: Person, life: Life) -> None:
    for ago in (16, 14, 9, 7):
        life.session(ago)
    html = page(anna)
    assert "Phase 2 of 3: <b>Release</b>" in html
    assert exercises(anna) == ["bridge", "small-side-lying"]
    for side in ("left", "right"):
        life.tell("assessment", {"test": "thigh-angle", "degrees": [6]}, days_ago(1), side=side)
    assert exercises(anna) == ["front-stretch", "bridge", "small-side-lying"]
    assert "What you measured chose this for the phase: Half-kneeling stretch." in page(anna)


def test_another_phase_can_be_chosen_stayed_in_and_taken_back(anna: Person, life: Life) -> None:
    choose(anna, phase="strengthen")
    html = page(anna)
    assert "Phase 3 of 3: <b>Strengthen</b>" in html
    assert "This phase was chosen by hand." in html
    choose(anna, stay="strengthen")
    assert "You chose to stay in this phase" in page(anna)
    back = re.search(r'formaction="(/steps/[\w-]+/take-back/)"', page(anna))
    assert back is not None
    elsewhere(anna).post(back[1])
    assert "This phase was chosen by hand." in page(anna)


@pytest.mark.parametrize("sent", [{"phase": "nowhere"}, {"phase": "find-out"}, {"stay": "release"}, {}])
def test_what_no_form_of_ours_sends_changes_nothing(anna: Person, life: Life, sent: dict[str, str]) -> None:
    choose(anna, **sent)
    assert "Phase 1 of 3: <b>Find out</b>" in page(anna)
    assert "phase-by-hand" not in page(anna)


def test_nobody_chooses_while_the_program_is_locked(anna: Person, life: Life) -> None:
    life.screen(1, **{"chest-pain": True})
    choose(anna, phase="strengthen")
    html = page(anna)
    assert "Phase 1 of 3" in html
    assert "Choose this phase" not in html


def test_the_program_page_shows_the_phase_with_the_person_in_it(anna: Person, life: Life) -> None:
    html = page(anna, f"programs/{NAME}/")
    find, release = html.index('id="find-out"'), html.index('id="release"')
    assert html.count("You are here") >= 1
    assert find < html.index('class="phase-here"') < release


def test_the_plan_goes_on_over_the_phases(anna: Person, life: Life) -> None:
    choose(anna, phase="strengthen")
    assert elsewhere(anna).get("/plan/").status_code == 200
