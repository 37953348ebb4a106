"""All that a person's plan is made of: their program, what the coach decides, what they chose and did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from unkink.coach.decision import Decision
from unkink.coach.planning.clock import zone_named
from unkink.coach.planning.pace import WeeklyPace
from unkink.coach.planning.past import KINDS, Past, past_of
from unkink.coach.planning.plan import LONGEST_PLAN, Plan
from unkink.coach.planning.schedule import Schedule
from unkink.export.calendar import pace_at, plan_at
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.coaching.decisions import decision_of
from unkink.site.coaching.today import NoProgram, ProgramMissing, program_of
from unkink.site.diary.reading import log_of
from unkink.site.diary.rows import OF_THE_EVENT, event_of
from unkink.site.diary.standing import standing_of
from unkink.site.diary.write import latest_zone
from unkink.wire.event import EPOCH, MILLISECOND, Kind


class NoPlan(LookupError):
    """The person has not started a program."""


class ProgramGone(LookupError):
    """Their program is not here, or its file has errors now. ``str()`` says so."""


@dataclass(frozen=True, slots=True)
class Case:
    """What there is to plan from at a moment."""

    person: Person
    program: Program
    decision: Decision
    past: Past

    @property
    def now(self) -> datetime:
        return self.decision.at

    @property
    def zone(self) -> str:
        return self.decision.zone

    @property
    def today(self) -> date:
        """What the calendar on the person's wall says."""
        return self.now.astimezone(zone_named(self.zone)).date()

    @property
    def pace(self) -> WeeklyPace:
        return pace_at(self.program, self.decision)

    @property
    def plan(self) -> Plan:
        return plan_at(self.program, self.decision, self.past)

    def trial(self, schedule: Schedule) -> Plan:
        """The plan as it would be with that schedule from today on."""
        return plan_at(self.program, self.decision, self.past.choosing(schedule, self.today))


def case_of(person: Person, now: datetime) -> Case:
    """All of it, from the log as it is now.

    Raises:
        NoPlan, ProgramGone: where there is nothing to plan.
    """
    zone = latest_zone(person)
    try:
        _, program = program_of(standing_of(person))
    except NoProgram as none:
        raise NoPlan from none
    except ProgramMissing as gone:
        raise ProgramGone(f"{gone}") from gone
    return Case(person, program, decision_of(person, program, now, zone), past_until(person, now))


def past_until(person: Person, now: datetime) -> Past:
    """What the log says; of sessions those that a plan can reach back to."""
    since_ms = (now - LONGEST_PLAN * 2 - EPOCH) // MILLISECOND
    kinds = Q(kind__in=[str(kind) for kind in KINDS - {Kind.SESSION_STARTED}])
    rows = log_of(person).filter(kinds | Q(kind=str(Kind.SESSION_STARTED), at_ms__gte=since_ms))
    return past_of(map(event_of, rows.values_list(*OF_THE_EVENT)), now)
