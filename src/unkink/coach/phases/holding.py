"""What a phase holds: the exercises of its session, those among them that a test decides between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unkink.coach.phases.stage import Reading
from unkink.coach.phases.way import outcome_of
from unkink.coach.steps import Steps
from unkink.program.program import PhaseOfProgram


@dataclass(frozen=True, slots=True)
class Held:
    """``exercises`` in the order of the session. ``chosen`` is the one that a test led to, None where none did.

    ``missing`` is the test that would choose, where somebody has yet to measure it.
    """

    exercises: tuple[str, ...]
    chosen: str | None = None
    missing: str | None = None


def held_by(steps: Steps, phase: PhaseOfProgram, readings: Sequence[Reading], on: date) -> Held:
    """The session of a phase on that day.

    Of the exercises that the test decides between, the one that it led to is done; while the test is missing none of
    them, or all where nothing else is in the session.
    """
    between = [one.target for one in phase.choices if one.target in steps.exercises]
    if not between:
        return Held(phase.exercises)
    outcome = outcome_of(phase, readings, on)
    others = tuple(one for one in phase.exercises if one not in between or one == outcome.target)
    if outcome.target in between and outcome.target is not None:
        extra = () if outcome.target in others else (outcome.target,)
        return Held((*others, *extra), outcome.target)
    return Held(others or phase.exercises, missing=outcome.missing)


def all_of(steps: Steps, phase: PhaseOfProgram) -> frozenset[str]:
    """Every exercise that a session of the phase may hold."""
    return frozenset((*phase.exercises, *(one.target for one in phase.choices if one.target in steps.exercises)))
