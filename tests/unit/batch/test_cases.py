"""Cases: a course taken apart is whole again, sessions that say alike lead to the same, and laws see a choice."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from unkink import library
from unkink.batch.carrying import Stand
from unkink.batch.coach_cases import Cases
from unkink.batch.facets import footings_of, together
from unkink.batch.hearing import Outing
from unkink.batch.holding import Holding
from unkink.batch.kinds import HABITS, How, Kind, Morning, Report
from unkink.batch.living import Life, Living
from unkink.batch.looks import Look, Shown, View
from unkink.batch.sayings import of_one
from unkink.batch.tally import Tally
from unkink.batch.telling import Deed, Verb
from unkink.batch.traits import A_DAY, Traits, traits_of
from unkink.batch.undated import undated_footings
from unkink.coach.decision import Status
from unkink.coach.footing import Footing, Held
from unkink.coach.one_exercise import after_exercise
from unkink.coach.rules import MOST_EFFORT
from unkink.program.check import check
from unkink.program.program import Program
from unkink.wire.told import PlannedItem
from unkink.wire.words import Felt, MorningAnswer

WEEKS, SEED = 6, 5
FLAGSHIP = Path(library.__file__).parent / "programs" / "tight-psoas.md"


@pytest.fixture(scope="module")
def program() -> Program:
    found = check(FLAGSHIP.read_bytes()).program
    assert found is not None
    return found


@pytest.fixture(scope="module")
def cases(program: Program) -> Cases:
    return Cases(program)


@pytest.fixture(scope="module")
def lives(cases: Cases) -> list[Life]:
    living = Living(cases)
    return [living.live(one, traits_of(cases.program, len(living.names), WEEKS, SEED, one), WEEKS) for one in range(8)]


class TestTakenApart:
    def test_a_course_in_facets_and_parts_is_whole_again(self, cases: Cases, lives: list[Life]) -> None:
        for life in lives:
            assert cases.kept.apart(together(life.carried.state)) == life.carried.state

    def test_they_are_shared_by_many(self, cases: Cases, lives: list[Life]) -> None:
        before = cases.kept.count
        again = Living(cases)
        traits = traits_of(cases.program, len(again.names), WEEKS, SEED, 0)
        assert again.live(0, traits, WEEKS).carried.state == lives[0].carried.state
        assert cases.kept.count == before


class TestSaid:
    def test_sessions_that_say_the_same_of_an_exercise_lead_to_the_same(self, cases: Cases, lives: list[Life]) -> None:
        """Whatever was told, and wherever: from every footing that these people came to."""
        name, steps = "slouch-to-tall", cases.steps
        (items,) = [view.items for view in lives[0].stand.views if view.exercise == name]
        parts = [life.carried.state.parts[cases.places[name]] for life in lives]
        around, compared = cases.kept.around(cases.start).train.course, 0
        for outing in _outings(cases, name):
            said = cases.outings.said(outing, items, known=False)
            sitting = cases.outings._sitting(outing, items)
            assert of_one(sitting, steps, known=False) == of_one(said.sitting, steps, known=False)
            compared += sitting != said.sitting
            for part in parts:
                course = replace(around, footings=footings_of(part, 1))
                alike = [after_exercise(course, steps, one, name, False) for one in (sitting, said.sitting)]
                assert undated_footings(alike[0]) == undated_footings(alike[1])
        assert compared > 20, "most of what is told says what another said before"

    def test_how_it_went_is_no_matter_of_how_much_it_was(self, cases: Cases) -> None:
        outing = _outings(cases, "slouch-to-tall")[0]
        plan = cases.showing.look(cases.start)[1][2].items
        more = cases.outings._same_of(replace(item, rung=3, seconds=90) for item in plan)
        one, other = (cases.outings.said(outing, items, known=False) for items in (plan, more))
        assert one is not other
        assert of_one(one.sitting, cases.steps, known=False) == of_one(other.sitting, cases.steps, known=False)


def _outings(cases: Cases, weak: str) -> list[Outing]:
    """Sessions with this pain and that effort, done or not, with a morning or without."""
    mornings = (None, Morning(MorningAnswer.AS_USUAL), Morning(MorningAnswer.MUSCLES_SORE, 2))
    found = []
    for pain, rpe, how, morning in product((0, 1, 2, 4), (None, 3, MOST_EFFORT), (How.ALL, How.SKIPPED), mornings):
        outing = cases.outings.begun(0, Report(1, 0, (pain, pain), rpe, how), weak)
        deed = Deed(Verb.MORNING, 1, 0, morning, about=0)
        found.append(outing if morning is None else cases.outings.further(outing, deed))
    return found


class TestUndated:
    def test_of_a_choice_by_hand_and_a_session_the_later_one_counts(self, cases: Cases, lives: list[Life]) -> None:
        footings = [
            one for life in lives for part in life.carried.state.parts for one in footings_of(part, 1) if one.done
        ]
        done = footings[0].done
        assert done is not None
        early = Footing("squat", done=done, set_on=done, held=Held(0, lives[0].deeds[0].at, red=False))
        (plain,) = undated_footings((early,))
        assert plain.set_on is None
        (chosen,) = undated_footings((replace(early, set_on=done.replace(day=done.day + 1)),))
        assert chosen.set_on is not None
        assert chosen.done is not None
        assert chosen.set_on > chosen.done


class TestChoices:
    """A step chosen by hand is no step earned, and what it goes down from was no dose of the session."""

    def test_a_choice_that_a_good_morning_lets_through_is_no_second_rise(self) -> None:
        held, chosen = stand(1, "by-hand-held"), stand(2, "by-hand")
        assert broken(holding(), Morning(MorningAnswer.AS_USUAL), held, chosen) == []
        assert broken(holding(), Morning(MorningAnswer.AS_USUAL), held, stand(2, "two-greens")) == ["seven-days"]

    def test_a_bad_morning_takes_the_choice_and_one_rung(self) -> None:
        played, chosen, hurt = stand(2, "row-9"), stand(3, "by-hand"), stand(1, "by-hand-held")
        morning = Morning(MorningAnswer.MORE_PAIN)
        assert broken(holding(), morning, chosen, hurt) == ["one-rung"]
        after_choice = holding()
        after_choice.hold(Verb.BY_HAND, None, 9, played, played, chosen)
        assert broken(after_choice, morning, chosen, hurt) == []
        too_low = holding()
        too_low.hold(Verb.BY_HAND, None, 9, played, played, chosen)
        assert broken(too_low, morning, chosen, stand(0, "row-5")) == ["one-rung"]

    @pytest.mark.parametrize(("day", "morning", "laws"), [
        (10, Morning(MorningAnswer.AS_USUAL), []),
        (9, Morning(MorningAnswer.AS_USUAL), ["pain-6"]),
        (10, Morning(MorningAnswer.MUSCLES_SORE, 6), ["pain-6"]),
    ])  # fmt: skip
    def test_what_no_session_can_bring_back_a_fine_morning_may(
        self, day: int, morning: Morning, laws: list[str]
    ) -> None:
        """Everything was left out after it hurt: on the second morning that is as usual it may return as it was."""
        held, hurt = holding(), Report(0, 0, (7, 7), 5)
        played, nothing, back = stand(-1, "row-9"), stand(-1, "withheld", dose=""), stand(-1, "row-3")
        planned = PlannedItem("squat", "squat", -1, "3 reps", sets=1, reps=3)
        played.views[0].items = (planned,)
        held.hold(Verb.TRAIN, hurt, 8, played, played, nothing)
        held.hold(Verb.MORNING, morning, day, nothing, nothing, back)
        held.hold(Verb.TRAIN, Report(), 12, back, back, back)
        assert [one.law for one in held.tally.violations if one.law == "pain-6"] == laws

    def test_nobody_tells_late_of_a_session_that_never_was(self, cases: Cases) -> None:
        """A liar whose chance it is to tell the truth every day, and who never comes."""
        (liar,) = [one for one in HABITS if one.kind is Kind.LIAR]
        habits = replace(liar, misses=256, extra=0, by_hand=0)
        every_day = bytes([255]) * A_DAY * 7 * WEEKS
        traits = Traits(habits, 0, frozenset({0, 2, 4}), 0, leaves=0, returns=0, abroad=1, chance=every_day)
        life = Living(cases).live(1, traits, WEEKS)
        assert {deed.verb for deed in life.deeds} == {Verb.BEGIN}


def holding() -> Holding:
    """Somebody who went up on day 4, and trained on day 8 without any trouble."""
    fine = Report(0, 0, (0, 0), 5, felt=Felt.FINE)
    return Holding(1, "squat", Tally(), trained=8, report=fine, played=stand(2, "row-9"), rose={("squat", None): 4})


def broken(held: Holding, morning: Morning, before: Stand, after: Stand) -> list[str]:
    held.hold(Verb.MORNING, morning, 9, before, before, after)
    return [one.law for one in held.tally.violations]


def stand(rung: int, rule: str, *, dose: str = "squat: some reps") -> Stand:
    shown = Shown("squat", None, "same", (rule,), rung, "", dose, True, 2, 0, (0, 1, 2, 3), (rung,))
    look = Look(Status.READY, frozenset(), (), 0, ("squat",))
    return Stand(look, [View("squat", (shown,), (), presses=False, often=False, broken=())])
