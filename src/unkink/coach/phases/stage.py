"""The phase that somebody is in, and what they measured last: what the course keeps of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unkink.coach.footing import Because
from unkink.wire.words import Side


@dataclass(frozen=True, slots=True)
class Reading:
    """The last result of a home test on one side, in ``thousandths`` of its unit: whole numbers are kept exactly."""

    test: str
    side: Side | None
    day: date
    at: datetime
    thousandths: int
    event: UUID

    @property
    def key(self) -> tuple[str, str]:
        return (self.test, self.side or "")


FIRST = Because("phase-first")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where somebody is in the phases of a program.

    ``since`` is the day of the first session in the phase, None until there is one. ``sessions`` are those in it that
    count, ``fine`` says that the last session of all did, ``made`` are the events of the last that did. ``stays``: by
    hand, until that is taken back or another phase is chosen.
    """

    phase: str
    since: date | None = None
    sessions: int = 0
    fine: bool = False
    made: tuple[UUID, ...] = ()
    stays: bool = False
    because: Because = FIRST
