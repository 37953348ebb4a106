"""Laws of "easier today": less, never nothing, and the same kind of work."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.property.strategies import DOSES, programs
from tests.property.test_prescription_laws import ANSWERS, RUNGS
from tests.property.test_prescription_laws import programs as foolish_programs
from unkink.program.dose import Dose, Reps, Rounds, Time
from unkink.program.dose_work import effort_of, work_of
from unkink.program.easier import easier_item, halved
from unkink.program.ladder import ladder_of, no_harder
from unkink.program.lever import levers_of
from unkink.program.prescription import lacks, prescribe
from unkink.program.program import Program
from unkink.session.phrases import doses_of


def amounts(dose: Dose) -> list[int]:
    """Every number that a dose asks for."""
    match dose.work:
        case Reps(count, by_set):
            own = [count.low, *by_set]
        case Time(seconds):
            own = [seconds.low]
        case Rounds(count, phases):
            own = [count.low, *(phase.seconds.low for phase in phases)]
        case _:
            own = []
    return [*own, dose.sets.low, *([dose.hold.low] if dose.hold else [])]


@given(DOSES)
def test_half_a_dose_is_less_and_never_nothing(dose: Dose) -> None:
    half = halved(dose)
    if half is None:
        assert set(amounts(dose)) == {1}
        return
    assert half != dose
    assert min(amounts(half)) >= 1
    singles = isinstance(dose.work, Reps) and set(dose.work.by_set) == {1}
    assert singles or no_harder(half, dose), "where only the number of sets is left to halve, it is no longer listed"
    assert effort_of(half) <= effort_of(dose)
    assert work_of(half).sets <= work_of(dose).sets
    before = levers_of(dose)
    changed = [name for name, (value, _) in levers_of(half).items() if name in before and value != before[name][0]]
    assert len(changed) <= 1 or isinstance(dose.work, Rounds), "one thing at a time"


@given(DOSES)
def test_half_a_dose_has_the_same_shape(dose: Dose) -> None:
    half = halved(dose)
    if half is not None:
        assert type(half.work) is type(dose.work)
        assert half.at_base() == half
        assert replace(half, work=dose.work, sets=dose.sets, hold=dose.hold) == dose, "nothing else is touched"


@given(DOSES)
def test_halving_comes_to_an_end(dose: Dose) -> None:
    """Twice easier is at most as much as once, down to one of each."""
    steps = 0
    now: Dose | None = dose
    while (now := halved(now) if now else None) is not None:
        steps += 1
    assert steps <= 40


@given(programs(), st.integers(-3, 9))
def test_easier_is_the_rung_below_and_at_the_bottom_half(program: Program, number: int) -> None:
    today = prescribe(program, dict.fromkeys(program.exercises, number))
    for item in today.items:
        ladder = ladder_of(program, item.exercise)
        easier = easier_item(program, item)
        if item.rung > ladder.rungs[0].number:
            below = ladder.rung(item.rung - 1)
            assert easier is not None
            assert (easier.rung, easier.variant, easier.dose) == (below.number, below.exercise, below.dose)
        else:
            assert (easier.dose if easier else None) == halved(item.dose)
            assert easier is None or (easier.rung, easier.variant) == (item.rung, item.variant)


@given(foolish_programs(), RUNGS, ANSWERS)
def test_easier_asks_for_nothing_that_is_missing(program: Program, rungs: dict[str, int], answers: set[str]) -> None:
    """Whatever is missing or ruled out: the way down never lacks more than what is played, and never climbs."""
    for item in prescribe(program, rungs, answers=answers).items:
        easier = easier_item(program, item, answers)
        if easier is not None:
            assert easier.exercise == item.exercise
            assert easier.rung <= item.rung
            assert lacks(program, easier.variant, answers) <= lacks(program, item.variant, answers)
            if item.instead_of_because:
                assert easier.variant == item.variant, "a substitute gives way to no exercise that was ruled out"
            if easier.variant == item.variant:
                assert no_harder(easier.dose, item.dose)


@given(programs(), st.integers(-3, 9), st.booleans())
def test_every_easier_dose_is_among_the_doses_of_the_program(program: Program, number: int, no_ball: bool) -> None:
    """So that every phrase of it can have been rendered before."""
    answers = {"no-ball"} if no_ball else set()
    doses = set(doses_of(program))
    for item in prescribe(program, dict.fromkeys(program.exercises, number), answers=answers).items:
        easier = easier_item(program, item, answers)
        assert easier is None or easier.dose in doses
