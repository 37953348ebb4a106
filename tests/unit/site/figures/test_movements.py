"""Which movements there are: shipped ones, and a person's own beside their programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.unit.site.figures.own_movements import BROKEN, NOD, PROGRAM
from unkink.site.figures.movements import SHIPPED, movements

Own = Callable[[str, str], Path]


def test_every_shipped_movement_is_there_and_whole(own: Own) -> None:
    plates = movements().album().plates
    assert set(plates) == {path.stem for path in SHIPPED.glob("*.yaml")}
    assert {plate.id: plate.errors for plate in plates.values() if plate.movement is None} == {}


def test_an_own_movement_is_found_from_the_program_beside_it_alone(own: Own, tmp_path: Path) -> None:
    program = own("necks.md", PROGRAM)
    own("movements/nod.yaml", NOD)
    album = movements().album()
    plate = album.named("nod", program)
    assert plate is not None and plate.movement is not None and plate.title == "Nod, standing"
    assert album.named("nod", tmp_path / "elsewhere" / "other.md") is None


def test_an_own_movement_never_takes_the_place_of_a_shipped_one(own: Own, tmp_path: Path) -> None:
    """It has an address of its own, and only its own programs mean it."""
    program = own("necks.md", PROGRAM)
    path = own("movements/bridge.yaml", NOD)
    album = movements().album()
    assert album.plates["bridge"].path.parent == SHIPPED
    assert album.plates["bridge-2"].path == path
    mine, others = album.named("bridge", program), album.named("bridge", SHIPPED.parent / "programs" / "tight-psoas.md")
    assert mine is not None and mine.id == "bridge-2"
    assert others is not None and others.id == "bridge"


def test_an_own_movement_may_be_like_a_shipped_one(own: Own) -> None:
    own("movements/my-bridge.yaml", "format: 1\ntitle: My bridge\ndescription: Mine.\nlike: bridge\n")
    plate = movements().album().plates["my-bridge"]
    assert plate.movement is not None, plate.errors
    assert plate.movement.title == "My bridge"


def test_a_changed_file_is_another_movement_and_an_unchanged_album_is_the_same(own: Own) -> None:
    path = own("movements/nod.yaml", NOD)
    first = movements().album()
    assert movements().album() is first
    path.write_text(NOD.replace("20", "30"), encoding="utf-8")
    second = movements().album()
    assert second != first
    assert second.plates["nod"].digest != first.plates["nod"].digest
    path.unlink()
    assert "nod" not in movements().album().plates


def test_words_of_a_title_count_and_comments_do_not(own: Own) -> None:
    """What a picture shows, its words included, is what its address stands for."""
    path = own("movements/nod.yaml", NOD)
    before = movements().album().plates["nod"].digest
    path.write_text(NOD + "# a note\n", encoding="utf-8")
    assert movements().album().plates["nod"].digest == before
    path.write_text(NOD.replace("Nod, standing", "Nod, sitting"), encoding="utf-8")
    assert movements().album().plates["nod"].digest != before


def test_a_broken_file_breaks_nothing_else(own: Own) -> None:
    own("movements/nod.yaml", BROKEN)
    own("movements/bytes.yaml", "\0\0")
    album = movements().album()
    assert album.plates["nod"].movement is None and album.plates["nod"].errors
    assert album.plates["bytes"].movement is None
    assert album.plates["bridge"].movement is not None


def test_a_name_that_is_no_path_leads_nowhere(own: Own) -> None:
    program = own("necks.md", PROGRAM)
    own("nod.yaml", NOD)
    assert movements().album().named("../nod", program) is None
    assert movements().album().named(None, program) is None
