"""Laws of doses: what is written is what is read, and what is refused is refused in the right place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.property.language_strategies import dose_texts, habits, habitual_doses, near_doses
from tests.property.strategies import DOSES, RANGED_DOSES
from unkink.program.cursor import DETAIL_WORDS, DoseError
from unkink.program.dose import Between, Dose, Rounds
from unkink.program.dose_grammar import read_dose, read_rung, read_scheduled_rung
from unkink.program.dose_sense import sane
from unkink.program.lever import read_lever, spell_lever

READERS = (read_dose, read_rung, read_scheduled_rung, read_lever)
# Words of ``expected`` that stand for a whole kind of words, with one word of that kind.
EXAMPLES = {
    "a number": "3",
    "a whole number": "3",
    "the name of the phase": "push",
    "more of the name": "more",
    "a load, such as `5 kg` or `light band`": "5 kg",
    "the end of the dose": "",
    "the end of the line": "",
}


def error_of(text: str, read: Callable[[str], object] = read_dose) -> DoseError | None:
    try:
        read(text)
    except DoseError as error:
        return error
    return None


def can_be_written(dose: Dose) -> bool:
    """Whether the parts of a dose go together, and none of its phases has the name of a detail."""
    try:
        sane(str(dose), dose)
    except DoseError:
        return False
    return not (isinstance(dose.work, Rounds) and any(phase.name in DETAIL_WORDS for phase in dose.work.phases))


@given(DOSES | RANGED_DOSES)
def test_a_spelled_dose_reads_back_as_itself(dose: Dose) -> None:
    """Reading ``str(dose)`` gives an equal dose, its rests in the one order that they are spelled in."""
    assume(can_be_written(dose))
    in_order = sorted(dose.rests, key=lambda rest: list(Between).index(rest.between))
    assert read_dose(str(dose)) == replace(dose, rests=tuple(in_order))


@given(dose_texts() | habitual_doses() | near_doses())
@example("4 x 10 s hold")
@example("2 x 12 reps on each leg")
@example("1 min 30 s per side")
@example("three rounds a side: ten seconds push, 1 minute slow lower")
def test_the_canonical_spelling_of_what_was_read_is_stable(text: str) -> None:
    """Whatever a writer's habit, the canonical spelling of the dose reads as the same dose and spells the same."""
    if error_of(text) is None:
        dose = read_dose(text)
        assert read_dose(str(dose)) == dose
        assert str(read_dose(str(dose))) == str(dose)


@given(habits())
@example(("4 x 10 s", "4 x 10 sec"))
@example(("4 reps, hold 10 s", "4 x 10 s hold"))
@example(("3 x 12 reps", "3x12"))
@example(("2 min per side", "two minutes each side"))
def test_a_habit_changes_no_dose(pair: tuple[str, str]) -> None:
    """However a dose is spelled by habit, it is the dose that its plain spelling states, or refused as that is."""
    plain, habit = pair
    error = error_of(plain)
    if error is None:
        assert read_dose(habit) == read_dose(plain)
    else:
        assert error_of(habit) is not None


@given(dose_texts() | habitual_doses() | near_doses())
@example("9" * 5000 + ".5 min")
@example("٣ reps")
@example("² reps")
@example("")
@example(" \t ")
@example("4 reps, ")
def test_any_text_gives_a_dose_or_an_error_within_it(text: str) -> None:
    """Reading never raises anything but a DoseError, and that points into the text or just behind its last word."""
    for reader in READERS:
        error = error_of(text, reader)
        if error is not None:
            assert 0 <= error.offset <= len(text.rstrip())
            assert 1 <= error.length <= max(len(text) - error.offset, 1)
            assert error.message and error.code


@given(dose_texts() | near_doses())
def test_every_expected_word_is_really_possible(text: str) -> None:
    """Put in place of what was found, each word that was expected moves the error further on, or away."""
    error = error_of(text)
    if error is None or error.code not in ("dose-syntax", "dose-whole-numbers"):
        return
    for word in error.expected:
        replacement = EXAMPLES.get(word, word)
        end = error.offset + len(error.found)
        behind = text[end:] if replacement and error.found != "the end of the dose" else ""
        mended = f"{text[: error.offset]} {replacement} {behind}"
        further = error_of(mended)
        where = (text, word, mended)
        assert further is None or further.code != "dose-syntax" or further.offset > error.offset, where


@given(near_doses())
def test_a_suggested_dose_is_a_step_forward(text: str) -> None:
    """A suggestion that restates the whole dose reads, or fails only further on."""
    error = error_of(text)
    if (
        error is None
        or not error.suggestion
        or error.code == "dose-ambiguous"
        or error.suggestion.startswith("an effort")
    ):
        return
    further = error_of(error.suggestion)
    assert further is None or further.offset >= error.offset, (text, error.suggestion)


@given(near_doses())
@example("12 ea side")
@example("12, hold 5 s")
@example("10 reps both sides")
def test_both_readings_of_an_ambiguous_dose_can_be_written(text: str) -> None:
    """Where a dose may mean two things, both are named, and differ."""
    error = error_of(text)
    if error is not None and error.code == "dose-ambiguous":
        one, other = error.expected
        assert one != other
        further = error_of(one)
        assert further is None or further.code != "dose-ambiguous"


@given(
    st.sampled_from(["reps", "hold", "phases", "sets", "each rep", "slow lower"]),
    st.integers(1, 60),
    st.integers(1, 900),
)
def test_a_spelled_lever_reads_back_as_itself(name: str, step: int, bound: int) -> None:
    """Reading the spelling of a lever gives an equal lever."""
    unit = "" if name in ("reps", "sets") else " s"
    lever = read_lever(f"{name} +{step}{unit} to {bound}{unit}")
    assert (lever.name, lever.step, lever.bound) == (name, step, bound)
    assert read_lever(spell_lever(lever)) == lever
