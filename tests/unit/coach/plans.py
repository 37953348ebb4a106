"""Plans in few words: a program of so many sessions a week, and a log of what was chosen and done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from unkink.coach.planning.pace import pace_of
from unkink.coach.planning.past import Past, past_of
from unkink.coach.planning.plan import Plan, plan_of
from unkink.program.check import check
from unkink.program.program import Program
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.told import Enrolled, Screened, SessionStarted, Told
from unkink.wire.words import SessionKind, Side, Starting

WARSAW = "Europe/Warsaw"
MONDAY = date(2027, 3, 1)
TEXT = """---
format: 1
title: Legs
sessions: {sessions}
{more}---

## Squat {{#squat}}

- dose: 4 reps

1. Sit down, and stand up again.

## Reach {{#reach}}

- dose: 4 reps per side

1. Reach.
"""


def legs(sessions: str = "2-3 a week", more: str = "length: 4-6 weeks\nshort session: [squat]\n") -> Program:
    program = check(TEXT.format(sessions=sessions, more=more)).program
    assert program is not None
    return program


LEGS = legs()


class Log:
    """Writes a log, each event at a local time of a day."""

    def __init__(self, zone: str = WARSAW, person: int = 1) -> None:
        self.events: list[Event] = []
        self.zone, self.person = zone, UUID(int=person)

    def tell(self, at: datetime, kind: Kind, data: Told, **other: Any) -> Event:
        number = len(self.events)
        zone = other.pop("zone", self.zone)
        fields: dict[str, Any] = {
            "id": UUID(int=1000 + number),
            "person": self.person,
            "clinic": UUID(int=2),
            "device": UUID(int=3),
            "seq": number,
            "program": LEGS.hash,
            "session": None,
            "exercise": None,
            "side": None,
            "corrects": None,
        }
        event = Event(at=at.astimezone(UTC), tz=zone, kind=kind, data=data, **{**fields, **other})
        self.events.append(event)
        return event

    def enrol(self, day: date, name: str = "legs") -> Event:
        return self.tell(self.at(day, "06:00"), Kind.ENROLLED, Enrolled(name))

    def screen(self, day: date) -> Event:
        return self.tell(self.at(day, "06:01"), Kind.SCREENING, Screened(Facts({"hernia": False})))

    def choose(self, day: date, at: str = "06:02", **facts: Any) -> Event:
        return self.tell(self.at(day, at), Kind.SCHEDULE, Facts(facts))

    def do(self, day: date, at: str = "19:00", **other: Any) -> Event:
        told = SessionStarted(SessionKind.WHOLE, (), (), Side.LEFT, Starting.TIMED)
        session = UUID(int=500 + len(self.events))
        return self.tell(self.at(day, at), Kind.SESSION_STARTED, told, session=session, **other)

    def at(self, day: date, at: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(at), ZoneInfo(self.zone))

    def past(self, now: datetime) -> Past:
        return past_of(self.events, now)

    def plan(self, day: date, at: str = "12:00", program: Program = LEGS, **other: Any) -> Plan:
        """What is planned at that time of that day."""
        now = self.at(day, at)
        return plan_of(program, self.past(now), now, other.pop("zone", self.zone), pace_of(program), **other)


def chosen(day: date = MONDAY, **facts: Any) -> Log:
    """Somebody who began and chose on that day: Monday, Wednesday and Friday at 19:00, if nothing else is said."""
    log = Log()
    log.enrol(day)
    log.screen(day)
    log.choose(day, **{"days": ["mon", "wed", "fri"], "times": ["19:00", "19:00", "19:00"], **facts})
    return log


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def ahead(plan: Plan) -> Sequence[str]:
    """Each session ahead as ``2027-03-01 19:00``."""
    return [f"{one.start:%Y-%m-%d %H:%M}" for one in plan.ahead]


def prospects(plan: Plan, week: date) -> dict[str, str]:
    return {one.id: str(one.prospect) for one in plan.sessions if one.week == week}
