"""The gallery, and the page of one movement."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.unit.site.figures.own_movements import BROKEN, NOD, PROGRAM
from unkink.site.figures.movements import SHIPPED, movements

Own = Callable[[str, str], Path]


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def words_on(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(client.get(address).content.decode())))


def pictures_in(page: str) -> list[str]:
    return re.findall(r'<img src="(/figures/stills/[^"]*)"', page)


def test_the_gallery_shows_every_movement_once(client: Client) -> None:
    page = text_of(client, "/movements/")
    shown = re.findall(r'href="/movements/([\w-]+)/"', page)
    assert sorted(shown) == sorted(path.stem for path in SHIPPED.glob("*.yaml"))
    assert len(pictures_in(page)) == len(shown)
    assert "Tight psoas" in page and "Tensor fasciae latae" in page


def test_no_heading_says_front_over_a_picture_from_behind(client: Client) -> None:
    assert "From the front" not in text_of(client, "/movements/glute-squeeze/")


def test_a_movement_has_its_poses_from_two_views_and_says_where_it_is_used(client: Client) -> None:
    page = text_of(client, "/movements/wall-knee-raise/")
    assert "As it is mostly shown" in page and "From another side" in page
    assert len(set(pictures_in(page))) == 4
    assert 'href="/programs/tight-psoas/#slouch-to-tall"' in page
    assert page.count("<h1") == 1
    for address in pictures_in(page):
        assert client.head(address).status_code == 200


def test_the_other_side_and_another_body_can_be_asked_for(client: Client) -> None:
    asked = text_of(client, "/movements/wall-knee-raise/?side=left&body=cedar")
    assert all("-left-cedar-" in address for address in pictures_in(asked))
    assert re.search(r'value="left" checked', asked) and re.search(r'value="cedar" checked', asked)
    assert "left psoas" in asked and "right psoas" not in asked


@pytest.mark.parametrize("query", ["side=up", "body=oak", "body=../../etc/passwd", "side=&body=", "side[]=left"])
def test_a_word_that_no_form_of_ours_sends_counts_as_not_asked(client: Client, query: str) -> None:
    assert pictures_in(text_of(client, f"/movements/bridge/?{query}")) == pictures_in(
        text_of(client, "/movements/bridge/")
    )


def test_authors_see_written_and_solved_angles_and_how_well_contacts_are_met(client: Client) -> None:
    page = text_of(client, "/movements/wall-knee-raise/")
    tables = [ET.fromstring(found) for found in re.findall(r"<table>.*?</table>", page)]
    rows = [[cell.text or "" for cell in row] for table in tables for row in table.iter("tr")]
    knee = next(row for row in rows if row[0] == "knee_r.flexion" and row[1] == "95.0")
    assert len(knee) == 4
    changed = [row for row in rows if len(row) == 4 and row[3]]
    assert changed and all(
        row[0] == "Angle" or abs(number(row[2]) - number(row[1]) - number(row[3])) < 0.11 for row in changed
    )
    contacts = {row[0]: number(row[1]) for row in rows if len(row) == 2 and row[0] != "Touches"}
    assert contacts["back on wall"] <= 10


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_the_slider_has_every_moment_from_both_views_in_both_tones(client: Client) -> None:
    (found,) = re.findall(r'data-moments="([^"]*)"', client.get("/movements/wall-knee-raise/").content.decode())
    moments = json.loads(unescape(found))
    assert len(moments) == 10
    assert all(len(views) == 2 and all(len(tones) == 2 for tones in views) for _, views in moments)
    assert all(words for words, _ in moments)


def test_an_own_movement_is_drawn_where_a_program_of_ones_own_names_it(client: Client, own: Own) -> None:
    own("necks.md", PROGRAM)
    own("movements/nod.yaml", NOD)
    page = text_of(client, "/programs/necks/")
    assert [address.split("/")[3:5] for address in pictures_in(page)] == [["nod", "tall"], ["nod", "bowed"]]
    assert "Stand &lt;tall&gt;." in client.get("/programs/necks/").content.decode()
    assert "Necks" in text_of(client, "/movements/nod/")


def test_a_shipped_movement_is_drawn_in_a_program_of_ones_own(client: Client, own: Own) -> None:
    own("necks.md", PROGRAM.replace("movement: nod", "movement: bridge"))
    assert any("/bridge/" in address for address in pictures_in(text_of(client, "/programs/necks/")))


def test_a_program_page_follows_its_movement_files(client: Client, own: Own) -> None:
    own("necks.md", PROGRAM)
    path = own("movements/nod.yaml", NOD)
    before = pictures_in(text_of(client, "/programs/necks/"))
    path.write_text(NOD.replace("20", "30"), encoding="utf-8")
    after = pictures_in(text_of(client, "/programs/necks/"))
    assert after and not set(after) & set(before)
    path.unlink()
    assert not pictures_in(text_of(client, "/programs/necks/"))


def test_a_broken_movement_shows_what_to_mend_and_breaks_nothing_else(client: Client, own: Own) -> None:
    own("necks.md", PROGRAM)
    path = own("movements/nod.yaml", BROKEN)
    line = next(number for number, text in enumerate(BROKEN.split("\n"), 1) if "flexoin" in text)
    page = text_of(client, "/movements/nod/")
    assert "nod.yaml needs mending" in page and f"nod.yaml:{line}:" in page and "neck_flexion" in page
    assert str(path.parent) not in page
    assert "Waiting to be mended" in text_of(client, "/movements/")
    assert not pictures_in(text_of(client, "/programs/necks/"))
    assert client.get("/movements/bridge/").status_code == 200
    assert client.get("/movements/nod.yaml").content == path.read_bytes()


def test_the_source_is_the_file_itself_as_text(client: Client) -> None:
    response = client.get("/movements/bridge.yaml")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content == movements().album().plates["bridge"].path.read_bytes()


@pytest.mark.parametrize(
    "address", ["/movements/nobody/", "/movements/nobody.yaml", "/movements/..%2f..%2fsecret/", "/movements/%00/"]
)
def test_what_has_no_page_is_told_plainly(client: Client, address: str) -> None:
    assert "There is no page here" in text_of(client, address, status=404)


@pytest.mark.parametrize("address", ["/movements/", "/movements/bridge/", "/movements/bridge.yaml"])
def test_nothing_can_be_sent(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


PROMISES = re.compile(r"\b(treat|diagnos|cur(e|es|ing)\b|rehab|prevent|correct(s|ing)\b|heal(s|ing)?\b)", re.IGNORECASE)


def test_no_movement_makes_a_medical_promise(client: Client) -> None:
    for name, plate in movements().album().plates.items():
        assert not PROMISES.findall(plate.source.decode()), name
    for address in ("/movements/", "/movements/bridge/"):
        assert not PROMISES.findall(words_on(client, address)), address
