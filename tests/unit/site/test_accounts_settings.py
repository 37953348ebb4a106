"""Settings: what is kept, what is refused in words, and that one form never loses another's change."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from tests.unit.site.household import Cast, at_home, elsewhere, make_cast
from unkink.session.settings import BOUNDS
from unkink.site.accounts.models import Person, User
from unkink.site.player.preferences import Preferences, preferences_of
from unkink.site.serving.phone import PhoneDoor

pytestmark = pytest.mark.django_db
PHONE = PhoneDoor(
    ("https://laptop.local:8443", "https://192.168.1.5:8443"),
    "http://192.168.1.5:8080/trust/",
    "Unkink on laptop",
    "AA BB",
)
PLAYING = {
    "verbosity": "brief",
    "first_side": "right",
    "pace": "1.25",
    "countdown": "5",
    "rest": "45",
    "rest_between_reps": "4",
    "change": "20",
    "switch": "10",
    "manual_start": "on",
    "captions": "on",
}


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return make_cast()


def fresh(person: Person) -> Person:
    return Person.objects.select_related("user").get(pk=person.pk)


def said(content: bytes) -> str:
    return re.sub(r"\s+", " ", strip_tags(content.decode()))


def test_a_new_name_and_login_name_are_kept(cast: Cast) -> None:
    answer = elsewhere(cast.anna).post("/settings/you/", {"name": "Anna-Lena", "login": "lena"})
    assert answer["Location"] == "/settings/#you"
    anna = fresh(cast.anna)
    assert anna.user is not None and (anna.name, anna.user.username) == ("Anna-Lena", "lena")


@pytest.mark.parametrize("login", ["strange-stella", "STRANGE-STELLA", "owner", "Owner"])
def test_a_login_name_that_another_has_is_refused_and_nothing_is_lost(cast: Cast, login: str) -> None:
    answer = elsewhere(cast.anna).post("/settings/you/", {"name": "Anna-Lena", "login": login})
    assert answer.status_code == 422
    assert "That login name is taken" in said(answer.content) and 'value="Anna-Lena"' in answer.content.decode()
    assert fresh(cast.anna).name == "Anna"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": "", "login": "anna"}, "Write a name"),
        ({"name": "A" * 121, "login": "anna"}, "too long for a name"),
        ({"name": "Anna", "login": ""}, "at least one letter"),
        ({"name": "Anna", "login": "with space"}, "valid username"),
    ],
)
def test_what_cannot_be_a_name_is_said(cast: Cast, sent: dict[str, str], told: str) -> None:
    answer = elsewhere(cast.anna).post("/settings/you/", sent)
    assert answer.status_code == 422 and told in said(answer.content)


def test_markup_in_a_name_is_text(cast: Cast) -> None:
    device = elsewhere(cast.anna)
    device.post("/settings/you/", {"name": "<b>Anna</b>", "login": "anna"})
    assert "<b>Anna</b>" not in device.get("/settings/").content.decode()


def test_every_preference_has_its_place_and_is_kept(cast: Cast) -> None:
    device = elsewhere(cast.anna)
    page = device.get("/settings/").content.decode()
    assert all(f'name="{name}"' in page for name in Preferences.__slots__)
    assert device.post("/settings/playing/", PLAYING).status_code == 302
    kept = preferences_of(fresh(cast.anna).preferences)
    assert (kept.verbosity, kept.first_side, kept.pace, kept.countdown) == ("brief", "right", 1.25, 5)
    assert (kept.rest, kept.rest_between_reps, kept.change, kept.switch) == (45, 4, 20, 10)
    assert (kept.manual_start, kept.captions, kept.flash, kept.vibrate) == (True, True, False, False)
    assert preferences_of(fresh(cast.owner).preferences) == Preferences()


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_a_number_outside_its_bounds_is_refused_with_both_bounds(cast: Cast, name: str) -> None:
    low, high = BOUNDS[name]
    for wrong in (low - 1, high + 1, "", "many", "nan", "1e400"):
        answer = elsewhere(cast.anna).post("/settings/playing/", {**PLAYING, name: str(wrong)})
        assert answer.status_code == 422
        assert f"from {low:g} to {high:g}" in said(answer.content)
    assert fresh(cast.anna).preferences == {}


def test_what_else_is_kept_with_a_person_stays(cast: Cast) -> None:
    Person.objects.filter(pk=cast.anna.pk).update(preferences={"of_a_later_version": 1, "rest": 99})
    elsewhere(cast.anna).post("/settings/playing/", PLAYING)
    kept = fresh(cast.anna).preferences
    assert kept["of_a_later_version"] == 1 and kept["rest"] == 45


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_kept_on_the_device_for_every_page(cast: Cast, theme: str) -> None:
    device = at_home()
    device.post("/settings/appearance/", {"appearance": theme})
    assert device.cookies["appearance"]["httponly"]
    for address in ("/settings/", "/programs/", "/programs/tight-psoas/", "/about/"):
        assert f'<html lang="en" data-theme="{theme}">' in device.get(address).content.decode()
        assert "data-theme" not in at_home().get(address).content.decode()
    device.post("/settings/appearance/", {"appearance": ""})
    assert "data-theme" not in device.get("/programs/tight-psoas/").content.decode()


def test_a_forged_colour_is_no_colour(cast: Cast) -> None:
    device = at_home()
    device.cookies["appearance"] = 'dark" onload="x'
    assert "data-theme" not in device.get("/about/").content.decode()
    assert device.post("/settings/appearance/", {"appearance": "pink"}).status_code == 422


def test_what_is_told_of_a_section_stands_in_it_where_the_browser_goes(cast: Cast) -> None:
    device = elsewhere(cast.anna)
    for section in ("you", "playing", "pictures", "appearance"):
        assert f'action="/settings/{section}/#{section}"' in device.get("/settings/").content.decode()
    assert device.post("/settings/appearance/", {"appearance": "dark"})["Location"] == "/settings/#appearance"
    before, after = device.get("/settings/").content.decode().split('id="appearance"')
    assert "Kept." not in before and after.count("Kept.") == 1


def test_only_the_keeper_adds_people(cast: Cast) -> None:
    before = Person.objects.count()
    assert elsewhere(cast.anna).post("/settings/people/add/", {"new-name": "Ben"}).status_code == 404
    assert "Add somebody" not in elsewhere(cast.anna).get("/settings/").content.decode()
    assert elsewhere(cast.owner).post("/settings/people/add/", {"new-name": "  "}).status_code == 422
    assert Person.objects.count() == before
    assert elsewhere(cast.owner).post("/settings/people/add/", {"new-name": "Ben"}).status_code == 302
    ben = Person.objects.get(name="Ben")
    assert ben.clinic == cast.owner.clinic and ben.user is not None and not ben.user.has_usable_password()


def test_a_household_has_an_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unkink.site.accounts.household.MOST_PEOPLE", 2)
    answer = at_home().post("/settings/people/add/", {"new-name": "Ben"})
    assert answer.status_code == 422 and "no room" in said(answer.content)


def test_names_of_every_alphabet_get_a_login_name(cast: Cast) -> None:
    for name in ("Жанна", "王", "Owner", "!!!"):
        at_home().post("/settings/people/add/", {"new-name": name})
    logins = set(User.objects.values_list("username", flat=True))
    assert logins >= {"person", "person-2", "person-3", "person-4"}


def test_a_person_sees_the_household_but_no_login_names_of_others(cast: Cast) -> None:
    User.objects.filter(person=cast.owner).update(username="secret-login")
    page = elsewhere(cast.anna).get("/settings/").content.decode()
    assert "Owner" in page and "secret-login" not in page and "Stella" not in page


def test_removing_wants_the_name_typed(cast: Cast) -> None:
    device = at_home()
    address = f"/settings/people/{cast.anna.pk}/remove/"
    for typed in ("", "Ann", "Owner"):
        answer = device.post(address, {"typed": typed})
        assert answer.status_code == 422 and "Nothing was removed" in said(answer.content)
    assert Person.objects.filter(pk=cast.anna.pk).exists()


def test_with_the_phone_door_open_there_are_two_codes(cast: Cast, settings: Settings) -> None:
    settings.PHONE_DOOR = PHONE
    device = at_home()
    assert device.get("/settings/phone/").content.decode().count("<svg") == 1
    page = device.post("/settings/phone/").content.decode()
    assert page.count("<svg") == 2 and 'value="https://laptop.local:8443/pair/' in page and "AA BB" in page


def test_behind_a_proxy_the_link_has_the_address_that_people_type(cast: Cast) -> None:
    device = elsewhere(cast.owner)
    device.cookies["__Host-sessionid"] = device.cookies["sessionid"].value
    page = device.post(f"/settings/people/{cast.anna.pk}/link/", secure=True).content.decode()
    assert 'value="https://127.0.0.1/pair/' in page and "<svg" in page
