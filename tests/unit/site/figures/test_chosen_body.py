"""Whom somebody sees in the pictures: chosen under Settings, seen everywhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.unit.site.household import at_home
from unkink.site.accounts.owner import owner
from unkink.site.figures.bodies import body_names, chosen_body

pytestmark = pytest.mark.django_db


def bodies_on(client: Client, address: str) -> set[str]:
    page = client.get(address).content.decode()
    return set(re.findall(r"/figures/stills/[\w-]+/[\w~-]+/\w+-\w+-(\w+)-", page))


def test_there_are_three_people_and_ash_comes_first() -> None:
    assert body_names() == ("ash", "birch", "cedar")


@pytest.mark.parametrize("kept", [None, {}, {"body": "oak"}, {"body": 3}, {"body": ["birch"]}, "birch", {"body": ""}])
def test_whoever_chose_nobody_that_there_is_sees_ash(kept: object) -> None:
    assert chosen_body(kept) == "ash"


def test_settings_show_each_of_them_and_who_is_chosen() -> None:
    page = at_home().get("/settings/").content.decode()
    assert bodies_on(at_home(), "/settings/") == set(body_names())
    assert re.search(r'name="body" value="ash"[^>]*checked', page)


def test_the_choice_is_kept_and_seen_on_every_page() -> None:
    person = owner()
    person.preferences = {"pace": 1.5, "something": "else"}
    person.save()
    client = at_home()
    client.post("/programs/tight-psoas/start/")
    response = client.post("/settings/pictures/", {"body": "cedar"})
    assert response.status_code == 302 and response["Location"].endswith("#pictures")
    person.refresh_from_db()
    assert person.preferences == {"pace": 1.5, "something": "else", "body": "cedar"}
    for address in ("/", "/programs/tight-psoas/", "/movements/", "/movements/bridge/"):
        assert bodies_on(client, address) == {"cedar"}, address


def test_playing_preferences_leave_the_choice_alone() -> None:
    client = at_home()
    client.post("/settings/pictures/", {"body": "birch"})
    fields = {"verbosity": "full", "first_side": "left", "pace": "1", "countdown": "3", "rest": "30"}
    fields |= {"rest_between_reps": "3", "change": "15", "switch": "8"}
    assert client.post("/settings/playing/", fields).status_code == 302
    assert owner().preferences["body"] == "birch"


@pytest.mark.parametrize("body", ["oak", "", "../ash"])
def test_nobody_else_can_be_chosen(body: str) -> None:
    response = at_home().post("/settings/pictures/", {"body": body})
    assert response.status_code == 422
    assert "Choose one of them." in response.content.decode()
    assert "body" not in owner().preferences
