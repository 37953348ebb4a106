"""docs/movements.md lists exactly what can be written, what is found, and what Python may call."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from tests.unit.pages import DOCS, SOURCE, rows_of, text_of
from tests.unit.worked_examples import blocks
from unkink.body.angles import LIMB_ANGLES, TRUNK_ANGLES, WHOLE_ANGLES
from unkink.body.check import DEEPEST, KEYS
from unkink.body.movement import Base, Does, PropKind, Where
from unkink.body.points import LIMB_MARKERS, LIMB_PARTS, MIDDLE_MARKERS, MIDDLE_PARTS
from unkink.body.reading import course, poses, props, values
from unkink.findings.source import LARGEST_FILE

PAGE = DOCS / "movements.md"
TEXT = text_of(PAGE)
NO_CODES = {"all-fours", "half-kneeling", "side-lying"}  # words with a hyphen that are bases


def codes_in_source() -> set[str]:
    """Every code that reading or solving a movement can give: the words with a hyphen, and `too-many`."""
    form = re.compile(r"[a-z]+(-[a-z]+)+")
    found = set()
    for path in (SOURCE / "body").rglob("*.py"):
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and form.fullmatch(node.value):
                found.add(node.value)
    return found - NO_CODES


def rows_with(width: int, title: str) -> Iterator[list[str]]:
    """The rows under a chapter's title, of that many cells, without the head."""
    chapter = TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]
    for line in chapter.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `") and len(cells) == width:
            yield cells


def named_after(start: str) -> set[str]:
    """The names in the paragraph that begins so."""
    paragraph = TEXT.partition(start)[2].partition("\n\n")[0]
    return set(re.findall(r"`([\w.]+)`", paragraph.rpartition(": ")[2]))


def test_every_message_is_listed_with_its_severity() -> None:
    listed = {row[0].strip("`"): row[1] for row in rows_with(2, "Messages")}
    assert set(listed) == codes_in_source()
    assert {text.split(".")[0] for text in listed.values()} == {"Error", "Warning"}


def test_every_angle_is_listed_with_its_direction_and_range() -> None:
    listed = {row[0].strip("`"): tuple(row[1:]) for row in rows_with(4, "Angles")}
    assert listed == {
        angle.name: (angle.positive, f"{angle.least:g} to {angle.most:g}", angle.source)
        for angle in (*LIMB_ANGLES.values(), *TRUNK_ANGLES.values())
    }
    assert all(f"`{name}`" in TEXT for name in WHOLE_ANGLES)


@pytest.mark.parametrize(("start", "names"), [
    ("Parts with a side, written `working.sole` or `other.sole`", LIMB_PARTS),
    ("Parts without a side", MIDDLE_PARTS),
    ("Landmarks with a side", LIMB_MARKERS),
    ("Landmarks without", MIDDLE_MARKERS),
    ("Muscles that can be shown", course.MUSCLES),
])  # fmt: skip
def test_every_part_and_landmark_and_muscle_is_listed(start: str, names: dict[str, object] | tuple[str, ...]) -> None:
    assert named_after(start) == set(names)


def test_every_key_is_described() -> None:
    assert [row[0].strip("`") for row in rows_with(3, "The file")] == list(KEYS)
    for key in (*poses.POSE_KEYS, *course.PHASE_KEYS, *course.ARROW_KEYS, *course.CAMERA_KEYS):
        assert re.search(rf"`{key}\b", TEXT), key


def test_every_thing_is_listed_with_what_it_can_say() -> None:
    listed = {row[0].strip("`"): tuple(re.findall(r"`(\w+)`", row[1])) for row in rows_with(3, "Things")}
    assert listed == {str(kind): keys for kind, keys in props.KEYS.items()}
    for row in rows_with(3, "Things"):
        size = props.SIZES.get(PropKind(row[0].strip("`")))
        assert size is None or all(f"{one:g}" in row[2] for one in size), row


@pytest.mark.parametrize("words", [Base, Does, Where, PropKind])
def test_every_word_of_a_choice_is_on_the_page(words: type[StrEnum]) -> None:
    assert [str(word) for word in words if f"`{word}`" not in TEXT] == []
    assert all(f"`{place}`" in TEXT for place in course.CAMERA_PLACES)


@pytest.mark.parametrize(("what", "most"), [
    ("a file", LARGEST_FILE), ("poses", poses.MOST_POSES), ("phases", course.MOST_PHASES),
    ("things", props.MOST_PROPS), ("a text", values.LONGEST_TEXT), ("nesting", DEEPEST),
])  # fmt: skip
def test_every_limit_is_the_one_that_is_kept(what: str, most: int) -> None:
    limits = {row[0]: row[1] for row in rows_of(PAGE) if len(row) == 2}
    assert int(re.sub(r"\D", "", limits[what])) == most


def test_the_python_on_the_page_prints_what_it_says() -> None:
    (code,) = (block.text for block in blocks(TEXT) if block.kind == "python")
    (printed,) = (block.text for block in blocks(TEXT) if block.kind == "text")
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        exec(compile(code, str(PAGE), "exec"), {})
    assert heard.getvalue() == printed
