"""A session as the coach remembers it for as long as answers may still come: its record, and which event said what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unkink.coach import record as records
from unkink.coach.days import day_of
from unkink.coach.record import SessionRecord
from unkink.coach.replacing import replace
from unkink.wire.event import Event, Kind
from unkink.wire.told import MorningAfter, Pain
from unkink.wire.words import MorningAnswer, Side

REMEMBERED = frozenset(Kind) - {Kind.SESSION_PAUSED}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event that may be a reason.

    ``grave``: pain of 3 or more, or more pain on the morning after. ``open``: muscles sore, but not how much.
    """

    id: UUID
    at: datetime
    day: date
    kind: Kind
    exercise: str | None
    side: Side | None
    grave: bool = False
    open: bool = False

    def concerns(self, exercise: str, side: Side | None) -> bool:
        return self.exercise == exercise and (side is None or self.side in (None, side))


@dataclass(frozen=True, slots=True)
class Occasion:
    """Which session it was, and when: on its day, and on the clock."""

    session: UUID
    day: date
    began: datetime

    def is_before(self, other: Occasion) -> bool:
        """Of two on one day, the one that began earlier."""
        if self.day != other.day:
            return self.day < other.day
        return self.session != other.session and self.began < other.began


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session. ``opened`` is the day of its first event. ``taken_back``: a start of it was undone."""

    record: SessionRecord
    opened: date
    evidence: tuple[Evidence, ...] = ()
    taken_back: bool = False

    @property
    def day(self) -> date:
        return self.record.day or self.opened

    @property
    def occasion(self) -> Occasion:
        """It began when it was started; where only parts of it are known, when the first of them was told."""
        began = self.record.started or min(one.at for one in self.evidence)
        return Occasion(self.record.session, self.day, began)

    @property
    def in_part(self) -> bool:
        """Only parts of it are known: its start was lost, or is late. One that was undone did not take place."""
        return self.record.started is None and not self.taken_back

    @property
    def undone(self) -> bool:
        """It did not take place: its start was undone, and it has no other."""
        return self.record.started is None and self.taken_back

    def of(self, *kinds: Kind) -> tuple[Evidence, ...]:
        return tuple(one for one in self.evidence if one.kind in kinds)


def alone(sitting: Sitting, exercise: str) -> Sitting:
    """The session as if that exercise had been all of it: what decides about one exercise says nothing of another."""
    record = replace(sitting.record, exercises=sitting.record.of(exercise))
    return replace(
        sitting, record=record, evidence=tuple(one for one in sitting.evidence if one.exercise in (None, exercise))
    )


HURT = 3  # 0-10: from here on it may have been this exercise that led to more pain in the morning


def told(sitting: Sitting, event: Event) -> Sitting:
    """The session with one more event, the next in fold order."""
    day = day_of(event.at, event.tz)
    place = (event.id, event.at, day, event.kind, event.exercise, event.side)
    evidence = Evidence(*place, _is_grave(event), _is_open(event))
    record = records.fold(sitting.record, event)
    return replace(sitting, record=record, evidence=(*sitting.evidence, evidence))


def _is_grave(event: Event) -> bool:
    match event.data:
        case Pain(_, int() as level):
            return level >= HURT
        case MorningAfter(answer):
            return answer is MorningAnswer.MORE_PAIN
        case _:
            return False


def _is_open(event: Event) -> bool:
    told = event.data
    return isinstance(told, MorningAfter) and told.answer is MorningAnswer.MUSCLES_SORE and told.soreness is None
