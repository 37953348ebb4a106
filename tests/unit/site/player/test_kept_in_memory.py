"""Today is kept in memory by all that it depends on: what changes it shows at once, and nobody gets somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.unit.site.household import at_home, elsewhere, make_cast
from tests.unit.site.player.days import NECK
from tests.unit.site.screened import answer_the_questions
from unkink.site.accounts.models import Person
from unkink.site.accounts.owner import owner
from unkink.site.coaching import known
from unkink.site.coaching.known import known_of
from unkink.site.diary.write import record
from unkink.site.memory import Memory
from unkink.site.player import page
from unkink.wire.event import Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_spoken_ahead")]
Own = Callable[[str, str], Path]
JSON, PAGE = "/api/v1/today", "/"
TOKEN_VALUE = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')
QUERIES = 3  # who it is at home, the newest event, and for the page of a program with tests the newest event again


@pytest.fixture
def mine(own: Own) -> Path:
    return own("neck.md", NECK)


@pytest.fixture
def device(mine: Path) -> Client:
    """A browser at home whose owner is on the program in that file."""
    browser = at_home()
    start(browser, owner())
    return browser


def start(browser: Client, who: Person) -> None:
    answer_the_questions(who)
    assert browser.post("/programs/neck/start/").status_code == 302


def seen(browser: Client, address: str) -> str:
    """What the address says, but for the tokens."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content
    return TOKEN_VALUE.sub("", answer.content.decode())


@pytest.mark.parametrize("address", [JSON, PAGE])
def test_the_same_again_asks_the_database_who_it_is_and_for_the_newest_event_and_no_more(
    device: Client, address: str
) -> None:
    first = seen(device, address)
    with CaptureQueriesContext(connection) as asked:
        assert seen(device, address) == first
    assert 0 < len(asked) <= QUERIES, [one["sql"] for one in asked]


def another_text(file: Path) -> None:
    file.write_text(NECK.replace("4 reps, hold 2 s", "3 reps, hold 2 s"), encoding="utf-8")


def another_pace(_: Path) -> None:
    Person.objects.filter(pk=owner().pk).update(preferences={"pace": 1.5})


def another_side(_: Path) -> None:
    Person.objects.filter(pk=owner().pk).update(preferences={"first_side": "right"})


@pytest.mark.parametrize("address", [JSON, PAGE])
@pytest.mark.parametrize("change", [another_text, another_pace, another_side])
def test_whatever_it_depends_on_shows_at_once(
    device: Client, mine: Path, address: str, change: Callable[[Path], None]
) -> None:
    before = seen(device, address)
    change(mine)
    after = seen(device, address)
    assert after != before
    forget()
    assert seen(device, address) == after, "as if nothing had been kept"


def forget() -> None:
    known._memory = Memory(known.MOST)
    page._pages = Memory(page.MOST)


@pytest.mark.parametrize("address", [JSON, PAGE])
def test_one_more_event_shows_at_once(device: Client, mine: Path, address: str) -> None:
    before = seen(device, address)
    told = {"rung": -1, "by": "person"}
    record(owner(), Kind.RUNG_SET, told, now=datetime.now(UTC), program=known_of(owner()).program.hash, exercise="nod")
    after = seen(device, address)
    assert "lying" in after.lower() and after != before


def test_another_day_shows_at_once(device: Client) -> None:
    before = device.get(JSON).json()["day"]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=True):
        assert device.get(JSON).json()["day"] > before


def test_the_colours_of_a_device_are_its_own(device: Client) -> None:
    assert 'data-theme="dark"' not in seen(device, PAGE)
    device.cookies["appearance"] = "dark"
    assert 'data-theme="dark"' in seen(device, PAGE)
    del device.cookies["appearance"]
    assert 'data-theme="dark"' not in seen(device, PAGE)


def test_two_people_on_the_same_program_at_the_same_step_get_each_their_own(mine: Path) -> None:
    cast = make_cast()
    browsers = {one: elsewhere(one) for one in (cast.anna, cast.stranger)}
    for one, browser in browsers.items():
        start(browser, one)
    for _ in range(2):
        for one, browser in browsers.items():
            other = next(person for person in browsers if person != one)
            for address in (JSON, PAGE):
                said = seen(browser, address)
                assert str(one.id) in said and str(other.id) not in said
            assert one.name in said and other.name not in said


def test_a_name_changed_in_settings_and_company_show_at_once(device: Client) -> None:
    assert 'class="who"' not in seen(device, PAGE)
    me = owner()
    Person.objects.create(clinic_id=me.clinic_id, name="Somebody else")
    assert f">{me.name} <a" in seen(device, PAGE)
    Person.objects.filter(pk=me.pk).update(name="Quite Another")
    assert ">Quite Another <a" in seen(device, PAGE)


def test_every_answer_has_a_token_of_its_own_and_it_works(mine: Path) -> None:
    browser = at_home(enforce_csrf_checks=True)
    answer_the_questions(owner())
    token = TOKEN_VALUE.search(browser.get("/programs/neck/").content.decode())
    assert token and browser.post("/programs/neck/start/", {"csrfmiddlewaretoken": token[1]}).status_code == 302
    tokens = [TOKEN_VALUE.findall(browser.get(PAGE).content.decode())[0] for _ in range(2)]
    assert tokens[0] != tokens[1] and page.TOKEN not in browser.get(PAGE).content.decode()
    for one in tokens:
        assert browser.post("/steps/choose/", {"csrfmiddlewaretoken": one}).status_code == 302
    assert browser.post("/steps/choose/", {"csrfmiddlewaretoken": "a" * 64}).status_code == 403


def test_what_came_while_it_was_read_is_in_the_next_answer(device: Client) -> None:
    me = owner()
    read = known._read

    def meanwhile(person: Person) -> known.Known:
        found = read(person)
        record(me, Kind.SCREENING, {"answers": {}}, now=datetime.now(UTC))
        return found

    forget()
    with patch.object(known, "_read", meanwhile):
        known_of(me)
    assert known._memory.get(me.id) is None, "it is not known of which event it was the state"


def test_what_is_kept_is_bounded_and_the_one_not_asked_for_longest_goes_first() -> None:
    memory: Memory[int, str] = Memory(2)
    memory.put(1, "one")
    memory.put(2, "two")
    assert memory.get(1) == "one"
    memory.put(3, "three")
    assert [memory.get(one) for one in (1, 2, 3)] == ["one", None, "three"]
