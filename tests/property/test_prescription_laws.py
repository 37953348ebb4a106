"""Laws of prescriptions: safety before equipment, a way out where there is one, and nothing by chance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from unkink.program.dose import Dose, Reps, Span
from unkink.program.ladder import ladder_of
from unkink.program.prescription import Item, answers_of, prescribe
from unkink.program.program import Need, Program, Section, Substitute, WrittenRung

BODY = ("pregnant", "dizzy")
THINGS = ("ball", "wall", "band")
EXERCISES = ("press", "reach")
VARIANTS = {"press-easy": "press", "press-hard": "press", "reach-easy": "reach"}
EVERY = (*EXERCISES, *VARIANTS)


def reps(number: int) -> Dose:
    return Dose(Reps(Span.of(number)))


@st.composite
def programs(draw: DrawFn) -> Program:
    """Two exercises with their variants, and any needs and substitutes, however foolish."""
    sections = {}
    for number, name in enumerate(EVERY, 1):
        needs = draw(st.lists(st.sampled_from(THINGS), max_size=2, unique=True))
        answers = draw(
            st.lists(st.sampled_from([*BODY, *(f"no-{thing}" for thing in THINGS)]), max_size=3, unique=True)
        )
        others = st.sampled_from([other for other in EVERY if other != name])
        substitutes = tuple(Substitute(answer, draw(others), reps(90 + number)) for answer in answers)
        parent = VARIANTS.get(name)
        section = Section(name, name, 1, needs=tuple(map(Need, needs)), substitutes=substitutes, variant_of=parent)
        if name in EXERCISES:
            easier = (WrittenRung(reps(3), f"{name}-easy"),)
            harder = (WrittenRung(reps(8), f"{name}-hard"),) if f"{name}-hard" in VARIANTS else ()
            section = Section(
                name,
                name,
                1,
                (),
                (),
                (),
                reps(5),
                needs=section.needs,
                substitutes=substitutes,
                easier=easier,
                harder=harder,
            )
        sections[name] = section
    return Program("A program", "0" * 64, Span(2, 3), EXERCISES, sections)


ANSWERS = st.sets(st.sampled_from([*BODY, *(f"no-{thing}" for thing in THINGS), "never-heard-of"]))
RUNGS = st.dictionaries(st.sampled_from(EXERCISES), st.integers(-3, 3))


def lacking(program: Program, variant: str, answers: set[str]) -> set[str]:
    return {need.answer for need in program.sections[variant].needs} & answers


def unanswered(program: Program, item: Item, rungs: dict[str, int]) -> Item:
    """What would be played of the same exercise if nobody had answered anything."""
    return prescribe(program, rungs, exercises=[item.exercise]).items[0]


@given(programs(), RUNGS, ANSWERS)
def test_the_same_answers_give_the_same_session(program: Program, rungs: dict[str, int], answers: set[str]) -> None:
    """A prescription depends on what it is given alone, and not on the order of the answers."""
    one = prescribe(program, rungs, answers=sorted(answers))
    assert one == prescribe(program, dict(reversed(rungs.items())), answers=sorted(answers, reverse=True))
    assert tuple(item.exercise for item in one.items) == EXERCISES
    assert all(item.dose.at_base() == item.dose for item in one.items)


@given(programs(), RUNGS)
def test_without_answers_every_exercise_is_on_its_rung(program: Program, rungs: dict[str, int]) -> None:
    """Nobody who answered nothing gets a substitute; a rung beyond an end of the ladder is that end."""
    for item in prescribe(program, rungs).items:
        rung = ladder_of(program, item.exercise).rung(rungs.get(item.exercise, 0))
        assert (item.variant, item.rung, item.dose) == (rung.exercise, rung.number, rung.dose)
        assert item.instead_of_because == ""


@given(programs(), RUNGS, ANSWERS)
def test_what_is_missing_is_never_asked_for_where_something_else_fits(
    program: Program, rungs: dict[str, int], answers: set[str]
) -> None:
    """An item that needs a missing thing stands only where no substitute for it can do without."""
    answers &= {need.answer for section in program.sections.values() for need in section.needs}
    for item in prescribe(program, rungs, answers=answers).items:
        if not lacking(program, item.variant, answers):
            continue
        before = unanswered(program, item, rungs)
        ways = [one for name in {item.exercise, before.variant} for one in program.sections[name].substitutes]
        asked = lacking(program, before.variant, answers)
        fitting = [one for one in ways if one.when in asked and one.exercise != before.variant]
        assert all(lacking(program, one.exercise, answers) for one in fitting)


@given(programs(), RUNGS, ANSWERS)
def test_what_the_body_says_comes_before_what_the_house_lacks(
    program: Program, rungs: dict[str, int], answers: set[str]
) -> None:
    """Where an answer about the body leads away from an exercise, no missing thing ever leads back to it."""
    for item in prescribe(program, rungs, answers=answers).items:
        before = unanswered(program, item, rungs)
        ways = [one for name in (item.exercise, before.variant) for one in program.sections[name].substitutes]
        things = {need.answer for section in program.sections.values() for need in section.needs}
        named = {one.exercise for one in ways if one.when in answers - things}
        if named and before.variant not in named:
            assert item.variant != before.variant
            assert item.instead_of_because


@given(programs())
def test_every_answer_that_changes_a_session_is_offered(program: Program) -> None:
    """An answer that is not offered changes nothing."""
    for answer in {*BODY, *(f"no-{thing}" for thing in THINGS)} - set(answers_of(program)):
        assert prescribe(program, answers=[answer]) == prescribe(program)
