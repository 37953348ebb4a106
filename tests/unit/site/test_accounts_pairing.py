"""One-time links: asked before, good once, for ten minutes, for one person."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.unit.site.household import Cast, at_home, elsewhere, make_cast
from unkink.site.accounts.models import PairingLink, User
from unkink.site.accounts.pairing import LASTS, look, make_link, may_link, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_cast()


def token_of(path: str) -> str:
    return path.strip("/").rpartition("/")[2]


def test_the_link_itself_is_nowhere_in_the_database(cast: Cast) -> None:
    token = token_of(make_link(cast.anna, timezone.now()))
    row = PairingLink.objects.get()
    assert row.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(PairingLink.objects.values_list())
    assert len(token) >= 43  # 256 bits in base 64


def test_opening_it_asks_first_and_uses_nothing_up(cast: Cast) -> None:
    """Mail and chat programs fetch links to show a preview."""
    path = make_link(cast.anna, timezone.now())
    phone = elsewhere()
    for method in (phone.get, phone.head, phone.get):
        assert method(path).status_code == 200
    page = phone.get(path)
    assert "Open Unkink as Anna on this device?" in page.content.decode()
    assert "no-store" in page["Cache-Control"] and "sessionid" not in phone.cookies
    assert PairingLink.objects.get().used is None


def test_saying_yes_logs_in_once(cast: Cast) -> None:
    path = make_link(cast.anna, timezone.now())
    phone, thief = elsewhere(), elsewhere()
    assert phone.post(path)["Location"] == "/"
    assert 'value="Anna"' in phone.get("/settings/").content.decode()
    assert thief.post(path).status_code == 404
    assert thief.get("/settings/")["Location"].startswith("/account/login/")


def test_used_up_expired_and_never_made_look_the_same(cast: Cast) -> None:
    now = timezone.now()
    used, late = make_link(cast.anna, now), make_link(cast.anna, now - LASTS - timedelta(seconds=1))
    assert take(token_of(used), now) == cast.anna
    pages = {elsewhere().get(path).content for path in (used, late, "/pair/never/")}
    answers = {elsewhere().post(path).content for path in (used, late, "/pair/never/")}
    assert len(pages) == len(answers) == 1 and b"Anna" not in pages.pop()


def test_it_lasts_ten_minutes_to_the_second(cast: Cast) -> None:
    now = timezone.now()
    token = token_of(make_link(cast.anna, now))
    assert look(token, now + LASTS - timedelta(seconds=1)) == cast.anna
    assert look(token, now + LASTS) is None
    assert take(token, now + LASTS) is None


def test_a_link_of_an_account_that_is_switched_off_is_no_good(cast: Cast) -> None:
    token = token_of(make_link(cast.anna, timezone.now()))
    User.objects.filter(person=cast.anna).update(is_active=False)
    assert look(token, timezone.now()) is None and take(token, timezone.now()) is None


def test_whoever_was_logged_in_here_is_told_and_logged_out(cast: Cast) -> None:
    device = elsewhere(cast.stranger)
    before = device.cookies["sessionid"].value
    path = make_link(cast.anna, timezone.now())
    assert "Strange Stella is logged in here now" in device.get(path).content.decode()
    device.post(path)
    assert device.cookies["sessionid"].value != before
    assert 'value="Anna"' in device.get("/settings/").content.decode()
    stale = elsewhere()
    stale.cookies["sessionid"] = before
    assert stale.get("/settings/")["Location"].startswith("/account/login/")


def test_a_session_that_somebody_planted_before_is_not_the_one_that_gets_in(cast: Cast) -> None:
    device = elsewhere()
    session = device.session
    session["x"] = 1
    session.save()
    planted = device.cookies["sessionid"].value
    device.post(make_link(cast.anna, timezone.now()))
    assert device.cookies["sessionid"].value != planted


def test_a_link_needs_the_token_of_its_own_page(cast: Cast) -> None:
    path = make_link(cast.anna, timezone.now())
    assert elsewhere(enforce_csrf_checks=True).post(path).status_code == 403
    assert PairingLink.objects.get().used is None


def test_guessing_is_limited(cast: Cast, settings: Settings) -> None:
    settings.PAIRING_RATE = "5/m/ip"
    path, device = make_link(cast.anna, timezone.now()), elsewhere()
    codes = [device.get(f"/pair/{number}/").status_code for number in range(6)]
    assert codes == [404] * 5 + [429]
    refused = device.post(path)
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert elsewhere(REMOTE_ADDR="192.168.1.9").get(path).status_code == 200


def test_everybody_for_themselves_and_the_keeper_for_the_household(cast: Cast) -> None:
    assert may_link(cast.anna, cast.anna) and may_link(cast.owner, cast.anna)
    assert not may_link(cast.anna, cast.owner)
    assert not may_link(cast.owner, cast.stranger) and not may_link(cast.stranger, cast.anna)


def test_the_keeper_lets_a_new_person_in(cast: Cast) -> None:
    keeper = at_home()
    added = keeper.post("/settings/people/add/", {"new-name": "Ben"})
    page = keeper.post(added["Location"]).content.decode()
    path = page.partition('value="http://127.0.0.1')[2].partition('"')[0]
    phone = elsewhere()
    phone.post(path)
    assert 'value="Ben"' in phone.get("/settings/").content.decode()


def test_at_home_alone_the_link_says_that_no_phone_can_open_it(cast: Cast) -> None:
    page = at_home().post("/settings/phone/").content.decode()
    assert "unkink serve --lan" in page and "<svg" not in page


def test_old_links_are_forgotten(cast: Cast) -> None:
    now = timezone.now()
    make_link(cast.anna, now - timedelta(days=2))
    make_link(cast.anna, now)
    assert PairingLink.objects.count() == 1
