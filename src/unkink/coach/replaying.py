"""The course as what happened changes it, one entry after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unkink.coach import changing, locks, rules, weeks, withholding
from unkink.coach.course import Course, Rest
from unkink.coach.footing import Because
from unkink.coach.judging import after_part, after_session
from unkink.coach.phases import moving_on
from unkink.coach.phases.readings import with_reading
from unkink.coach.phases.stage import Reading
from unkink.coach.phases.way import phase_called
from unkink.coach.remembering import Remembered
from unkink.coach.replacing import replace
from unkink.coach.said import Said
from unkink.coach.screening import Screening
from unkink.coach.sitting import Occasion, Sitting
from unkink.coach.steps import Steps
from unkink.coach.steps_up import Risen, counted
from unkink.program.program import Program
from unkink.wire.event import Kind
from unkink.wire.words import MorningAnswer, Side


@dataclass(frozen=True, slots=True)
class Moment:
    """Something told outside of a session's record; each kind uses the fields that it needs.

    ``session`` is that which a morning is about. ``chosen`` are weekdays, Monday 0. ``steps_up`` are those that an
    answer ended or let through; such a moment says nothing else.
    """

    id: UUID
    at: datetime
    day: date
    kind: Kind
    exercise: str | None = None
    side: Side | None = None
    rung: int = 0
    name: str | None = None
    hash: str | None = None
    screening: Screening | None = None
    said: Said | None = None
    morning: MorningAnswer | None = None
    soreness: int | None = None
    session: Occasion | None = None
    chosen: tuple[int, ...] = ()
    steps_up: tuple[Risen, ...] = ()
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A session or a moment, in the order in which they began."""

    sitting: Sitting | None = None
    moment: Moment | None = None

    @property
    def day(self) -> date:
        if self.sitting is not None:
            return self.sitting.day
        assert self.moment is not None
        return self.moment.day


class Texts:
    """The texts of programs that somebody may have been on. One that nobody has any more is read as today's."""

    def __init__(self, program: Program, earlier: Iterable[Program] = (), remembered: Remembered | None = None) -> None:
        self.remembered = remembered or Remembered()
        self.today = Steps(program, self.remembered)
        before = {one.hash: Steps(one, self.remembered) for one in earlier}
        self._known: Mapping[str, Steps] = before | {program.hash: self.today}

    def known(self, hash_: str | None) -> Steps | None:
        return self._known.get(hash_ or "")

    def of(self, hash_: str | None) -> Steps:
        return self.known(hash_) or self.today


def replayed(course: Course, texts: Texts, entries: Iterable[Entry]) -> Course:
    """The course after those entries."""
    for entry in entries:
        course = texts.remembered.of(_after, course, texts, entry)
    return course


def _after(course: Course, texts: Texts, entry: Entry) -> Course:
    steps = texts.of(course.hash)
    if entry.sitting is not None:
        if entry.sitting.record.started:
            return after_session(course, steps, entry.sitting)
        return after_part(course, steps, entry.sitting) if entry.sitting.in_part else course
    assert entry.moment is not None
    told = entry.moment
    course = moving_on.begun_again(weeks.at_day(course, steps, told.day), steps, told.day)
    if told.steps_up:
        return counted(course, told.steps_up)
    match told.kind:
        case Kind.ENROLLED | Kind.PROGRAM_CHANGED:
            return _on_text(course, texts, told)
        case Kind.RUNG_SET:
            assert told.exercise is not None
            if phase_called(steps.program, told.exercise) is not None:
                return moving_on.by_hand(course, steps, told.exercise, told.day, told.id)
            return changing.set_by_hand(course, steps, told.exercise, told.side, told.rung, told.at, told.day, told.id)
        case Kind.SCREENING:
            assert told.screening is not None and told.said is not None
            return locks.after_screening(course, told.screening, told.said, told.at, told.day, told.id)
        case Kind.ASSESSMENT:
            assert told.reading is not None
            return replace(course, readings=with_reading(course.readings, told.reading))
        case Kind.SCHEDULE:
            return replace(course, chosen=told.chosen)
        case _:
            return _after_morning(course, steps, told)


def _on_text(course: Course, texts: Texts, told: Moment) -> Course:
    if course.name is None or (course.name, course.hash) == (told.name, told.hash):
        return replace(course, name=told.name, hash=told.hash)
    another = course.name != told.name
    before, after = texts.known(course.hash), texts.of(told.hash)
    course = changing.carry_over(course, before, after, another=another, day=told.day, event=told.id)
    return replace(course, name=told.name, hash=told.hash)


def _after_morning(course: Course, steps: Steps, told: Moment) -> Course:
    if told.morning is MorningAnswer.MORE_PAIN:
        return replace(course, rest=Rest(told.day, Because("rest-until-usual", (told.id,))))
    if told.morning is MorningAnswer.AS_USUAL:
        course = replace(course, rest=None)
    fine = told.morning is MorningAnswer.AS_USUAL or (told.soreness is not None and told.soreness <= rules.SORE)
    if not fine:
        return course
    return withholding.after_fine_morning(course, steps, told.session, told.day)
