"""People in few words: a program, and a log of sessions told in full, each on a day counted from the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from unkink.coach.deciding import decide, decided
from unkink.coach.decision import Decision, Prescribed
from unkink.coach.following import Followed, Following
from unkink.program.check import check
from unkink.program.dose import Dose, Reps, Rounds, Time
from unkink.program.program import Program
from unkink.wire.event import TELLS, Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.told import (
    Amount,
    Enrolled,
    ExerciseDone,
    ExerciseEased,
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
from unkink.wire.words import EndReason, Felt, MorningAnswer, PainOf, SessionKind, SetBy, Side, Starting

ZONE = "Europe/Warsaw"
FIRST = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)  # a Monday
ANSWERED = "as usual"

LADDERS = """---
format: 1
title: Legs
sessions: 2-3 a week
---

## Squat {#squat}

- dose: 4 reps
- needs: chair
- instead when bad-knee: bridge: 5 reps
- instead when no-chair: wall-sit: 10-30 s
- easier:
  - half-squat: 4 reps
  - half-squat: 6 reps
- harder:
  - reps +2 to 10

1. Sit down, and stand up again.

## Reach {#reach}

- dose: 4 rounds per side: 5 s up, 5 s down

1. Reach.

## Half squat {#half-squat}

- variant of: squat

1. Sit down half-way.

## Bridge {#bridge}

- variant of: squat

1. Lift your hips.

## Wall sit {#wall-sit}

- variant of: squat

1. Sit against the wall.
"""


def program_of(text: str = LADDERS) -> Program:
    program = check(text.encode()).program
    assert program is not None
    return program


def amount_of(dose: Dose) -> Amount:
    """What a dose prescribes on one side."""
    match dose.work:
        case Reps(count, by_set):
            return Amount(sets=dose.sets.low, reps=sum(by_set) if by_set else count.low * dose.sets.low)
        case Rounds(count):
            return Amount(sets=dose.sets.low, rounds=count.low * dose.sets.low)
        case Time(seconds):
            return Amount(sets=dose.sets.low, seconds=seconds.low * dose.sets.low)
        case _:
            return Amount(sets=dose.sets.low)


class Person:
    """Someone on a program who plays what the coach prescribes, and tells what a test says."""

    def __init__(self, program: Program | None = None, name: str = "legs", *, screened: bool = True) -> None:
        self.program = program or program_of()
        self.events: list[Event] = []
        self.following = Following(self.program)
        self.kept = self.following.follow([])
        self.heard: list[Event] = []
        self.session: UUID | None = None
        self.number = 0
        self.at = FIRST - timedelta(days=1)
        self.tell("enrolled", Enrolled(name))
        if screened:
            self.tell("screening", Screened(Facts({"hernia": False})))

    def tell(self, kind: str, data: Told, exercise: str | None = None, **other: Any) -> Event:
        self.number += 1
        self.at += timedelta(seconds=20)
        fields: dict[str, Any] = {
            "id": UUID(int=10_000 + self.number),
            "person": UUID(int=1),
            "clinic": UUID(int=2),
            "device": UUID(int=3),
            "seq": self.number,
            "at": self.at,
            "tz": ZONE,
            "program": self.program.hash,
            "session": None,
            "side": None,
        }
        event = Event(kind=Kind(kind), data=data, exercise=exercise, **{**fields, **other})
        assert isinstance(data, TELLS[event.kind])
        self.events.append(event)
        return event

    def on(self, day: float, hour: int = 0) -> Person:
        """Nothing happens until then."""
        self.at = FIRST + timedelta(days=day, hours=hour)
        return self

    def train(
        self,
        day: float,
        pain: int | Mapping[str, int | None] | None = 0,
        *,
        usual: int | None = 0,
        rpe: int | None = 5,
        morning: str | None = ANSWERED,
        soreness: int | None = None,
        short: Sequence[str] = (),
        eased: Sequence[str] = (),
        felt: Mapping[str, Felt] | None = None,
        feeling: Mapping[str, tuple[str, ...]] | None = None,
        missing: tuple[str, ...] = (),
        persists: bool | None = None,
        only: Sequence[str] | None = None,
    ) -> UUID:
        """A session on that day as prescribed, and the morning after it. Gives the session's id."""
        self.on(day)
        plays = [one for one in self.decide(missing).exercises if one.dose is not None]
        plays = [one for one in plays if only is None or one.exercise in only]
        session = UUID(int=500_000 + self.number)
        told: dict[str, Any] = {"session": session}
        if usual is not None:
            self.tell("pain", Pain(PainOf.USUAL, usual), **told)
        items = {one.exercise: _item(one) for one in plays}
        starting = SessionStarted(SessionKind.WHOLE, tuple(items.values()), missing, Side.LEFT, Starting.TIMED)
        self.tell("session-started", starting, **told)
        for name, item in items.items():
            if name in eased:
                self.tell(
                    "exercise-eased", ExerciseEased(item.variant, item.rung - 1, item.dose, item.rung), name, **told
                )
            amount = Amount(sets=0) if name in short else item.prescribed
            done = ExerciseDone(item.variant, item.rung, item.dose, amount, item.prescribed)
            for side in Side if "side" in item.dose else (None,):
                self.tell("exercise-done", done, name, side=side, **told)
            level = pain.get(name, 0) if isinstance(pain, Mapping) else pain
            words = (feeling or {}).get(name, ())
            if level is not None or words:
                of = PainOf.NOW if words else PainOf.WORST
                self.tell("pain", Pain(of, level, None, words), name, **told)
            if felt and name in felt:
                self.tell("effort", Exertion(felt=felt[name]), name, **told)
        if rpe is not None:
            self.tell("effort", Exertion(rpe), **told)
        self.tell("session-ended", SessionEnded(EndReason.FINISHED, None, persists), **told)
        if morning is not None:
            self.morning(day + 1, morning, soreness, session)
        return session

    def morning(self, day: float, answer: str, soreness: int | None = None, session: UUID | None = None) -> Event:
        self.on(day)
        return self.tell("morning", MorningAfter(MorningAnswer(answer), soreness), session=session)

    def screen(self, day: float, **answers: bool | int) -> Event:
        self.on(day)
        return self.tell("screening", Screened(Facts({name.replace("_", "-"): one for name, one in answers.items()})))

    def set_rung(self, day: float, exercise: str, rung: int, side: Side | None = None) -> Event:
        self.on(day)
        return self.tell("rung-set", RungSet(rung, SetBy.PERSON), exercise, side=side)

    def undo(self, event: Event) -> Event:
        return self.tell("undone", Undone(), session=event.session, corrects=event.id)

    def decide(self, missing: Sequence[str] = (), day: float | None = None) -> Decision:
        """The decision a moment after the last thing that was told, or at noon of that day."""
        now = self.at + timedelta(minutes=1) if day is None else FIRST + timedelta(days=day)
        if any(event.at > now for event in self.events):
            return decide(self.program, self.events, now, ZONE, answers=missing)
        return decided(self.following, self._followed(), now, ZONE, answers=missing)

    def _followed(self) -> Followed:
        """The state after everything that was told, carried on where that can be."""
        before, new = self.events[: len(self.heard)], self.events[len(self.heard) :]
        further = self.following.carried_on(self.kept, new) if before == self.heard else None
        self.kept, self.heard = further or self.following.follow(self.events), list(self.events)
        return self.kept.state

    def dose(self, exercise: str = "squat", day: float | None = None, missing: Sequence[str] = ()) -> Prescribed:
        return next(one for one in self.decide(missing, day).exercises if one.exercise == exercise)

    def rung(self, exercise: str = "squat", day: float | None = None) -> int:
        return self.dose(exercise, day).rung


def _item(one: Prescribed) -> PlannedItem:
    assert one.dose is not None and one.variant is not None
    amount = amount_of(one.dose)
    return PlannedItem(
        one.exercise, one.variant, one.rung, str(one.dose), amount.sets, amount.reps, amount.rounds, amount.seconds
    )
