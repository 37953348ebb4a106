"""What people do, and the events that a device writes of it.

Times, numbers and ids depend on the day and on what is done, never on the person: so people whose days were alike have
logs that are alike but for whose they are, and what was worked out for one of them holds for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from uuid import UUID

from unkink.batch.kinds import How, Level, Morning, Report
from unkink.batch.places import PLACES, Slot
from unkink.batch.traits import SCREENINGS
from unkink.coach.record import has_sides
from unkink.program.dose import Dose, Reps, Rounds, Time
from unkink.program.program import Program
from unkink.wire.event import EPOCH, MILLISECOND, Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.ids import uuid7
from unkink.wire.told import (
    Amount,
    Enrolled,
    ExerciseDone,
    ExerciseEased,
    ExerciseSkipped,
    Exertion,
    MorningAfter,
    Pain,
    PlannedItem,
    RungSet,
    Screened,
    SessionEnded,
    SessionStarted,
    Told,
    Undone,
)
from unkink.wire.words import EndReason, PainOf, SessionKind, SetBy, Side, SkipReason, Starting

ANYBODY, CLINIC, DEVICE = UUID(int=1), UUID(int=2), UUID(int=3)
NAME = "simulated"
CONFESSED = 8
HEAD, OF_ONE = 5, 15
AT_THE_END = (Kind.EFFORT, Kind.SESSION_ENDED, Kind.UNDONE)
A_SECOND = timedelta(seconds=1)
SPOKEN = timedelta(seconds=2)
APART = timedelta(minutes=5)
"""From what is done on one evening or morning to the next; telling it takes less."""


class Verb(IntEnum):
    """What can be done, in the order in which it is done on one evening or morning."""

    BEGIN = 0
    MORNING = 1
    SCREEN = 2
    BY_HAND = 3
    TAKEN_BACK = 4
    TRAIN = 5
    CONFESS = 6


SLOT_OF = {verb: Slot.EVENING if verb > Verb.SCREEN else Slot.MORNING for verb in Verb}


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """Something done on a day at a place. ``about`` is the day of the session that it is about.

    ``what`` is a report, a morning, or the number of a screening; ``plan`` is what the session was to be.
    """

    verb: Verb
    day: int
    place: int
    what: Report | Morning | int | None = None
    weak: str = ""
    rung: int = 0
    about: int = -1
    plan: tuple[PlannedItem, ...] = ()

    @property
    def at(self) -> datetime:
        """When it begins."""
        return PLACES[self.place].at(self.day, SLOT_OF[self.verb]) + self.verb * APART


def events_of(deed: Deed, program: Program) -> list[Event]:
    """Its events, in order, of anybody."""
    events: list[Event] = []
    for number, (kind, data, exercise, side) in _numbered(deed, program):
        at = deed.at + number * SPOKEN
        seq = (deed.day * len(Verb) + deed.verb) * 1000 + number
        session = None if deed.about < 0 else session_on(deed.about)
        corrects = events[-1].id if kind is Kind.UNDONE else None
        zone, hash_ = PLACES[deed.place].zone, program.hash
        events.append(
            Event(
                *(_id(at, seq), ANYBODY, CLINIC, DEVICE, seq, at, zone),
                *(kind, hash_, session, exercise, side, data, corrects),
            )
        )
    return events


def _numbered(deed: Deed, program: Program) -> Iterator[tuple[int, Line]]:
    """What is told, with its place: what is told of an exercise has the same, whatever else is in the session."""
    places = {name: HEAD + number * OF_ONE for number, name in enumerate(program.exercises)}
    head, tail = 0, HEAD + len(places) * OF_ONE
    for line in _told(deed):
        kind, _, exercise, _ = line
        if exercise is not None:
            yield places[exercise], line
            places[exercise] += 1
        elif kind in AT_THE_END:
            yield tail, line
            tail += 1
        else:
            yield head, line
            head += 1


def whose(events: list[Event], person: UUID) -> list[Event]:
    """The same events, of that person."""
    return [replace(event, person=person) for event in events]


def _id(at: datetime, seq: int) -> UUID:
    return uuid7((at - EPOCH) // MILLISECOND, seq.to_bytes(10, "big"))


def session_on(day: int) -> UUID:
    """The id of whoever's session of that day, which may be before the first."""
    return _id(PLACES[0].at(day, Slot.EVENING), 2**40 + day)


Line = tuple[Kind, Told, str | None, Side | None]


def _told(deed: Deed) -> Iterator[Line]:
    match deed.verb, deed.what:
        case Verb.BEGIN, int() as screening:
            yield Kind.ENROLLED, Enrolled(NAME), None, None
            yield Kind.SCREENING, Screened(Facts(SCREENINGS[screening])), None, None
        case Verb.SCREEN, int() as screening:
            yield Kind.SCREENING, Screened(Facts(SCREENINGS[screening])), None, None
        case Verb.MORNING, Morning(answer, soreness):
            yield Kind.MORNING, MorningAfter(answer, soreness), None, None
        case Verb.CONFESS, _:
            yield Kind.PAIN, Pain(PainOf.WORST, CONFESSED), deed.weak, None
        case Verb.TRAIN, Report() as report:
            yield from _trained(deed, report)
        case _:
            yield Kind.RUNG_SET, RungSet(deed.rung, SetBy.PERSON), deed.weak, None
            if deed.verb is Verb.TAKEN_BACK:
                yield Kind.UNDONE, Undone(), None, None


def _trained(deed: Deed, report: Report) -> Iterator[Line]:
    if report.usual is not None:
        yield Kind.PAIN, Pain(PainOf.USUAL, report.usual), None, None
    start = SessionStarted(SessionKind.WHOLE, deed.plan, (), Side.LEFT, Starting.TIMED)
    yield Kind.SESSION_STARTED, start, None, None
    for item in deed.plan:
        if item.exercise == deed.weak:
            yield from _weak(item, report)
        else:
            yield from _in_full(item)
            if report.pain is not None and item.side is not Side.RIGHT:
                yield Kind.PAIN, Pain(PainOf.WORST, report.pain), item.exercise, None
    if report.rpe is not None:
        yield Kind.EFFORT, Exertion(report.rpe), None, None
    yield Kind.SESSION_ENDED, SessionEnded(EndReason.FINISHED, None, report.persists or None), None, None


def _in_full(item: PlannedItem) -> Iterator[Line]:
    done = ExerciseDone(item.variant, item.rung, item.dose, item.prescribed, item.prescribed)
    for side in sides_of(item):
        yield Kind.EXERCISE_DONE, done, item.exercise, side


def _weak(item: PlannedItem, report: Report) -> Iterator[Line]:
    """What is done at the weak spot, and how it felt on each side."""
    if report.how is How.SKIPPED:
        yield Kind.EXERCISE_SKIPPED, ExerciseSkipped(SkipReason.HURTS), item.exercise, item.side
    elif report.how is How.ALL:
        yield from _in_full(item)
    else:
        if report.how is How.EASED:
            eased = ExerciseEased(item.variant, item.rung - 1, item.dose, item.rung)
            yield Kind.EXERCISE_EASED, eased, item.exercise, item.side
        short = ExerciseDone(item.variant, item.rung, item.dose, Amount(sets=0, seconds=1), item.prescribed)
        for side in sides_of(item):
            yield Kind.EXERCISE_DONE, short, item.exercise, side
    if report.feeling:
        yield Kind.PAIN, Pain(PainOf.NOW, None, None, (report.feeling,)), item.exercise, item.side
    for side, level in told_at(item, report).items():
        if level is not None:
            yield Kind.PAIN, Pain(PainOf.WORST, level), item.exercise, side
    if report.felt is not None:
        yield Kind.EFFORT, Exertion(felt=report.felt), item.exercise, item.side


def told_at(item: PlannedItem, report: Report) -> dict[Side | None, Level]:
    """The pain that is told of the weak spot: of each side that it has, else the worse of both."""
    left, right = report.weak
    by_side: dict[Side | None, Level] = {Side.LEFT: left, Side.RIGHT: right}
    sides = sides_of(item)
    if sides == (None,):
        return {None: None if left is None or right is None else max(left, right)}
    return {side: by_side[side] for side in sides}


def sides_of(item: PlannedItem) -> tuple[Side | None, ...]:
    """The sides that an exercise is told of."""
    if item.side is not None:
        return (item.side,)
    return tuple(Side) if has_sides(item.dose) else (None,)


def amount_of(dose: Dose) -> Amount:
    """What a dose prescribes, on one side where it has sides. As many or as long as can be done well has no number."""
    sets = dose.sets.low
    match dose.work:
        case Reps(count, by_set):
            return Amount(sets=sets, reps=sum(by_set) if by_set else count.low * sets)
        case Rounds(count):
            return Amount(sets=sets, rounds=count.low * sets)
        case Time(seconds):
            return Amount(sets=sets, seconds=seconds.low * sets)
        case _:
            return Amount(sets=sets)
