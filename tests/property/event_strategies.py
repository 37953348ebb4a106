"""Events of every kind with anything that their fields may hold, and logs of them.

Ids are drawn from a few, so that events meet: in sessions, in corrections, and where two devices say the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
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
    ProgramChanged,
    RungSet,
    Screened,
    SessionEnded,
    SessionPaused,
    SessionStarted,
    Told,
    Undone,
)
from unkink.wire.words import EndReason, Felt, MorningAnswer, PainOf, SessionKind, SetBy, Side, SkipReason, Starting

START = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
PERSON, CLINIC = UUID(int=1), UUID(int=2)
DEVICES = (UUID(int=3), UUID(int=4))
SESSIONS = tuple(UUID(int=number) for number in range(16, 19))
EXERCISES = ("squat", "lunge", "ballübung", "膝")
VARIANTS = (*EXERCISES, "squat-easy")
DOSES = ("4 reps", "4 reps per side, hold 5 s", "60 s", "as it comes", "max hold per side")
HASHES = ("0" * 64, "a1" * 32)
ZONES = ("UTC", "Europe/Warsaw", "America/Los_Angeles", "Pacific/Apia")

lines = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
names = st.sampled_from(EXERCISES)
rungs = st.integers(-3, 5)
counts = st.none() | st.sampled_from([0, 1, 2, 4, 2**31 - 1])
amounts = st.builds(Amount, counts, counts, counts, counts)
tenths = st.integers(0, 10)
facts = st.dictionaries(
    names,
    (value := st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | lines)
    | st.lists(value, max_size=3),
    max_size=3,
).map(Facts)
items = st.builds(
    PlannedItem, names, st.sampled_from(VARIANTS), rungs, st.sampled_from(DOSES), counts, counts, counts, counts
)

TOLD: dict[Kind, SearchStrategy[Any]] = {
    Kind.ENROLLED: st.builds(Enrolled, names, st.none() | lines),
    Kind.PROGRAM_CHANGED: st.builds(ProgramChanged, names, st.none() | lines, st.none() | st.sampled_from(HASHES)),
    Kind.SESSION_STARTED: st.builds(
        SessionStarted,
        st.sampled_from(SessionKind),
        st.lists(items, max_size=3).map(tuple),
        st.lists(names, max_size=2).map(tuple),
        st.sampled_from(Side),
        st.sampled_from(Starting),
    ),
    Kind.SESSION_PAUSED: st.builds(SessionPaused, st.integers(0, 99), st.integers(0, 2**31 - 1)),
    Kind.SESSION_ENDED: st.builds(
        SessionEnded, st.sampled_from(EndReason), st.none() | lines, st.none() | st.booleans()
    ),
    Kind.EXERCISE_DONE: st.builds(
        ExerciseDone,
        st.sampled_from(VARIANTS),
        rungs,
        st.sampled_from(DOSES),
        amounts,
        amounts,
        st.none() | st.booleans(),
    ),
    Kind.EXERCISE_EASED: st.builds(ExerciseEased, st.sampled_from(VARIANTS), rungs, st.sampled_from(DOSES), rungs),
    Kind.EXERCISE_SKIPPED: st.builds(ExerciseSkipped, st.sampled_from(SkipReason)),
    Kind.PAIN: st.builds(
        Pain, st.sampled_from(PainOf), tenths, st.none() | lines, st.lists(names, max_size=2).map(tuple)
    ),
    Kind.EFFORT: st.builds(Exertion, tenths) | st.builds(Exertion, felt=st.sampled_from(Felt)),
    Kind.MORNING: st.builds(MorningAfter, st.sampled_from(MorningAnswer), st.none() | tenths),
    Kind.SCREENING: st.builds(Screened, facts),
    Kind.RUNG_SET: st.builds(RungSet, rungs, st.sampled_from(SetBy), st.none() | lines),
    Kind.SCHEDULE: facts,
    Kind.ASSESSMENT: facts,
    Kind.MEASURED: facts,
    Kind.UNDONE: st.just(Undone()),
}
NO_EXERCISE = (Kind.ENROLLED, Kind.PROGRAM_CHANGED, Kind.SESSION_STARTED, Kind.SESSION_PAUSED, Kind.SESSION_ENDED)


@st.composite
def events(draw: DrawFn, kinds: tuple[Kind, ...] = tuple(Kind), most_ids: int = 40) -> Event:
    """Any valid event."""
    kind = draw(st.sampled_from(kinds))
    told = draw(TOLD[kind])
    number = draw(st.integers(100, 100 + most_ids))
    other = UUID(int=draw(st.integers(100, 100 + most_ids).filter(lambda one: one != number)))
    return Event(
        id=UUID(int=number),
        person=PERSON,
        clinic=CLINIC,
        device=draw(st.sampled_from(DEVICES)),
        seq=draw(st.integers(0, 9)),
        at=START + timedelta(minutes=draw(st.integers(0, 30)), milliseconds=draw(st.sampled_from([0, 1, 999]))),
        tz=draw(st.sampled_from(ZONES)),
        kind=kind,
        program=draw(st.sampled_from(HASHES)),
        session=draw(st.sampled_from(SESSIONS)),
        exercise=draw(names) if _is_of_an_exercise(kind, told) else None,
        side=draw(st.none() | st.sampled_from(Side)),
        data=told,
        corrects=other if kind is Kind.UNDONE or draw(st.integers(0, 3)) == 0 else None,
    )


def _is_of_an_exercise(kind: Kind, told: Told) -> bool:
    match told:
        case Pain(of):
            return of is not PainOf.USUAL
        case Exertion(rpe):
            return rpe is None
        case _:
            return kind not in NO_EXERCISE


@st.composite
def logs(draw: DrawFn, most: int = 12) -> list[Event]:
    """Events each told once, in any order."""
    return draw(st.lists(events(), max_size=most, unique_by=lambda event: event.id))


@st.composite
def corrected_logs(draw: DrawFn, kinds: tuple[Kind, ...], most: int = 5) -> list[Event]:
    """A few events, and then corrections and undoings of any of them and of each other, from any device's clock."""
    log = draw(st.lists(events(kinds), min_size=1, max_size=most, unique_by=lambda event: event.id))
    for number in range(draw(st.integers(0, most))):
        below = draw(st.sampled_from(log))
        undone = below.kind is Kind.UNDONE or draw(st.booleans())
        kind = Kind.UNDONE if undone else below.kind
        told = draw(TOLD[kind] if undone else _like(below))
        at = START + timedelta(minutes=draw(st.integers(0, 30)))
        fields: dict[str, Any] = {"id": UUID(int=500 + number), "at": at, "device": draw(st.sampled_from(DEVICES))}
        log.append(replace(below, kind=kind, data=told, corrects=below.id, **fields))
    return log


def _like(event: Event) -> SearchStrategy[Any]:
    """Data that may replace that of the event."""
    of_an_exercise = _is_of_an_exercise(event.kind, event.data)
    return TOLD[event.kind].filter(lambda told: _is_of_an_exercise(event.kind, told) is of_an_exercise)
