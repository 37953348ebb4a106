"""Logs in few words: a session of two exercises, one of them with sides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from unkink.wire.event import TELLS, Event, Kind
from unkink.wire.told import (
    Amount,
    ExerciseDone,
    ExerciseEased,
    ExerciseSkipped,
    Exertion,
    MorningAfter,
    Pain,
    PlannedItem,
    SessionEnded,
    SessionPaused,
    SessionStarted,
    Told,
)
from unkink.wire.words import SessionKind, Side, Starting

SEVEN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)  # in Warsaw
SESSION = UUID(int=500)
SQUAT = PlannedItem("squat", "squat", 0, "2 x 8 reps", sets=2, reps=16)
REACH = PlannedItem("reach", "reach", 1, "4 reps per side, hold 5 s", sets=1, reps=4, seconds=20)
WHOLE = SessionStarted(SessionKind.WHOLE, (SQUAT, REACH), ("no-ball",), Side.RIGHT, Starting.TIMED)


class Diary:
    """Writes events one minute apart, each with an id of its own."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._told = 0

    def tell(self, kind: str, data: Told, exercise: str | None = None, **other: Any) -> Event:
        number, self._told = self._told, self._told + 1
        fields: dict[str, Any] = {
            "id": UUID(int=1000 + number),
            "person": UUID(int=1),
            "clinic": UUID(int=2),
            "device": UUID(int=3),
            "seq": number,
            "at": SEVEN + timedelta(minutes=number),
            "tz": "Europe/Warsaw",
            "program": "0" * 64,
            "session": SESSION,
            "side": None,
            "corrects": None,
        }
        event = Event(kind=Kind(kind), data=data, exercise=exercise, **{**fields, **other})
        assert isinstance(data, TELLS[event.kind])
        self.events.append(event)
        return event

    def start(self, told: SessionStarted = WHOLE, **other: Any) -> Event:
        return self.tell("session-started", told, **other)

    def done(self, item: PlannedItem, side: Side | None = None, confirmed: bool | None = None, **short: int) -> Event:
        """All of the item, but for what is said to be less."""
        prescribed = item.prescribed
        amount = Amount(**{name: short.get(name, getattr(prescribed, name)) for name in ("sets", "reps", "seconds")})
        told = ExerciseDone(item.variant, item.rung, item.dose, amount, prescribed, confirmed)
        return self.tell("exercise-done", told, item.exercise, side=side)

    def ease(self, exercise: str, rung: int, side: Side | None = None) -> Event:
        return self.tell("exercise-eased", ExerciseEased(f"{exercise}-easy", rung, "4 reps", 0), exercise, side=side)

    def skip(self, exercise: str, reason: Any, side: Side | None = None) -> Event:
        return self.tell("exercise-skipped", ExerciseSkipped(reason), exercise, side=side)

    def pain(self, of: Any, level: int, exercise: str | None = None, **more: Any) -> Event:
        other = {name: more.pop(name) for name in ("side", "corrects") if name in more}
        return self.tell("pain", Pain(of, level, **more), exercise, **other)

    def effort(self, rpe: int | None = None, felt: Any = None, exercise: str | None = None, **other: Any) -> Event:
        return self.tell("effort", Exertion(rpe, felt), exercise, **other)

    def pause(self, block: int, position_ms: int) -> Event:
        return self.tell("session-paused", SessionPaused(block, position_ms))

    def end(self, reason: Any, note: str | None = None, persists: bool | None = None, **other: Any) -> Event:
        return self.tell("session-ended", SessionEnded(reason, note, persists), **other)

    def morning(self, answer: Any, soreness: int | None = None, **other: Any) -> Event:
        return self.tell("morning", MorningAfter(answer, soreness), **other)
