"""Logging in: nobody learns who has an account, guessing is slow, and what belongs to a login is rotated and ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from tests.unit.site.household import PASSWORD, Cast, at_home, elsewhere, make_cast
from unkink.site.accounts.models import Clinic, Person, User
from unkink.site.accounts.owner import owner
from unkink.site.diary.erase import erase

pytestmark = pytest.mark.django_db
FAST = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(settings: Settings) -> Iterator[Cast]:
    settings.PASSWORD_HASHERS = FAST
    cache.clear()
    cast = make_cast()
    with_password(cast.anna)
    yield cast
    cache.clear()


def with_password(person: Person) -> None:
    assert person.user is not None
    person.user.set_password(PASSWORD)
    person.user.save()


def log_in(device: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return device.post("/account/login/", {"login": login, "password": password, **more})


def test_name_and_password_let_in_and_lead_on(cast: Cast) -> None:
    device = elsewhere()
    assert log_in(device, "anna", next="/settings/devices/")["Location"] == "/settings/devices/"
    assert 'value="Anna"' in device.get("/settings/").content.decode()


def test_an_unknown_name_a_wrong_password_and_an_account_without_one_get_the_same_answer(cast: Cast) -> None:
    tries = {"anna": "wrong", "nobody": "wrong", "owner": "wrong", "strange-stella": PASSWORD}
    pages = set()
    for login, password in tries.items():
        answer = log_in(elsewhere(), login, password)
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "That login name and password do not belong together." in text
        token = text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        pages.add(text.replace(f'value="{login}"', "").replace(token, ""))
    assert len({"".join(line for line in page.splitlines() if "csrf" not in line) for page in pages}) == 1


def test_an_unknown_name_is_as_much_work_as_a_wrong_password(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """One password is hashed in either case, so the time that it takes says nothing about who has an account here."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def noted(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    for login in ("anna", "nobody", "owner"):
        log_in(elsewhere(), login, "wrong")
        assert len(hashed) == 1, login
        hashed.clear()


def test_passwords_are_hashed_slowly() -> None:
    assert make_password("warm-towel").startswith("scrypt$")


def test_guessing_one_account_is_stopped_even_from_many_addresses(cast: Cast) -> None:
    answers = [log_in(elsewhere(REMOTE_ADDR=f"192.168.1.{number}"), "anna", f"guess-{number}") for number in range(7)]
    assert "That was too often" in answers[-1].content.decode()
    assert "That was too often" in log_in(elsewhere(REMOTE_ADDR="192.168.1.99"), "anna").content.decode()


def test_guessing_from_one_address_is_stopped(cast: Cast) -> None:
    codes = [log_in(elsewhere(), f"name-{number}", "x").status_code for number in range(31)]
    assert codes[-1] == 429
    assert log_in(elsewhere(REMOTE_ADDR="192.168.1.9"), "anna").status_code == 302


def test_forwarded_addresses_do_not_get_around_the_limit(cast: Cast) -> None:
    codes = [
        log_in(elsewhere(HTTP_X_FORWARDED_FOR=f"10.0.0.{number}"), f"n{number}", "x").status_code
        for number in range(31)
    ]
    assert codes[-1] == 429


def test_logging_in_takes_a_new_session(cast: Cast) -> None:
    device = elsewhere()
    session = device.session
    session["x"] = 1
    session.save()
    before = device.cookies["sessionid"].value
    log_in(device, "anna")
    assert device.cookies["sessionid"].value != before


def test_cookies_are_kept_from_scripts_and_other_sites(cast: Cast) -> None:
    device = elsewhere()
    log_in(device, "anna")
    session = device.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax" and session["max-age"] == 365 * 24 * 3600
    assert device.cookies["csrftoken"]["samesite"] == "Lax"


def test_logging_out_ends_the_session_on_the_server(cast: Cast) -> None:
    device = elsewhere()
    log_in(device, "anna")
    key = device.cookies["sessionid"].value
    assert device.get("/account/logout/").status_code == 200  # a link alone logs nobody out
    device.post("/account/logout/")
    device.cookies["sessionid"] = key
    assert device.get("/settings/")["Location"].startswith("/account/login/")


def test_without_a_token_nobody_is_logged_in_or_out(cast: Cast) -> None:
    device = elsewhere(enforce_csrf_checks=True)
    assert log_in(device, "anna").status_code == 403
    device.force_login(cast.anna.user)  # type: ignore[arg-type]
    assert device.post("/account/logout/").status_code == 403
    assert device.get("/settings/").status_code == 200


def test_nobody_signs_up_unless_it_is_open(cast: Cast) -> None:
    for answer in (
        elsewhere().get("/account/signup/"),
        elsewhere().post("/account/signup/", {"username": "carl", "password1": PASSWORD}),
    ):
        assert "by invitation" in answer.content.decode()
    assert not User.objects.filter(username="carl").exists()
    assert "signup" not in elsewhere().get("/account/login/").content.decode()


def test_where_it_is_open_a_new_account_is_a_household_of_its_own(cast: Cast, settings: Settings) -> None:
    settings.SIGNUP_OPEN = True
    before = Clinic.objects.count()
    device = elsewhere()
    assert "Make a new account" in device.get("/account/login/").content.decode()
    assert device.post("/account/signup/", {"username": "carl", "password1": PASSWORD})["Location"] == "/"
    carl = Person.objects.get(name="carl")
    assert Clinic.objects.count() == before + 1 and carl.clinic.people.count() == 1
    assert carl.user is not None and carl.user.keeper and not carl.user.is_superuser
    assert 'value="carl"' in device.get("/settings/").content.decode()


def test_a_name_that_is_taken_or_the_owners_is_said_and_makes_nothing(cast: Cast, settings: Settings) -> None:
    settings.SIGNUP_OPEN = True
    counted = Clinic.objects.count(), User.objects.count()
    for taken in ("anna", "ANNA", "owner", "Owner"):
        page = elsewhere().post("/account/signup/", {"username": taken, "password1": PASSWORD}).content.decode()
        assert "That login name is taken" in page
    assert (Clinic.objects.count(), User.objects.count()) == counted


def test_a_weak_password_is_refused_in_words(cast: Cast, settings: Settings) -> None:
    settings.SIGNUP_OPEN = True
    page = elsewhere().post("/account/signup/", {"username": "carl", "password1": "12345"}).content.decode()
    assert "too short" in page and not User.objects.filter(username="carl").exists()


def test_signing_up_is_limited(cast: Cast, settings: Settings) -> None:
    settings.SIGNUP_OPEN = True
    codes = [elsewhere().post("/account/signup/", {"username": "anna"}).status_code for _ in range(21)]
    assert codes[-1] == 429


def test_nobody_can_take_the_owners_place(settings: Settings) -> None:
    """Before the owner has ever come, somebody signs up at the other door under the owner's name."""
    settings.SIGNUP_OPEN = True
    settings.PASSWORD_HASHERS = FAST
    cache.clear()
    elsewhere().post("/account/signup/", {"username": "owner", "password1": PASSWORD})
    assert not User.objects.exists()
    assert owner().name == "Owner"


def test_at_home_somebody_else_can_log_in(cast: Cast) -> None:
    device = at_home()
    assert log_in(device, "anna")["Location"] == "/"
    assert 'value="Anna"' in device.get("/settings/").content.decode()


def test_erasing_somebody_gives_a_guesser_no_new_tries(cast: Cast) -> None:
    """Where anybody may sign up, they could otherwise guess, erase themselves, and guess on."""
    for number in range(6):
        log_in(elsewhere(REMOTE_ADDR=f"192.168.1.{number}"), "anna", f"guess-{number}")
    erase(cast.stranger)
    assert "That was too often" in log_in(elsewhere(), "anna").content.decode()


def test_guesses_at_many_other_names_do_not_push_out_those_at_one(cast: Cast) -> None:
    for number in range(6):
        log_in(elsewhere(REMOTE_ADDR=f"192.168.1.{number}"), "anna", f"guess-{number}")
    for number in range(2_000):  # what a count of each would take
        cache.set(f"another-{number}", [1.0])
    assert "That was too often" in log_in(elsewhere(), "anna").content.decode()


def test_asking_for_a_passkey_is_limited_since_each_time_leaves_a_row(cast: Cast) -> None:
    def ask(address: str) -> int:
        device = elsewhere(REMOTE_ADDR=address)
        return int(device.get("/account/login/passkey/", headers={"x-requested-with": "XMLHttpRequest"}).status_code)

    assert [ask("192.168.1.7") for _ in range(31)] == [200] * 30 + [429]
    assert ask("192.168.1.8") == 200
    assert Session.objects.count() == 31


@pytest.mark.parametrize("credential", ["[" * 100_000, "9" * 5_000, "{", "null", '{"id": 1}'])
def test_a_passkey_that_is_none_is_refused_in_words(cast: Cast, credential: str) -> None:
    device = elsewhere()
    assert device.post("/account/login/passkey/", {"credential": credential})["Location"] == "/account/login/"
    assert device.get("/settings/").status_code == 302
