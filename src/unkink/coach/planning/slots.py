"""The places that a week has for sessions, before anything is known of rest, holidays or what was done.

A place has an id that lasts: the week and the place within it, ``2027-W13-2`` for the second of that week. Other days
or another time make another day of the same session, so a calendar moves it instead of adding one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from unkink.coach.planning.past import Chosen
from unkink.coach.planning.schedule import Schedule
from unkink.wire.words import SessionKind

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """``monday`` is that of the week that it belongs to, wherever it was moved."""

    id: str
    monday: date
    day: date
    at: time
    kind: SessionKind
    moved: bool


def monday_of(day: date) -> date:
    return day - DAY * day.weekday()


def slots(chosen: Sequence[Chosen], first: date, last: date) -> Iterator[Slot]:
    """The places of the weeks from ``first`` to ``last``, those moved where they were moved to.

    A week in which other days were chosen has the old ones up to then and the new ones from that day on.
    """
    if not chosen:
        return
    present = chosen[-1].schedule
    monday = monday_of(first)
    while monday <= last:
        for number, slot in enumerate(_of_week(chosen, monday), 1):
            placed = _moved(present, slot, _id(monday, number))
            if first <= placed.day <= last:
                yield placed
        monday += WEEK


def _of_week(chosen: Sequence[Chosen], monday: date) -> Iterator[Slot]:
    for weekday in range(7):
        day = monday + DAY * weekday
        for one in _holding(chosen, day).weekly:
            if one.weekday == weekday:
                yield Slot("", monday, day, one.at, one.kind, moved=False)


def _holding(chosen: Sequence[Chosen], day: date) -> Schedule:
    """What held on that day; before anything was chosen, what was chosen first, so that places keep their numbers."""
    return next((one.schedule for one in reversed(chosen) if one.since <= day), chosen[0].schedule)


def _id(monday: date, number: int) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}-{number}"


def _moved(schedule: Schedule, slot: Slot, name: str) -> Slot:
    move = schedule.move_of(name)
    if move is None:
        return Slot(name, slot.monday, slot.day, slot.at, slot.kind, moved=False)
    return Slot(name, slot.monday, move.day, move.at, slot.kind, moved=True)
