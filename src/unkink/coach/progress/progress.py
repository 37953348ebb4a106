"""All of it together: what a person's log adds up to, from their first session to today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unkink.coach.decision import Decision
from unkink.coach.measuring.results import Result
from unkink.coach.planning.pace import WeeklyPace, pace_of
from unkink.coach.planning.past import Past
from unkink.coach.planning.plan import plan_of
from unkink.coach.progress.answers import Answers, Stretch, answers_of, stretches_of
from unkink.coach.progress.because import Whys
from unkink.coach.progress.buckets import Bucket, buckets_of
from unkink.coach.progress.doses import DoseSeries, doses_of
from unkink.coach.progress.flags import Flag, flags_of
from unkink.coach.progress.kept import Asked, Kept, kept_of
from unkink.coach.progress.measured import MeasuredSeries, measured_of
from unkink.coach.record import SessionRecord
from unkink.coach.steps import Steps
from unkink.program.program import Program
from unkink.wire.event import Event


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote beside a session."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What progress is made of.

    ``records`` are all sessions and ``results`` all home tests, in any order, that are told by the decision's day;
    ``screenings`` are settled events of that kind; ``past`` is what a plan looks back on.
    """

    program: Program
    decision: Decision
    past: Past
    records: Sequence[SessionRecord]
    screenings: Sequence[Event]
    results: Sequence[Result]
    whys: Whys


@dataclass(frozen=True, slots=True)
class Progress:
    """``first`` is the day of the first session, None for somebody new. Series are in the order of time.

    ``scheduled`` says that the person chose days; if not, ``pace`` is what is asked for.
    """

    title: str
    today: date
    first: date | None
    decision: Decision
    pace: WeeklyPace
    scheduled: bool
    buckets: tuple[Bucket, ...]
    kept: tuple[Kept, ...]
    answers: tuple[Answers, ...]
    stretches: tuple[Stretch, ...]
    doses: tuple[DoseSeries, ...]
    measured: tuple[MeasuredSeries, ...]
    flags: tuple[Flag, ...]
    notes: tuple[Note, ...]

    @property
    def by_session(self) -> bool:
        """Whether single sessions can be told apart: while a stretch is a week."""
        return not self.buckets or self.buckets[0].weeks == 1

    @property
    def sessions(self) -> int:
        return len(self.answers)


def progress_of(known: Known) -> Progress:
    """Everything, as of the decision's day."""
    decision, program = known.decision, known.program
    records = sorted((one for one in known.records if one.started is not None), key=_began)
    answers = answers_of(records)
    today = max([decision.day, *(one.day for one in answers)])
    first = min((one.day for one in answers), default=None)
    buckets = buckets_of(first or today, today)
    pace = pace_of(program, {one.exercise: one.rung for one in decision.exercises})
    plan = plan_of(program, known.past, decision.at, decision.zone, pace, not_before=decision.not_before)
    return Progress(
        title=program.title,
        today=today,
        first=first,
        decision=decision,
        pace=pace,
        scheduled=bool(known.past.schedule.weekly),
        buckets=buckets,
        kept=kept_of(buckets, Asked(plan, known.past, pace), [one.day for one in answers], today),
        answers=answers,
        stretches=stretches_of(buckets, answers),
        doses=doses_of(records, Steps(program), decision, known.whys),
        measured=measured_of(known.results, first),
        flags=flags_of(records, known.screenings),
        notes=tuple(Note(one.day, one.note) for one in reversed(records) if one.note and one.day),
    )


def _began(record: SessionRecord) -> tuple[object, int]:
    return record.started, record.session.int
