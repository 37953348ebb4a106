"""Every row of the table of questions, through the pages: what is answered there leads where the table says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.unit.site.screening.asking import a_session, again, answer, start, state
from unkink.coach.decision import Change, Status
from unkink.site.accounts.models import Person
from unkink.site.diary.models import EventRow
from unkink.site.diary.write import record
from unkink.wire.event import Kind

pytestmark = pytest.mark.django_db
SEEN, CLEARED = "seen-by-clinician", "cleared-by-professional"

EMERGENCY = [
    *("numb-saddle", "bladder-or-bowel", "weakness", "sudden-severe-pain", "groin-lump", "cold-leg"),
    *("chest-pain", "breathless", "fainting"),
]
SAME_DAY = ["hot-hip", "cannot-bear-weight", "major-fall", "swollen-calf"]
PROFESSIONAL = [
    *("cancer-with-new-pain", "weight-loss", "night-sweats", "night-pain", "steroids-with-new-pain"),
    *("osteoporosis-with-new-pain", "fall-with-new-pain", "impact-groin-pain", "hip-surgery-under-12-weeks"),
    *("hip-replacement", "locking", "giving-way", "high-blood-pressure"),
]
BALL = [
    *("aneurysm", "hernia", "recent-surgery", "anticoagulant", "bleeding-disorder", "blood-clot", "vascular-graft"),
    *("kidney-problem", "ovarian-problem", "bowel-problem", "device-discomfort", "osteoporosis", "fracture"),
    *("broken-skin", "infected-skin", "reduced-sensation"),
]


@pytest.fixture
def me(client: Client) -> Person:
    return start(client)


def words(response: object) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())  # type: ignore[attr-defined]


def so(*names: str) -> dict[str, object]:
    return {name.replace("-", "_"): True for name in names}


def test_before_the_first_session_come_the_questions_and_after_them_nothing_is_in_the_way(
    client: Client, me: Person
) -> None:
    assert state(me).decision.status is Status.SCREENING
    text = words(answer(client, me))
    assert state(me).decision.status is Status.READY
    assert "Thank you. You can begin" in text and "just as it is written" in text
    assert EventRow.objects.filter(kind=Kind.SCREENING).count() == 1


@pytest.mark.parametrize("name", EMERGENCY)
def test_an_emergency_locks_at_once_and_says_whom_to_call(client: Client, me: Person, name: str) -> None:
    text = words(answer(client, me, **so(name)))
    assert [one.rule for one in state(me).decision.reasons] == ["lock-emergency"]
    assert "Please get urgent help now" in text and "Call your local emergency number" in text
    assert "A clinician has seen me since" in text and "Thank you" not in text


@pytest.mark.parametrize("name", SAME_DAY)
def test_what_needs_somebody_the_same_day_locks_at_once(client: Client, me: Person, name: str) -> None:
    text = words(answer(client, me, **so(name)))
    assert [one.rule for one in state(me).decision.reasons] == ["lock-same-day"]
    assert "Please see somebody today" in text and "A clinician has seen me since" in text


@pytest.mark.parametrize("name", [*EMERGENCY[:1], *SAME_DAY[:1]])
def test_it_opens_when_a_clinician_has_seen_them_and_nothing_urgent_is_left(
    client: Client, me: Person, name: str
) -> None:
    answer(client, me, **so(name))
    assert client.post("/questions/begin/").status_code == 422, "answers alone do not open it"
    assert client.post("/questions/begin/", {CLEARED: "yes"}).status_code == 422
    again(client, me, SEEN, **so(name))
    assert state(me).locked, "seen, and it is still so"
    again(client, me, SEEN)
    assert state(me).decision.status is Status.READY


@pytest.mark.parametrize("name", PROFESSIONAL)
def test_a_professional_comes_first(client: Client, me: Person, name: str) -> None:
    text = words(answer(client, me, **so(name)))
    assert "lock-professional" in {one.rule for one in state(me).decision.reasons}
    assert "A professional comes first" in text and "I was cleared" in text


@pytest.mark.parametrize("name", ["hip-replacement", "night-sweats"])
def test_until_somebody_says_that_they_were_cleared(client: Client, me: Person, name: str) -> None:
    answer(client, me, **so(name))
    assert client.post("/questions/begin/", {SEEN: "yes"}).status_code == 422
    again(client, me, CLEARED, **so(name))
    assert state(me).decision.status is Status.READY, "cleared of what they still have"


@pytest.mark.parametrize(
    ("told", "locks"),
    [
        ({"weeks_of_pain": 7, "pain_worsening": True}, True),
        ({"weeks_of_pain": 6, "pain_worsening": True}, False),
        ({"weeks_of_pain": 7, "pain_at_rest": 6}, True),
        ({"weeks_of_pain": 6, "pain_at_rest": 5}, False),
        ({"weeks_of_pain": 6, "pain_at_night": 6}, True),
        ({"weeks_of_pain": 7, "pain_at_night": 5}, False),
    ],
)
def test_pain_that_grows_or_is_over_five_at_rest_or_at_night(
    client: Client, me: Person, told: dict[str, object], locks: bool
) -> None:
    answer(client, me, **told)
    assert state(me).locked is locks


def test_steady_pain_for_over_six_weeks_is_advised_once_and_locks_nothing(client: Client, me: Person) -> None:
    text = words(answer(client, me, weeks_of_pain=7))
    assert state(me).decision.status is Status.READY
    assert "have it looked at once" in text and "This locks nothing" in text
    assert "looked at once" not in words(again(client, me, weeks_of_pain=6))


@pytest.mark.parametrize("name", ["heart-disease", "metabolic-disease", "kidney-disease"])
def test_disease_of_heart_metabolism_or_kidneys_asks_how_it_shows(client: Client, me: Person, name: str) -> None:
    answer(client, me, **so(name, "symptoms", "active"))
    assert state(me).locked
    again(client, me, CLEARED, **so(name))
    assert state(me).decision.status is Status.READY
    text = words(again(client, me, **so(name, "active")))
    assert state(me).decision.status is Status.READY and "Keep it light to moderate" in text
    again(client, me, **so(name))
    assert state(me).locked, "without being active"


def test_high_blood_pressure_that_was_cleared_is_done_with_short_holds_and_no_front_support(
    client: Client, me: Person
) -> None:
    answer(client, me, high_blood_pressure=True)
    text = words(again(client, me, CLEARED, high_blood_pressure=True))
    assert "Holds are 10 seconds at most. Count aloud" in text
    by_name = {one.exercise: one for one in state(me).decision.exercises}
    assert by_name["front-support"].change is Change.SWAP and by_name["front-support"].variant == "standing-march"


@pytest.mark.parametrize("name", ["pregnant", "postpartum-under-12-weeks"])
def test_in_pregnancy_and_after_a_birth_ball_supine_and_front_support_are_swapped(
    client: Client, me: Person, name: str
) -> None:
    text = words(answer(client, me, **so(name)))
    swapped = {one.exercise: one.variant for one in state(me).decision.exercises if one.change is Change.SWAP}
    assert swapped["ball-release"] == "half-kneeling-stretch" and swapped["front-support"] == "standing-march"
    assert "A professional's advice is a good idea now" in text and "Half-kneeling stretch, instead of" in text


def test_nobody_under_eighteen_goes_on(client: Client, me: Person) -> None:
    text = words(answer(client, me, age=17))
    assert [one.rule for one in state(me).decision.reasons] == ["lock-out-of-scope"]
    assert "These programs are for adults" in text
    again(client, me, age=18)
    assert state(me).decision.status is Status.READY


@pytest.mark.parametrize("name", [*BALL, "kidney-disease"])
def test_the_ball_is_left_out_and_a_stretch_takes_its_place(client: Client, me: Person, name: str) -> None:
    text = words(answer(client, me, **so(name, "active")))
    release = next(one for one in state(me).decision.exercises if one.exercise == "ball-release")
    assert (release.change, release.variant) == (Change.SWAP, "half-kneeling-stretch")
    assert "Half-kneeling stretch, instead of Ball release: without any pressure" in text


@pytest.mark.parametrize(("age", "smoked", "swapped"), [(65, True, True), (64, True, False), (65, False, False)])
def test_age_and_smoking_together_leave_the_ball_out(
    client: Client, me: Person, age: int, smoked: bool, swapped: bool
) -> None:
    answer(client, me, age=age, ever_smoked=smoked)
    release = next(one for one in state(me).decision.exercises if one.exercise == "ball-release")
    assert (release.change is Change.SWAP) is swapped


def test_a_hip_that_pinches_keeps_the_knee_lower(client: Client, me: Person) -> None:
    text = words(answer(client, me, pinching_hip=True))
    assert "Half-height knee raise, instead of Slouch to tall: with the knee lower" in text


def test_an_answer_that_locks_is_said_back_in_the_persons_own_words(client: Client, me: Person) -> None:
    text = words(answer(client, me, hip_replacement=True, weeks_of_pain=7, pain_worsening=True, night_sweats=True))
    for said in ("An artificial hip", "It is getting worse", "for more than six weeks", "Sweats at night"):
        assert said in text
    assert "Cancer" not in text and "A hip that locks" not in text


def test_two_locks_of_different_kinds_are_opened_by_saying_both(client: Client, me: Person) -> None:
    answer(client, me, chest_pain=True)
    again(client, me, SEEN, hip_replacement=True)
    text = words(client.get("/questions/"))
    assert "Please get urgent help now" in text and "A professional comes first" in text
    assert text.index("Please get urgent help now") < text.index("A professional comes first")
    again(client, me, SEEN, CLEARED, hip_replacement=True)
    assert state(me).decision.status is Status.READY


def test_what_was_told_in_a_session_locks_and_names_the_session(client: Client, me: Person) -> None:
    answer(client, me)
    session = a_session(me, timedelta(days=2))
    at = datetime.now(UTC) - timedelta(days=2)
    record(me, Kind.PAIN, {"of": "now", "feeling": ["pop"]}, now=at, session=session, exercise="glute-squeeze")
    page = client.get("/questions/").content.decode()
    assert "A professional comes first" in page and f"/history/{session}/" in page
    again(client, me, CLEARED)
    assert not state(me).locked


def test_two_sessions_that_had_to_stop_open_with_the_questions_alone(client: Client, me: Person) -> None:
    record(me, Kind.SCREENING, {"answers": {"hernia": False}}, now=datetime.now(UTC) - timedelta(days=9))
    a_session(me, timedelta(days=6), pain=7)
    a_session(me, timedelta(days=3), pain=7)
    assert [one.rule for one in state(me).decision.reasons] == ["lock-two-reds"]
    assert "Two sessions had to stop" in words(client.get("/questions/"))
    again(client, me)
    assert not state(me).locked


def test_after_28_days_away_the_questions_come_again(client: Client, me: Person) -> None:
    at = datetime.now(UTC) - timedelta(days=40)
    record(me, Kind.SCREENING, {"answers": {"hernia": False}}, now=at)
    a_session(me, timedelta(days=29), pain=0)
    assert state(me).decision.status is Status.SCREENING
    assert client.get("/questions/")["Location"] == "/questions/urgent/"
    answer(client, me)
    assert state(me).decision.status is Status.READY
    assert "Answer the questions again" in words(client.get("/questions/"))


def test_a_lock_that_a_fast_clock_told_opens_all_the_same(client: Client, me: Person) -> None:
    """What a phone tells may lie an hour ahead of the server's clock."""
    ahead = datetime.now(UTC) + timedelta(hours=1)
    record(me, Kind.SCREENING, {"answers": {"locking": True}}, now=ahead)
    assert state(me).locked
    again(client, me, CLEARED, locking=True)
    assert not state(me).locked


def test_the_pages_say_that_nobody_has_signed_the_questions(client: Client, me: Person) -> None:
    about = words(client.get("/about/"))
    assert "A physiotherapist has not signed this page yet, nor the questions before a session and the tables" in about
    assert "No physiotherapist has signed them yet" in words(answer(client, me))
    assert "No physiotherapist has signed them yet" in words(again(client, me, cold_leg=True))
