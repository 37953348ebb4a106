"""The ladder: every dose an exercise can have, from the easiest to the ceiling."""

from __future__ import annotations

from dataclasses import dataclass

from unkink.program.dose import Dose, Span


@dataclass(frozen=True, slots=True)
class Rung:
    """One dose of one exercise or variant. Rung 0 is the dose as written; easier rungs are negative.

    On a schedule rungs count from 0 in the order of the file, each with how long it lasts.
    """

    number: int
    exercise: str
    dose: Dose
    weeks: int | None = None
    sessions: int | None = None
    a_week: Span | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one exercise in ascending order. ``scheduled`` ladders move by the file alone."""

    exercise: str
    rungs: tuple[Rung, ...]
    scheduled: bool = False

    def rung(self, number: int) -> Rung:
        """The rung with that number, or the nearest end of the ladder: a ladder has no rung past its ceiling."""
        index = min(max(number - self.rungs[0].number, 0), len(self.rungs) - 1)
        return self.rungs[index]
