"""Every picture is small, whole, says what it shows, and comes out the same each time."""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from tests.unit.figure.shipped import BODIES, FLAGSHIP, LIBRARY, MOVEMENTS, body, movement, solved
from unkink.figure.palette import DAY, NIGHT, PRINT, TONES
from unkink.figure.shelf import shipped_body
from unkink.figure.stage import MARGIN, stage_of
from unkink.figure.still import still
from unkink.figure.words import description_of, title_of

LARGEST = 12_000  # bytes, compressed
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "g", "path", "rect")}
EDGE = MARGIN / 2  # units between a person and the edge of the picture
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def tree_of(picture: str) -> ET.Element:
    return ET.fromstring(picture)


@cache
def drawn(name: str, pose: str, who: str = BODIES[0], **how: Any) -> str:
    return still(body(who), solved(name, who=who), pose, **how)


def key_poses(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, pose) for name in names for pose in movement(name).key_poses]


@pytest.mark.parametrize("name", MOVEMENTS)
def test_the_last_picture_of_every_movement_is_whole_and_small(name: str) -> None:
    pose = movement(name).key_poses[-1]
    picture = drawn(name, pose)
    assert len(gzip.compress(picture.encode())) <= LARGEST
    assert {element.tag for element in tree_of(picture).iter()} <= ALLOWED
    assert "nan" not in picture and "inf" not in picture


@pytest.mark.parametrize(("name", "pose"), key_poses(FLAGSHIP))
@pytest.mark.parametrize(("view", "bodies"), [("front", BODIES), ("side", BODIES[:1])], ids=["front", "side"])
def test_the_flagship_is_small_from_both_views(name: str, pose: str, view: str, bodies: tuple[str, ...]) -> None:
    sizes = {who: len(gzip.compress(drawn(name, pose, who, view=view).encode())) for who in bodies}
    assert max(sizes.values()) <= LARGEST, sizes


@pytest.mark.parametrize(("name", "pose"), key_poses(FLAGSHIP))
def test_it_has_a_title_and_a_description_first(name: str, pose: str) -> None:
    title, description = list(tree_of(drawn(name, pose)))[:2]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert title.text == title_of(movement(name), pose)
    assert description.text == description_of(solved(name), pose)
    assert len(description.text) > 20


@pytest.mark.parametrize("name", FLAGSHIP)
def test_all_pictures_of_a_movement_and_view_have_one_size(name: str) -> None:
    sizes = {tree_of(drawn(name, pose)).get("viewBox") for pose in movement(name).key_poses}
    assert len(sizes) == 1


@pytest.mark.parametrize(("name", "pose"), key_poses(FLAGSHIP))
def test_nothing_of_the_figure_is_cut_off(name: str, pose: str) -> None:
    tree = tree_of(drawn(name, pose))
    _, _, width, height = map(float, (tree.get("viewBox") or "").split())
    figure = next(g for g in tree.iter(f"{SVG}g") if g.get("fill-rule") == "evenodd" and g.get("stroke-linejoin"))
    for path in figure.iter(f"{SVG}path"):
        for start in re.findall(r"M(-?\d+) (-?\d+)", path.get("d") or ""):
            x, y = map(float, start)
            assert 0 <= x <= width and 0 <= y <= height


def test_the_same_in_gives_the_same_bytes() -> None:
    again = still(shipped_body(LIBRARY, BODIES[0]), solved("wall-knee-raise"), "tall")
    assert drawn("wall-knee-raise", "tall") == again


def test_the_left_side_is_drawn_as_a_mirror_image() -> None:
    """The outline of the figure, reflected, is the outline of the other side, but for a pixel."""

    def outline(side: str) -> tuple[np.ndarray, float]:
        picture = tree_of(still(body(), solved("wall-knee-raise", side), "tall", ghosted=False, pointed=False))
        figure = next(g for g in picture.iter(f"{SVG}g") if g.get("stroke-linejoin"))
        path = next(figure.iter(f"{SVG}path")).get("d") or ""
        points, at = [], np.zeros(2)
        for ring in path.split("M")[1:]:
            start, _, rest = ring.rstrip("z").partition("q")
            at = np.array([float(n) for n in NUMBER.findall(start)])
            for _, end in np.array([float(n) for n in NUMBER.findall(rest)]).reshape(-1, 2, 2):
                at = at + end
                points.append(at)
        return np.array(points), float((picture.get("viewBox") or "").split()[2])

    (right, width), (left, _) = outline("right"), outline("left")
    mirrored = left * [-1, 1] + [width, 0]
    nearest = np.linalg.norm(right[:, None] - mirrored[None], axis=2).min(1)
    assert np.percentile(nearest, 90) < 120  # points along it are set apart as the bend asks
    assert abs(right.max(0) - mirrored.max(0)).max() < 30 and abs(right.min(0) - mirrored.min(0)).max() < 30


def test_the_working_muscle_is_marked_only_where_it_works() -> None:
    assert DAY.muscle in drawn("wall-knee-raise", "tall")
    assert DAY.muscle not in drawn("wall-knee-raise", "slouched")


def test_ghost_and_arrow_are_there_until_they_are_not_asked_for() -> None:
    full, bare = drawn("wall-knee-raise", "tall"), drawn("wall-knee-raise", "tall", ghosted=False, pointed=False)
    assert DAY.ghost_line in full and DAY.arrow in full
    assert DAY.ghost_line not in bare and DAY.arrow not in bare


def test_the_start_pose_has_no_ghost_of_itself() -> None:
    assert DAY.ghost_line not in drawn("wall-knee-raise", "slouched")


@pytest.mark.parametrize("tone", TONES.values(), ids=list(TONES))
def test_a_tone_colours_everything_but_the_body(tone: object) -> None:
    picture = drawn("psoas-ball-slide", "straight", tone=tone)
    others = {one.mat for one in TONES.values() if one is not tone}
    assert tone.mat in picture and not any(colour in picture for colour in others)  # type: ignore[attr-defined]
    assert all(colour in picture for colour in body().mesh.colours)


def test_on_paper_there_is_no_panel() -> None:
    assert "<rect" in drawn("glute-squeeze", "squeezed", tone=DAY)
    assert "<rect" in drawn("glute-squeeze", "squeezed", tone=NIGHT)
    assert "<rect" not in drawn("glute-squeeze", "squeezed", tone=PRINT)


def test_a_moment_on_the_way_is_drawn_in_the_frame_of_its_movement() -> None:
    between = solved("wall-knee-raise").poses["slouched"].posture
    moment = drawn("wall-knee-raise", "tall", at=between)
    assert tree_of(moment).get("viewBox") == tree_of(drawn("wall-knee-raise", "tall")).get("viewBox")
    assert moment != drawn("wall-knee-raise", "tall")


@pytest.mark.parametrize("who", BODIES)
@pytest.mark.parametrize("name", MOVEMENTS)
def test_all_of_the_person_is_in_the_picture_hair_included(name: str, who: str) -> None:
    done = solved(name, who=who)
    people = [body(who).hold(done.poses[pose].posture).points for pose in done.movement.key_poses]
    for view in done.movement.views:
        canvas = stage_of(body(who), done, view, PRINT).canvas
        seen = canvas.camera(np.concatenate(people))[:, :2]
        assert seen.min() > EDGE and (seen < np.array([canvas.width, canvas.height]) - EDGE).all(), view


def test_an_unknown_pose_or_view_is_refused() -> None:
    with pytest.raises(KeyError):
        drawn("wall-knee-raise", "flying")
    with pytest.raises(KeyError):
        drawn("wall-knee-raise", "tall", view="above")
