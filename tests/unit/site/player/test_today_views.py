"""Today, the package and starting a program, as a browser gets them."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import soundfile
from django.test import Client

from tests.unit.site.household import at_home, elsewhere, make_cast
from tests.unit.site.player.days import NECK
from tests.unit.site.screened import answer_the_questions
from unkink.site.accounts.models import Person
from unkink.site.accounts.owner import owner
from unkink.site.diary.models import EventRow
from unkink.site.diary.write import record
from unkink.site.player import tracks
from unkink.wire.event import Kind
from unkink.wire.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_spoken_ahead")]
Own = Callable[[str, str], Path]
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def mine(own: Own) -> Path:
    return own("neck.md", NECK)


def begin(name: str = "neck", client: Client | None = None, who: Person | None = None) -> Client:
    """A browser at home whose owner has answered the questions and started that program."""
    device = client or at_home()
    answer_the_questions(who or owner())
    assert device.post(f"/programs/{name}/start/").status_code == 302
    return device


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def package(client: Client, query: str = "") -> Any:
    response = client.get(f"/api/v1/today{query}")
    assert response.status_code == 200, response.content
    return response.json()


# Today -------------------------------------------------------------------------------------------------------------


def test_before_there_is_a_program_today_is_a_welcome(mine: Path) -> None:
    text = page(at_home())
    assert "Good that you are here" in text
    assert text.count("Start this program") == 4
    assert 'action="/programs/neck/start/"' in text


def test_starting_a_program_is_an_event_and_leads_to_today(mine: Path) -> None:
    device = at_home()
    answer = device.post("/programs/neck/start/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert [row.kind for row in EventRow.objects.all()] == ["enrolled"]
    device.post("/programs/neck/start/")
    assert EventRow.objects.count() == 1, "starting it again says nothing new"
    assert "A **stiff** neck" in page(device)


def test_starting_it_again_after_a_change_says_that_it_changed(mine: Path) -> None:
    device = begin()
    mine.write_text(NECK.replace("4 reps, hold 2 s", "4 reps, hold 3 s"))
    device.post("/programs/neck/start/")
    assert [row.kind for row in EventRow.objects.order_by("arrival")] == ["screening", "enrolled", "program-changed"]


def test_only_a_form_of_ours_starts_a_program(mine: Path) -> None:
    strict = at_home(enforce_csrf_checks=True)
    assert strict.post("/programs/neck/start/").status_code == 403
    assert at_home().get("/programs/neck/start/").status_code == 405
    assert at_home().post("/programs/nothing/start/").status_code == 404
    assert not EventRow.objects.exists()


def test_today_says_what_is_on(mine: Path) -> None:
    text = page(begin())
    for words in (
        "4 times, each held for 2 seconds",
        "Once on each side",
        "Look up",
        "3</b> exercises",
        "Left</b> side",
    ):
        assert words in text
    assert "about" in text, "as long as you can: the total is a guess"
    assert 'href="/session/?kind=whole&missing=&first=left"' in text
    assert 'data-offline-status data-query="kind=whole&missing=&first=left"' in text
    assert "data-go-on hidden" in text


def test_a_swap_says_why(mine: Path) -> None:
    text = page(begin(), "?missing=no-chair")
    assert "Instead of Nod, because there is no chair today" in text
    assert "Lying nod" in text and "missing=no-chair" in text
    assert re.search(r'value="no-chair" checked', text)


def test_the_short_session_and_the_other_side(mine: Path) -> None:
    text = page(begin(), "?kind=short&first=right")
    assert '<h2 id="items-title">Short session</h2>' in text
    assert "1</b> exercise " in text.replace("</span>", " ") and "Right</b> side first" in text


def test_what_was_missing_last_time_is_ticked(mine: Path) -> None:
    device = begin()
    told = {
        "kind": "whole",
        "items": [],
        "missing": ["no-chair", "no-ball"],
        "first_side": "right",
        "pace": "timed",
    }
    record(owner(), Kind.SESSION_STARTED, told, now=NOW, program="ab" * 32, session=uuid7(1, b"0123456789"))
    assert "Instead of Nod" in page(device)
    assert "Instead of Nod" not in page(device, "?missing=")


def test_words_that_no_form_sends_do_no_harm(mine: Path) -> None:
    device = begin()
    for query in ("?kind=long", "?first=up", "?missing=no-wings,%00,,x", "?missing=" + "no-x," * 500, "?kind=&first="):
        assert "Nod" in page(device, query)


def test_a_rung_set_by_hand_is_played(mine: Path) -> None:
    device = begin()
    record(owner(), Kind.RUNG_SET, {"rung": -1, "by": "person"}, now=NOW, exercise="nod")
    assert "2 times, each held for 2 seconds" in page(device)
    assert package(device)["session"]["items"][0]["rung"] == -1


def test_a_program_that_is_gone_is_told_and_nothing_is_lost(mine: Path) -> None:
    device = begin()
    mine.unlink()
    text = page(device)
    assert "Today cannot be shown" in text and "A **stiff** neck is not here any more" in text
    assert "What you did so far is kept" in text and "Start this program" in text


def test_the_program_page_says_whether_you_are_doing_it(mine: Path) -> None:
    device = at_home()
    assert "Start this program" in unescape(device.get("/programs/neck/").content.decode())
    begin(client=device)
    text = device.get("/programs/neck/").content.decode()
    assert "You are doing this" in text and "Start this program" not in text
    assert "Start this program" in device.get("/programs/tight-psoas/").content.decode()


def test_the_page_of_one_person_has_the_token_of_no_other() -> None:
    """The handout is kept for everybody; the form on it is made for whoever reads it."""
    cast = make_cast()
    pages = [elsewhere(who).get("/programs/tight-psoas/").content.decode() for who in (cast.anna, cast.stranger)]
    tokens = [set(re.findall(r'csrfmiddlewaretoken" value="(\w+)"', text)) for text in pages]
    assert all(tokens) and tokens[0].isdisjoint(tokens[1])


def test_the_player_has_a_page() -> None:
    text = page(at_home(), "session/?kind=whole&missing=&first=left")
    assert "<unkink-player" in text


def test_each_person_has_their_own_today(mine: Path) -> None:
    cast = make_cast()
    begin(client=elsewhere(cast.anna), who=cast.anna)
    assert "A **stiff** neck" in page(elsewhere(cast.anna))
    assert "Good that you are here" in page(elsewhere(cast.stranger))
    assert elsewhere(cast.stranger).get("/api/v1/today").status_code == 409


# The package -------------------------------------------------------------------------------------------------------


def test_the_package_is_whose_it_is_and_as_asked(mine: Path) -> None:
    device = begin()
    found = package(device, "?kind=short&missing=no-chair,no-wings&first=right")
    me = owner()
    assert (found["person"], found["clinic"]) == (str(me.id), str(me.clinic_id))
    assert (found["session"]["kind"], found["missing"], found["first_side"]) == ("short", ["no-chair"], "right")
    assert found["program"]["name"] == "neck"
    assert found["preferences"] == {"manual_start": False, "flash": False, "vibrate": True, "captions": True}


def test_what_a_person_likes_is_in_it(mine: Path) -> None:
    device = begin()
    me = owner()
    me.preferences = {"first_side": "right", "countdown": 0, "flash": True, "appearance": "dark"}
    me.save()
    found = package(device)
    assert found["first_side"] == "right" and found["preferences"]["flash"] is True
    assert not any(cue["kind"] == "countdown" for cue in found["session"]["timeline"]["cues"])


@pytest.mark.parametrize("query", ["?kind=long", "?kind=", "?first=up", "?first=LEFT"])
def test_a_value_that_there_is_not_is_refused(mine: Path, query: str) -> None:
    answer = begin().get(f"/api/v1/today{query}")
    assert answer.status_code == 400
    told = answer.json()["error"]
    assert told["code"] == "bad-parameter" and told["problems"][0]["path"] in ("kind", "first")


def test_without_a_program_there_is_no_package(mine: Path) -> None:
    answer = at_home().get("/api/v1/today")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "no-program")
    device = begin()
    mine.unlink()
    answer = device.get("/api/v1/today")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "program-missing")


def test_nobody_gets_no_package() -> None:
    assert elsewhere().get("/api/v1/today").status_code == 401


def test_the_package_is_compressed_and_not_sent_twice(mine: Path) -> None:
    device = begin()
    plain = device.get("/api/v1/today")
    packed = device.get("/api/v1/today", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert "no-cache" in packed["Cache-Control"] and "private" in packed["Cache-Control"]
    assert device.get("/api/v1/today", headers={"if-none-match": packed["ETag"]}).status_code == 304


# Tracks ------------------------------------------------------------------------------------------------------------


def test_every_track_is_there_and_as_long_as_it_says(mine: Path) -> None:
    device = begin()
    found = package(device)
    session = found["session"]
    others = [item[name] for item in session["items"] for name in ("easier", "without_pressure") if item[name]]
    for track in [*session["tracks"], *(track for way in others for track in way["tracks"]), found["lead_in"]]:
        answer = device.get(track["url"])
        assert (answer.status_code, answer["Content-Type"]) == (200, "audio/flac")
        assert not answer.streaming, "a slow reader must not keep a thread"
        assert soundfile.info(io.BytesIO(answer.content)).frames == track["ms"] * 24


def test_a_track_never_changes_and_comes_in_parts(mine: Path) -> None:
    device = begin()
    url = package(device)["session"]["tracks"][0]["url"]
    whole = device.get(url)
    assert "immutable" in whole["Cache-Control"] and "private" in whole["Cache-Control"]
    part = device.get(url, headers={"range": "bytes=100-199", "accept-encoding": "gzip"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert "Content-Encoding" not in part
    assert device.get(url, headers={"if-none-match": whole["ETag"]}).status_code == 304


def test_nobody_makes_the_server_make_what_it_never_offered(mine: Path) -> None:
    device = begin()
    recipe, key = package(device)["session"]["tracks"][0]["url"].removeprefix("/tracks/").split("/")
    for forged in (f"x{recipe}", recipe[:-1], "x", recipe.replace(":", "")):
        answer = device.get(f"/tracks/{forged}/{key}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")
    assert device.get(f"/tracks/{recipe}/../../secret.key").status_code == 404
    assert device.get(f"/tracks/{recipe}/{'A' * 40}.flac").status_code == 404
    gone = device.get(f"/tracks/{recipe}/{'0' * 40}.flac")
    assert (gone.status_code, gone.json()["error"]["code"]) == (410, "track-gone")


def test_after_a_change_of_the_program_a_track_is_gone_unless_it_was_made(mine: Path) -> None:
    """Whoever is in the middle of a session goes on; whoever comes back is told to load Today again."""
    device = begin()
    made, waiting = (track["url"] for track in package(device)["session"]["tracks"][:2])
    device.get(made)
    mine.write_text(NECK.replace("4 reps, hold 2 s", "5 reps, hold 2 s"))
    assert device.get(made).status_code == 200
    answer = device.get(waiting)
    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "track-gone")
    assert "Load Today again" in answer.json()["error"]["what_to_do"]
    mine.unlink()
    assert device.get(waiting).status_code == 410


def test_another_person_has_no_use_for_a_track_without_a_login(mine: Path) -> None:
    url = package(begin())["session"]["tracks"][0]["url"]
    assert elsewhere().get(url)["Location"].startswith("/account/login/")


def test_a_full_disk_is_told_plainly(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    device = begin()
    url = package(device)["session"]["tracks"][0]["url"]
    monkeypatch.setattr(tracks, "write_block", full)
    answer = device.get(url)
    assert (answer.status_code, answer["Retry-After"], answer.json()["error"]["code"]) == (503, "60", "no-sound")


def test_tracks_are_made_ahead_once_each(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracks, "_known", set())
    made: list[str] = []
    real = tracks.track_file

    def counted(recipe: Any, key: str) -> Path:
        made.append(key)
        return real(recipe, key)

    monkeypatch.setattr(tracks, "track_file", counted)
    device = begin()
    found = package(device)
    page(device)
    tracks._waiting.join()
    assert len(made) == len(set(made)) >= len(found["session"]["tracks"])
    for track in found["session"]["tracks"]:
        assert tracks.track_store().path(track["url"].rpartition("/")[2].removesuffix(".flac")).exists()
