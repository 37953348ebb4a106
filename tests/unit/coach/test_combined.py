"""Rules that meet: substitutes, missed time, choices by hand, late answers and locks, over weeks, worked by hand."""

from __future__ import annotations

import pytest

from tests.unit.coach.people import LADDERS, ZONE, Person, program_of
from unkink.coach.deciding import decide
from unkink.coach.decision import Change, Prescribed, Status
from unkink.wire.told import Pain, ProgramChanged
from unkink.wire.words import PainOf

NO_CHAIR = "- instead when no-chair: wall-sit: 10-30 s\n"
WALL = LADDERS.replace("bridge: 5 reps", "wall-sit: 10-30 s").replace(NO_CHAIR, "")


class TestTwoReds:
    def test_a_lock_made_by_a_late_answer_about_the_first_is_not_opened_by_answers_that_came_before(self) -> None:
        """Red on day 3, questions answered on day 5; on day 6 the session of day 0 turns out to have been red too."""
        someone = Person()
        first = someone.train(0, morning=None)
        someone.train(3, {"squat": 7})
        someone.screen(5, hernia=False)
        assert someone.decide().status is Status.READY
        someone.on(6).tell("pain", Pain(PainOf.WORST, 7), "reach", session=first)
        locked = someone.decide()
        assert (locked.status, locked.reasons[0].rule) == (Status.LOCKED, "lock-two-reds")
        someone.screen(7, hernia=False)
        assert someone.decide().status is Status.READY


class TestPainThatGrowsWhileSomethingStandsIn:
    """With a bad knee, the wall sit is done: three weeks of pain 1, 2 and 3, no more than usual; row 6 on day 21."""

    def weeks(self) -> Person:
        someone = Person(program_of(WALL))
        someone.set_rung(-0.5, "squat", 2)
        someone.screen(-0.4, bad_knee=True)
        for week, pain in enumerate((1, 2, 3)):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=4)
        return someone

    def test_what_stands_in_goes_a_rung_down_too(self) -> None:
        """Two greens in each week: up on days 4, 11 and 18."""
        someone = self.weeks()
        before, after = someone.dose(day=20), someone.dose(day=21)
        assert (before.variant, before.rung, after.variant, after.rung) == ("wall-sit", 3, "wall-sit", 2)
        assert after.reasons[-1].rule == "row-6"

    def test_and_the_exercise_itself_comes_back_below_its_dose_as_written(self) -> None:
        someone = self.weeks()
        someone.screen(20, bad_knee=False)
        assert (someone.rung(), someone.rung(day=21)) == (0, -1)

    def test_on_its_easiest_step_it_is_left_out(self) -> None:
        someone = Person()
        someone.screen(0, bad_knee=True)
        for week, pain in enumerate((1, 2, 3)):
            for day in (1, 4):
                someone.train(7 * week + day, pain, usual=4)
        assert someone.dose(day=21).variant == "bridge"
        dose = someone.dose(day=22)
        assert (dose.change, [one.rule for one in dose.reasons]) == (Change.WITHHELD, ["withheld", "row-6"])

    def test_what_stood_in_once_and_does_no_more_goes_down_and_leaves_nothing_out(self) -> None:
        """One wall sit on its easiest step weeks ago says nothing of the squats that are done."""
        someone = Person()
        someone.train(0, 1, usual=4, missing=("no-chair",))
        for day, pain in ((3, 1), (7, 2), (10, 2), (14, 3), (17, 3)):
            someone.train(day, pain, usual=4)
        assert (someone.dose(day=21).change, someone.rung(day=21)) == (Change.DOWN, someone.rung(day=20) - 1)


class TestMissedTimeOfWhatStandsIn:
    """Two or three a week leave 3 days between: 17 days after the last wall sit, 14 have been missed."""

    def risen(self) -> Person:
        """Two greens by day 3 and one by day 10: 20 s, rung 2."""
        someone = Person(program_of(WALL))
        someone.screen(-0.5, bad_knee=True)
        for day in (0, 2, 7, 9):
            someone.train(day)
        assert (someone.dose().variant, someone.rung()) == ("wall-sit", 2)
        return someone

    @pytest.mark.parametrize(
        ("day", "rung", "rule"),
        [(18, 2, "two-greens"), (19, 1, "away-7"), (25, 1, "away-7"), (26, 0, "away-14"), (36, 0, "away-14"),
         (37, 0, "away-28"), (60, 0, "away-28")],
    )  # fmt: skip
    def test_it_is_as_for_any_exercise(self, day: int, rung: int, rule: str) -> None:
        """The step up to rung 2 was never done: after a week it is the last one done, once again."""
        dose = self.risen().dose(day=day)
        assert (dose.variant, dose.rung, dose.reasons[-1].rule) == ("wall-sit", rung, rule)

    def test_a_session_after_it_counts_from_there(self) -> None:
        someone = self.risen()
        someone.train(11)
        assert someone.rung() == 2
        someone.train(30)
        assert someone.rung() == 1

    def test_left_out_again_it_is_not_lowered_twice(self) -> None:
        someone = self.risen()
        someone.train(11)
        for day in (28, 30):
            someone.train(day, short=["squat"])
            assert someone.rung() == 1

    def test_it_is_missed_while_the_exercise_itself_is_done(self) -> None:
        someone = self.risen()
        someone.train(11)
        someone.screen(12, bad_knee=False)
        for day in range(13, 29, 3):
            someone.train(day)
        someone.screen(29, bad_knee=True)
        assert (someone.dose().variant, someone.rung()) == ("wall-sit", 1)


class TestChosenByHand:
    """A choice above what was on show is a step up, whatever rung is kept: 7 days pass until the next one."""

    def risen(self) -> Person:
        someone = Person()
        for day in (0, 2, 4, 7, 9, 11):
            someone.train(day)
        assert someone.rung() == 2
        return someone

    def climbs(self, someone: Person, day: int) -> None:
        """Chosen on that day; greens by 2, 4, 6 days after, and the next one by the 8th."""
        someone.set_rung(day, "squat", 2)
        for days in (1, 3, 5):
            someone.train(day + days)
            assert someone.rung() == 2
        assert someone.dose().reasons[0].rule == "seven-days"
        someone.train(day + 7)
        assert someone.rung() == 3

    def test_after_two_weeks_away(self) -> None:
        someone = self.risen()
        assert someone.rung(day=31) == 1
        self.climbs(someone, 31)

    def test_after_something_stood_in(self) -> None:
        someone = self.risen()
        someone.train(13, missing=("no-chair",))
        assert someone.rung() == 0
        self.climbs(someone, 15)

    def test_the_same_as_was_on_show_is_none(self) -> None:
        """Up to 2 by day 10; the same, chosen on day 12, leaves the next step where it was."""
        someone = self.risen()
        someone.set_rung(12, "squat", 2)
        for day in (13, 15):
            someone.train(day)
        assert someone.rung() == 2
        someone.train(17)
        assert someone.rung() == 3

    def test_what_hurt_is_held_until_it_was_done_again(self) -> None:
        """Red on rung 2; then it is left out, with no pain told, which says nothing of how it goes."""
        someone = Person()
        someone.set_rung(-0.5, "squat", 2)
        someone.train(0, {"squat": 8})
        someone.train(2, short=["squat"])
        someone.set_rung(4, "squat", 3)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (1, "by-hand-held")
        someone.train(5)
        someone.set_rung(7, "squat", 3)
        assert someone.rung() == 3


LIFT = """
## Lift {#lift}

- dose: 8 reps
- easier:
  - 6 reps
  - 4 reps
- harder:
  - reps +1 to 12

1. Lift.
"""
LIFTING = LADDERS.replace("bridge: 5 reps", "lift") + LIFT


class TestAnotherTextWhileSomethingStandsIn:
    """With a bad knee the lift is done. It hurt at 8 reps, so its next dose is 6 or 4, in whatever text."""

    def changed(self, text: str, *, known: bool) -> Prescribed:
        someone = Person(program_of(LIFTING))
        someone.screen(-0.5, bad_knee=True)
        someone.train(0, {"squat": 7})
        hurt = someone.dose()
        assert (hurt.variant, hurt.rung) == ("lift", -1)
        old, someone.program = someone.program, program_of(text)
        someone.on(2).tell("program-changed", ProgramChanged("legs", None, old.hash))
        earlier = [old] if known else []
        return decide(someone.program, someone.events, someone.at, ZONE, earlier=earlier).exercises[0]

    @pytest.mark.parametrize("known", [True, False])
    def test_its_rung_is_carried_over(self, *, known: bool) -> None:
        dose = self.changed(LIFTING.replace("Legs", "More legs"), known=known)
        assert (dose.change, dose.variant, dose.rung) == (Change.SWAP, "lift", -1)

    @pytest.mark.parametrize("known", [True, False])
    def test_where_it_has_nothing_below_what_hurt_the_exercise_is_left_out(self, *, known: bool) -> None:
        dose = self.changed(LIFTING.replace("- easier:\n  - 6 reps\n  - 4 reps\n", ""), known=known)
        assert (dose.change, dose.dose) == (Change.WITHHELD, None)

    def test_what_does_not_stand_in_any_more_is_forgotten(self) -> None:
        dose = self.changed(LIFTING.replace("- instead when bad-knee: lift\n", ""), known=True)
        assert (dose.variant, dose.rung) == ("half-squat", -1)
