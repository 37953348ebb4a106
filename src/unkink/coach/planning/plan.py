"""The plan: every session of the weeks ahead and behind, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from unkink.coach.days import day_of
from unkink.coach.planning.clock import at_local, zone_named
from unkink.coach.planning.pace import WEEKS_WITHOUT_LENGTH, WeeklyPace, length_of
from unkink.coach.planning.past import Past
from unkink.coach.planning.schedule import Schedule
from unkink.coach.planning.slots import DAY, Slot, monday_of, slots
from unkink.program.program import Program
from unkink.wire.words import SessionKind

LONGEST_PLAN = timedelta(weeks=53)
"""A program may go on for longer; its plan is then renewed as time goes by."""


class Prospect(StrEnum):
    """What becomes of a session that has a place in a week."""

    PLANNED = "planned"
    DONE = "done"
    PASSED = "passed"
    HOLIDAY = "holiday"
    TOO_CLOSE = "too close"
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """``start`` is aware, in the zone where the person is on that day. ``week`` is the Monday of its week."""

    id: str
    week: date
    start: datetime
    zone: str
    kind: SessionKind
    moved: bool
    prospect: Prospect

    @property
    def wall_day(self) -> date:
        """What the calendar on the wall says."""
        return self.start.date()

    @property
    def day(self) -> date:
        """The day as the coach counts, which ends at four in the morning."""
        return day_of(self.start, self.zone)


@dataclass(frozen=True, slots=True)
class Plan:
    """``first`` and ``last`` are the days between which the program lasts. ``sessions`` are in the order of time."""

    first: date
    last: date
    schedule: Schedule
    sessions: tuple[PlannedSession, ...]

    @property
    def ahead(self) -> tuple[PlannedSession, ...]:
        """Those that are still to come."""
        return tuple(one for one in self.sessions if one.prospect is Prospect.PLANNED)


def plan_of(
    program: Program,
    past: Past,
    now: datetime,
    zone: str,
    pace: WeeklyPace,
    *,
    not_before: date | None = None,
    at_least_until: date | None = None,
) -> Plan:
    """The sessions of the program's weeks, as they are planned at ``now``.

    Args:
        program: which says how long it goes on.
        past: what the log says.
        now: an aware instant.
        zone: the IANA name of the zone that the person is in now, and is taken to be in on days without a stay.
        pace: how many sessions a week, and whether with days of rest.
        not_before: the first day on which the coach lets the next session begin, where it is known.
        at_least_until: the last day of phases that take longer than the program's weeks, where it is known.
    """
    today = now.astimezone(zone_named(zone)).date()
    first = past.start(today)
    length = length_of(program)
    last = today + timedelta(weeks=WEEKS_WITHOUT_LENGTH) if length is None else first + min(length, LONGEST_PLAN) - DAY
    last = max(last, min(at_least_until or last, today + LONGEST_PLAN))
    since = max(monday_of(first), past.chosen[0].since) if past.chosen else first
    schedule = past.schedule
    places = [_session(schedule, slot, zone) for slot in slots(past.chosen, since, last)]
    done = _with_done(sorted(places, key=_order), past.sessions, schedule, now)
    decided = _with_rest(done, past.sessions, pace, not_before)
    return Plan(first, last, schedule, tuple(sorted(decided, key=_order)))


def too_close(one: PlannedSession, day: date, on: date) -> bool:
    """Whether no day lies between, by the calendar or as the coach counts. ``on`` is the calendar's date."""
    return abs((one.day - day).days) < 2 or abs((one.wall_day - on).days) < 2


def _session(schedule: Schedule, slot: Slot, zone: str) -> PlannedSession:
    place = schedule.zone_on(slot.day, zone)
    start = at_local(slot.day, slot.at, place)
    return PlannedSession(slot.id, slot.monday, start, place, slot.kind, slot.moved, Prospect.PLANNED)


def _order(one: PlannedSession) -> tuple[datetime, str]:
    return one.start, one.id


def _with_done(
    places: list[PlannedSession], done: Iterable[date], schedule: Schedule, now: datetime
) -> list[PlannedSession]:
    """Those that were done are done, on their day or on another of their week; the others that began have passed.

    A session on a day that was not planned stands for the last one that had passed, else for the next one.
    """
    open_ = {one.id: one for one in places}
    found: set[str] = set()
    others = []
    for day in done:
        same = next((one for one in open_.values() if one.day == day), None)
        if same is None:
            others.append(day)
        else:
            found.add(open_.pop(same.id).id)
    for day in others:
        this_week = (one for one in open_.values() if one.week == monday_of(day))
        week = [one for one in this_week if not schedule.is_holiday(one.wall_day)]
        before = [one for one in week if one.day < day]
        taken = before[-1] if before else next(iter(week), None)
        if taken is not None:
            found.add(open_.pop(taken.id).id)
    return [_became(one, Prospect.DONE if one.id in found else _yet(one, schedule, now)) for one in places]


def _yet(one: PlannedSession, schedule: Schedule, now: datetime) -> Prospect:
    if schedule.is_holiday(one.wall_day):
        return Prospect.HOLIDAY
    return Prospect.PLANNED if one.start > now else Prospect.PASSED


def _with_rest(
    places: Sequence[PlannedSession], done: Sequence[date], pace: WeeklyPace, not_before: date | None
) -> list[PlannedSession]:
    """What is planned keeps to the days of rest and to the week's number. What the person moved comes first."""
    planned = sorted((one for one in places if one.prospect is Prospect.PLANNED), key=lambda one: not one.moved)
    decided = [one for one in places if one.prospect is not Prospect.PLANNED]
    weeks = Counter(one.week for one in decided if one.prospect is not Prospect.HOLIDAY)
    taken: list[PlannedSession] = []
    for one in planned:
        if (not_before is not None and one.day < not_before) or _collides(one, done, taken, pace):
            decided.append(_became(one, Prospect.TOO_CLOSE))
        elif weeks[one.week] >= pace.most:
            decided.append(_became(one, Prospect.ENOUGH))
        else:
            weeks[one.week] += 1
            taken.append(one)
    return [*decided, *taken]


def _collides(one: PlannedSession, done: Iterable[date], taken: Iterable[PlannedSession], pace: WeeklyPace) -> bool:
    """Two on one day are too many at any pace; on neighbouring days where there is to be rest."""
    if not pace.rests:
        days = {*done, *(other.day for other in taken)}
        return one.day in days or any(one.wall_day == other.wall_day for other in taken)
    by_log = any(abs((one.day - day).days) < 2 for day in done)
    return by_log or any(too_close(one, other.day, other.wall_day) for other in taken)


def _became(one: PlannedSession, prospect: Prospect) -> PlannedSession:
    return replace(one, prospect=prospect)
