"""Which door a request came through, and whose log it opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.unit.site.household import at_home, elsewhere, make_cast
from unkink.site.accounts.models import Clinic, Person, User
from unkink.site.accounts.owner import owner

pytestmark = pytest.mark.django_db


def test_the_home_door_makes_the_owner_on_first_need_and_only_once() -> None:
    assert not Person.objects.exists()
    for _ in range(2):
        assert at_home().get("/settings/").status_code == 200
    me = Person.objects.get()
    assert me.user is not None and me.user.is_superuser and me.user.keeper and not me.user.has_usable_password()
    assert Clinic.objects.get() == me.clinic == me.user.clinic


def test_any_other_door_asks_for_a_login_and_says_where_to_go_on() -> None:
    for door in ("lan", "proxy", "", "HOME", "home "):
        answer = elsewhere(None, **{"unkink.door": door}).get("/settings/devices/?x=1")
        assert answer.status_code == 302
        assert answer["Location"] == "/account/login/?next=/settings/devices/%3Fx%3D1"
    assert not Person.objects.exists()


def test_a_request_whose_door_nobody_told_asks_for_a_login() -> None:
    device = elsewhere()
    del device.defaults["unkink.door"]
    assert device.get("/settings/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "sent",
    [
        {"HTTP_UNKINK_DOOR": "home"},
        {"HTTP_UNKINK.DOOR": "home"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1;host=localhost"},
        {"REMOTE_ADDR": "127.0.0.1"},
        {"HTTP_HOST": "localhost"},
    ],
    ids=str,
)
def test_nothing_that_a_client_sends_opens_the_home_door(sent: dict[str, Any]) -> None:
    owner()
    assert elsewhere().get("/settings/", **sent)["Location"].startswith("/account/login/")


def test_a_page_of_a_stranger_reaches_no_door() -> None:
    """DNS rebinding: the name in the address bar is the stranger's, so the host check refuses it."""
    for address in ("/", "/settings/", "/account/login/", "/pair/x/", "/api/v1/events"):
        assert at_home().get(address, HTTP_HOST="evil.example").status_code == 400


def test_whoever_logs_in_at_home_gets_their_own_log() -> None:
    cast = make_cast()
    device = at_home()
    assert "Owner" in device.get("/settings/").content.decode()
    assert cast.anna.user is not None
    device.force_login(cast.anna.user)
    assert 'value="Anna"' in device.get("/settings/").content.decode()
    device.post("/account/logout/")
    assert 'value="Owner"' in device.get("/settings/").content.decode()


def test_someone_else_is_offered_only_where_there_is_someone_else() -> None:
    assert "Someone else?" not in at_home().get("/settings/").content.decode()
    make_cast()
    assert "Someone else?" in at_home().get("/settings/").content.decode()


def test_an_account_without_a_person_opens_nothing() -> None:
    cast = make_cast()
    bare = User.objects.create(username="bare", clinic=cast.owner.clinic)
    device = elsewhere()
    device.force_login(bare)
    assert device.get("/settings/")["Location"].startswith("/account/login/")


def test_finding_the_owner_takes_one_query_and_a_person_who_is_logged_in_two() -> None:
    cast = make_cast()
    home, phone = at_home(), elsewhere(cast.anna)
    for device, most in ((home, 1), (phone, 2)):
        device.get("/settings/keys/enter/")  # POST only: nothing but the door is passed
        with CaptureQueriesContext(connection) as queries:
            device.get("/settings/keys/enter/")
        assert len(queries) <= most, [query["sql"] for query in queries]


def test_an_api_address_answers_nobody_in_json() -> None:
    answer = elsewhere().get("/api/v1/events")
    assert answer.status_code == 401
    told = answer.json()["error"]
    assert told["code"] == "not-logged-in" and told["message"] and told["what_to_do"]


def test_the_api_wants_the_token_at_home_too() -> None:
    """Any page of the web can make the browser post to this computer."""
    device = at_home(enforce_csrf_checks=True)
    answer = device.post("/api/v1/events", "{}", content_type="application/json")
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "csrf"


def test_a_form_of_another_site_is_refused_in_words_and_changes_nothing() -> None:
    owner()
    answer = at_home(enforce_csrf_checks=True).post("/settings/you/", {"name": "Mallory", "login": "mallory"})
    assert answer.status_code == 403 and "Nothing was changed" in answer.content.decode()
    assert owner().name == "Owner"


def test_what_is_sent_is_kept_by_nobody_on_the_way() -> None:
    assert at_home().get("/settings/")["Cache-Control"] == "private, no-cache"


def test_login_leads_back_only_into_the_site() -> None:
    cast = make_cast()
    assert cast.anna.user is not None
    cast.anna.user.set_password("warm-towel-on-the-mat")
    cast.anna.user.save()
    sent = {"login": "anna", "password": "warm-towel-on-the-mat"}
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"):
        answer = elsewhere().post(f"{reverse('account_login')}?next={evil}", {**sent, "next": evil})
        assert answer["Location"] == "/"
