"""Which sections press on the body, and what stands in for those whom nothing may press."""

from __future__ import annotations

import pytest

from unkink.program.check import check
from unkink.program.pressure import presses, without_pressure
from unkink.program.program import Program
from unkink.program.translation import check_translation

HEAD = "---\nformat: 1\ntitle: Release\nsessions: 3 a week\n{more}---\n\n"
TEXT = """## Ball {#ball}

- dose: 60 s per side
- pressure: ball
- instead when no-pressure: stretch: 30 s per side
- easier:
  - towel: 30 s per side
  - lean: 30 s per side

1. Lie on the ball.

## Towel {#towel}

- variant of: ball
- pressure: rolled-up Towel

1. Lie on the towel.

## Lean {#lean}

- variant of: ball

1. Lean on the ball.

## Stretch {#stretch}

- variant of: ball

1. Kneel.

## Round {#round}

- dose: 2 rounds: 30 s work
- circuit: [ball-in-the-round, squat]

1. One after the other.

## Ball in the round {#ball-in-the-round}

- pressure: ball
- instead when no-pressure: squat

1. Lie on the ball.

## Squat {#squat}

- dose: 4 reps

1. Bend.
"""


def program_of(text: str = TEXT, more: str = "") -> Program:
    program = check(HEAD.format(more=more) + text).program
    assert program is not None
    return program


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("ball", "ball"),
        ("towel", "rolled-up towel"),
        ("lean", "ball"),
        ("stretch", ""),
        ("round", "ball"),
        ("squat", ""),
    ],
)
def test_what_presses(name: str, thing: str) -> None:
    assert presses(program_of(), name) == thing


def test_a_text_without_the_key_presses_where_something_stands_in_for_no_pressure() -> None:
    old = program_of(TEXT.replace("- pressure: ball\n", "").replace("- pressure: rolled-up Towel\n", ""))
    assert without_pressure(old) == {"stretch", "squat"}
    pressing = [name for name in old.sections if presses(old, name)]
    assert pressing == ["ball", "towel", "lean", "round", "ball-in-the-round"]


def test_none_is_believed() -> None:
    said = program_of(TEXT.replace("- variant of: ball\n\n1. Lean", "- variant of: ball\n- pressure: none\n\n1. Lean"))
    assert presses(said, "lean") == ""


def test_a_translation_calls_it_otherwise_and_presses_on_the_same() -> None:
    original = program_of()
    more = f"translation of: release@{original.hash}\n"
    same = program_of(TEXT.replace("pressure: ball", "pressure: Tennisball"), more)
    assert check_translation(same, original) == ()
    other = program_of(TEXT.replace("- pressure: rolled-up Towel", "- pressure: none"), more)
    (found,) = check_translation(other, original)
    assert (found.code, found.found, found.expected) == ("translation-differs", "none", ("something presses",))
