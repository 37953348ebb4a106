"""Histories that were worked out by hand from the tables before anybody ran them: rules that meet over weeks."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.unit.coach.people import Person
from tests.unit.coach.test_phases import phases
from unkink.coach.decision import Change, Status
from unkink.wire.facts import Facts
from unkink.wire.told import Pain, Screened
from unkink.wire.words import PainOf


class TestPainThatGrewBeforeALongTimeAway:
    """Pain of 1, 2, 3 and 4 in four weeks, never more than usual; nothing after day 24. Row 6 locks on day 28."""

    def test_a_session_without_the_questions_does_not_open_its_lock(self) -> None:
        someone = Person()
        for week, pain in enumerate((1, 2, 3, 4)):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=5)
        locked = someone.decide(day=54)
        assert (locked.status, locked.reasons[0].rule) == (Status.LOCKED, "lock-professional")
        someone.train(55, morning=None)
        assert someone.decide().status is Status.LOCKED
        someone.screen(56, cleared_by_professional=True)
        assert someone.decide(day=57).status is Status.READY

    def test_and_its_step_down_stays(self) -> None:
        """Row 6 on day 21, from 0 to -1; four weeks away are one step below that."""
        someone = Person()
        for week, pain in enumerate((1, 2, 3)):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=5, rpe=8)
        assert [someone.rung(day=day) for day in (20, 21, 54)] == [0, -1, -2]
        someone.train(55, None)
        assert someone.rung() == -2


class TestTwoSessionsOnOneDay:
    """The squat is on its easiest step; it hurts in one of the two, and the other one goes well."""

    def hurt_in(self, *, second: bool) -> tuple[Person, UUID, UUID]:
        someone = Person()
        someone.set_rung(-0.5, "squat", -2)
        first = someone.train(0, {"squat": 0 if second else 7}, morning=None)
        other = someone.train(0.4, {"squat": 7 if second else 0}, morning=None)
        assert someone.dose().change is Change.WITHHELD
        return someone, first, other

    def test_the_morning_after_the_earlier_one_does_not_bring_back_what_hurt_in_the_later_one(self) -> None:
        someone, first, second = self.hurt_in(second=True)
        someone.morning(1, "as usual", session=first)
        someone.morning(1.1, "as usual", session=second)
        assert someone.dose().change is Change.WITHHELD
        someone.train(2)
        assert someone.dose().change is not Change.WITHHELD

    def test_the_morning_after_the_later_one_does(self) -> None:
        someone, _, second = self.hurt_in(second=False)
        someone.morning(1, "as usual", session=second)
        assert someone.dose().change is not Change.WITHHELD


class TestASessionThatWasTakenBack:
    """It did not take place, so the morning after it says nothing either."""

    def without(self, someone: Person, session: UUID, day: float) -> Person:
        start = next(one for one in someone.events if one.session == session and one.kind == "session-started")
        someone.on(day).undo(start)
        return someone

    def test_more_pain_after_it_asks_for_no_rest(self) -> None:
        someone = Person()
        someone.train(0)
        second = someone.train(2, morning="more pain")
        assert someone.decide(day=4).status is Status.REST
        assert self.without(someone, second, 4).decide(day=5).status is Status.READY

    def test_a_fine_morning_after_it_brings_nothing_back(self) -> None:
        someone = Person()
        someone.set_rung(-0.5, "squat", -2)
        someone.train(0, {"squat": 7})
        second = someone.train(2)
        assert someone.dose().change is not Change.WITHHELD
        assert self.without(someone, second, 4).dose().change is Change.WITHHELD
        someone.train(5)
        assert someone.dose().change is not Change.WITHHELD


class TestTwoRedSessions:
    def test_a_screening_without_a_single_answer_opens_nothing(self) -> None:
        someone = Person()
        for day in (0, 3):
            someone.train(day, {"squat": 7})
        someone.screen(5)
        assert someone.decide().status is Status.LOCKED
        someone.on(6).tell("screening", Screened(Facts({"hernia": "perhaps"})))
        assert someone.decide().status is Status.LOCKED
        someone.screen(7, hernia=False)
        assert someone.decide().status is Status.READY

    def test_one_session_is_one_however_late_it_is_told_again(self) -> None:
        someone = Person()
        first = someone.train(0, {"squat": 7})
        someone.on(9).tell("pain", Pain(PainOf.WORST, 7), "squat", session=first)
        assert someone.decide().status is Status.READY
        someone.train(12, {"squat": 7})
        assert someone.decide().status is Status.LOCKED


class TestUsualPainThatNamesNoSession:
    """Told twice before a session, the smaller one counts: pain of 4 is then more than usual."""

    def rule(self, *told: tuple[float, int], usual: int | None = None) -> str:
        someone = Person()
        for day, level in told:
            someone.on(day).tell("pain", Pain(PainOf.USUAL, level))
        someone.train(0.1, 4, usual=usual)
        return someone.dose().reasons[0].rule

    def test_of_two_the_smaller_one_counts_in_any_order(self) -> None:
        assert self.rule((0, 4)) == "one-green"
        assert self.rule((0, 1), (0.05, 4)) == self.rule((0, 4), (0.05, 1)) == "row-7"

    def test_beside_one_that_names_the_session_too(self) -> None:
        assert self.rule((0, 1), usual=4) == self.rule((0, 4), usual=1) == "row-7"
        assert self.rule((0, 4), usual=4) == "one-green"

    def test_that_of_another_day_is_not_asked(self) -> None:
        assert self.rule((-1, 1), (0, 4)) == "one-green"


class TestPainOfAnExerciseThatTheProgramDoesNotHave:
    """It colours its session as any other, whatever else the session asks for."""

    def test_two_amber_weeks_in_a_row_lead_to_an_easier_one(self) -> None:
        for pain, easier in ((2, False), (4, True)):
            someone = Person()
            for day in (0, 3, 7, 10):
                session = someone.train(day)
                someone.tell("pain", Pain(PainOf.WORST, pain), "hop", session=session)
            assert someone.decide(day=14).easier_week is easier

    def test_a_phase_waits_for_a_session_without_it(self) -> None:
        someone = Person(phases())
        for day in (0, 2, 4, 7, 9, 11):
            session = someone.train(day)
        someone.tell("pain", Pain(PainOf.WORST, 8), "hop", session=session)
        found = someone.decide(day=14).phase
        assert found is not None
        assert (found.phase, found.sessions) == ("calm", 5)
        assert "phase-waits-green" in [one.rule for one in found.reasons]


class TestWhatIsSaidIsSo:
    """Each sentence of a decision is true for the log that it is about."""

    def test_who_left_one_exercise_out_was_not_away(self) -> None:
        someone = Person()
        someone.train(0)
        for day in range(2, 20, 2):
            someone.train(day, only=["squat"])
        (why,) = someone.dose("reach").reasons
        assert (why.rule, why.says) == (
            "away-14", "It was not done for two weeks or more: one step down, if there is one."
        )  # fmt: skip

    def test_pain_of_5_as_usual_is_too_much_and_as_usual(self) -> None:
        someone = Person()
        someone.train(0, 5, usual=5)
        (why,) = someone.dose().reasons
        assert (why.rule, why.says) == ("row-12", "The pain, or the soreness after it, was too much for a step up.")

    def test_one_green_soon_after_a_step_up_promises_no_next_one(self) -> None:
        someone = Person()
        for day in (0, 2, 4):
            someone.train(day)
        dose = someone.dose()
        assert dose.reasons[0].says == "One green session so far. It takes two in a row to go up."
        assert dose.higher.says.endswith("It went up lately, so not before 2027-01-14.")

    def test_a_step_up_of_weeks_ago_is_not_of_the_last_7_days(self) -> None:
        someone = Person()
        for day in (0, 2, 4, 7):
            someone.train(day)
        (why,) = someone.dose(day=13).reasons
        assert (
            why.says
            == "Its last step up was less than 7 days before. A green session from 2027-01-14 on takes it further."
        )

    def test_an_easier_week_says_that_it_raises_nothing(self) -> None:
        someone = Person()
        for week in range(4):
            someone.train(7 * week, rpe=8)
            assert "easier week" not in someone.dose().higher.says
        someone.train(28)
        dose = someone.dose()
        assert (dose.higher.sessions, dose.rung) == (2, 0)
        assert dose.higher.says.endswith("Those of this easier week do not count.")

    def test_what_waits_for_a_professional_waits_for_no_morning(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 2}, feeling={"squat": ("numb",)}, persists=True)
        dose = someone.dose()
        assert [one.rule for one in dose.reasons] == ["withheld-professional"]
        assert dose.higher.says == "First a professional has to clear it."

    def test_what_hurt_a_week_ago_is_not_done_once_again(self) -> None:
        someone = Person()
        someone.set_rung(-0.5, "squat", 2)
        someone.train(0, {"squat": 7})
        for day, rung, rule in ((9, 1, "row-3"), (12, 1, "row-3"), (17, 0, "away-14")):
            dose = someone.dose(day=day)
            assert (dose.change, dose.rung, dose.reasons[0].rule) == (Change.DOWN, rung, rule)

    def test_nor_is_what_was_chosen_by_hand_since(self) -> None:
        someone = Person()
        someone.train(0)
        someone.set_rung(1.5, "squat", 3)
        for day, rung, rule in ((11, 3, "by-hand"), (12, 3, "by-hand"), (19, 2, "away-14")):
            assert (someone.rung(day=day), someone.dose(day=day).reasons[0].rule) == (rung, rule)


class TestWhatHurtOnAStepBelowTheOneThatIsKept:
    """The step below is where it goes on: no single session, green or amber, leads back to the one that hurt."""

    def away(self) -> Person:
        """Rung 3 until day 0; after 30 days it is shown on rung 0, and hurts before anything of it is done."""
        someone = Person()
        someone.set_rung(-0.5, "squat", 3)
        someone.train(0)
        someone.screen(30, hernia=False)
        someone.train(30, {"squat": 7}, short=["squat"])
        assert (someone.rung(), someone.dose().change) == (-1, Change.DOWN)
        return someone

    @pytest.mark.parametrize(("pain", "rule"), [(0, "one-green"), (4, "row-7"), (None, "row-11")])
    def test_after_a_long_time_away(self, pain: int | None, rule: str) -> None:
        someone = self.away()
        someone.train(32, {"squat": pain})
        dose = someone.dose()
        assert (dose.change, dose.rung, dose.reasons[0].rule) == (Change.SAME, -1, rule)

    def test_two_greens_lead_up_by_one(self) -> None:
        someone = self.away()
        rungs = []
        for day in (32, 34, 37):
            someone.train(day)
            rungs.append(someone.rung())
        assert rungs == [-1, 0, 0]

    def test_more_pain_on_the_morning_after_leads_further_down(self) -> None:
        someone = self.away()
        someone.train(32, {"squat": 3}, usual=3, morning="more pain")
        assert someone.rung() == -2

    def test_left_out_after_a_long_time_away_it_goes_down_for_more_pain_too(self) -> None:
        """Rung 0 on show; pain of 3 on the day, no more than usual, and more pain on the morning after."""
        someone = Person()
        someone.set_rung(-0.5, "squat", 3)
        someone.train(0)
        someone.screen(30, hernia=False)
        assert someone.rung() == 0
        someone.train(30, {"squat": 3}, usual=3, short=["squat"], morning="more pain")
        assert (someone.rung(), someone.dose().change) == (-1, Change.DOWN)

    @pytest.mark.parametrize("pain", [0, 4])
    def test_on_a_device_that_had_not_heard_of_a_step_up(self, pain: int) -> None:
        """Chosen by hand on rung 2; the phone still plays rung 1, and that hurts."""
        someone = Person()
        phone = Person()
        phone.number = 100
        phone.set_rung(-0.6, "squat", 1)
        phone.train(0, {"squat": 7})
        someone.set_rung(-0.5, "squat", 2)
        someone.events += [one for one in phone.events if one.session is not None]
        someone.on(1.1)
        assert someone.rung() == 0
        someone.train(2, {"squat": pain})
        assert someone.rung() == 0


class TestALockNamesTheRowThatMadeIt:
    @pytest.mark.parametrize(
        ("feeling", "rules"),
        [("chest-pain", ["lock-emergency", "row-1"]), ("popped", ["lock-professional", "row-4"]),
         ("pins-and-needles", [])],
    )  # fmt: skip
    def test_of_the_safety_table(self, feeling: str, rules: list[str]) -> None:
        someone = Person()
        session = someone.train(0, {"squat": 1}, feeling={"squat": (feeling,)})
        told = {one.id for one in someone.events if one.session == session and one.kind == "pain"}
        locked = someone.decide(day=3)
        assert [one.rule for one in locked.reasons] == rules
        assert all(told.issuperset(one.events) and one.events for one in locked.reasons)

    def test_of_weeks_in_which_pain_grew(self) -> None:
        someone = Person()
        for week, pain in enumerate((1, 2, 3, 4)):
            for day in (0, 3):
                someone.train(7 * week + day, pain, usual=5)
        assert [one.rule for one in someone.decide(day=36).reasons] == ["lock-professional", "row-6"]

    def test_of_the_questions_none(self) -> None:
        someone = Person()
        someone.screen(0, chest_pain=True)
        assert [one.rule for one in someone.decide().reasons] == ["lock-emergency"]
