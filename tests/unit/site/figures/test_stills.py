"""Stills as a browser gets them: drawn once, kept for good, and what is no picture is told plainly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tests.unit.site.figures.own_movements import NOD
from unkink.site.figures import views
from unkink.site.figures.bodies import body_names
from unkink.site.figures.movements import Plate, movements
from unkink.site.figures.solved import movement_of
from unkink.site.figures.stills import (
    STEPS,
    Look,
    Still,
    moments_of,
    still_at,
    still_file,
    still_store,
    telling_pose,
    words_of,
)

Own = Callable[[str, str], Path]
SVG = "{http://www.w3.org/2000/svg}"
ASH = Look("ash")


@pytest.fixture
def nod(own: Own) -> Plate:
    own("movements/nod.yaml", NOD)
    return movements().album().plates["nod"]


def test_a_still_is_a_titled_picture_kept_for_good(client: Client, nod: Plate) -> None:
    still = Still(nod, "bowed", ASH)
    response = client.get(still.address)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    root = ET.fromstring(response.content)
    title = root.find(f"{SVG}title")
    assert root.tag == f"{SVG}svg" and title is not None and title.text == "Nod, standing: bowed"
    again = client.get(still.address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304 and not again.content


def test_a_still_is_drawn_once(nod: Plate, monkeypatch: pytest.MonkeyPatch) -> None:
    path = still_file(Still(nod, "tall", ASH))
    monkeypatch.setattr("unkink.site.figures.stills._draw", lambda still, path: pytest.fail("drawn again"))
    assert still_file(Still(nod, "tall", ASH)) == path
    assert [found.name for found in path.parent.glob("*.svg")] == [path.name]


def test_no_two_pictures_share_an_address(nod: Plate) -> None:
    looks = [
        Look(body, side, view, tone)
        for body in body_names()
        for side in ("right", "left")
        for view in ("front", "side")
        for tone in ("day", "night")
    ]
    stills = [Still(nod, moment, look) for _, moment in moments_of(movement_of(nod)) for look in looks]
    shown = {(still.moment, still.look) for still in stills}
    assert len({still.key for still in stills}) == len({still.address for still in stills}) == len(shown)


def test_what_an_address_asks_for_is_what_it_was_made_of(nod: Plate) -> None:
    for body in body_names():
        still = Still(nod, "bowed", Look(body, "left", "side", "night"))
        assert still_at(nod, still.moment, str(still.look)) == still


def test_an_address_from_before_a_change_leads_to_the_picture_as_it_is(client: Client, nod: Plate) -> None:
    old = Still(nod, "bowed", ASH).address
    nod.path.write_text(NOD.replace("20", "30"), encoding="utf-8")
    response = client.get(old)
    assert response.status_code == 302
    assert response["Location"] == Still(movements().album().plates["nod"], "bowed", ASH).address != old
    assert "immutable" not in response["Cache-Control"]


@pytest.mark.parametrize(
    "part",
    [
        "nobody/bowed/front-right-ash-day",
        "nod/nowhere/front-right-ash-day",
        "nod/9~1/front-right-ash-day",
        "nod/1~9/front-right-ash-day",
        "nod/0~1/front-right-ash-day",
        "nod/bowed/top-right-ash-day",
        "nod/bowed/front-middle-ash-day",
        "nod/bowed/front-right-oak-day",
        "nod/bowed/front-right-ash-print",
        "nod/bowed/front-right-ash",
        "nod/bowed/front-right-ash-day-day",
        "nod/bowed/..",
        "../nod/bowed/front-right-ash-day",
        "nod/%00/front-right-ash-day",
    ],
)
def test_what_is_no_picture_is_told_plainly(client: Client, nod: Plate, part: str) -> None:
    response = client.get(f"/figures/stills/{part}/{'0' * 24}.svg")
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


def test_a_movement_that_needs_mending_has_no_picture(client: Client, nod: Plate) -> None:
    address = Still(nod, "bowed", ASH).address
    nod.path.write_text("nonsense", encoding="utf-8")
    assert client.get(address).status_code == 404


def test_a_full_disk_is_told_and_a_later_try_is_worth_it(
    client: Client, nod: Plate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Still) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(views, "still_file", full)
    response = client.get(Still(nod, "bowed", ASH).address)
    assert response.status_code == 503 and response["Retry-After"] == "60"
    assert "cannot be made right now" in response.content.decode()


def test_every_moment_is_on_the_way_to_a_pose_and_ends_in_it(nod: Plate) -> None:
    moments = [moment for _, moment in moments_of(movement_of(nod))]
    assert moments == ["tall", "1~1", "1~2", "1~3", "bowed", "2~1", "2~2", "2~3", "tall"]
    assert STEPS == 4


def test_a_moment_on_the_way_lies_between_the_poses(nod: Plate) -> None:
    """It is another picture than those of both its ends, of the same size."""
    drawn = [still_file(Still(nod, moment, ASH)).read_text() for moment in ("tall", "1~2", "bowed")]
    assert len(set(drawn)) == 3
    assert len({re.search('viewBox="[^"]*"', svg)[0] for svg in drawn}) == 1  # type: ignore[index]


def test_the_telling_pose_is_what_is_held_or_else_gone_into() -> None:
    plates = movements().album().plates
    assert telling_pose(movement_of(plates["wall-knee-raise"])) == "tall"
    for plate in plates.values():
        movement = movement_of(plate)
        does = {str(phase.does) for phase in movement.phases if phase.pose == telling_pose(movement)}
        assert does & {"hold", "lift"}, plate.id


def test_the_words_of_a_picture_name_the_pose_and_the_side(nod: Plate) -> None:
    assert words_of(Still(nod, "bowed", ASH)).startswith("Nod, standing: bowed. Bow your head.")
    plate = movements().album().plates["wall-knee-raise"]
    assert "left psoas" in words_of(Still(plate, "tall", Look("ash", "left")))


def test_a_folder_of_pictures_is_not_left_with_drafts(nod: Plate) -> None:
    path = still_file(Still(nod, "tall", ASH))
    assert path == still_store().path(path.stem)
    assert not list(path.parent.glob("*.draft*"))
