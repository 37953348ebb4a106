"""People who live with a program, told in days before now: sessions as a device would write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from unkink.coach.decision import Decision
from unkink.program.prescription import Item
from unkink.program.program import Program
from unkink.session.timeline import Side
from unkink.site.accounts.models import Person
from unkink.site.coaching.decisions import decision_of
from unkink.site.diary.insert import insert
from unkink.site.player.plan import items_of
from unkink.wire.event import EPOCH, MILLISECOND, Event
from unkink.wire.ids import uuid7
from unkink.wire.reading import read_event

PHONE = UUID("019ab9f2-8c00-7000-8000-0000000000aa")
ZONE = "UTC"
ONE_DAY = timedelta(days=1)


def days_ago(days: float) -> datetime:
    return datetime.now(UTC) - days * ONE_DAY


@dataclass(slots=True)
class Life:
    """One person on one program. Everything told is in their log at once."""

    person: Person
    program: Program
    name: str = "tight-psoas"
    seq: int = 0
    told: list[Event] = field(default_factory=list)

    def tell(self, kind: str, data: dict[str, Any], at: datetime, **about: Any) -> Event:
        self.seq += 1
        at = at + timedelta(seconds=self.seq % 1000)
        ms = (at - EPOCH) // MILLISECOND
        spelled = {name: str(value) if isinstance(value, UUID) else value for name, value in about.items()}
        event = read_event(
            {
                "v": 1,
                "id": str(uuid7(ms, self.seq.to_bytes(10, "big"))),
                "person": str(self.person.id),
                "clinic": str(self.person.clinic_id),
                "device": str(PHONE),
                "seq": self.seq,
                "at": (EPOCH + ms * MILLISECOND).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "tz": ZONE,
                "kind": kind,
                "program": self.program.hash,
                "session": None,
                "exercise": None,
                "side": None,
                "corrects": None,
                **spelled,
                "data": data,
            }
        )
        assert isinstance(event, Event), event
        insert(self.person, [event], received_ms=ms)
        self.told.append(event)
        return event

    def enrol(self, ago: float = 30) -> Life:
        self.tell("enrolled", {"name": self.name, "title": self.program.title}, days_ago(ago))
        return self

    def screen(self, ago: float = 30, **yes: object) -> Life:
        answers = {"age": 40, **{name.replace("_", "-"): answer for name, answer in yes.items()}}
        self.tell("screening", {"answers": answers}, days_ago(ago))
        return self

    def session(
        self, ago: float, *, pain: Mapping[str, int | None] | None = None, rpe: int | None = 5,
        morning: str | None = "as usual", ends: bool = True, at_most: int | None = None,
    ) -> UUID:  # fmt: skip
        """A session of what was due then, every bit of it done; ``pain`` where it is not 0, None where nobody told."""
        items = self.due(ago)[:at_most]
        session = uuid7((days_ago(ago) - EPOCH) // MILLISECOND, (10_000 + self.seq).to_bytes(10, "big"))
        at = days_ago(ago)
        planned = [{**way_of(item), "exercise": item.exercise, "sets": 1, **side_of(item)} for item in items]
        started = {"kind": "whole", "items": planned, "missing": [], "first_side": "left", "pace": "timed"}
        self.tell("session-started", started, at, session=session)
        self.tell("pain", {"of": "usual", "level": 0}, at, session=session)
        for item in items:
            about = {"session": session, "exercise": item.exercise, "side": item.side or None}
            done = {**way_of(item), "done": {"sets": 1}, "prescribed": {"sets": 1}}
            for side in [item.side] if item.side else ["left", "right"] if "side" in str(item.dose) else [None]:
                self.tell("exercise-done", done, at, **{**about, "side": side})
            if (level := (pain or {}).get(item.exercise, 0)) is not None:
                self.tell("pain", {"of": "worst", "level": level}, at, **about)
        if ends and rpe is not None:
            self.tell("effort", {"rpe": rpe}, at, session=session)
        if ends:
            self.tell("session-ended", {"reason": "finished"}, at, session=session)
        if morning:
            self.morning(session, ago - 1, morning)
        return session

    def morning(self, session: UUID, ago: float, answer: str = "as usual") -> Event:
        return self.tell("morning", {"answer": answer}, days_ago(ago), session=session)

    def due(self, ago: float = 0) -> tuple[Item, ...]:
        return items_of(self.program, self.decision(ago).exercises, Side.LEFT)

    def decision(self, ago: float = 0) -> Decision:
        return decision_of(self.person, self.program, days_ago(ago), ZONE)


def way_of(item: Item) -> dict[str, Any]:
    return {"variant": item.variant, "rung": item.rung, "dose": str(item.dose)}


def side_of(item: Item) -> dict[str, str]:
    return {"side": item.side} if item.side else {}
