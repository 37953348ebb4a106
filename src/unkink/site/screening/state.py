"""What the coach says of a person now, and which program their questions are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unkink.coach.decision import Ask, Decision, Status
from unkink.program.program import Program
from unkink.site.accounts.models import Person
from unkink.site.coaching.today import NoProgram, ProgramMissing, program_of, todays_decision
from unkink.site.diary.standing import standing_of


@dataclass(frozen=True, slots=True)
class State:
    """A person's program, and the decision on it."""

    program: Program
    decision: Decision

    @property
    def locked(self) -> bool:
        return self.decision.status is Status.LOCKED

    @property
    def asks(self) -> bool:
        """Whether the questions wait for answers."""
        return any(one.ask is Ask.SCREENING for one in self.decision.asks)

    @property
    def rests(self) -> bool:
        """Whether a morning is waited for that is as usual again."""
        return any(one.ask is Ask.USUAL_AGAIN for one in self.decision.asks)


def state_of(person: Person, now: datetime) -> State | None:
    """None for somebody without a program, or whose program is not on the shelf any more."""
    try:
        _, program = program_of(standing_of(person))
        _, decision = todays_decision(person, now)
    except (NoProgram, ProgramMissing):
        return None
    return State(program, decision)
