"""What is on today, and what is worth asking after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import unkink.library
from tests.property.test_prescription_laws import ANSWERS, RUNGS
from tests.property.test_prescription_laws import programs as foolish_programs
from tests.unit.site.player.days import NECK, flagship, neck, plan, program_of
from unkink.program.program import Program
from unkink.wire.words import SessionKind


def asked(**chosen: Any) -> list[str]:
    return [need.answer for need in plan(neck(), **chosen).asked]


def test_only_what_makes_a_difference_is_asked() -> None:
    """Without a pillow the look goes up all the same, so nobody is asked about pillows."""
    assert asked() == ["no-chair"]


def test_what_a_substitute_needs_is_asked_once_it_is_there() -> None:
    text = "## Lying nod {#lying-nod}\n"
    hard = program_of(
        NECK.replace(
            "- needs: mat (carpet)", "- needs: mat (carpet)\n- instead when no-mat: standing-nod: 1 reps"
        ).replace(text, f"## Standing nod {{#standing-nod}}\n\n- variant of: nod\n\n1. Stand.\n\n{text}")
    )
    assert [need.answer for need in plan(hard).asked] == ["no-chair"]
    assert [need.answer for need in plan(hard, missing=("no-chair",)).asked] == ["no-chair", "no-mat"]
    assert plan(hard, missing=("no-chair", "no-mat")).items[0].variant == "standing-nod"


def test_answers_without_a_difference_are_left_out() -> None:
    settled = plan(neck(), missing=("no-pillow", "no-chair", "no-hands", "dizzy"))
    assert settled.missing == ("no-chair",)
    assert settled.items[0].instead_of_because == "no-chair"


def test_a_short_session_is_the_whole_where_there_is_none() -> None:
    whole = program_of("---\nformat: 1\ntitle: T\nsessions: 2 a week\n---\n\n## Nod\n\n- dose: 1 reps\n\n1. Nod.\n")
    assert plan(whole, kind=SessionKind.SHORT) == plan(whole)
    assert len(plan(neck(), kind=SessionKind.SHORT).items) == 1


def test_an_answer_outlives_the_short_session() -> None:
    """The short session of the flagship needs no ball; whoever goes back to the whole one still has none."""
    short = plan(flagship(), kind=SessionKind.SHORT, missing=("no-ball",))
    assert short.missing == ("no-ball",)
    assert plan(flagship(), missing=short.missing).items[0].instead_of_because == "no-ball"


def test_equal_plans_however_they_were_asked_for() -> None:
    one = plan(neck(), rungs=(("turn", 0), ("nod", -1)), missing=("no-chair", "no-chair"))
    other = plan(neck(), rungs=(("nod", -1),), missing=("no-chair",))
    assert one == other and hash(one) == hash(other)


def test_the_flagship_asks_for_ball_wall_and_band() -> None:
    assert [need.answer for need in plan(flagship()).asked] == ["no-ball", "no-wall", "no-band"]


def test_whoever_is_asked_for_a_wall_is_told_only_of_what_serves_wherever_one_is_needed() -> None:
    tensor = program_of((Path(unkink.library.__file__).parent / "programs" / "tensor-fasciae-latae.md").read_text())
    household = {need.answer: need.household for need in plan(tensor).asked}
    assert household["no-wall"] == () and household["no-band"] == ("old tights tied in a loop",)


@given(foolish_programs(), RUNGS, ANSWERS, st.sampled_from(SessionKind))
def test_settling_settles(program: Program, rungs: dict[str, int], answers: set[str], kind: SessionKind) -> None:
    """Once settled, nothing changes any more; every answer that is kept was asked for."""
    first = plan(program, rungs=tuple(rungs.items()), missing=tuple(answers), kind=kind)
    assert plan(program, kind=first.kind, rungs=tuple(rungs.items()), missing=first.missing) == first
    assert set(first.missing) <= {need.answer for need in first.asked}


def test_what_presses_has_a_way_without_where_its_easier_way_presses_too() -> None:
    """The towel presses as the ball does; the stretch is where whoever may have no pressure at all begins."""
    whole = plan(flagship(), missing=("no-wall",))
    ball, *others = (whole.without_pressure(item) for item in whole.items)
    assert ball is not None and (ball.variant, ball.rung, str(ball.dose)) == (
        "half-kneeling-stretch",
        0,
        "2 x 30 s per side",
    )
    assert others == [None] * 4
    swapped = plan(flagship(), body=("no-pressure",))
    stretch = replace(swapped.items[0], variant="half-kneeling-stretch")
    assert swapped.without_pressure(stretch) is None


def test_an_easier_way_without_pressure_is_enough() -> None:
    text = NECK.replace("- needs: chair (stool or bench)", "- pressure: towel").replace(
        "- needs: mat (carpet)", "- pressure: none"
    )
    text = text.replace("- instead when no-chair: lying-nod\n", "- instead when no-pressure: lying-nod: 2 reps\n")
    soft = plan(program_of(text))
    assert soft.without_pressure(soft.items[0]) is None
    hard = plan(program_of(text.replace("- easier:\n  - lying-nod: 2 reps, hold 2 s\n", "")))
    spared = hard.without_pressure(hard.items[0])
    assert spared is not None and spared.variant == "lying-nod"
