"""Laws of ladders: every rung in its place, none past what the author wrote."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.property.language_strategies import program_texts
from tests.property.strategies import DOSES, RANGED_DOSES, programs
from unkink.program.check import check
from unkink.program.dose import Dose, Reps, Rounds, Span, Time
from unkink.program.dose_work import effort_of
from unkink.program.ladder import STEPS_OF_A_RANGE, Ladder, Rung, carried_over, ladder_of, ranged, rises_of
from unkink.program.lever import levers_of, rises_by
from unkink.program.program import Lever, Program

LEVERS = st.builds(
    Lever,
    st.sampled_from(
        ["reps", "rounds", "sets", "time", "hold", "each rep", "places", "times a day", "phases", "extend"]
    ),
    st.integers(1, 9),
    st.integers(1, 60),
)


def spans_of(dose: Dose) -> list[Span]:
    """Every number of a dose, low and high."""
    match dose.work:
        case Reps(span) | Time(span):
            own = [span]
        case Rounds(span, phases):
            own = [span, *(phase.seconds for phase in phases)]
        case _:
            own = []
    rest = (dose.sets, dose.hold, dose.each_rep, dose.places, dose.times_a_day)
    return own + [span for span in rest if span]


def ceilings(dose: Dose) -> list[int]:
    return [span.high for span in spans_of(dose)]


@given(programs() | program_texts().map(lambda text: check(text).program))
def test_rungs_are_numbered_without_gaps_around_rung_0(program: Program | None) -> None:
    """Rungs rise by one from the easiest to the ceiling, and the dose as written is always among them, as rung 0."""
    for name in program.exercises if program else ():
        ladder = ladder_of(program, name)  # type: ignore[arg-type]
        numbers = [rung.number for rung in ladder.rungs]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        assert 0 in numbers
        written = program.sections[name].dose  # type: ignore[union-attr]
        assert ladder.rung(0).dose == (written.at_base() if written else ladder.rungs[0].dose)
        assert all(ladder.rung(number) == rung for number, rung in zip(numbers, ladder.rungs, strict=True))


@given(programs(), st.integers())
def test_a_ladder_never_passes_its_ceiling(program: Program, number: int) -> None:
    """Whatever rung is asked for, the one that is played is on the ladder."""
    for name in program.exercises:
        ladder = ladder_of(program, name)
        assert ladder.rung(number) in ladder.rungs
        assert all(not span.is_range for rung in ladder.rungs for span in spans_of(rung.dose))


@given(DOSES, LEVERS)
def test_a_levers_last_step_is_exactly_its_bound(dose: Dose, lever: Lever) -> None:
    """A lever rises strictly, by at most its step, changes nothing else, and ends on its bound."""
    values = (
        [levers_of(one)[lever.name][0] for one in (dose, *rises_by(dose, lever))]
        if lever.name in levers_of(dose)
        else []
    )
    assert all(0 < upper - lower <= lever.step for lower, upper in pairwise(values))
    if len(values) > 1:
        assert values[-1] == lever.bound
    for risen in rises_by(dose, lever):
        assert (risen.sides, risen.rests, risen.tempo, risen.load) == (dose.sides, dose.rests, dose.tempo, dose.load)
        assert max(ceilings(risen)) <= max(*ceilings(dose), lever.bound)


@given(RANGED_DOSES | DOSES)
def test_a_range_climbs_in_at_most_four_rising_steps_to_its_ceiling(dose: Dose) -> None:
    """The rises of a dose grow strictly, at most four a range, and the last is every range at its upper end."""
    rises = [dose.at_base(), *rises_of(dose)]
    assert len(rises) - 1 <= STEPS_OF_A_RANGE * len(ranged(dose))
    assert len(set(map(str, rises))) == len(rises)
    for lower, upper in pairwise(rises):
        assert all(before <= after for before, after in zip(ceilings(lower), ceilings(upper), strict=True))
    assert ceilings(rises[-1]) == ceilings(dose)


@given(programs(), programs())
def test_after_a_change_nobody_is_moved_up(old: Program, new: Program) -> None:
    """Identical rungs stay; else the dose carried over asks for no more work than before, or is the easiest."""
    for name in old.exercises:
        if name not in new.exercises:
            continue
        ladder = ladder_of(new, name)
        for rung in ladder_of(old, name).rungs:
            _is_not_harder(rung, ladder)


def _is_not_harder(rung: Rung, ladder: Ladder) -> None:
    found = ladder.rung(carried_over(rung, ladder))
    same = [one for one in ladder.rungs if (one.exercise, one.dose) == (rung.exercise, rung.dose)]
    if same:
        assert found == same[0]
    elif found != ladder.rungs[0]:
        assert found.exercise == rung.exercise
        assert effort_of(found.dose) <= effort_of(rung.dose)


@given(programs())
def test_an_unchanged_program_leaves_everybody_where_they_are(program: Program) -> None:
    """Carried over to the same ladder, a rung keeps its exercise and dose."""
    for name in program.exercises:
        ladder = ladder_of(program, name)
        for rung in ladder.rungs:
            kept = ladder.rung(carried_over(rung, ladder))
            assert (kept.exercise, kept.dose) == (rung.exercise, rung.dose)
