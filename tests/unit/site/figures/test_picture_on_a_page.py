"""A picture on a page has the page's colours, its own words, and a place that is kept while it comes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.unit.site.household import at_home
from unkink.figure.palette import DAY, NIGHT
from unkink.site.settings import HERE

pytestmark = pytest.mark.django_db
FRAME = re.compile(r'<picture class="still">(.*?)</picture>')


@pytest.fixture
def today() -> Client:
    client = at_home()
    client.post("/programs/tight-psoas/start/")
    return client


def frames(client: Client, address: str) -> list[str]:
    found = FRAME.findall(client.get(address).content.decode())
    assert found
    return found


ADDRESSES = ["/", "/programs/tight-psoas/", "/movements/", "/movements/wall-knee-raise/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_picture_has_words_a_size_and_waits_until_it_is_near(today: Client, address: str) -> None:
    for frame in frames(today, address):
        assert 'width="400" height="300" loading="lazy"' in frame
        assert re.search(r'alt="[^"]{10,}"', frame), frame


@pytest.mark.parametrize("address", ADDRESSES)
def test_where_nothing_is_chosen_the_device_decides(today: Client, address: str) -> None:
    for frame in frames(today, address):
        assert re.search(r'<source media="screen and \(prefers-color-scheme: dark\)" srcset="[^"]*-night/', frame)
        assert re.search(r'<img src="[^"]*-day/', frame)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_chosen_theme_holds_for_pictures_too(today: Client, address: str) -> None:
    today.cookies["appearance"] = "dark"
    for frame in frames(today, address):
        assert re.search(r'<img src="[^"]*-night/', frame)
        assert re.search(r'<source media="print" srcset="[^"]*-day/', frame)  # paper is light
    today.cookies["appearance"] = "light"
    assert all("night" not in frame for frame in frames(today, address))


def test_today_shows_the_side_that_begins(today: Client) -> None:
    for side in ("left", "right"):
        assert all(f"front-{side}-" in frame for frame in frames(today, f"/?first={side}"))


def test_each_exercise_of_today_has_one_picture(today: Client) -> None:
    assert len(frames(today, "/")) == today.get("/").content.decode().count('<li class="item"') == 5


def test_the_frame_around_a_picture_has_the_colour_of_its_panel() -> None:
    tokens = (HERE / "static" / "unkink" / "tokens.css").read_text(encoding="utf-8")
    assert re.findall(r"--still: (#\w+)", tokens) == [DAY.panel, NIGHT.panel, NIGHT.panel]
