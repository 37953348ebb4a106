"""What was done against what was prescribed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.unit.coach.build import REACH, SESSION, SEVEN, SQUAT, WHOLE, Diary
from unkink.coach.record import SessionRecord, has_sides, record_of
from unkink.wire.event import Event
from unkink.wire.told import Amount, ExerciseDone, PlannedItem, Undone
from unkink.wire.words import EndReason, Felt, MorningAnswer, PainOf, SessionKind, Side, SkipReason, Starting


@pytest.fixture
def diary() -> Diary:
    """A session that was started."""
    made = Diary()
    made.start()
    return made


def record(diary: Diary) -> SessionRecord:
    return record_of(SESSION, diary.events)


class TestCompleted:
    def test_all_of_it_on_every_side(self, diary: Diary) -> None:
        diary.done(SQUAT)
        diary.done(REACH, Side.LEFT)
        assert record(diary).completed("squat")
        assert not record(diary).completed("reach")
        diary.done(REACH, Side.RIGHT)
        assert record(diary).completed("reach")

    @pytest.mark.parametrize("short", [{"sets": 1}, {"reps": 15}])
    def test_any_number_short_is_done_and_not_completed(self, diary: Diary, short: dict[str, Any]) -> None:
        diary.done(SQUAT, **short)
        assert not record(diary).completed("squat")
        assert record(diary).of("squat")[0].ways[0].done == replace(SQUAT.prescribed, **short)

    def test_what_is_confirmed_is_reached(self, diary: Diary) -> None:
        diary.done(SQUAT, confirmed=True, reps=0)
        assert record(diary).completed("squat")

    def test_more_than_prescribed_is_reached(self, diary: Diary) -> None:
        diary.done(SQUAT, reps=99)
        assert record(diary).completed("squat")

    def test_where_no_number_is_prescribed_only_the_persons_word_counts(self) -> None:
        diary = Diary()
        item = PlannedItem("plank", "plank", 0, "max hold")
        diary.start(replace(WHOLE, items=(item,)))
        diary.done(item)
        assert not record(diary).completed("plank")
        diary.done(item, confirmed=True)
        assert record(diary).completed("plank")

    def test_nothing_told_is_not_completed(self, diary: Diary) -> None:
        assert [record(diary).completed(name) for name in ("squat", "reach", "unheard-of")] == [False] * 3

    def test_eased_is_not_completed_even_when_all_was_done(self, diary: Diary) -> None:
        diary.done(SQUAT)
        diary.ease("squat", -1)
        eased = ExerciseDone("squat-easy", -1, "4 reps", Amount(reps=4), Amount(reps=4))
        diary.tell("exercise-done", eased, "squat")
        (one,) = record(diary).of("squat")
        assert (one.completed, one.eased) == (False, True)
        assert [(way.variant, way.rung, way.reached) for way in one.ways] == [
            ("squat", 0, True),
            ("squat-easy", -1, True),
        ]

    def test_easing_one_side_leaves_the_other_completed(self, diary: Diary) -> None:
        diary.done(REACH, Side.LEFT)
        diary.done(REACH, Side.RIGHT)
        diary.ease("reach", 0, Side.RIGHT)
        assert [one.completed for one in record(diary).of("reach")] == [True, False]
        assert not record(diary).completed("reach")

    def test_skipped_is_not_completed(self, diary: Diary) -> None:
        diary.done(SQUAT)
        diary.skip("squat", SkipReason.TIME)
        diary.skip("squat", SkipReason.HURTS)
        diary.skip("squat", SkipReason.PERSON)
        assert not record(diary).completed("squat")
        assert record(diary).of("squat")[0].skipped is SkipReason.HURTS

    def test_a_device_that_prescribes_less_completes_nothing(self, diary: Diary) -> None:
        less = ExerciseDone("squat", 0, "2 x 8 reps", Amount(1, 8), Amount(1, 8))
        diary.tell("exercise-done", less, "squat")
        assert not record(diary).completed("squat")
        assert record(diary).of("squat")[0].ways[0].prescribed == Amount(2, 16)

    def test_gone_back_to_the_larger_number_counts(self, diary: Diary) -> None:
        diary.done(SQUAT)
        diary.done(SQUAT, sets=0, reps=3)
        assert record(diary).completed("squat")


class TestSides:
    def test_a_dose_with_sides_has_a_record_for_each_though_nothing_was_done(self, diary: Diary) -> None:
        assert [(one.exercise, one.side) for one in record(diary).exercises] == [
            ("squat", None), ("reach", Side.LEFT), ("reach", Side.RIGHT)
        ]  # fmt: skip

    def test_what_names_no_side_is_about_both(self, diary: Diary) -> None:
        diary.pain(PainOf.WORST, 3, "reach")
        diary.done(REACH)
        assert [(one.worst, one.completed) for one in record(diary).of("reach")] == [(3, True), (3, True)]

    def test_a_side_of_an_exercise_without_sides_parts_it(self, diary: Diary) -> None:
        """The dose of a log from elsewhere may not be in our language; what it then tells of a side is believed."""
        diary.pain(PainOf.WORST, 2, "squat")
        diary.pain(PainOf.NOW, 5, "squat", side=Side.LEFT)
        assert [(one.side, one.worst, one.now, one.pain) for one in record(diary).of("squat")] == [
            (Side.LEFT, 2, 5, 5), (Side.RIGHT, 2, None, 2)
        ]  # fmt: skip

    @pytest.mark.parametrize(("dose", "sides"), [
        ("4 reps per side", True), ("20 s alternating sides", True), ("60 s", False), ("as it comes", False),
        ("", False),
    ])  # fmt: skip
    def test_the_dose_says_whether_there_are_sides(self, dose: str, sides: bool) -> None:
        assert has_sides(dose) is sides


class TestWhatWasTold:
    def test_a_whole_session(self, diary: Diary) -> None:
        diary.pain(PainOf.USUAL, 2)
        diary.pause(3, 1500)
        diary.pain(PainOf.NOW, 4, "squat", where="knee", feeling=("pinching",))
        diary.pain(PainOf.WORST, 3, "squat")
        diary.effort(felt=Felt.TOO_HARD, exercise="squat")
        diary.effort(6)
        diary.end(EndReason.FINISHED, "Better.")
        diary.morning(MorningAnswer.MUSCLES_SORE, 3)
        whole = record(diary)
        assert (whole.started, whole.day, whole.kind, whole.pace) == (
            SEVEN, date(2026, 11, 22), SessionKind.WHOLE, Starting.TIMED
        )  # fmt: skip
        assert (whole.missing, whole.first_side, whole.program) == (("no-ball",), Side.RIGHT, "0" * 64)
        assert (whole.usual, whole.rpe, whole.morning, whole.soreness) == (2, 6, MorningAnswer.MUSCLES_SORE, 3)
        assert (whole.ended, whole.reason, whole.note) == (SEVEN + timedelta(minutes=7), EndReason.FINISHED, "Better.")
        assert [(pause.block, pause.position_ms) for pause in whole.pauses] == [(3, 1500)]
        (squat,) = whole.of("squat")
        assert (squat.worst, squat.now, squat.pain, squat.felt) == (3, 4, 4, Felt.TOO_HARD)
        assert (squat.where, squat.feeling) == (("knee",), ("pinching",))

    def test_an_answer_that_is_missing_is_none_and_not_zero(self, diary: Diary) -> None:
        assert (record(diary).usual, record(diary).rpe, record(diary).of("squat")[0].pain) == (None, None, None)
        diary.pain(PainOf.WORST, 0, "squat")
        assert record(diary).of("squat")[0].pain == 0

    def test_told_again_it_only_gets_worse(self, diary: Diary) -> None:
        for level, rpe, felt, answer in [
            (3, 5, Felt.FINE, MorningAnswer.MORE_PAIN),
            (5, 7, Felt.TOO_HARD, MorningAnswer.AS_USUAL),
            (1, 2, Felt.TOO_EASY, MorningAnswer.MUSCLES_SORE),
        ]:
            diary.pain(PainOf.WORST, level, "squat")
            diary.effort(rpe)
            diary.effort(felt=felt, exercise="squat")
            diary.morning(answer)
        diary.end(EndReason.HURT)
        diary.end(EndReason.FINISHED)
        told = record(diary)
        (squat,) = told.of("squat")
        assert (squat.worst, told.rpe, squat.felt) == (5, 7, Felt.TOO_HARD)
        assert (told.morning, told.reason) == (MorningAnswer.MORE_PAIN, EndReason.HURT)

    def test_corrected_it_may_get_better(self, diary: Diary) -> None:
        worst = diary.pain(PainOf.WORST, 7, "squat")
        diary.pain(PainOf.WORST, 1, "squat", corrects=worst.id)
        assert record(diary).of("squat")[0].worst == 1

    def test_a_note_that_is_added_afterwards(self, diary: Diary) -> None:
        ended = diary.end(EndReason.STOPPED)
        diary.end(EndReason.STOPPED, "The phone rang.", corrects=ended.id)
        assert (record(diary).ended, record(diary).note) == (ended.at, "The phone rang.")

    def test_an_exercise_that_was_not_planned_stands_at_the_end(self, diary: Diary) -> None:
        plank = PlannedItem("plank", "plank", 0, "60 s", seconds=60)
        diary.done(plank)
        assert [one.exercise for one in record(diary).exercises] == ["squat", "reach", "reach", "plank"]
        assert record(diary).completed("plank")


class TestOrder:
    def test_what_was_told_before_the_start_by_another_clock_is_kept(self) -> None:
        diary = Diary()
        diary.pain(PainOf.USUAL, 3)
        diary.done(REACH, Side.LEFT)
        diary.start()
        told = record(diary)
        assert (told.usual, [one.completed for one in told.of("reach")]) == (3, [True, False])
        assert [one.exercise for one in told.exercises] == ["squat", "reach", "reach"]
        assert told.of("reach")[1].ways[0].prescribed == REACH.prescribed

    def test_started_twice_the_first_start_counts(self, diary: Diary) -> None:
        diary.start(replace(WHOLE, kind=SessionKind.SHORT, items=(SQUAT,)))
        assert (record(diary).kind, record(diary).started) == (SessionKind.WHOLE, SEVEN)
        assert len(record(diary).exercises) == 3

    def test_a_start_that_is_undone_is_a_session_that_did_not_take_place(self, diary: Diary) -> None:
        diary.tell("undone", Undone(), corrects=diary.events[0].id)
        assert record(diary).started is None
        assert record(diary).day is None

    def test_other_sessions_do_no_harm(self, diary: Diary) -> None:
        before = record(diary)
        diary.start(session=UUID(int=9))
        diary.effort(9, session=UUID(int=9))
        assert record(diary) == before
        assert record_of(UUID(int=9), diary.events).rpe == 9

    def test_there_may_be_nothing(self) -> None:
        empty: list[Event] = []
        assert record_of(SESSION, empty) == SessionRecord(SESSION)
