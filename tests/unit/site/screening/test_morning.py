"""The morning after: one tap, once; late, twice or otherwise, what is known is said and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.html import strip_tags

from tests.unit.site.screening.asking import a_session, start, state
from unkink.coach.decision import Ask, Status
from unkink.coach.settling import settled
from unkink.site.accounts.models import Person
from unkink.site.diary.changes import take_back
from unkink.site.diary.models import EventRow
from unkink.site.diary.sessions import events_of, session_of
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import record
from unkink.site.screening.cards import cards_of
from unkink.wire.event import Kind
from unkink.wire.words import MorningAnswer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def me(client: Client) -> Person:
    person = start(client)
    record(person, Kind.SCREENING, {"answers": {"hernia": False}}, now=datetime.now(UTC) - 60 * DAY)
    return person


@pytest.fixture
def session(me: Person) -> UUID:
    return a_session(me, DAY + timedelta(hours=1), pain=1)


def test_today_brings_the_card_that_the_device_shows_on_a_later_day_without_network(client: Client, me: Person) -> None:
    """In the evening nothing is asked yet; the page that stays on the device has the question with it all the same."""
    a_session(me, timedelta(minutes=1), pain=1)
    page = client.get("/").content.decode()
    shown, _, rest = page.partition("<template")
    later, _, after = rest.partition("</template>")
    assert "data-morning=" not in shown + after
    day = standing_of(me).last
    assert day is not None and f'data-morning-later="{day.day}" data-days="7"' in later
    zeros = UUID(int=0)
    assert f'action="/morning/{zeros}/"' in later and f'data-morning="{zeros}"' in later
    assert f'data-clinic="{me.clinic_id}"' in later and "csrfmiddlewaretoken" in later


def words(response: object) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())  # type: ignore[attr-defined]


def known(person: Person, session: UUID) -> tuple[MorningAnswer | None, int | None]:
    record = session_of(person, session)
    assert record is not None
    return record.morning, record.soreness


def mornings() -> int:
    return EventRow.objects.filter(kind=Kind.MORNING).count()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"answer": "as usual"}, (MorningAnswer.AS_USUAL, None)),
        ({"soreness": "3"}, (MorningAnswer.MUSCLES_SORE, 3)),
        ({"answer": "muscles sore", "soreness": "10"}, (MorningAnswer.MUSCLES_SORE, 10)),
        ({"answer": "muscles sore", "soreness": "0"}, (MorningAnswer.MUSCLES_SORE, 0)),
        ({"answer": "more pain"}, (MorningAnswer.MORE_PAIN, None)),
    ],
)
def test_one_tap_is_enough(client: Client, me: Person, session: UUID, sent: dict[str, str], told: object) -> None:
    assert [one.session for one in state(me).decision.asks if one.ask is Ask.MORNING] == [session]
    assert "How is it, the morning after?" in words(client.get(f"/morning/{session}/"))
    assert client.post(f"/morning/{session}/", sent)["Location"] == f"/morning/{session}/"
    assert known(me, session) == told
    assert not [one for one in state(me).decision.asks if one.ask is Ask.MORNING]


def test_a_tap_on_today_leads_back_to_today(client: Client, me: Person, session: UUID) -> None:
    answered = client.post(f"/morning/{session}/", {"answer": "as usual", "back": "today"})
    assert answered["Location"] == "/"


def test_sore_muscles_without_a_number_are_asked_how_much(client: Client, me: Person, session: UUID) -> None:
    for sent in ({"answer": "muscles sore"}, {"soreness": "11"}, {"soreness": "-1"}, {"soreness": "much"}):
        shown = client.post(f"/morning/{session}/", sent)
        assert shown.status_code == 422 and "how sore the muscles are" in words(shown)
    assert client.post(f"/morning/{session}/", {"answer": "fine, thank you"}).status_code == 422
    assert mornings() == 0


def test_telling_twice_is_telling_once(client: Client, me: Person, session: UUID) -> None:
    for _ in range(2):
        client.post(f"/morning/{session}/", {"soreness": "2"})
    assert mornings() == 1
    assert "You said: muscles sore, 2 of 10" in words(client.get(f"/morning/{session}/"))


def test_a_later_answer_stands_in_place_of_the_first(client: Client, me: Person, session: UUID) -> None:
    client.post(f"/morning/{session}/", {"answer": "more pain"})
    assert state(me).decision.status is Status.REST
    client.post(f"/morning/{session}/", {"answer": "as usual"})
    assert known(me, session) == (MorningAnswer.AS_USUAL, None)
    assert state(me).decision.status is not Status.REST
    client.post(f"/morning/{session}/", {"soreness": "6"})
    assert known(me, session) == (MorningAnswer.MUSCLES_SORE, 6)
    assert mornings() == 3 and len([one for one in events_of(me, session) if one.corrects]) == 2


def test_what_two_devices_told_is_put_right_on_both(client: Client, me: Person, session: UUID) -> None:
    for answer in ("more pain", "as usual"):
        record(me, Kind.MORNING, {"answer": answer}, now=datetime.now(UTC) - timedelta(hours=1), session=session)
    assert known(me, session)[0] is MorningAnswer.MORE_PAIN
    client.post(f"/morning/{session}/", {"answer": "as usual"})
    assert known(me, session) == (MorningAnswer.AS_USUAL, None)
    assert {one.data for one in settled(events_of(me, session)).events if one.kind is Kind.MORNING} != set()


def test_in_the_evening_of_the_same_day_only_more_pain_can_be_told(client: Client, me: Person) -> None:
    session = a_session(me, timedelta(seconds=1))
    page = client.get(f"/morning/{session}/")
    assert "The morning after is tomorrow" in words(page) and "as usual" not in page.content.decode()
    shown = client.post(f"/morning/{session}/", {"answer": "as usual"})
    assert shown.status_code == 422 and "Nothing was changed" in words(shown) and mornings() == 0
    client.post(f"/morning/{session}/", {"answer": "more pain"})
    assert state(me).decision.status is Status.REST


def test_it_can_be_told_for_seven_days_and_then_nothing_is_lost(client: Client, me: Person) -> None:
    week, over = a_session(me, 7 * DAY), a_session(me, 8 * DAY + timedelta(minutes=1))
    client.post(f"/morning/{week}/", {"answer": "as usual"})
    assert known(me, week)[0] is MorningAnswer.AS_USUAL
    page = client.get(f"/morning/{over}/")
    assert "This morning is over" in words(page) and "<button" not in page.content.decode().partition("<main")[2]
    shown = client.post(f"/morning/{over}/", {"answer": "as usual"})
    assert shown.status_code == 422 and "over a week ago" in words(shown) and known(me, over)[0] is None


def test_a_session_that_was_taken_back_has_no_morning(client: Client, me: Person, session: UUID) -> None:
    take_back(me, session, now=datetime.now(UTC))
    assert "This session does not count" in words(client.get(f"/morning/{session}/"))
    client.post(f"/morning/{session}/", {"answer": "more pain"})
    assert mornings() == 0


def test_there_is_no_morning_after_a_session_that_there_is_not(client: Client, me: Person) -> None:
    for ask in (client.get, client.post):
        assert ask(f"/morning/{uuid4()}/").status_code == 404


def test_as_usual_again_ends_the_rest_and_takes_nothing_back(client: Client, me: Person, session: UUID) -> None:
    client.post(f"/morning/{session}/", {"answer": "more pain"})
    assert [one.ask for one in state(me).decision.asks] == [Ask.USUAL_AGAIN]
    assert "It is as usual again" in words(client.get(f"/morning/{session}/"))
    assert "Is it as usual again?" in words(client.get("/morning/usual-again/"))
    assert client.post("/morning/usual-again/", {"back": "today"})["Location"] == "/"
    assert state(me).decision.status is not Status.REST
    assert known(me, session)[0] is MorningAnswer.MORE_PAIN
    client.post("/morning/usual-again/")
    assert mornings() == 2, "where nothing waits, nothing is written"
    assert "Nothing waits for this" in words(client.get("/morning/usual-again/"))


def test_on_the_day_of_the_session_it_is_too_early_to_be_as_usual_again(client: Client, me: Person) -> None:
    session = a_session(me, timedelta(seconds=1))
    client.post(f"/morning/{session}/", {"answer": "more pain"})
    shown = client.post("/morning/usual-again/")
    assert shown.status_code == 422 and "tomorrow" in words(shown)
    assert state(me).decision.status is Status.REST and mornings() == 1


def test_the_cards_of_today_ask_what_waits_the_latest_first(client: Client, me: Person) -> None:
    first, second = a_session(me, 4 * DAY, pain=1), a_session(me, 2 * DAY, pain=1)
    cards = cards_of(state(me).decision)
    assert [(one.ask, one.session) for one in cards] == [(Ask.MORNING, second), (Ask.MORNING, first)]
    request = RequestFactory().get("/")
    text = render_to_string("screening/morning_card.html", {"ask": cards[0]}, request)
    assert f'action="/morning/{second}/"' in text and f"{cards[0].day:%A}’s session" in text
    assert [f'name="soreness" value="{level}"' in text for level in range(12)] == [True] * 11 + [False]
    assert "<details" not in text, "each is one tap"
    assert 'name="back" value="today"' in text and "csrfmiddlewaretoken" in text
    plain = render_to_string("screening/morning_card.html", {"ask": state(me).decision.asks[0]}, request)
    assert "How is it after your last session?" in " ".join(plain.split())
    client.post(f"/morning/{second}/", {"answer": "more pain"})
    asked = cards_of(state(me).decision)
    assert asked[0].ask is Ask.USUAL_AGAIN
    assert 'action="/morning/usual-again/"' in render_to_string(
        "screening/morning_card.html", {"ask": asked[0]}, request
    )
