"""Where a dose stays because an answer is missing, the page says which one, of which day, and where to tell it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from tests.unit.site.coaching.lives import Life
from tests.unit.site.household import elsewhere, make_cast
from tests.unit.site.player.days import flagship
from unkink.site.accounts.models import Person
from unkink.site.coaching.words import day_words
from unkink.site.diary.models import EventRow

pytestmark = pytest.mark.django_db
TALL = "slouch-to-tall"


@pytest.fixture
def anna() -> Person:
    return make_cast().anna


@pytest.fixture
def life(anna: Person) -> Life:
    return Life(anna, flagship()).enrol().screen()


def page(anna: Person, address: str = "/") -> str:
    return re.sub(r"\s+", " ", unescape(elsewhere(anna).get(address).content.decode()))


def why(life: Life) -> tuple[str, ...]:
    found = next(one for one in life.decision().exercises if one.exercise == TALL)
    return tuple(one.rule for one in found.reasons)


def test_a_morning_that_was_not_told_is_named_with_its_day_and_can_be_told(life: Life, anna: Person) -> None:
    session = life.session(2, morning=None)
    day = day_words(life.decision().day - timedelta(days=2))
    text = page(anna)
    assert f"An answer about the session on {day} is missing, so it does not count: the morning after." in text
    assert f'href="/morning/{session}/">Tell how the morning was</a>' in text
    assert "does not count so far" not in text, "the card of the morning asks already"


def test_pain_that_was_not_told_is_told_on_the_sessions_page_and_then_it_counts(life: Life, anna: Person) -> None:
    session = life.session(2, pain={TALL: None})
    address = f"/history/{session}/"
    text = page(anna)
    assert "is missing, so it does not count: how much it hurt." in text
    assert "’s session does not count so far: nobody told how much it hurt." in text
    assert text.count(f'href="{address}#untold"') == 2, "above the doses, and with the reason"
    asked = page(anna, address)
    assert asked.count("<fieldset") == 1 and f'name="pain-{TALL}" value="0"' in asked
    answer = elsewhere(anna).post(f"{address}tell/", {f"pain-{TALL}": "2"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert why(life)[0] == "one-green"
    assert "What was not told" not in page(anna, address) and "does not count" not in page(anna)


def test_how_hard_it_was_is_told_there_too_and_the_rest_may_stay_open(life: Life, anna: Person) -> None:
    session = life.session(2, pain={TALL: None}, rpe=None)
    elsewhere(anna).post(f"/history/{session}/tell/", {"effort": "4"})
    asked = page(anna, f"/history/{session}/")
    assert asked.count("<fieldset") == 1 and "How hard was the session?" not in asked
    life.session(0.1, rpe=None)
    assert why(life)[0] == "effort-missing" and "Nobody told how hard the session on" in page(anna)


@pytest.mark.parametrize("sent", [{}, {f"pain-{TALL}": "11"}, {f"pain-{TALL}": "x"}, {"effort": "5"}, {"pain-no": "1"}])
def test_what_is_no_answer_writes_nothing_and_says_so(life: Life, anna: Person, sent: dict[str, str]) -> None:
    session = life.session(2, pain={TALL: None})
    before = EventRow.objects.count()
    answer = elsewhere(anna).post(f"/history/{session}/tell/", sent)
    assert answer.status_code == 422 and "Nothing was kept yet" in answer.content.decode()
    assert EventRow.objects.count() == before


def test_sent_twice_it_is_told_once(life: Life, anna: Person) -> None:
    session = life.session(2, pain={TALL: None})
    elsewhere(anna).post(f"/history/{session}/tell/", {f"pain-{TALL}": "2"})
    before = EventRow.objects.count()
    again = elsewhere(anna).post(f"/history/{session}/tell/", {f"pain-{TALL}": "0"})
    assert again.status_code == 422 and "nothing to tell" in again.content.decode()
    assert EventRow.objects.count() == before


def test_after_seven_days_it_is_still_said_and_no_link_leads_anywhere(life: Life, anna: Person) -> None:
    session = life.session(8, pain={TALL: None}, rpe=None, morning=None)
    text = page(anna)
    assert "is missing, so it does not count: how much it hurt and the morning after." in text
    assert "Tell it now" not in text and f"/morning/{session}/" not in text
    assert "What was not told" not in page(anna, f"/history/{session}/")
    assert elsewhere(anna).post(f"/history/{session}/tell/", {"effort": "5"}).status_code == 422
