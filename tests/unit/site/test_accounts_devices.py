"""Devices that are logged in, passwords, and showing once more who one is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.unit.site.household import PASSWORD, Cast, Device, at_home, elsewhere, make_cast
from unkink.site.accounts.devices import SEEN_KEY, device_name
from unkink.site.accounts.models import Person, User
from unkink.site.accounts.pairing import make_link

pytestmark = pytest.mark.django_db
LONG_AGO = 400  # seconds: more than the five minutes after which one shows again who one is
AGENTS = {
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36": (
        "Chrome on Android"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Mobile/15E148 Safari/604.1": "Safari on iPhone",
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0": "Firefox on Linux",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 "
    "Edg/140.0": "Edge on Windows",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Safari/605.1.15": "Safari on a Mac",
    "curl/8": "A device",
    "": "A device",
}


@pytest.fixture
def cast(settings: Settings) -> Iterator[Cast]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield make_cast()
    cache.clear()


def with_password(person: Person) -> User:
    assert person.user is not None
    person.user.set_password(PASSWORD)
    person.user.save()
    return person.user


def paired(person: Person, **options: Any) -> Device:
    device = elsewhere(**options)
    device.post(make_link(person, timezone.now()))
    return device


def is_in(device: Device) -> bool:
    return device.get("/settings/").status_code == 200


def some_time_passes(device: Device) -> None:
    session = device.session
    session["account_authentication_methods"] = [
        {**record, "at": record["at"] - LONG_AGO} for record in session["account_authentication_methods"]
    ]
    session.save()


@pytest.mark.parametrize(("agent", "name"), AGENTS.items(), ids=AGENTS.values())
def test_a_device_is_called_what_a_person_calls_it(agent: str, name: str) -> None:
    assert device_name(agent) == name


def test_the_list_names_the_devices_and_says_which_one_this_is(cast: Cast) -> None:
    paired(cast.anna, HTTP_USER_AGENT=next(iter(AGENTS)))
    here = paired(cast.anna)
    page = here.get("/settings/devices/").content.decode()
    assert "Chrome on Android" in page and page.count("this device") == 2  # the tag, and what its button says


def test_a_device_that_is_logged_out_is_out_at_once(cast: Cast) -> None:
    lost, here = paired(cast.anna), paired(cast.anna)
    session = UserSession.objects.get(session_key=lost.session.session_key)
    assert is_in(lost)
    assert here.post(f"/settings/devices/{session.pk}/end/")["Location"] == "/settings/devices/"
    assert not is_in(lost) and is_in(here)
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_everywhere_else_means_everywhere_but_here_and_nobody_else(cast: Cast) -> None:
    others, here, stella = [paired(cast.anna) for _ in range(3)], paired(cast.anna), paired(cast.stranger)
    here.post("/settings/devices/end-others/")
    assert not any(is_in(other) for other in others)
    assert is_in(here) and is_in(stella)


def test_when_it_was_seen_is_noted_now_and_then_not_each_time(cast: Cast) -> None:
    device = paired(cast.anna)
    device.get("/settings/")
    session = UserSession.objects.get(user=cast.anna.user)
    long_ago = timezone.now() - timedelta(days=3)
    UserSession.objects.update(last_seen_at=long_ago)
    device.get("/settings/")
    session.refresh_from_db()
    assert session.last_seen_at == long_ago
    kept = device.session
    kept[SEEN_KEY] = int(long_ago.timestamp())
    kept.save()
    device.get("/settings/")
    session.refresh_from_db()
    assert timezone.now() - session.last_seen_at < timedelta(minutes=1)


def test_a_server_that_tells_no_address_lets_people_in_all_the_same(cast: Cast) -> None:
    assert is_in(paired(cast.anna, REMOTE_ADDR=""))


def test_a_first_password_leaves_the_paired_phones_alone(cast: Cast) -> None:
    phone, here = paired(cast.anna), paired(cast.anna)
    answer = here.post("/settings/keys/password/first/", {"password1": PASSWORD, "password2": PASSWORD})
    assert answer["Location"] == "/settings/keys/"
    assert is_in(phone) and is_in(here)
    assert elsewhere().post("/account/login/", {"login": "anna", "password": PASSWORD})["Location"] == "/"


def test_a_changed_password_logs_out_all_other_devices(cast: Cast) -> None:
    with_password(cast.anna)
    phone, here = paired(cast.anna), paired(cast.anna)
    sent = {"oldpassword": PASSWORD, "password1": "cold-towel-instead", "password2": "cold-towel-instead"}
    assert here.post("/settings/keys/password/", sent)["Location"] == "/settings/keys/"
    assert not is_in(phone) and is_in(here)


def test_a_wrong_old_password_changes_nothing_and_is_said(cast: Cast) -> None:
    with_password(cast.anna)
    sent = {"oldpassword": "no", "password1": "cold-towel-instead", "password2": "cold-towel-instead"}
    page = paired(cast.anna).post("/settings/keys/password/", sent).content.decode()
    assert "That is not the password that you have now." in page
    assert User.objects.get(person=cast.anna).check_password(PASSWORD)


def test_a_lost_password_is_chosen_anew_right_after_a_link_and_not_later(cast: Cast) -> None:
    with_password(cast.anna)
    device = paired(cast.anna)
    address, sent = "/settings/keys/password/forgotten/", {"password1": "found-it-again", "password2": "found-it-again"}
    some_time_passes(device)
    assert device.post(address, sent)["Location"] == "/settings/keys/password/"
    assert User.objects.get(person=cast.anna).check_password(PASSWORD)
    assert paired(cast.anna).post(address, sent)["Location"] == "/settings/keys/"
    assert User.objects.get(person=cast.anna).check_password("found-it-again")


def test_whoever_came_by_password_does_not_change_it_without(cast: Cast) -> None:
    with_password(cast.anna)
    device = elsewhere()
    device.post("/account/login/", {"login": "anna", "password": PASSWORD})
    assert device.get("/settings/keys/password/forgotten/")["Location"] == "/settings/keys/password/"


def test_at_home_the_owner_sets_up_keys_after_stepping_in(cast: Cast) -> None:
    device = at_home()
    assert "Set them up" in device.get("/settings/keys/").content.decode()
    device.post("/settings/keys/enter/")
    device.post("/settings/keys/password/first/", {"password1": PASSWORD, "password2": PASSWORD})
    assert elsewhere().post("/account/login/", {"login": "owner", "password": PASSWORD})["Location"] == "/"


def test_stepping_in_is_for_the_home_door_alone(cast: Cast) -> None:
    assert elsewhere().post("/settings/keys/enter/")["Location"].startswith("/account/login/")
    assert elsewhere(cast.anna).post("/settings/keys/enter/").status_code == 404


def test_what_opens_or_ends_an_account_asks_again_who_it_is(cast: Cast) -> None:
    """A phone that lies about unlocked opens no second way in."""
    with_password(cast.anna)
    with_password(cast.owner)
    anna, keeper = paired(cast.anna), paired(cast.owner)
    some_time_passes(anna)
    some_time_passes(keeper)
    asks = "/account/confirm/?next="
    assert anna.post("/settings/phone/")["Location"].startswith(asks)
    assert anna.get("/settings/keys/passkeys/add/")["Location"].startswith(asks)
    for action in ("link", "remove"):
        assert anna.get(f"/settings/people/{cast.anna.pk}/{action}/")["Location"].startswith(asks)
        assert keeper.post(f"/settings/people/{cast.anna.pk}/{action}/", {"typed": "Anna"})["Location"].startswith(asks)
    assert keeper.post("/settings/people/add/", {"new-name": "Ben"})["Location"].startswith(asks)
    assert Person.objects.filter(pk=cast.anna.pk).exists() and not Person.objects.filter(name="Ben").exists()
    assert "That is not the password." in anna.post("/account/confirm/", {"password": "no"}).content.decode()
    on = anna.post("/account/confirm/?next=/settings/keys/", {"password": PASSWORD, "next": "/settings/keys/"})
    assert on["Location"] == "/settings/keys/"
    assert anna.post("/settings/phone/").status_code == 200


def test_confirming_is_limited(cast: Cast) -> None:
    with_password(cast.anna)
    device = paired(cast.anna)
    codes = [device.post("/account/confirm/", {"password": "no"}).status_code for _ in range(11)]
    assert codes[-1] == 429


def test_a_request_put_off_at_home_does_not_come_back_through_another_door_as_home(cast: Cast) -> None:
    """allauth repeats what was put off with the environment of then; the door is that of now."""
    with_password(cast.owner)
    device = at_home()
    device.post("/settings/keys/enter/")
    some_time_passes(device)
    assert device.post("/settings/phone/")["Location"].startswith("/account/confirm/")
    device.defaults["unkink.door"] = "lan"
    sent = {"password": PASSWORD, "next": "/settings/phone/"}
    page = device.post("/account/confirm/?next=/settings/phone/", sent).content.decode()
    assert "<svg" in page  # a code for other devices, which only a door that they reach has


def test_passkeys_are_offered_where_browsers_make_them(cast: Cast) -> None:
    device = elsewhere(cast.anna)
    for host, secure, can in (
        ("localhost:8765", False, True),
        ("127.0.0.1:8765", False, False),
        ("[::1]:8765", False, False),
    ):
        page = device.get("/settings/keys/", HTTP_HOST=host, secure=secure).content.decode()
        assert ("Add a passkey" in page) is can, host


def test_styles_of_messages_are_the_sites_own(cast: Cast) -> None:
    """allauth's own wording never shows: each message it may give here has ours."""
    folder = Path("src/unkink/site/templates")
    ours = {path.relative_to(folder).as_posix() for path in folder.rglob("messages/*.txt")}
    assert ours >= {
        "account/messages/logged_in.txt",
        "account/messages/logged_out.txt",
        "account/messages/password_changed.txt",
        "account/messages/password_set.txt",
        "mfa/messages/webauthn_added.txt",
        "mfa/messages/webauthn_removed.txt",
    }
