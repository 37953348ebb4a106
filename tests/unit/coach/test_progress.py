"""What a log adds up to: weeks, doses with their reasons, flags."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.unit.coach.people import FIRST, ZONE, Person
from unkink.coach.progress.doses import Deed, DoseSeries
from unkink.coach.progress.from_log import progress_from
from unkink.coach.progress.progress import Progress
from unkink.wire.event import Kind
from unkink.wire.facts import Facts


def progress_of(person: Person, day: float, hour: int = 0) -> Progress:
    return progress_from(person.program, person.events, FIRST + timedelta(days=day, hours=hour), ZONE)


def squat_of(progress: Progress) -> DoseSeries:
    return next(one for one in progress.doses if one.exercise == "squat")


def test_weeks_hold_what_was_done_and_what_the_program_asks_for() -> None:
    person = Person()
    for day in (0, 2, 4, 7):
        person.train(day)
    kept = progress_of(person, 9).kept
    assert [(one.done, one.planned, one.running) for one in kept] == [(3, 2, False), (1, 2, True)]


def test_who_begins_at_the_end_of_a_week_is_not_asked_for_all_of_it() -> None:
    person = Person()
    person.train(6)  # a Sunday
    assert [one.planned for one in progress_of(person, 7).kept] == [1, 2]


def test_days_that_were_chosen_are_what_was_planned_and_holidays_are_not() -> None:
    person = Person()
    chosen = {"days": ("mon", "wed", "fri"), "times": ("09:00",) * 3, "holidays": ("2027-01-11/2027-01-13",)}
    person.on(-0.5).tell("schedule", Facts(chosen))
    person.train(0)
    progress = progress_of(person, 15)
    assert progress.scheduled
    assert [(one.done, one.planned) for one in progress.kept] == [(1, 3), (0, 1), (0, 3)]


def test_a_step_up_is_told_with_the_coachs_reason_and_a_step_down_with_its_row() -> None:
    person = Person()
    for day in (0, 2, 4, 7, 9):
        person.train(day)
    person.train(11, {"squat": 7})
    person.train(14, {"squat": 1})
    runs = squat_of(progress_of(person, 16)).runs
    assert [run.change for run in runs][:2] == [0, 1]
    assert runs[1].why == "Two sessions in a row were completed and green: one step up."
    assert runs[-1].change == -1
    assert runs[-1].why == "Pain was 6 or more."
    assert sum(len(run.points) for run in runs) == 7


def test_what_led_to_a_dose_long_ago_is_not_told() -> None:
    """Years cost no more to follow than a program of eight weeks."""
    person = Person()
    for day in (0, 2, 4):
        person.train(day)
    (_, up) = squat_of(progress_of(person, 6)).runs
    (_, later) = squat_of(progress_of(person, 100)).runs
    assert up.why and up.change == later.change == 1
    assert later.why == ""


def test_what_was_done_of_it_is_told_and_what_stood_in_lies_on_no_step() -> None:
    person = Person()
    person.train(0)
    person.train(2, short=("squat",))
    person.train(4, eased=("squat",))
    person.train(6, missing=("no-chair",))
    points = squat_of(progress_of(person, 7)).points
    assert [one.deed for one in points] == [Deed.COMPLETED, Deed.LEFT_OUT, Deed.EASED, Deed.COMPLETED]
    assert [one.rung for one in points][-1] is None
    assert points[-1].title == "Wall sit"


def test_sessions_that_had_to_stop_and_what_questions_led_to_are_flags() -> None:
    person = Person()
    person.train(0, {"squat": 8})
    person.screen(3, hip_replacement=True)
    flags = progress_of(person, 4).flags
    assert [(one.day, one.exercise, one.pain) for one in flags] == [
        (date(2027, 1, 7), None, None),
        (date(2027, 1, 4), "squat", 8),
        (date(2027, 1, 3), None, None),
    ]
    assert flags[0].says == "The questions were answered: a professional was to come first."


def test_a_week_has_the_mean_of_the_worst_pain_of_its_sessions() -> None:
    person = Person()
    person.train(0, 1)
    person.train(2, 2)
    person.train(4, None)
    (stretch,) = progress_of(person, 6).stretches
    assert (stretch.sessions, stretch.answered, stretch.pain) == (3, 2, Fraction(3, 2))
    assert (stretch.least, stretch.most) == (1, 2)


def test_what_is_taken_back_counts_for_nothing() -> None:
    person = Person()
    person.train(0)
    person.train(2)
    start = next(one for one in reversed(person.events) if one.kind is Kind.SESSION_STARTED)
    person.undo(start)
    assert progress_of(person, 6).sessions == 1
