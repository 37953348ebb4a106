"""Plans for tests: a small program with everything that a day can hold, and the flagship."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import unkink.library
from unkink.program.check import check
from unkink.program.prescription import Item, prescribe
from unkink.program.program import Program
from unkink.site.player.plan import Plan, plan_of
from unkink.wire.words import SessionKind

FLAGSHIP = Path(unkink.library.__path__[0]) / "programs" / "tight-psoas.md"

NECK = """\
---
format: 1
title: A **stiff** neck
sessions: 3 a week
short session: [nod]
---

For a neck that has been still.

## Nod {#nod}

It moves the *upper* neck ([a study](https://example.org/)).

- dose: 4 reps, hold 2 s
- needs: chair (stool or bench)
- instead when no-chair: lying-nod
- instead when dizzy: lying-nod: 2 reps, hold 1 s
- easier:
  - lying-nod: 2 reps, hold 2 s

1. Sit **tall** on the chair.
2. Nod slowly.

> Stop if you feel < dizzy >.

## Lying nod {#lying-nod}

The floor carries the head.

- variant of: nod
- needs: mat (carpet)

1. Lie on the mat.

## Turn {#turn}

- dose: 1 reps per side, hold 1 s

1. Turn.

## Look up {#up}

- dose: max hold
- needs: pillow

1. Look up.
"""


@cache
def program_of(text: str) -> Program:
    program = check(text).program
    assert program is not None
    return program


def neck() -> Program:
    return program_of(NECK)


def flagship() -> Program:
    return program_of(FLAGSHIP.read_text(encoding="utf-8"))


def plan(program: Program, name: str = "neck", *, rungs: Iterable[tuple[str, int]] = (), **chosen: Any) -> Plan:
    """A plan as the doses stand in the file, on those rungs."""
    stands = dict(rungs)

    def doses(missing: tuple[str, ...], kind: SessionKind) -> tuple[Item, ...]:
        exercises = program.short_session if kind is SessionKind.SHORT else None
        return prescribe(program, stands, exercises=exercises, answers=missing).items

    return plan_of(name, program, doses, rungs=stands, **chosen)
