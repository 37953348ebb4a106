"""The dose of an exercise over time: what each session asked for, on which step of the ladder, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from unkink.coach.decision import Decision, Prescribed, Step
from unkink.coach.exercise_record import ExerciseRecord, Way
from unkink.coach.progress.because import Whys
from unkink.coach.record import SessionRecord
from unkink.coach.steps import Steps
from unkink.wire.words import Side


class Deed(StrEnum):
    """What became of an exercise in a session; of two sides, the lesser."""

    LEFT_OUT = "left out"
    EASED = "in an easier way"
    PARTLY = "in part"
    COMPLETED = "as prescribed"


LEAST_FIRST = tuple(Deed)


@dataclass(frozen=True, slots=True)
class DosePoint:
    """One session. ``rung`` is that of today's ladder; None where the dose is none of its steps.

    ``title`` is what was done where that is not the exercise itself, such as what stood in for it.
    """

    session: UUID
    day: date
    rung: int | None
    title: str
    dose: str
    deed: Deed


@dataclass(frozen=True, slots=True)
class DoseRun:
    """Sessions in a row with one dose. ``change`` is how many rungs it lies above the last known one, 0 for none.

    ``why`` is the coach's sentence, empty where it is not known any more (see ``because``). ``less`` says that it is
    less than its step has: an easier week.
    """

    points: tuple[DosePoint, ...]
    change: int
    why: str
    less: bool = False

    @property
    def first(self) -> DosePoint:
        return self.points[0]

    @property
    def last(self) -> DosePoint:
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class DoseSeries:
    """One exercise; ``side`` where its sides climb on their own. ``now`` is what the coach has for today.

    ``steps`` is its ladder from the easiest up.
    """

    exercise: str
    title: str
    side: Side | None
    steps: tuple[Step, ...]
    runs: tuple[DoseRun, ...]
    now: Prescribed | None

    @property
    def points(self) -> tuple[DosePoint, ...]:
        return tuple(point for run in self.runs for point in run.points)


def doses_of(records: Sequence[SessionRecord], steps: Steps, decision: Decision, whys: Whys) -> tuple[DoseSeries, ...]:
    """Each exercise of the program of which there is anything to tell, in the program's order."""
    now = {(one.exercise, one.side): one for one in decision.exercises}
    told = {one.exercise for record in records for one in record.exercises} | {exercise for exercise, _ in now}
    return tuple(
        _series(records, steps, now.get((name, side)), name, side, whys)
        for name in steps.exercises
        if name in told
        for side in steps.sides(name)
    )


def _series(
    records: Sequence[SessionRecord],
    steps: Steps,
    now: Prescribed | None,
    exercise: str,
    side: Side | None,
    whys: Whys,
) -> DoseSeries:
    here = now.rung if now else 0
    ladder = steps.ahead(exercise, None, here)
    points = tuple(_points(records, steps, ladder, exercise, side))
    title = steps.program.sections[exercise].title
    written = {step.rung: step.dose for step in ladder}
    runs = _with_reasons(_runs(points, written), exercise, side, whys)
    return DoseSeries(exercise, title, side, ladder, tuple(runs), now)


def _points(
    records: Iterable[SessionRecord], steps: Steps, ladder: Sequence[Step], exercise: str, side: Side | None
) -> Iterator[DosePoint]:
    for record in records:
        sides = [one for one in record.of(exercise) if one.ways and (side is None or one.side in (None, side))]
        if not sides or record.day is None:
            continue
        way = _asked(sides[0], ladder, side)
        rung = _rung(way, ladder, same_text=record.program == steps.program.hash)
        section = steps.program.sections.get(way.variant)
        title = "" if way.variant == exercise else section.title if section else way.variant
        yield DosePoint(record.session, record.day, rung, title, way.dose, _least(sides))


def _asked(record: ExerciseRecord, ladder: Sequence[Step], side: Side | None) -> Way:
    """The way that was prescribed. Planned for two sides on two rungs, it is the one that was done here."""
    planned = [way for way in record.ways if way.planned] or [record.ways[0]]
    if side is None or len(planned) == 1:
        return planned[0]
    return next((way for way in planned if any((way.done.sets, way.done.reps, way.done.seconds))), planned[0])


def _rung(way: Way, ladder: Sequence[Step], *, same_text: bool) -> int | None:
    """By its number; on another text of the program, by what it is."""
    own = {step.rung: step.variant for step in ladder}
    if same_text and own.get(way.rung) == way.variant:
        return way.rung
    found = (step.rung for step in ladder if (step.variant, step.dose) == (way.variant, way.dose))
    return next(found, None)


def _least(sides: Iterable[ExerciseRecord]) -> Deed:
    return min((_deed(one) for one in sides), key=LEAST_FIRST.index)


def _deed(record: ExerciseRecord) -> Deed:
    if record.completed:
        return Deed.COMPLETED
    if record.skipped is not None:
        return Deed.LEFT_OUT
    if record.eased:
        return Deed.EASED
    done = any(
        way.confirmed or way.done.sets or way.done.reps or way.done.rounds or way.done.seconds for way in record.ways
    )
    return Deed.PARTLY if done else Deed.LEFT_OUT


def _runs(points: Sequence[DosePoint], written: Mapping[int, str]) -> Iterator[DoseRun]:
    """A run begins where the dose was not that of the session before."""
    rung: int | None = None
    for _, same in groupby(points, key=lambda one: (one.rung, one.title, one.dose)):
        run = tuple(same)
        here = run[0].rung
        change = 0 if here is None or rung is None else here - rung
        less = here is not None and written[here] != run[0].dose
        yield DoseRun(run, change, "", less)
        rung = rung if here is None else here


def _with_reasons(runs: Iterable[DoseRun], exercise: str, side: Side | None, whys: Whys) -> Iterator[DoseRun]:
    """What follows an easier week on the same step needs no reason of its own."""
    before: DoseRun | None = None
    for run in runs:
        goes_on = before is None or (before.less and not run.less and run.change == 0)
        why = "" if goes_on else whys.get((run.first.session, exercise, side), "")
        yield replace(run, why=why)
        before = run
