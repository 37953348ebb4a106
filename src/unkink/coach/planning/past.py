"""What the log says that a plan is made from: what was chosen and when, the sessions that took place, the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from unkink.coach import rules
from unkink.coach.days import day_of
from unkink.coach.planning.clock import zone_named
from unkink.coach.planning.schedule import Schedule
from unkink.coach.planning.schedule_facts import Misread, schedule_of
from unkink.coach.settling import settled
from unkink.wire.event import Event, Kind
from unkink.wire.facts import Facts
from unkink.wire.told import Enrolled, ProgramChanged

KINDS = frozenset({Kind.ENROLLED, Kind.PROGRAM_CHANGED, Kind.SESSION_STARTED, Kind.SCHEDULE, Kind.UNDONE})
"""The kinds of events that a plan is made of: whoever fetches events for it need fetch no others."""
AWAY = timedelta(days=rules.SCREEN_AFTER)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A schedule, and the local date from which it holds."""

    since: date
    schedule: Schedule


@dataclass(frozen=True, slots=True)
class Past:
    """What a plan looks back on.

    ``sessions`` are the days of those that took place, in order, each day once. ``begun`` is the day on which the
    present program was begun. ``misread`` is what of the present schedule could not be read.
    """

    chosen: tuple[Chosen, ...] = ()
    sessions: tuple[date, ...] = ()
    begun: date | None = None
    misread: tuple[Misread, ...] = ()

    @property
    def schedule(self) -> Schedule:
        """What holds now."""
        return self.chosen[-1].schedule if self.chosen else Schedule()

    def choosing(self, schedule: Schedule, since: date) -> Past:
        """The same with that schedule from then on."""
        before = tuple(one for one in self.chosen if one.since < since)
        return replace(self, chosen=(*before, Chosen(since, schedule)), misread=())

    def start(self, today: date) -> date:
        """The day from which the program's weeks count.

        It is that of the first session since the program was begun, and since four weeks without any; today where
        there is none yet.
        """
        found = today
        for day in reversed([one for one in self.sessions if self.begun is None or one >= self.begun]):
            if found - day >= AWAY:
                break
            found = day
        return found


def past_of(events: Iterable[Event], now: datetime) -> Past:
    """What is known at ``now``, from events in any order."""
    log = settled(event for event in events if event.kind in KINDS and event.at <= now).events
    chosen: list[Chosen] = []
    misread: tuple[Misread, ...] = ()
    for event in log:
        if event.kind is Kind.SCHEDULE and isinstance(event.data, Facts):
            schedule, misread = schedule_of(event.data)
            chosen.append(Chosen(event.at.astimezone(zone_named(event.tz)).date(), schedule))
    started = {day_of(event.at, event.tz) for event in log if event.kind is Kind.SESSION_STARTED}
    return Past(tuple(chosen), tuple(sorted(started)), _begun(log), misread)


def _begun(log: Sequence[Event]) -> date | None:
    """A new text of the same program begins nothing anew."""
    name, begun = None, None
    for event in log:
        match event.data:
            case Enrolled(known) | ProgramChanged(known) if known != name or event.kind is Kind.ENROLLED:
                name, begun = known, day_of(event.at, event.tz)
            case _:
                pass
    return begun
