"""The rules of going up, down and on, one after the other, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.unit.coach.people import LADDERS, ZONE, Person, amount_of, program_of
from unkink.coach.colours import Colour
from unkink.coach.deciding import decide
from unkink.coach.decision import Change, Prescribed, Status
from unkink.coach.easier_week import cut, short_holds
from unkink.coach.reasons import ROW_BY_ID
from unkink.coach.rules import RULES
from unkink.program.dose_grammar import read_dose
from unkink.program.ladder import ladder_of
from unkink.program.schedule import rungs_by_session
from unkink.wire.told import (
    Enrolled,
    ExerciseDone,
    Exertion,
    MorningAfter,
    Pain,
    PlannedItem,
    ProgramChanged,
    SessionStarted,
)
from unkink.wire.words import Felt, MorningAnswer, PainOf, SessionKind, Side, Starting

PROTOCOLS = Path(__file__).parents[2] / "conformance" / "protocols"


def test_every_rule_has_a_name_of_its_own_a_sentence_and_a_source() -> None:
    assert len({*ROW_BY_ID, *(rule.id for rule in RULES)}) == len(ROW_BY_ID) + len(RULES)
    assert all(rule.says and rule.source for rule in RULES)


class TestTheFirstDay:
    def test_everything_begins_with_the_dose_as_written(self) -> None:
        decision = Person().decide()
        assert [(one.rung, str(one.dose), one.change) for one in decision.exercises] == [
            (0, "4 reps", Change.SAME),
            (0, "4 rounds per side: 5 s up, 5 s down", Change.SAME),
        ]
        assert (decision.status, decision.exercises[0].reasons[0].rule) == (Status.READY, "start")

    def test_the_questions_come_first(self) -> None:
        assert Person(screened=False).decide().status is Status.SCREENING


class TestUp:
    def test_one_green_is_not_enough_and_says_what_is(self) -> None:
        someone = Person()
        someone.train(0)
        dose = someone.dose()
        assert (dose.rung, dose.reasons[0].rule, dose.higher.sessions) == (0, "one-green", 1)

    def test_two_in_a_row_are_and_the_events_of_both_made_it(self) -> None:
        someone = Person()
        sessions = {someone.train(0), someone.train(2)}
        dose = someone.dose()
        assert (dose.rung, str(dose.dose), dose.change) == (1, "6 reps", Change.UP)
        made = [event for event in someone.events if event.id in dose.reasons[0].events]
        assert (dose.reasons[0].rule, {event.session for event in made}) == ("two-greens", sessions)
        someone.train(4)
        assert (someone.rung(), someone.dose().change) == (1, Change.SAME)

    def test_at_most_one_rung_in_7_days_since_the_last_rise(self) -> None:
        """Risen with the answer of day 3; two more greens by day 8 wait for an answer on day 10."""
        someone = Person()
        for day in (0, 2, 4, 7):
            someone.train(day)
        dose = someone.dose()
        assert (dose.rung, dose.reasons[0].rule) == (1, "seven-days")
        assert someone.rung(day=13) == 1, "time passing earns nothing"
        someone.train(9)
        assert someone.rung() == 2

    @pytest.mark.parametrize(("answer", "soreness"), [("as usual", None), ("muscles sore", 1)])
    def test_the_same_morning_told_again_when_the_7_days_are_over_is_no_further_session(
        self, answer: str, soreness: int | None
    ) -> None:
        someone = Person()
        for day in (0, 2, 4):
            someone.train(day)
        session = someone.train(7, morning=answer, soreness=soreness)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (1, "seven-days")
        someone.morning(13, answer, soreness, session)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (1, "seven-days")

    @pytest.mark.parametrize(("kind", "data", "exercise"), [
        ("pain", Pain(PainOf.WORST, 0), "squat"),
        ("effort", Exertion(5), None),
        ("effort", Exertion(felt=Felt.FINE), "squat"),
    ])  # fmt: skip
    def test_nor_is_the_same_pain_or_effort(self, kind: str, data: Pain | Exertion, exercise: str | None) -> None:
        someone = Person()
        for day in (0, 2, 4):
            someone.train(day)
        session = someone.train(7)
        someone.on(13)
        for _ in range(2):
            someone.tell(kind, data, exercise=exercise, session=session)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (1, "seven-days")

    def test_how_sore_the_muscles_are_told_when_the_7_days_are_over_is_the_answer_that_was_missing(self) -> None:
        someone = Person()
        for day in (0, 2, 4):
            someone.train(day)
        session = someone.train(7, morning="muscles sore")
        someone.morning(13, "muscles sore", 1, session)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (2, "two-greens")

    def test_a_morning_that_names_an_exercise_is_the_morning_of_all_of_them(self) -> None:
        someone = Person()
        someone.train(0)
        session = someone.train(2, morning=None)
        someone.on(3).tell("morning", MorningAfter(MorningAnswer.AS_USUAL), "squat", session=session)
        assert (someone.rung("squat"), someone.rung("reach")) == (1, 0)
        assert [one.colour for one in someone.decide().sessions[-1].exercises] == [Colour.GREEN, Colour.GREEN]

    def test_a_step_up_that_a_later_answer_took_back_still_counts_its_days(self) -> None:
        """It was on show, and perhaps done: the next one comes 7 days after it."""
        someone = Person()
        someone.train(0)
        session = someone.train(2)
        assert someone.rung() == 1
        someone.morning(3.5, "muscles sore", 6, session)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (0, "row-12")
        someone.train(5)
        someone.train(7)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (0, "seven-days")
        someone.train(9)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (1, "two-greens")

    def test_a_step_up_by_an_answer_that_was_undone_leaves_no_trace(self) -> None:
        someone = Person()
        someone.train(0)
        session = someone.train(2, morning=None)
        before = someone.decide()
        told = someone.morning(3, "as usual", session=session)
        assert someone.rung() == 1
        someone.undo(told)
        assert someone.decide(day=2.5).exercises == before.exercises
        someone.morning(3.5, "as usual", session=session)
        assert someone.rung() == 1

    def test_never_above_the_ceiling(self) -> None:
        someone = Person()
        for week in range(6):
            for day in (0, 2, 4):
                someone.train(7 * week + day)
        dose = someone.dose()
        assert (dose.rung, str(dose.steps[-1].dose)) == (3, "10 reps")
        assert (dose.reasons[0].rule, dose.higher.possible) == ("ceiling", False)

    @pytest.mark.parametrize(
        ("told", "rule", "resets"),
        [
            ({"rpe": 8}, "effort", True),
            ({"felt": {"squat": Felt.TOO_HARD}}, "too-hard", True),
            ({"rpe": None}, "effort-missing", False),
            ({"short": ("squat",)}, "not-completed", False),
            ({"eased": ("squat",)}, "eased", False),
        ],
    )
    def test_what_earns_no_rise(self, told: dict[str, object], rule: str, *, resets: bool) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2, **told)  # type: ignore[arg-type]
        assert (someone.rung(), someone.dose().reasons[0].rule) == (0, rule)
        someone.train(4)
        assert someone.rung() == (0 if resets else 1)

    def test_effort_of_7_and_too_easy_do_no_harm(self) -> None:
        someone = Person()
        for day in (0, 2):
            someone.train(day, rpe=7, felt={"squat": Felt.TOO_EASY})
        assert someone.rung() == 1

    def test_a_session_without_the_exercise_is_none_of_it(self) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2, only=["reach"])
        someone.train(4)
        assert someone.rung() == 1


class TestDown:
    def test_easier_twice_running_is_a_rung_down(self) -> None:
        someone = Person()
        someone.train(0, eased=["squat"])
        assert (someone.rung(), someone.dose().change) == (0, Change.SAME)
        someone.train(2, eased=["squat"])
        assert (someone.rung(), someone.dose().reasons[0].rule) == (-1, "eased-twice")

    def test_easier_with_another_session_in_between_is_not(self) -> None:
        someone = Person()
        for day, eased in ((0, ["squat"]), (2, []), (4, ["squat"])):
            someone.train(day, eased=eased)
        assert someone.rung() == 0

    def test_at_the_bottom_easier_twice_changes_nothing(self) -> None:
        someone = Person()
        for day in (0, 2):
            someone.train(day, eased=["reach"])
        assert (someone.rung("reach"), someone.dose("reach").reasons[0].rule) == (0, "eased-at-the-bottom")

    def test_one_session_lowers_by_one_whatever_comes_together(self) -> None:
        someone = Person()
        someone.set_rung(-0.5, "squat", 3)
        someone.train(0, eased=["squat"])
        someone.train(2, {"squat": 9}, eased=["squat"], morning="more pain", feeling={"squat": ("numb",)})
        assert someone.rung() == 2


def test_usual_pain_that_is_told_after_the_session_makes_it_no_better() -> None:
    someone = Person()
    session = someone.train(0, 4, usual=None)
    for day in (0.5, 3):
        someone.on(day).tell("pain", Pain(PainOf.USUAL, 4), session=session)
    assert [one.rule for one in someone.dose().reasons] == ["row-7"]


class TestMissedTime:
    """Two or three a week leave 3 days between: 10 days after the last session, 7 have been missed."""

    def risen(self) -> Person:
        someone = Person()
        for day in (0, 2, 4, 7, 9):
            someone.train(day)
        someone.train(11, rpe=9)
        assert someone.rung() == 2
        return someone

    @pytest.mark.parametrize(
        ("day", "rung", "rule"),
        [(20, 2, "effort"), (21, 2, "away-7"), (27, 2, "away-7"), (28, 1, "away-14"), (38, 1, "away-14")],
    )
    def test_a_gap(self, day: int, rung: int, rule: str) -> None:
        dose = self.risen().dose(day=day)
        assert (dose.rung, dose.reasons[0].rule) == (rung, rule)

    def test_a_rise_that_was_never_done_is_not_begun_after_a_week_away(self) -> None:
        someone = Person()
        for day in (0, 2):
            someone.train(day)
        assert [someone.rung(day=day) for day in (11, 12)] == [1, 0]
        someone.train(12, short=["squat"])
        assert someone.rung() == 0, "nor by leaving it out"

    def test_after_28_days_the_questions_come_again_and_it_begins_below(self) -> None:
        someone = self.risen()
        assert someone.decide(day=38).status is not Status.SCREENING
        assert (someone.decide(day=39).status, someone.rung(day=39)) == (Status.SCREENING, 0)
        someone.screen(40, hernia=False)
        assert (someone.decide().status, someone.rung()) == (Status.READY, 0)
        someone.train(41)
        assert (someone.rung(), someone.dose().change) == (0, Change.SAME)

    def test_from_rung_0_it_is_one_below(self) -> None:
        someone = Person()
        someone.train(0)
        assert someone.dose(day=28).rung == -1

    def test_who_chooses_a_step_after_the_time_away_stands_on_it(self) -> None:
        someone = self.risen()
        someone.set_rung(30, "squat", 2)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (2, "by-hand")
        assert someone.dose(day=45).reasons[0].rule == "away-7"
        assert (someone.rung(day=55), someone.dose(day=55).reasons[0].rule) == (1, "away-14")

    def test_what_is_left_out_again_is_not_lowered_twice_for_the_same_time(self) -> None:
        someone = self.risen()
        assert someone.rung(day=28) == 1
        for day in (28, 31):
            someone.train(day, short=["squat"])
            dose = someone.dose()
            assert (dose.rung, dose.reasons[0].rule) == (1, "away-14")
        someone.train(34)
        assert (someone.rung(), someone.dose().change) == (1, Change.SAME)

    def test_who_left_it_out_and_hurt_all_the_same_goes_down_by_one(self) -> None:
        someone = self.risen()
        session = someone.train(28, {"squat": None}, short=["squat"], morning=None)
        someone.tell("pain", Pain(PainOf.WORST, 7), "squat", session=session)
        assert someone.rung() == 0

    def test_the_days_that_a_person_chose_are_the_planned_gap(self) -> None:
        from unkink.wire.facts import Facts

        someone = Person()
        someone.tell("schedule", Facts({"days": ["mon"]}))
        someone.train(0)
        someone.train(7)
        assert [someone.rung(day=day) for day in (20, 21)] == [1, 0]


class TestEasierWeek:
    def test_it_comes_after_four_weeks_of_building(self) -> None:
        someone = Person()
        for week in range(4):
            for day in (0, 2, 4):
                someone.train(7 * week + day, rpe=8)
        before, after = someone.decide(day=27), someone.decide(day=28)
        assert (before.easier_week, after.easier_week) == (False, True)
        assert [(one.rung, str(one.dose)) for one in after.exercises] == [
            (0, "2 reps"),
            (0, "2 rounds per side: 5 s up, 5 s down"),
        ]
        someone.train(28)
        someone.train(30)
        assert someone.rung() == 0, "rungs do not change in an easier week"
        assert not someone.decide(day=35).easier_week

    def test_it_comes_after_two_amber_weeks_in_a_row(self) -> None:
        someone = Person()
        for day in (0, 3, 7, 10):
            someone.train(day, 3)
        assert (someone.decide(day=13).easier_week, someone.decide(day=14).easier_week) == (False, True)

    @pytest.mark.parametrize(
        ("dose", "less"),
        [
            ("3 x 12 reps", "12 reps"),
            ("5 x 12 reps", "3 x 12 reps"),
            ("2 x 30 s per side", "30 s per side"),
            ("6 rounds: 5 s up", "3 rounds: 5 s up"),
            ("10 reps, hold 5 s", "6 reps, hold 5 s"),
            ("1 reps", "1 reps"),
            ("60 s per side", "60 s per side"),
            ("max hold", "max hold"),
            ("12/10/8/6/4 reps", "12/10/8 reps"),
        ],
    )
    def test_what_is_cut(self, dose: str, less: str) -> None:
        assert str(cut(read_dose(dose))) == less

    def test_no_breath_is_held_for_long_where_blood_pressure_is_high(self) -> None:
        assert str(short_holds(read_dose("4 reps, hold 15 s"))) == "4 reps, hold 10 s"
        assert str(short_holds(read_dose("2 x max hold per side, rest 60 s"))) == "2 x 10 s per side, rest 60 s"
        assert str(short_holds(read_dose("4 rounds: 15 s up, 5 s down"))) == "4 rounds: 10 s up, 5 s down"


class TestRestDays:
    def test_one_day_between(self) -> None:
        someone = Person()
        someone.train(0)
        assert [someone.decide(day=day).status for day in (0.2, 1, 2)] == [
            Status.REST_DAY,
            Status.REST_DAY,
            Status.READY,
        ]

    def test_a_file_with_more_sessions_leaves_no_room_for_it(self) -> None:
        someone = Person(program_of(LADDERS.replace("2-3 a week", "7 a week")))
        someone.train(0)
        assert someone.decide(day=1).status is Status.READY

    def test_a_day_ends_at_four_in_the_morning_where_the_person_is(self) -> None:
        """02:30 in Warsaw belongs to the day before; the day after tomorrow is then one day further on."""
        someone = Person()
        someone.train(-0.27)
        assert someone.decide(day=0).day.isoformat() == "2027-01-04"
        assert [someone.decide(day=day).status for day in (0, 1)] == [Status.REST_DAY, Status.READY]


class TestByHand:
    def test_a_person_sets_a_rung_and_takes_it_back(self) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2)
        before = someone.decide()
        told = someone.set_rung(4, "squat", -1)
        dose = someone.dose()
        assert (dose.rung, dose.change, dose.reasons[0].rule) == (-1, Change.DOWN, "by-hand")
        someone.undo(told)
        assert someone.decide(day=3.5).exercises == before.exercises

    def test_never_past_the_ceiling(self) -> None:
        someone = Person()
        someone.set_rung(0, "squat", 99)
        assert (someone.rung(), str(someone.dose().dose)) == (3, "10 reps")

    def test_what_hurt_is_not_overruled(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 8})
        someone.set_rung(2, "squat", 3)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (-1, "by-hand-held")
        someone.train(3)
        someone.set_rung(5, "squat", 3)
        assert someone.rung() == 3

    def test_more_pain_told_after_the_choice_still_counts(self) -> None:
        someone = Person()
        session = someone.train(0, morning=None)
        someone.set_rung(0.5, "squat", 2)
        assert someone.rung() == 2
        someone.morning(1, "more pain", session=session)
        assert someone.rung() == -1

    def test_a_choice_that_more_pain_took_back_was_on_show_and_counts(self) -> None:
        """Chosen on day 0, taken back on day 1; two green sessions until day 6 are too early for another step up."""
        someone = Person()
        session = someone.train(0, morning=None)
        someone.set_rung(0.5, "squat", 2)
        someone.morning(1, "more pain", session=session)
        for day in (2, 4):
            someone.train(day)
        dose = someone.dose(day=6)
        assert (dose.rung, dose.reasons[0].rule) == (-1, "seven-days")
        someone.train(6)
        assert someone.rung() == 0

    def test_a_choice_that_a_good_morning_lets_through_counts_from_that_morning(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 7})
        session = someone.train(2, morning=None)
        someone.set_rung(3, "squat", 1)
        assert someone.dose().reasons[0].rule == "by-hand-held"
        someone.morning(5, "as usual", session=session)
        assert someone.rung() == 1
        for day in (6, 8, 10):
            someone.train(day)
            assert someone.dose().reasons[0].rule == ("one-green" if day == 6 else "seven-days")
        assert someone.rung(day=11.5) == 1, "8 days after the choice, and 6 after it was on show"
        someone.train(12)
        assert someone.rung() == 2

    def test_what_a_later_session_earned_and_an_earlier_one_took_back_was_on_show(self) -> None:
        """The morning of the session on day 2 is told on day 6, when that of day 4 had raised it already."""
        someone = Person()
        someone.train(0)
        unsaid = someone.train(2, morning=None)
        someone.train(4)
        assert someone.rung() == 1
        someone.morning(6, "more pain", session=unsaid)
        assert someone.rung() == -1
        for day in (7, 9):
            someone.train(day)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (-1, "seven-days")
        someone.train(11)
        assert someone.rung() == 0

    @pytest.mark.parametrize(("answer", "rung", "rule"), [
        ("as usual", 2, "by-hand"),
        ("muscles sore", 2, "by-hand"),
        ("more pain", -1, "by-hand-held"),
    ])  # fmt: skip
    def test_a_choice_after_more_pain_falls_to_more_pain_again_and_to_no_better_morning(
        self, answer: str, rung: int, rule: str
    ) -> None:
        """A better answer that is told late says nothing of when it hurt last: what was chosen since stays chosen."""
        someone = Person()
        session = someone.train(0, morning="more pain")
        assert someone.rung() == -1
        someone.set_rung(1.5, "squat", 2)
        someone.morning(2, answer, session=session)
        assert (someone.rung(), someone.dose().reasons[0].rule) == (rung, rule)

    def test_undoing_pain_restores_what_was(self) -> None:
        someone, other = Person(), Person()
        for one in (someone, other):
            one.train(0)
        other.train(2, {"squat": None})
        someone.train(2, {"squat": 8})
        (pain,) = [event for event in someone.events if event.exercise == "squat" and event.kind == "pain"][1:]
        assert someone.rung() == -1
        someone.undo(pain)
        assert (someone.rung(), someone.dose().change) == (other.rung(), other.dose().change)


class TestSubstitutes:
    def test_another_exercise_stands_in_and_the_own_one_comes_back_no_higher_than_written(self) -> None:
        someone = Person()
        for day in (0, 2):
            someone.train(day)
        dose = someone.dose(missing=["no-chair"])
        assert (dose.change, dose.variant, str(dose.dose), dose.instead_of_because) == (
            Change.SWAP,
            "wall-sit",
            "10 s",
            "no-chair",
        )
        someone.train(4, missing=("no-chair",))
        assert (someone.rung(), someone.dose().reasons[0].rule) == (0, "returned")

    def test_while_something_stands_in_no_time_is_missed(self) -> None:
        someone = Person()
        someone.train(0)
        someone.screen(1, bad_knee=True)
        for day in range(2, 33, 3):
            someone.train(day)
        assert someone.dose().variant == "bridge"
        someone.screen(34, bad_knee=False)
        assert someone.rung() == 0
        assert someone.rung(day=50) == -1, "two weeks and more since anything was done in its place"

    def test_it_climbs_by_itself(self) -> None:
        someone = Person()
        for day in (0, 2):
            someone.train(day, missing=("no-chair",))
        dose = someone.dose(missing=["no-chair"])
        assert (dose.rung, str(dose.dose)) == (1, "15 s")
        assert someone.rung() == 0

    def test_an_answer_of_the_screening_swaps_without_being_asked_again(self) -> None:
        someone = Person()
        someone.screen(0, bad_knee=True)
        assert (someone.dose().change, someone.dose().variant, str(someone.dose().dose)) == (
            Change.SWAP,
            "bridge",
            "5 reps",
        )
        someone.screen(1, bad_knee=False)
        assert someone.dose().change is Change.SAME

    def test_what_hurt_while_it_stood_in_lowers_the_own_one_too(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 7}, missing=("no-chair",))
        assert someone.dose(missing=["no-chair"]).change is Change.WITHHELD
        someone.train(2)
        dose = someone.dose(missing=["no-chair"])
        assert (dose.change, dose.rung, dose.variant) == (Change.DOWN, -1, "half-squat"), "it needs no chair"


class TestSides:
    def test_separate_sides_climb_on_their_own(self) -> None:
        text = LADDERS.replace("- dose: 4 rounds per side", "- sides: separate\n- dose: 4-8 rounds per side")
        someone = Person(program_of(text))
        for day in (0, 2):
            session = someone.train(day, {"reach": None}, morning=None)
            for side, level in ((Side.LEFT, 0), (Side.RIGHT, 3)):
                someone.tell("pain", Pain(PainOf.WORST, level), "reach", session=session, side=side)
            someone.morning(day + 1, "as usual", session=session)
        doses = [one for one in someone.decide().exercises if one.exercise == "reach"]
        assert [(one.side, one.rung) for one in doses] == [(Side.LEFT, 1), (Side.RIGHT, 0)]

    @pytest.mark.parametrize("named", [True, False], ids=["each side planned", "planned without sides"])
    def test_what_was_planned_for_the_other_side_is_not_missed_on_this_one(self, *, named: bool) -> None:
        text = LADDERS.replace("- dose: 4 rounds per side", "- sides: separate\n- dose: 4-8 rounds per side")
        someone = Person(program_of(text))
        someone.set_rung(0, "reach", 2, Side.RIGHT)
        for day in (8, 10):
            someone.on(day)
            session = UUID(int=900 + day)
            doses = [one for one in someone.decide().exercises if one.exercise == "reach"]
            items = [_item(one, one.side if named else None) for one in doses]
            start = SessionStarted(SessionKind.WHOLE, tuple(items), (), Side.LEFT, Starting.TIMED)
            someone.tell("session-started", start, session=session)
            for one, item in zip(doses, items, strict=True):
                done = ExerciseDone(item.variant, item.rung, item.dose, item.prescribed, item.prescribed)
                someone.tell("exercise-done", done, "reach", side=one.side, session=session)
                someone.tell("pain", Pain(PainOf.WORST, 0), "reach", side=one.side, session=session)
            someone.tell("effort", Exertion(5), session=session)
            someone.morning(day + 1, "as usual", session=session)
        rungs = {one.side: one.rung for one in someone.decide().exercises if one.exercise == "reach"}
        assert rungs == {Side.LEFT: 1, Side.RIGHT: 3}


def _item(one: Prescribed, side: Side | None) -> PlannedItem:
    assert one.dose is not None and one.variant is not None
    amount = amount_of(one.dose)
    return PlannedItem(one.exercise, one.variant, one.rung, str(one.dose), amount.sets, rounds=amount.rounds, side=side)


class TestSchedules:
    @pytest.mark.parametrize("path", sorted(PROTOCOLS.glob("*.md")), ids=lambda path: path.stem)
    def test_a_published_protocol_comes_out_as_printed(self, path: Path) -> None:
        """Followed with a perfect history, every session has the dose that the protocol prints for it."""
        program = program_of(path.read_text(encoding="utf-8"))
        name = program.exercises[0]
        printed = []
        for rung in rungs_by_session(program, ladder_of(program, name)):
            printed.append(str(rung.dose.at_base()))
            if len(printed) == 40:
                break
        someone = Person(program, screened=True)
        done = []
        gap = 1 if program.sessions.low > 3 else 2
        for number in range(len(printed)):
            someone.on(number * gap)
            done.append(str(someone.dose(name).dose))
            someone.train(number * gap, rpe=9)
            assert not someone.decide().easier_week
        assert done == printed
        assert someone.decide() == decide(program, someone.events, someone.at + timedelta(minutes=1), ZONE)

    def test_it_holds_on_amber_and_grey_and_steps_back_on_red(self) -> None:
        text = (PROTOCOLS / "nordic-ten-weeks.md").read_text(encoding="utf-8")
        someone = Person(program_of(text))
        name = someone.program.exercises[0]
        for number in range(6):
            someone.train(number * 2)
        assert (someone.rung(name), str(someone.dose(name).dose)) == (1, "3 x 7 reps")
        someone.train(12, 3)
        someone.train(14, morning=None)
        assert (someone.rung(name), someone.dose(name).higher.sessions) == (1, 6)
        someone.train(16, 7)
        assert (someone.rung(name), someone.dose(name).change) == (0, Change.DOWN)

    def test_two_weeks_of_holiday_change_nothing(self) -> None:
        text = (PROTOCOLS / "nordic-ten-weeks.md").read_text(encoding="utf-8")
        someone = Person(program_of(text))
        for number in range(6):
            someone.train(number * 2)
        assert [someone.rung(someone.program.exercises[0], day=day) for day in (12, 26, 38)] == [1, 1, 0]


EASIER = "- easier:\n  - half-squat: 4 reps\n  - half-squat: 6 reps\n"


class TestAnotherText:
    def changed(self, text: str, *, name: str = "legs", known: bool = True) -> int:
        someone = Person()
        for day in (0, 2, 4, 7, 9):
            someone.train(day)
        assert someone.rung() == 2  # 8 reps
        someone.train(11, 3)
        old, someone.program = someone.program, program_of(text)
        someone.on(12)
        someone.tell("program-changed", ProgramChanged(name, None, old.hash))
        now = someone.at
        found = decide(someone.program, someone.events, now, "UTC", earlier=[old] if known else []).exercises[0]
        return found.rung

    @pytest.mark.parametrize("known", [True, False])
    def test_the_same_dose_or_the_nearest_that_is_no_harder(self, *, known: bool) -> None:
        assert self.changed(LADDERS.replace("reps +2 to 10", "reps +1 to 10"), known=known) == 4
        assert self.changed(LADDERS.replace("reps +2 to 10", "reps +3 to 10"), known=known) == 1

    @pytest.mark.parametrize("known", [True, False])
    def test_a_program_of_another_name_begins_no_higher_than_its_dose_as_written(self, *, known: bool) -> None:
        assert self.changed(LADDERS.replace("Legs", "Other legs"), name="others", known=known) == 0

    def test_what_hurt_goes_on_lowering(self) -> None:
        someone = Person()
        someone.train(0, {"squat": 6})
        someone.program = program_of(LADDERS.replace("Legs", "Legs again"))
        someone.on(1.5)
        someone.tell("program-changed", ProgramChanged("legs"))
        assert someone.rung() == -1

    @pytest.mark.parametrize("known", [True, False])
    def test_what_hurt_is_not_carried_back_by_a_text_with_nothing_below_it(self, *, known: bool) -> None:
        someone = Person()
        someone.train(0, {"squat": 6})
        old, someone.program = someone.program, program_of(LADDERS.replace(EASIER, ""))
        someone.on(1.5)
        someone.tell("program-changed", ProgramChanged("legs", None, old.hash))
        now, earlier = someone.at, [old] if known else []
        dose = decide(someone.program, someone.events, now, "UTC", earlier=earlier).exercises[0]
        assert (dose.change, dose.dose) == (Change.WITHHELD, None)
        assert [one.rule for one in dose.reasons] == ["withheld", "row-3"]

    def test_enrolled_again_in_the_same_text_nothing_changes(self) -> None:
        someone = Person()
        someone.train(0)
        someone.train(2)
        before = someone.decide().exercises
        again = someone.tell("enrolled", Enrolled("legs"))
        assert someone.decide().exercises == before
        assert again.program == someone.program.hash


def test_a_device_that_had_not_heard_of_a_rise_hurts_on_the_lower_rung() -> None:
    """Played on rung 0 while the coach stood on 1: the next dose is below the one that hurt."""
    someone = Person()
    for day in (0, 2):
        someone.train(day)
    assert someone.rung() == 1
    session = someone.train(4, {"squat": 7})
    events = []
    for event in someone.events:
        if isinstance(event.data, SessionStarted) and event.session == session:
            items = tuple(replace(item, rung=0) for item in event.data.items)
            events.append(replace(event, data=replace(event.data, items=items)))
        elif event.kind != "exercise-done" or event.session != session:
            events.append(event)
    someone.events = events
    assert someone.rung() == -1


def test_pain_told_late_excuses_no_other_exercise() -> None:
    """More pain in the morning, and nothing known to have hurt: all that was done goes down, and stays down."""
    someone = Person()
    session = someone.train(0, morning="more pain")
    assert someone.rung() == -1
    someone.tell("pain", Pain(PainOf.WORST, 9), "reach", session=session)
    assert someone.rung() == -1
