"""The person's program, the day it is for them, and what the coach decides on it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from unkink.coach.days import NIGHT, day_of
from unkink.coach.decision import Decision
from unkink.coach.standing import Standing
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.coaching.decisions import Case, case_of
from unkink.site.diary.standing import standing_of
from unkink.site.programs.library import library

NOWHERE = "UTC"
"""Before the first session nobody knows where the person is, and nothing depends on it yet."""


class NoProgram(LookupError):
    """The person has not started a program."""


class ProgramMissing(LookupError):
    """Their program is not on the shelf any more, or its file has errors now. ``name`` is its id there."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(f"{title} is not here any more, or its file needs mending")
        self.name, self.title = name, title


def zone_of(standing: Standing) -> str:
    """The time zone that the person was in last."""
    return standing.last.tz if standing.last else NOWHERE


def today(standing: Standing, now: datetime) -> date:
    """The day it is where the person was last, or else where this computer is."""
    if standing.last is not None:
        return day_of(now, standing.last.tz)
    return (now.astimezone(UTC) - NIGHT).astimezone().date()


def program_of(standing: Standing) -> tuple[str, Program]:
    """The id on the shelf of the program that the person is on, and its text as it is now.

    Raises:
        NoProgram, ProgramMissing: where there is none.
    """
    if standing.enrolment is None:
        raise NoProgram
    name = standing.enrolment.name
    volume = library().volumes().get(name)
    if volume is None or volume.handout is None:
        raise ProgramMissing(name, standing.enrolment.title or name)
    return name, volume.handout.program


def todays_case(person: Person, standing: Standing, now: datetime) -> tuple[str, Case]:
    """The id of their program on the shelf, and all that today's decision is made of.

    Raises:
        NoProgram, ProgramMissing: as `program_of`.
    """
    name, program = program_of(standing)
    return name, case_of(person, program, now, zone_of(standing))


def todays_decision(person: Person, now: datetime) -> tuple[str, Decision]:
    """The id of their program, and the decision on its whole session, with nothing missing.

    Raises:
        NoProgram, ProgramMissing: as `program_of`.
    """
    name, case = todays_case(person, standing_of(person), now)
    return name, case.decision((), None)
