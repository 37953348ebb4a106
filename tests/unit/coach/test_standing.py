"""Where a person stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from tests.unit.coach.build import SESSION, SEVEN, WHOLE, Diary
from unkink.coach.standing import Standing, carried_on, continues, standing_of
from unkink.wire.event import Event
from unkink.wire.told import Enrolled, ProgramChanged, RungSet, Undone
from unkink.wire.words import EndReason, PainOf, SetBy, Side

OTHER = UUID(int=501)


def standing(diary: Diary) -> Standing:
    return standing_of(diary.events).state


def rung(diary: Diary, number: int, side: Side | None = None, exercise: str = "squat") -> Event:
    return diary.tell("rung-set", RungSet(number, SetBy.PERSON), exercise, side=side, session=None)


def test_nobody_has_told_anything() -> None:
    assert standing(Diary()) == Standing()
    assert Standing().open is None


class TestProgram:
    def test_the_last_enrolment_counts(self) -> None:
        diary = Diary()
        diary.tell("enrolled", Enrolled("hips", "Hips"), program="1" * 64)
        diary.tell("program-changed", ProgramChanged("knees"), program="2" * 64)
        now = standing(diary).enrolment
        assert now is not None
        assert (now.name, now.title, now.hash, now.since) == ("knees", None, "2" * 64, SEVEN + timedelta(minutes=1))

    def test_what_was_set_by_hand_holds_for_a_new_text_and_not_for_another_program(self) -> None:
        diary = Diary()
        diary.tell("enrolled", Enrolled("hips"))
        rung(diary, 2)
        diary.tell("program-changed", ProgramChanged("hips"), program="1" * 64)
        assert standing(diary).rung_of("squat") == 2
        changed = diary.tell("program-changed", ProgramChanged("knees"), program="2" * 64)
        assert standing(diary).rung_of("squat") is None
        diary.tell("undone", Undone(), corrects=changed.id)
        assert standing(diary).rung_of("squat") == 2


class TestRungs:
    def test_the_last_counts_and_undoing_it_restores_the_one_before(self) -> None:
        diary = Diary()
        rung(diary, 2)
        last = rung(diary, -1)
        assert standing(diary).rung_of("squat") == -1
        diary.tell("undone", Undone(), corrects=last.id)
        assert standing(diary).rung_of("squat") == 2
        assert standing(diary).rung_of("lunge") is None

    def test_a_side_may_have_its_own_until_the_whole_exercise_is_set(self) -> None:
        diary = Diary()
        rung(diary, 2)
        rung(diary, 1, Side.LEFT)
        assert [standing(diary).rung_of("squat", side) for side in (None, Side.LEFT, Side.RIGHT)] == [2, 1, 2]
        rung(diary, 0)
        assert [standing(diary).rung_of("squat", side) for side in (None, Side.LEFT, Side.RIGHT)] == [0, 0, 0]


class TestSessions:
    def test_the_last_session_tells_what_to_ask_today(self) -> None:
        diary = Diary()
        diary.pain(PainOf.USUAL, 3)
        diary.start()
        now = standing(diary)
        assert (now.sessions, now.usual, now.last, now.open) == (1, 3, now.open, now.last)
        assert now.last is not None
        assert (now.last.session, now.last.missing, now.last.first_side) == (SESSION, ("no-ball",), Side.RIGHT)
        assert now.last.day == date(2026, 11, 22)
        ended = diary.end(EndReason.FINISHED)
        after = standing(diary)
        assert after.open is None
        assert after.last == replace(now.last, ended=ended.at)

    def test_sessions_are_counted_once_each(self) -> None:
        diary = Diary()
        diary.start()
        diary.start()
        diary.start(session=OTHER)
        assert standing(diary).sessions == 2
        assert standing(diary).open is not None

    def test_an_older_session_that_ends_late_does_not_end_the_last(self) -> None:
        diary = Diary()
        diary.start()
        diary.start(session=OTHER)
        diary.end(EndReason.FINISHED, session=SESSION)
        opened = standing(diary).open
        assert opened is not None
        assert opened.session == OTHER

    def test_a_session_may_end_before_it_began_where_two_clocks_differ(self) -> None:
        diary = Diary()
        ended = diary.end(EndReason.FINISHED)
        diary.start()
        last = standing(diary).last
        assert last is not None
        assert last.ended == ended.at

    def test_an_undone_start_was_no_session(self) -> None:
        diary = Diary()
        diary.start(replace(WHOLE, missing=()))
        second = diary.start(session=OTHER)
        diary.tell("undone", Undone(), corrects=second.id)
        last = standing(diary).last
        assert last is not None
        assert (standing(diary).sessions, last.session, last.missing) == (1, SESSION, ())


class TestSnapshots:
    def test_later_events_carry_it_on(self) -> None:
        diary = Diary()
        diary.start()
        kept = standing_of(diary.events)
        later = diary.end(EndReason.FINISHED)
        assert continues(kept, later)
        assert carried_on(kept, [later]) == standing_of(diary.events)

    def test_a_late_event_and_a_correction_need_the_whole_log(self) -> None:
        diary = Diary()
        late = rung(diary, 1)
        first = rung(diary, 2)
        kept = standing_of([first])
        undone = diary.tell("undone", Undone(), corrects=first.id)
        corrected = diary.tell("rung-set", RungSet(5, SetBy.COACH), "squat", corrects=first.id, session=None)
        for event in (late, undone, corrected):
            assert not continues(kept, event)
            assert carried_on(kept, [event]) is None

    def test_an_original_that_comes_after_its_correction_needs_the_whole_log(self) -> None:
        """Also where the clock of the device that corrected it was behind, so that it comes later in fold order too."""
        diary = Diary()
        original = rung(diary, 9)
        early = diary.tell("undone", Undone(), corrects=original.id, at=SEVEN - timedelta(hours=1))
        kept = standing_of([early])
        assert kept.waiting == (original.id,)
        assert not continues(kept, original)
        assert carried_on(kept, [original]) is None
        assert standing_of(diary.events).state.rung_of("squat") is None

    def test_a_correction_that_comes_with_its_original_carries_on(self) -> None:
        diary = Diary()
        kept = standing_of([rung(diary, 1)])
        wrong = rung(diary, 9)
        right = diary.tell("rung-set", RungSet(2, SetBy.PERSON), "squat", corrects=wrong.id, session=None)
        further = carried_on(kept, [right, wrong])
        assert further == standing_of(diary.events)
        assert further is not None
        assert further.state.rung_of("squat") == 2

    def test_a_note_added_to_a_session_and_late_answers_about_exercises_change_nothing_here(self) -> None:
        diary = Diary()
        worst = diary.pain(PainOf.WORST, 5, "squat")
        diary.start()
        ended = diary.end(EndReason.FINISHED)
        kept = standing_of(diary.events)
        noted = diary.end(EndReason.FINISHED, "Fine.", corrects=ended.id)
        milder = diary.pain(PainOf.WORST, 2, "squat", corrects=worst.id)
        late = replace(worst, id=UUID(int=77))
        for event in (noted, milder, late):
            assert carried_on(kept, [event]) == kept
