"""All that measuring needs to know of a person: what they measured, what is due, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from unkink.coach.days import day_of
from unkink.coach.decision import Decision, Status
from unkink.coach.measuring.change import Change, changes
from unkink.coach.measuring.due import Due, due
from unkink.coach.measuring.guide import Guide
from unkink.coach.measuring.put_off import put_off
from unkink.coach.measuring.results import KINDS, Result, results
from unkink.coach.planning.past import Past
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.assessing.shelf import guides
from unkink.site.calendar.case import past_until
from unkink.site.coaching.decisions import case_of as case_of_coach
from unkink.site.coaching.today import NoProgram, ProgramMissing, program_of
from unkink.site.diary.reading import Newest, log_of, newest_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import latest_zone
from unkink.wire.event import Event

MAY_MEASURE = (Status.READY, Status.REST_DAY)


@dataclass(frozen=True, slots=True)
class Measuring:
    """One person's measuring at a moment. ``program`` is None for somebody who has not started one.

    ``answers`` are those of screening that speak against something; ``status`` is what the coach says of today.
    """

    now: datetime
    today: date
    past: Past
    events: tuple[Event, ...]
    program: Program | None = None
    status: Status | None = None
    answers: tuple[str, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        return results(self.events)

    @property
    def changes(self) -> tuple[Change, ...]:
        start = self.past.start(self.today)
        return changes(self.results, start if self.past.sessions else None)

    @property
    def due(self) -> tuple[Due, ...]:
        """What is asked for now: nothing that the body has to do while a session may not begin either."""
        if self.program is None:
            return ()
        asked = due(self.program.assess, self.past, self.results, put_off(self.events), self.today)
        return tuple(one for one in asked if self.may_do(guides()[one.test]))

    def may_do(self, guide: Guide) -> bool:
        return not guide.test.physical or (self.status in MAY_MEASURE and not guide.because_of(self.answers))


def measuring_of(person: Person, now: datetime) -> Measuring:
    """All of it, from the log as it is now."""
    past, events = past_until(person, now), _events(person)
    zone = latest_zone(person)
    today = day_of(now, zone)
    try:
        _, program = program_of(standing_of(person))
    except (NoProgram, ProgramMissing):
        return Measuring(now, today, past, events)
    case = case_of_coach(person, program, now, zone)
    return Measuring(now, today, past, events, program, case.decision((), None).status, case.answers)


def due_today(person: Person, program: Program, decision: Decision, now: datetime) -> tuple[Due, ...]:
    """What Today asks for; nothing is looked up for a program that names no tests, or while no session may begin."""
    if program.assess is None or decision.status not in MAY_MEASURE:
        return ()
    return _due(_Asked(person.id, newest_of(person), decision.day, decision.program, decision.status, person, now))


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that decides what is due; to work it out reads the whole log, and Today asks with every visit."""

    person: UUID
    newest: Newest
    day: date
    program: str
    status: Status
    whose: Person = field(compare=False)
    now: datetime = field(compare=False)


@lru_cache(maxsize=1024)
def _due(asked: _Asked) -> tuple[Due, ...]:
    return measuring_of(asked.whose, asked.now).due


def _events(person: Person) -> tuple[Event, ...]:
    rows = log_of(person).filter(kind__in=[str(kind) for kind in KINDS])
    return tuple(event_of(row) for row in rows.values_list(*OF_THE_EVENT))
