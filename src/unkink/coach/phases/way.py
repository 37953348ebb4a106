"""The way through the phases, as the file writes it: what follows a phase, and what that asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unkink.coach.phases.readings import value_of
from unkink.coach.phases.stage import Reading
from unkink.program.conditions import After, Clause, Measured, bound_of, clauses_of
from unkink.program.program import PhaseOfProgram, Program

FEWEST_SESSIONS = 1
"""Of any phase, before the next one: none is passed over (judgement)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the test of a ``choose by`` says: the id that it leads to, None where none of the outcomes fits.

    ``missing`` is the test, where somebody has yet to measure it.
    """

    target: str | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """What leads on from a phase: the next one, and what it asks for.

    ``to`` is None at the end, and where a test that decides is missing. ``chosen``: a test led there. ``weeks`` count
    from the first session in the phase, ``sessions`` are those that have to count. ``unmet`` are tests that say
    something else than is asked for, ``missing`` those that nobody did. ``by_hand``: nothing else leads on.
    """

    to: PhaseOfProgram | None = None
    chosen: bool = False
    weeks: int = 0
    sessions: int = FEWEST_SESSIONS
    tests: tuple[str, ...] = ()
    unmet: tuple[Measured, ...] = ()
    missing: tuple[str, ...] = ()
    by_hand: bool = False

    def not_before(self, since: date | None) -> date | None:
        """The first day of the next phase, where time is asked for and has begun to count."""
        return since + timedelta(weeks=self.weeks) if since is not None and self.weeks else None


def phase_called(program: Program, name: str | None) -> PhaseOfProgram | None:
    return next((phase for phase in program.phases if phase.id == name), None)


def outcome_of(phase: PhaseOfProgram, readings: Sequence[Reading], on: date) -> Outcome:
    """The first outcome, in the order of the file, that fits what was measured last."""
    if phase.choose_by is None:
        return Outcome()
    value = value_of(readings, phase.choose_by, on)
    for choice in phase.choices:
        bound = bound_of(choice.outcome)
        if bound is None:
            return Outcome(choice.target)
        if value is None:
            return Outcome(missing=phase.choose_by)
        if bound.holds(value):
            return Outcome(choice.target)
    return Outcome()


def way_on(program: Program, phase: PhaseOfProgram, readings: Sequence[Reading], on: date) -> Way:
    """What leads on from ``phase``, by what was measured up to that day.

    A phase that says nothing of when it begins follows after the longest length of the one before; where that has no
    length either, a test that led there is enough, and otherwise nobody is moved on but by hand.
    """
    outcome = outcome_of(phase, readings, on)
    leads_to_phases = any(phase_called(program, one.target) for one in phase.choices)
    if outcome.missing is not None and leads_to_phases:
        return Way(tests=(outcome.missing,), missing=(outcome.missing,))
    chosen = phase_called(program, outcome.target)
    to = chosen or _next_in_file(program, phase)
    if to is None:
        return Way()
    clauses = _clauses(phase, to)
    if not clauses and chosen is None:
        return Way(to, by_hand=True)
    tests = (phase.choose_by,) if chosen is not None and phase.choose_by is not None else ()
    return _asked(program, phase, Way(to, chosen is not None, tests=tests), clauses, readings, on)


def _next_in_file(program: Program, phase: PhaseOfProgram) -> PhaseOfProgram | None:
    place = [one.id for one in program.phases].index(phase.id)
    return next(iter(program.phases[place + 1 :]), None)


def _clauses(phase: PhaseOfProgram, to: PhaseOfProgram) -> tuple[Clause, ...]:
    if to.enter_when is not None:
        return clauses_of(to.enter_when)
    return (After(phase.length.high, "weeks"),) if phase.length is not None else ()


def _asked(
    program: Program,
    phase: PhaseOfProgram,
    way: Way,
    clauses: Sequence[Clause],
    readings: Sequence[Reading],
    on: date,
) -> Way:
    """The way with all that the clauses ask for. Weeks ask for the sessions that they plan too: time earns nothing."""
    after = [one for one in clauses if isinstance(one, After)]
    weeks = max((one.count for one in after if one.unit == "weeks"), default=0)
    sessions = max((one.count for one in after if one.unit == "sessions"), default=FEWEST_SESSIONS)
    a_week = (phase.sessions or program.sessions).low
    values = {one: value_of(readings, one.test, on) for one in clauses if isinstance(one, Measured)}
    return Way(
        to=way.to,
        chosen=way.chosen,
        weeks=weeks,
        sessions=max(sessions, weeks * a_week),
        tests=tuple(dict.fromkeys((*way.tests, *(one.test for one in values)))),
        unmet=tuple(one for one, value in values.items() if value is not None and not one.bound.holds(value)),
        missing=tuple(dict.fromkeys(one.test for one, value in values.items() if value is None)),
    )
