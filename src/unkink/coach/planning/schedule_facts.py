"""A schedule as the facts of a ``schedule`` event, and read from them.

What cannot be read is left out and told: a log may come from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from unkink.coach.planning.schedule import EVENING, LONGEST_REMINDER, Days, Move, Schedule, Stay, Weekly
from unkink.wire.facts import Fact, Facts
from unkink.wire.leaves import zones
from unkink.wire.words import SessionKind

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
SESSION_ID = re.compile(r"\d{4}-W\d{2}-\d{1,2}")

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Misread:
    """What could not be read: the fact's name, what stands there, and what is expected."""

    name: str
    found: str
    expected: str


def schedule_of(facts: Facts) -> tuple[Schedule, tuple[Misread, ...]]:
    """The schedule that these facts say, and what of them could not be read."""
    misread: list[Misread] = []

    def each(name: str, reader: Callable[[str], Read], expected: str) -> Iterator[Read]:
        for text in _texts(facts, name):
            try:
                yield reader(text)
            except ValueError:
                misread.append(Misread(name, text, expected))

    schedule = Schedule(
        weekly=_weekly(facts, misread),
        holidays=tuple(each("holidays", _days, "days such as 2027-03-01/2027-03-07")),
        stays=tuple(each("stays", _stay, "days and a zone, such as 2027-05-01/2027-05-14 America/New_York")),
        moves=tuple(each("moved", _move, "a session, a day and a time, such as 2027-W13-2 2027-04-01 18:30")),
        reminder=_reminder(facts, misread),
    )
    return schedule, tuple(misread)


def facts_of(schedule: Schedule) -> Mapping[str, str | int | list[str]]:
    """The facts that say it; ``schedule_of`` reads the same schedule from them. What says nothing is left out."""
    written: dict[str, str | int | list[str]] = {
        "days": [WEEKDAYS[one.weekday] for one in schedule.weekly],
        "times": [_clock(one.at) for one in schedule.weekly],
        "kinds": [str(one.kind) for one in schedule.weekly],
        "holidays": [_spelled(days) for days in schedule.holidays],
        "stays": [f"{_spelled(stay.days)} {stay.zone}" for stay in schedule.stays],
        "moved": [f"{move.session} {move.day} {_clock(move.at)}" for move in schedule.moves],
    }
    if all(one.kind is SessionKind.WHOLE for one in schedule.weekly):
        written["kinds"] = []
    if schedule.reminder is not None:
        written["reminder"] = schedule.reminder
    return {name: fact for name, fact in written.items() if fact != []}


def _weekly(facts: Facts, misread: list[Misread]) -> tuple[Weekly, ...]:
    """Each weekday once, the first time it is named, Monday first."""
    times, kinds = _texts(facts, "times") or _texts(facts, "time"), _texts(facts, "kinds")
    found: dict[int, Weekly] = {}
    for place, day in enumerate(_texts(facts, "days")):
        weekday = _weekday(day)
        if weekday is None:
            misread.append(Misread("days", day, "days such as mon, wed, fri"))
            continue
        at = _time(_at(times, place), misread)
        found.setdefault(weekday, Weekly(weekday, at, _kind(_at(kinds, place), misread)))
    return tuple(found[weekday] for weekday in sorted(found))


def _at(texts: tuple[str, ...], place: int) -> str | None:
    """The one in that place, else the last: one time may stand for all days."""
    return texts[min(place, len(texts) - 1)] if texts else None


def _weekday(text: str) -> int | None:
    name = text.strip().lower()[:3]
    return WEEKDAYS.index(name) if name in WEEKDAYS else None


def _time(text: str | None, misread: list[Misread]) -> time:
    if text is None:
        return EVENING
    try:
        return _clock_time(text)
    except ValueError:
        misread.append(Misread("times", text, "times such as 07:30"))
        return EVENING


def _kind(text: str | None, misread: list[Misread]) -> SessionKind:
    if text is None or text in tuple(SessionKind):
        return SessionKind(text or SessionKind.WHOLE)
    misread.append(Misread("kinds", text, "whole or short"))
    return SessionKind.WHOLE


def _reminder(facts: Facts, misread: list[Misread]) -> int | None:
    found = facts.get("reminder")
    if found is None:
        return None
    if isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= LONGEST_REMINDER:
        return int(found)
    misread.append(Misread("reminder", str(found), f"minutes from 0 to {LONGEST_REMINDER}"))
    return None


def _texts(facts: Facts, name: str) -> tuple[str, ...]:
    found: Fact = facts.get(name, ())
    values: Iterable[object] = found if isinstance(found, tuple) else (found,)
    return tuple(str(value) for value in values)


def _days(text: str) -> Days:
    first, slash, last = text.strip().partition("/")
    days = Days(date.fromisoformat(first), date.fromisoformat(last if slash else first))
    if days.last < days.first:
        raise ValueError(text)
    return days


def _stay(text: str) -> Stay:
    days, _, zone = text.strip().partition(" ")
    if zone not in zones():
        raise ValueError(text)
    return Stay(_days(days), zone)


def _move(text: str) -> Move:
    session, day, at = text.split()
    if not SESSION_ID.fullmatch(session):
        raise ValueError(text)
    return Move(session, date.fromisoformat(day), _clock_time(at))


def _clock_time(text: str) -> time:
    if not CLOCK.fullmatch(text.strip()):
        raise ValueError(text)
    return time.fromisoformat(text.strip())


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _spelled(days: Days) -> str:
    return f"{days.first}/{days.last}"
