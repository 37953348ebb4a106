"""Another person's address, token or id: the same answer as for one that there is not, and nothing changes.

The addresses are those that the site has. One that has no rule here fails `test_every_address_has_a_rule`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.unit.site.coaching.lives import Life, days_ago
from tests.unit.site.diary_events import SESSION, id_of, raw
from tests.unit.site.household import Cast, Device, elsewhere
from tests.unit.site.player.days import flagship
from tests.unit.site.wrong_person import (
    NAME,
    UNKNOWN,
    UNKNOWN_NUMBER,
    Victim,
    make_world,
    others,
    rows_about,
)
from unkink.site.accounts.models import Person
from unkink.site.audio import sounds
from unkink.site.diary.models import EventRow

pytestmark = pytest.mark.django_db
Arguments = Callable[[Victim], dict[str, object]]
WHO = ("nobody", "housemate", "keeper", "home door", "stranger")
KEEPERS = ("keeper", "home door")
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
SAME_BUT_FOR = ("Content-Length", "ETag", "Expires")
TEMPLATE = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def none(_: Victim) -> dict[str, object]:
    return {}


@dataclass(frozen=True)
class Rule:
    """What an address is about.

    ``theirs`` are the arguments that name something of the victim's, ``nobodys`` the same for what there is not.
    ``open`` addresses answer without a login. ``may`` lists who may use it for the victim all the same; ``shows_name``
    whom it tells the victim's name. ``example`` is one of the addresses where the site gives only their form.
    """

    open: bool = False
    theirs: Arguments = none
    nobodys: dict[str, object] = field(default_factory=dict)
    may: tuple[str, ...] = ()
    shows_name: tuple[str, ...] = ()
    example: str = ""


def almost(victim: Victim) -> dict[str, object]:
    """A link is what it says: whoever holds it may use it. This is what somebody has who does not quite hold it."""
    return {"token": victim.token[:-1]}


OPEN, OWN = Rule(open=True), Rule()
PROGRAM = Rule(nobodys={"name": "tight-psoas"}, theirs=lambda _: {"name": "tight-psoas"})
MOVEMENT = Rule(nobodys={"name": "bridge"}, theirs=lambda _: {"name": "bridge"})
BODY = {"body": "ash", "key": "0" * 24}
CLIP = {"movement": "bridge", **BODY}
STILL = {"movement": "bridge", "moment": "up", "look": "front-right-ash-day", "key": "0" * 24}
PERSON = Rule(theirs=lambda victim: {"person": victim.person.pk}, nobodys={"person": UNKNOWN}, may=KEEPERS)
LOGGED = Rule(theirs=lambda _: {"session": SESSION}, nobodys={"session": UNKNOWN})
PASSKEY = Rule(theirs=lambda victim: {"pk": victim.passkey}, nobodys={"pk": UNKNOWN_NUMBER})

RULES: dict[str, Rule] = {
    "": OWN,
    "session/": OWN,
    "steps/choose/": OWN,
    "phases/choose/": OWN,
    "steps/<uuid:event>/take-back/": Rule(theirs=lambda _: {"event": id_of(3)}, nobodys={"event": UNKNOWN}),
    r"^tracks/(?P<recipe>[\w.:-]{1,4000})/(?P<key>[0-9a-f]{40})\.flac$": Rule(example=f"/tracks/x/{'0' * 40}.flac"),
    "programs/<str:name>/start/": PROGRAM,
    "programs/": OWN,
    "programs/<str:name>.md": PROGRAM,
    "programs/<str:name>/": PROGRAM,
    "programs/<str:name>/handout.pdf": PROGRAM,
    "programs/<str:name>/session.mp3": PROGRAM,
    "programs/<str:name>/short-session.mp3": PROGRAM,
    "movements/": OWN,
    "movements/<str:name>.yaml": MOVEMENT,
    "movements/<str:name>/": MOVEMENT,
    "figures/clips/<str:movement>/<str:body>/<str:key>.json": Rule(nobodys=dict(CLIP), theirs=lambda _: dict(CLIP)),
    "figures/bodies/<str:body>/<str:key>.glb": Rule(nobodys=dict(BODY), theirs=lambda _: dict(BODY)),
    "figures/stills/<str:movement>/<str:moment>/<str:look>/<str:key>.svg": Rule(
        nobodys=dict(STILL), theirs=lambda _: dict(STILL)
    ),
    "api/v1/": OWN,
    "api/v1/openapi.json": OWN,
    "api/v1/today": OWN,
    "api/v1/events": OWN,
    "api/v1/events.jsonl": OWN,
    "history/": OWN,
    "history/<uuid:session>/": LOGGED,
    "history/<uuid:session>/note/": LOGGED,
    "history/<uuid:session>/tell/": LOGGED,
    "history/<uuid:session>/take-back/": LOGGED,
    "history/<uuid:session>/bring-back/": LOGGED,
    "progress/": OWN,
    "progress/report.pdf": OWN,
    "questions/": OWN,
    "questions/begin/": OWN,
    "questions/<slug:page>/": Rule(nobodys={"page": "urgent"}, theirs=lambda _: {"page": "urgent"}),
    "morning/usual-again/": OWN,
    "morning/<uuid:session>/": LOGGED,
    "settings/data/": OWN,
    "settings/data/log.jsonl": OWN,
    "settings/data/bring-back/": OWN,
    "measure/": OWN,
    "measure/not-this-time/": OWN,
    "measure/results/<uuid:event>/take-back/": Rule(theirs=lambda _: {"event": id_of(3)}, nobodys={"event": UNKNOWN}),
    "measure/<slug:test>/": Rule(nobodys={"test": "tasks"}, theirs=lambda _: {"test": "tasks"}),
    "measure/<slug:test>/hurts/": Rule(nobodys={"test": "tasks"}, theirs=lambda _: {"test": "tasks"}),
    "plan/": OWN,
    "plan/days/": OWN,
    "plan/sessions/<str:session>/": Rule(nobodys={"session": "2027-W01-1"}, theirs=lambda _: {"session": "2027-W01-1"}),
    "plan/holidays/": OWN,
    "plan/trips/": OWN,
    "plan/calendar/": OWN,
    "plan/calendar/end/": OWN,
    "calendar/<str:token>.ics": Rule(
        open=True, theirs=lambda victim: {"token": victim.calendar[:-1]}, nobodys={"token": "x" * 31}
    ),
    "about/": OPEN,
    "account/login/": OPEN,
    "account/login/passkey/": OPEN,
    "account/logout/": OPEN,
    "account/signup/": OPEN,
    "account/inactive/": OPEN,
    "account/confirm/": OWN,
    "account/confirm/passkey/": OWN,
    "pair/<str:token>/": Rule(open=True, theirs=almost, nobodys={"token": "x" * 42}),
    "settings/": Rule(shows_name=("housemate", *KEEPERS)),  # who lives together knows each other's names
    "settings/you/": Rule(shows_name=("housemate", *KEEPERS)),
    "settings/playing/": Rule(shows_name=("housemate", *KEEPERS)),
    "settings/pictures/": Rule(shows_name=("housemate", *KEEPERS)),
    "settings/appearance/": Rule(shows_name=("housemate", *KEEPERS)),
    "settings/phone/": OWN,
    "settings/people/add/": Rule(shows_name=KEEPERS),
    "settings/people/<uuid:person>/link/": PERSON,
    "settings/people/<uuid:person>/remove/": PERSON,
    "settings/devices/": OWN,
    "settings/devices/<int:device>/end/": Rule(
        theirs=lambda victim: {"device": victim.session_row}, nobodys={"device": UNKNOWN_NUMBER}
    ),
    "settings/devices/end-others/": OWN,
    "settings/keys/": OWN,
    "settings/keys/enter/": OWN,
    "settings/keys/password/": OWN,
    "settings/keys/password/first/": OWN,
    "settings/keys/password/forgotten/": OWN,
    "settings/keys/passkeys/add/": OWN,
    "settings/keys/passkeys/<int:pk>/name/": PASSKEY,
    "settings/keys/passkeys/<int:pk>/remove/": PASSKEY,
    "sw.js": OPEN,
    "manifest.webmanifest": OPEN,
    "offline/": OPEN,
    "healthz": OPEN,
}


def addresses() -> list[str]:
    def walk(resolver: URLResolver, before: str) -> Iterator[str]:
        for found in resolver.url_patterns:
            here = before + str(found.pattern)
            if isinstance(found, URLPattern):
                yield here
            else:
                yield from walk(found, here)

    return list(dict.fromkeys(walk(get_resolver(), "")))


def filled(address: str, arguments: dict[str, object]) -> str:
    return RULES[address].example or "/" + TEMPLATE.sub(lambda found: str(arguments[found["name"]]), address)


def test_every_address_has_a_rule() -> None:
    assert set(addresses()) == set(RULES), "add a rule for the new address; take the old one out"
    for address, rule in RULES.items():
        assert rule.example or {found["name"] for found in TEMPLATE.finditer(address)} == set(rule.nobodys), address


@pytest.fixture(autouse=True)
def _sound_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets it is what counts here, not what it sounds like."""
    monkeypatch.setattr(sounds, "write_session", lambda _timeline, path, *_, **__: path.write_bytes(b"sound"))


@pytest.fixture
def world() -> tuple[Cast, Victim]:
    cache.clear()
    return make_world()


def ask(device: Device, method: str, address: str, victim: Victim) -> HttpResponse:
    """With everything in it that could make a careless view act for the victim.

    In capitals, so that what comes back of what was sent is told from what the site knew by itself.
    """
    cache.clear()  # rate limits have tests of their own
    person = victim.person
    ids = {"person": person.pk, "user": person.user_id, "clinic": person.clinic_id, "session": SESSION}
    whose = {name: str(value).upper() for name, value in ids.items()}
    sent = {**whose, "typed": NAME.upper(), "name": "Mallory", "id": victim.session_row, "pk": victim.passkey}
    act: Callable[..., HttpResponse] = getattr(device, method)
    if method in ("get", "head"):
        return act(address, whose)
    if method != "post" or address.startswith("/api/"):
        return act(address, json.dumps(sent), content_type="application/json")
    return act(address, sent)


def told(answer: HttpResponse, arguments: dict[str, object]) -> tuple[object, ...]:
    """All that an answer says, but for what differs each time and what was asked for itself."""

    def plain(text: str) -> str:
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        for value in arguments.values():
            text = text.replace(str(value), "…")
        return text

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    headers = {name: plain(value) for name, value in answer.headers.items() if name not in SAME_BUT_FOR}
    return answer.status_code, headers, sorted(answer.cookies), plain(body.decode(errors="replace"))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("address", RULES)
def test_nobody_else_learns_or_changes_anything(world: tuple[Cast, Victim], address: str, who: str) -> None:
    cast, victim = world
    rule = RULES[address]
    device = others(cast)[who]
    theirs = rule.theirs(victim)
    before = rows_about(victim)
    for method in METHODS if who not in rule.may else ("get",):
        answer = told(ask(device(), method, filled(address, theirs), victim), theirs)
        if theirs and who not in rule.may:
            unknown = told(ask(device(), method, filled(address, rule.nobodys), victim), rule.nobodys)
            assert answer == unknown, (method, answer, unknown)
        leaked = [mark for mark in victim.marks if mark in repr(answer)]
        allowed = who in rule.shows_name or who in rule.may
        assert not leaked or (allowed and method in ("get", "post")), (method, leaked)
        assert rows_about(victim) == before, method


@pytest.mark.parametrize("address", [address for address, rule in RULES.items() if not rule.open])
def test_without_a_login_every_address_leads_to_the_login(world: tuple[Cast, Victim], address: str) -> None:
    _, victim = world
    rule = RULES[address]
    for method in METHODS:
        answer = ask(elsewhere(), method, filled(address, rule.theirs(victim)), victim)
        if address.startswith("api/"):
            assert answer.status_code == 401, method
        else:
            assert answer.status_code == 302 and answer["Location"].startswith("/account/"), method


@pytest.mark.usefixtures("nothing_is_spoken_ahead")
def test_looking_at_any_address_adds_nothing_to_the_log(world: tuple[Cast, Victim]) -> None:
    """Of somebody in the middle of a program whose file has changed since, with a morning to tell and tests to do."""
    _, victim = world
    life = Life(victim.person, flagship()).screen()
    life.tell("enrolled", {"name": "tight-psoas"}, days_ago(30), program="ab" * 32)
    life.session(5)
    life.session(2, morning=None)
    before = list(EventRow.objects.order_by("arrival").values_list("id", flat=True))
    device = elsewhere(victim.person)
    for address, rule in RULES.items():
        ask(device, "get", filled(address, rule.theirs(victim)), victim)
        assert list(EventRow.objects.order_by("arrival").values_list("id", flat=True)) == before, address


@pytest.mark.parametrize("who", ["housemate", "stranger"])
@pytest.mark.parametrize("action", ["link", "remove"])
def test_who_keeps_no_household_acts_for_nobody_in_it(world: tuple[Cast, Victim], action: str, who: str) -> None:
    cast, victim = world
    answer = others(cast)[who]().post(f"/settings/people/{victim.person.pk}/{action}/", {"typed": NAME})
    assert answer.status_code == 404
    assert Person.objects.filter(pk=victim.person.pk).exists()


def test_the_keeper_may_let_in_and_remove_but_sees_nothing_of_the_log(world: tuple[Cast, Victim]) -> None:
    cast, victim = world
    keeper = elsewhere(cast.owner)
    assert keeper.post(f"/settings/people/{victim.person.pk}/link/").status_code == 200
    assert keeper.post(f"/settings/people/{victim.person.pk}/remove/", {"typed": NAME}).status_code == 302
    assert not Person.objects.filter(pk=victim.person.pk).exists()
    assert not EventRow.objects.filter(person_id=victim.person.pk).exists()


@pytest.mark.parametrize("who", ["housemate", "keeper", "stranger"])
def test_an_event_in_somebody_elses_name_is_refused(world: tuple[Cast, Victim], who: str) -> None:
    cast, victim = world
    before = rows_about(victim)
    device = others(cast)[who]()
    answer = send(device, [raw(victim.person, 4, "pain", {"of": "usual", "level": 9}, session=SESSION)])
    assert not answer["receipts"] and answer["refused"][0]["problems"][0]["path"] == "person"
    assert rows_about(victim) == before


@pytest.mark.parametrize("who", ["housemate", "keeper", "stranger"])
def test_an_id_that_somebody_else_used_is_free(world: tuple[Cast, Victim], who: str) -> None:
    """ "Known" would say that it exists."""
    cast, victim = world
    me = {"housemate": cast.anna, "keeper": cast.owner, "stranger": cast.stranger}[who]
    before = list(EventRow.objects.filter(person=victim.person).values())
    answer = send(others(cast)[who](), [raw(me, 1, "pain", {"of": "usual", "level": 9}, session=SESSION)])
    assert [receipt["result"] for receipt in answer["receipts"]] == ["stored"]
    assert list(EventRow.objects.filter(person=victim.person).values()) == before


@pytest.mark.parametrize("who", ["housemate", "keeper", "stranger"])
def test_correcting_somebody_elses_event_changes_nothing_of_theirs(world: tuple[Cast, Victim], who: str) -> None:
    cast, victim = world
    me = {"housemate": cast.anna, "keeper": cast.owner, "stranger": cast.stranger}[who]
    before = rows_about(victim)
    send(others(cast)[who](), [raw(me, 50, "undone", {}, corrects=id_of(1), session=None)])
    mine = [row for row in rows_about(victim) if str(me.pk) in row or me.pk.hex in row]
    assert [row for row in rows_about(victim) if row not in mine] == before


def test_somebody_elses_place_in_the_log_shows_only_ones_own(world: tuple[Cast, Victim]) -> None:
    """A cursor is a place, not a key."""
    cast, victim = world
    page = elsewhere(victim.person).get("/api/v1/events?limit=1").json()
    assert page["next"]
    answer = elsewhere(cast.anna).get("/api/v1/events", {"after": page["next"]})
    assert not [mark for mark in victim.marks if mark in answer.content.decode()]


def send(device: Device, events: list[dict[str, Any]]) -> dict[str, Any]:
    answer = device.post("/api/v1/events", json.dumps({"events": events}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found
