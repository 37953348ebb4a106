"""Ladders: where each dose stands, and where somebody stands after a change."""

from __future__ import annotations

import pytest

from unkink.program.check import check
from unkink.program.ladder import carried_over, ladder_of
from unkink.program.program import Program

HEAD = "---\nformat: 1\ntitle: Hips\nsessions: 2 a week\n---\n\n"


def program(facts: str, variant: str = "low") -> Program:
    text = (
        f"{HEAD}## Lift {{#lift}}\n\n{facts}\n\n1. Lift.\n\n## Low {{#{variant}}}\n\n- variant of: lift\n\n1. Less.\n"
    )
    found = check(text)
    assert found.program is not None, found.diagnostics
    return found.program


def rungs(facts: str) -> dict[int, str]:
    return {rung.number: f"{rung.exercise}: {rung.dose}" for rung in ladder_of(program(facts), "lift").rungs}


def test_easier_stands_below_rung_0_and_harder_above() -> None:
    found = rungs(
        "- dose: 4 reps\n- easier:\n  - low: 2 reps\n  - 3 reps\n- harder:\n  - reps +2 to 8\n  - low: 9 reps"
    )
    assert found == {
        -2: "low: 2 reps", -1: "lift: 3 reps", 0: "lift: 4 reps", 1: "lift: 6 reps", 2: "lift: 8 reps", 3: "low: 9 reps"
    }  # fmt: skip


def test_a_lever_after_a_variant_goes_on_from_its_fresh_dose() -> None:
    found = rungs("- dose: 4 reps\n- harder:\n  - reps +1 to 5\n  - low: 2 reps\n  - reps +2 to 5")
    assert list(found.values())[2:] == ["low: 2 reps", "low: 4 reps", "low: 5 reps"]


@pytest.mark.parametrize(("written", "steps"), [
    ("60-120 s", ["60 s", "75 s", "90 s", "105 s", "2 min"]),
    ("8-10 reps", ["8 reps", "9 reps", "10 reps"]),
    ("3 reps, hold 5-15 s", ["3 reps, hold 5 s", "3 reps, hold 8 s", "3 reps, hold 10 s", "3 reps, hold 13 s",
                             "3 reps, hold 15 s"]),
])  # fmt: skip
def test_a_range_rises_in_four_steps_of_whole_numbers(written: str, steps: list[str]) -> None:
    assert list(rungs(f"- dose: {written}\n- easier: low: 1 reps").values())[1:] == [f"lift: {step}" for step in steps]


@pytest.mark.parametrize(("old", "new", "number"), [
    ("4 reps", "4 reps", 0),
    ("6 reps", "4-8 reps", 2),
    ("7 reps", "4-8 reps", 3),
    ("9 reps", "4-8 reps", 4),
    ("3 reps", "4-8 reps", 0),
    ("5 reps, hold 2 s", "4-8 reps", 1),
    ("5 reps", "4-8 reps, hold 2 s", 0),
    ("30 s", "4-8 reps", 0),
])  # fmt: skip
def test_after_a_change_a_person_stands_on_the_nearest_rung_that_is_no_harder(old: str, new: str, number: int) -> None:
    before = ladder_of(program(f"- dose: {old}\n- easier: low: 1 reps"), "lift").rung(0)
    after = ladder_of(program(f"- dose: {new}\n- easier: low: 1 reps"), "lift")
    found = carried_over(before, after)
    assert found == (number if number or old == new else after.rungs[0].number)


def test_what_has_no_dose_has_no_ladder() -> None:
    with pytest.raises(KeyError):
        ladder_of(program("- dose: 4 reps\n- easier: low: 1 reps"), "low")
