"""How many sessions a week a program asks for, whether a day of rest lies between two, and for how long it goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unkink.coach import rules
from unkink.coach.planning.schedule import EVENING, Schedule, Weekly
from unkink.program.dose import Span
from unkink.program.ladder import ladder_of
from unkink.program.program import PhaseOfProgram, Program

WEEKS_WITHOUT_LENGTH = 8
"""How far a plan goes where the program says nothing of its length (judgement)."""
EVENLY: Mapping[int, Sequence[int]] = {
    1: (2,),
    2: (0, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
    6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}


@dataclass(frozen=True, slots=True)
class WeeklyPace:
    """``sessions`` a week, from ``fewest`` to ``most``. ``rests``: at least one day lies between two of them."""

    fewest: int
    most: int

    @property
    def rests(self) -> bool:
        return self.fewest < rules.WITHOUT_REST_DAYS

    @property
    def words(self) -> str:
        """``2 to 3 sessions a week``."""
        if self.most > self.fewest:
            return f"{self.fewest} to {self.most} sessions a week"
        return f"{self.fewest} session{'s' if self.fewest > 1 else ''} a week"


def pace_of(program: Program, rungs: Mapping[str, int] = {}, phase: str | None = None) -> WeeklyPace:
    """What the file asks for, with each exercise on the rung given, else on that of the dose as written.

    ``phase`` is the id of the one that the person is in, by default the first.
    """
    return _pace(program, rungs, next((one for one in program.phases if one.id == phase), None) or _first(program))


def _first(program: Program) -> PhaseOfProgram | None:
    return program.phases[0] if program.phases else None


def _pace(program: Program, rungs: Mapping[str, int], phase: PhaseOfProgram | None) -> WeeklyPace:
    whole = (phase.sessions if phase else None) or program.sessions
    spans = [_a_week(program, name, rungs.get(name, 0)) or whole for name in (phase or program).exercises] or [whole]
    fewest = min(max(span.low for span in spans), len(EVENLY))
    return WeeklyPace(fewest, max(fewest, min(max(span.high for span in spans), len(EVENLY))))


def length_of(program: Program) -> timedelta | None:
    """How long the program goes on, its phases added up; None where it does not say."""
    if program.length is not None:
        return timedelta(weeks=program.length.high)
    lengths = [phase.length.high for phase in program.phases if phase.length is not None]
    return timedelta(weeks=sum(lengths)) if lengths else None


def phases_until(program: Program, phase: str, since: date, today: date) -> date | None:
    """The last day of the last phase, if each takes its longest length; ``phase`` began on ``since`` and lasts yet.

    None without phases, or where one of them says nothing of its length.
    """
    ids = [one.id for one in program.phases]
    ahead = program.phases[ids.index(phase) :] if phase in ids else ()
    lengths = [one.length.high for one in ahead if one.length is not None]
    if not ahead or len(lengths) < len(ahead):
        return None
    return max(since + timedelta(weeks=lengths[0]), today) + timedelta(weeks=sum(lengths[1:]), days=-1)


def suggested(pace: WeeklyPace) -> Schedule:
    """The fewest sessions that the program asks for, spread over the week, in the evening (judgement)."""
    return Schedule(tuple(Weekly(weekday, EVENING) for weekday in EVENLY[max(pace.fewest, 1)]))


def _a_week(program: Program, exercise: str, rung: int) -> Span | None:
    return ladder_of(program, exercise).rung(rung).a_week
