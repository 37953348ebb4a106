"""The protocols: read strictly, with the place of everything that is wrong."""

from __future__ import annotations

from importlib import resources

import pytest

from unkink.coach.measuring.guide import Guide
from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.reading_guides import check_guide
from unkink.coach.measuring.results import How
from unkink.coach.screening import QUESTIONS
from unkink.wire.facts import Facts

SHIPPED = {one.name.removesuffix(".yaml"): one for one in (resources.files("unkink.library") / "assessments").iterdir()}
GOOD = """\
format: 1
title: Thigh angle
minutes: 5
what: How far.
why: To know.
steps: [Lie down, Measure]
reading: The angle.
ways: {typed: Read it.}
"""


def shipped(name: str) -> Guide:
    checked = check_guide(SHIPPED[name].read_bytes(), name)
    assert checked.guide is not None, checked.diagnostics
    return checked.guide


def test_every_known_test_has_a_protocol_and_every_protocol_a_test() -> None:
    assert set(SHIPPED) == set(TESTS)


@pytest.mark.parametrize("name", TESTS)
def test_a_shipped_protocol_has_no_findings(name: str) -> None:
    checked = check_guide(SHIPPED[name].read_bytes(), name)
    assert checked.diagnostics == ()
    assert checked.guide is not None and How.TYPED in checked.guide.ways
    assert not TESTS[name].physical or checked.guide.cautions


@pytest.mark.parametrize("name", TESTS)
def test_whatever_the_body_has_to_do_has_a_picture_that_is_shipped(name: str) -> None:
    guide = shipped(name)
    movement = resources.files("unkink.library") / "movements" / f"{guide.movement}.yaml"
    assert movement.is_file() is guide.test.physical


@pytest.mark.parametrize("name", TESTS)
def test_what_speaks_against_a_test_is_an_answer_that_screening_knows(name: str) -> None:
    """A name with a slip in it would never speak against anything."""
    for answer in shipped(name).not_when:
        assert any(row.when(Facts({answer: True})) for row in QUESTIONS), answer


def test_only_those_answers_speak_against_it_that_were_told() -> None:
    assert shipped("thigh-angle").because_of({"pregnant", "hernia"}) == ("pregnant",)
    assert shipped("tasks").because_of({"pregnant"}) == ()


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("title: Thigh angle", "titel: Thigh angle"), "key-unknown", 2),
        (("minutes: 5", "minutes: soon"), "not-minutes", 3),
        (("steps: [Lie down, Measure]", "steps: Lie down"), "not-a-list", 6),
        (("{typed: Read it.}", "{guess: Read it.}"), "key-unknown", 8),
        (("{typed: Read it.}", "{}"), "ways-missing", 8),
        (("reading: The angle.", "sources: [{says: So, link: here}]"), "not-a-link", 7),
        (("format: 1", "format: 2"), "format-unknown", 1),
        (("why: To know.", "why: [To, know]"), "not-a-text", 5),
        (("why: To know.", "why: To know.\nnot when: [Not a name!]"), "not-a-name", 6),
    ],
)
def test_what_is_wrong_is_told_with_its_place(change: tuple[str, str], code: str, line: int) -> None:
    checked = check_guide(GOOD.replace(*change), "thigh-angle")
    assert checked.guide is None
    assert (code, line) in [(one.code, one.line) for one in checked.diagnostics]


@pytest.mark.parametrize("source", ["", "{", b"\xff\xfe", "- a", "format: 1"])
def test_anything_whatever_is_answered_with_findings(source: bytes | str) -> None:
    checked = check_guide(source, "thigh-angle")
    assert checked.guide is None
    assert checked.diagnostics


def test_a_protocol_of_an_unknown_test_is_refused() -> None:
    assert check_guide(GOOD, "thigh-angle").guide is not None
    assert [one.code for one in check_guide(GOOD, "thigh-angel").diagnostics] == ["test-unknown"]
