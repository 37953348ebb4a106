"""What a coach or physiotherapist wants to see first: sessions that had to stop, and what the questions led to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unkink.coach.colours import GRAVEST, RED_OR_WORSE
from unkink.coach.days import day_of
from unkink.coach.record import SessionRecord
from unkink.coach.rules import BY_ID
from unkink.coach.safety_table import Row, row_of
from unkink.coach.screening import Outcome, Screening, screened
from unkink.coach.seen import seen_of
from unkink.wire.event import Event
from unkink.wire.told import Screened


class FlagKind(StrEnum):
    STOPPED = "stopped"
    SCREENED = "screened"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that stands out on a day. ``exercise`` is an id, None where it is about the person."""

    day: date
    kind: FlagKind
    says: str
    exercise: str | None = None
    pain: int | None = None


CLEAR = "The questions were answered: nothing stood in the way."
SWAPPED = "The questions were answered: some exercises are done another way."
LED_TO = {
    Outcome.EMERGENCY: "The questions were answered: urgent help was advised.",
    Outcome.SAME_DAY: "The questions were answered: to see somebody the same day was advised.",
    Outcome.PROFESSIONAL: "The questions were answered: a professional was to come first.",
    Outcome.OUT_OF_SCOPE: "The questions were answered: under 18, for whom these programs are not.",
}
"""From the gravest down."""


def flags_of(records: Iterable[SessionRecord], screenings: Iterable[Event]) -> tuple[Flag, ...]:
    """All of them, the newest first. ``screenings`` are settled events of that kind."""
    found = [*_stopped(records), *_screened(screenings)]
    return tuple(sorted(found, key=lambda flag: (flag.day, flag.kind, flag.exercise or ""), reverse=True))


def _stopped(records: Iterable[SessionRecord]) -> Iterator[Flag]:
    for record in records:
        if record.day is None:
            continue
        for name in dict.fromkeys(one.exercise for one in record.exercises):
            row, pain = _worst(record, name)
            if row.colour in RED_OR_WORSE:
                yield Flag(record.day, FlagKind.STOPPED, row.says, name, pain)


def _worst(record: SessionRecord, exercise: str) -> tuple[Row, int | None]:
    """Of its sides, the row of the worse; and the worst pain of both."""
    sides = record.of(exercise)
    rows = [row_of(seen_of(record, one)) for one in sides]
    pains = [one.pain for one in sides if one.pain is not None]
    return min(rows, key=lambda row: (GRAVEST.index(row.colour), row.number)), max(pains, default=None)


def _screened(screenings: Iterable[Event]) -> Iterator[Flag]:
    for event in screenings:
        if isinstance(event.data, Screened):
            yield Flag(day_of(event.at, event.tz), FlagKind.SCREENED, _led_to(screened(event.data.answers)))


def _led_to(told: Screening) -> str:
    outcomes = {outcome for outcome, _ in told.locks}
    locked = next((says for outcome, says in LED_TO.items() if outcome in outcomes), None)
    parts = [locked or (SWAPPED if told.answers else CLEAR), *_advice(told.advice)]
    return " ".join(parts)


def _advice(rules: Sequence[str]) -> Iterator[str]:
    return (BY_ID[rule].says for rule in rules)
