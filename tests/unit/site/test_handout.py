"""The handout of the flagship says what its program and its timeline say."""

import pytest

from unkink.program.ladder import ladder_of
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_session
from unkink.site.programs.cards import Handout
from unkink.site.programs.library import SHIPPED
from unkink.site.programs.shelf import Shelf


@pytest.fixture(scope="module")
def handout() -> Handout:
    found = Shelf([SHIPPED]).volumes()["tight-psoas"].handout
    assert found
    return found


def test_the_exercises_stand_in_order_with_their_doses_today(handout: Handout) -> None:
    assert [card.number for card in handout.exercises] == [1, 2, 3, 4, 5]
    assert [card.dose for card in handout.exercises] == [
        "60 s per side",
        "4 reps, hold 10 s",
        "4 reps per side, hold 5 s",
        "4 rounds per side: 10 s extend, 10 s flex",
        "6 reps per side, hold 2 s",
    ]


def test_every_exercise_has_steps_cautions_and_a_reason(handout: Handout) -> None:
    assert all(card.text.steps and card.text.cautions and card.text.why for card in handout.exercises)


def test_chapters_and_totals_are_those_of_the_timeline(handout: Handout) -> None:
    program = handout.program
    for card, names in zip(handout.sessions, (program.exercises, program.short_session), strict=True):
        timeline = compile_session(program, prescribe(program, exercises=names))
        assert [chapter.seconds for chapter in card.chapters] == [block.start // 1000 for block in timeline.blocks]
        assert card.clock == f"{timeline.total // 60_000}:{timeline.total // 1000 % 60:02}"


def test_the_ladder_stands_with_the_hardest_on_top_and_today_in_it(handout: Handout) -> None:
    for card in handout.exercises:
        numbers = [step.number for step in card.ladder.steps]
        assert numbers == sorted(numbers, reverse=True) and 0 in numbers
        assert len(numbers) == len(ladder_of(handout.program, card.text.id).rungs)
        assert len(card.ladder.marks) == len(numbers)


def test_what_is_missing_today_asks_and_what_a_person_is_does_not(handout: Handout) -> None:
    ball = {swap.when: swap.title for swap in handout.exercises[0].swaps}
    assert ball["No ball today?"] == "Towel release"
    assert "Pregnant" in ball


def test_every_section_of_the_program_is_on_the_page_once(handout: Handout) -> None:
    shown = [text.id for card in handout.exercises for text in (card.text, *card.members, *card.variants)]
    shown += [text.id for text in handout.also]
    assert sorted(shown) == sorted(handout.program.sections)


def test_in_place_of_a_thing_stands_only_what_serves_in_every_exercise() -> None:
    """A worktop holds a hand, and a locked door a ball; neither does both."""
    handout = Shelf([SHIPPED]).volumes()["tensor-fasciae-latae"].handout
    assert handout
    household = {need.name: need.household for need in handout.needs}
    assert household["wall"] == () and household["ball"] == ("tennis ball", "rolled-up socks")


def test_every_need_of_the_session_is_listed_once(handout: Handout) -> None:
    names = [need.name for need in handout.needs]
    assert names == ["ball", "small weight", "wall", "pillow", "band"]
