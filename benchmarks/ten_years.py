"""A made-up log of many years, for the benchmarks: three sessions a week of the psoas routine, each told in full.

``python -m benchmarks.ten_years WEEKS`` puts it into the owner's log of the data folder; prints how many events it has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from unkink.program.prescription import Item, prescribe
from unkink.program.program import Program
from unkink.wire import told
from unkink.wire.event import EPOCH, MILLISECOND, Event, Kind
from unkink.wire.ids import uuid7

DAYS_OF_A_WEEK = (0, 2, 4)


@dataclass(slots=True)
class Device:
    """Makes the events of one person on one device, one after the other."""

    person: UUID
    clinic: UUID
    program: str
    random: Random
    id: UUID
    seq: int = 0
    at: datetime = EPOCH
    session: UUID | None = field(default=None)

    def tell(self, kind: Kind, data: told.Told, exercise: str | None = None, side: told.Side | None = None) -> Event:
        self.seq += 1
        self.at += timedelta(seconds=20)
        return Event(
            id=self.new_id(),
            person=self.person,
            clinic=self.clinic,
            device=self.id,
            seq=self.seq,
            at=self.at,
            tz="Europe/Berlin",
            kind=kind,
            program=self.program,
            session=self.session,
            exercise=exercise,
            side=side,
            data=data,
        )

    def new_id(self) -> UUID:
        return uuid7((self.at - EPOCH) // MILLISECOND, self.random.randbytes(10))


def years_of(program: Program, name: str, device: Device, *, begin: datetime, weeks: int) -> Iterator[Event]:
    """Every event of ``weeks`` weeks, in order."""
    device.at = begin
    items = prescribe(program).items
    yield device.tell(Kind.ENROLLED, told.Enrolled(name, program.title))
    for week in range(weeks):
        for day in DAYS_OF_A_WEEK:
            device.at = begin + timedelta(weeks=week, days=day, hours=18)
            yield from session_of(items, device)
            device.at += timedelta(hours=13)
            yield device.tell(Kind.MORNING, told.MorningAfter(told.MorningAnswer.AS_USUAL))


def session_of(items: tuple[Item, ...], device: Device) -> Iterator[Event]:
    """One session told in full: usual pain, each exercise on each side, pain in each, effort, the end."""
    device.session = device.new_id()
    planned = tuple(told.PlannedItem(item.exercise, item.variant, item.rung, str(item.dose), reps=4) for item in items)
    starting = told.SessionStarted(told.SessionKind.WHOLE, planned, (), told.Side.LEFT, told.Starting.TIMED)
    yield device.tell(Kind.PAIN, told.Pain(told.PainOf.USUAL, 2))
    yield device.tell(Kind.SESSION_STARTED, starting)
    for item in items:
        amount = told.Amount(reps=4)
        done = told.ExerciseDone(item.variant, item.rung, str(item.dose), amount, amount)
        for side in told.Side:
            yield device.tell(Kind.EXERCISE_DONE, done, item.exercise, side)
        yield device.tell(Kind.PAIN, told.Pain(told.PainOf.WORST, device.random.randint(0, 3)), item.exercise)
    yield device.tell(Kind.EFFORT, told.Exertion(rpe=device.random.randint(3, 7)))
    yield device.tell(Kind.SESSION_ENDED, told.SessionEnded(told.EndReason.FINISHED))
    device.session = None


def main() -> None:
    import django

    django.setup(set_prefix=False)
    from unkink.site.accounts.owner import owner
    from unkink.site.diary.insert import insert
    from unkink.site.migrating import migrate_if_needed
    from unkink.site.programs.library import library

    migrate_if_needed()
    me, weeks, name = owner(), int(sys.argv[1]), "tight-psoas"
    handout = library().volumes()[name].handout
    assert handout
    device = Device(me.id, me.clinic_id, handout.program.hash, Random(1), UUID(int=1))
    begin = datetime.now(UTC).replace(microsecond=0) - timedelta(weeks=weeks)
    events = list(years_of(handout.program, name, device, begin=begin, weeks=weeks))
    for first in range(0, len(events), 100):
        insert(me, events[first : first + 100], received_ms=0)
    print(len(events))


if __name__ == "__main__":
    main()
