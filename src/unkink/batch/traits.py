"""One made-up person: their kind, weak spot, weekdays, answers to the questions, and journey, all drawn once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unkink.batch.chance import drawn, table
from unkink.batch.kinds import SHARES, Habits, Kind
from unkink.batch.places import HOME, PLACES
from unkink.program.program import Program

HEAD = 16
A_DAY = 4
"""Bytes of chance for the person, and for each day."""
WEAK = 1
"""The byte of the person's that draws their weak spot."""

SCREENINGS: tuple[Mapping[str, bool | int], ...] = (
    {"hernia": False},
    {"hernia": True},
    {"pregnant": True},
    {"weeks-of-pain": 9},
    {"high-blood-pressure": True},
    {"hip-replacement": True},
    {"swollen-calf": True},
    {"age": 16},
    {"seen-by-clinician": True, "cleared-by-professional": True, "numb-saddle": False},
    {"seen-by-clinician": True, "cleared-by-professional": True, "numb-saddle": False, "giving-way": True},
)
"""Answers to the questions; the last two are what people say who were locked out."""
NOTHING_NEW = 0
CLEARED, CLEARED_BUT = len(SCREENINGS) - 2, len(SCREENINGS) - 1
ANSWERS = table(((212, 0), (12, 1), (4, 2), (16, 3), (4, 4), (4, 5), (2, 6), (2, 7)))


@dataclass(frozen=True, slots=True)
class Traits:
    """``weak`` is the place of an exercise in the session; ``weekdays`` are those of training, Monday 0.

    ``chance`` are the bytes of the days, four for each. From day ``leaves`` to ``returns`` they are at ``abroad``.
    """

    habits: Habits
    weak: int
    weekdays: frozenset[int]
    screening: int
    leaves: int
    returns: int
    abroad: int
    chance: bytes

    def place(self, day: int) -> int:
        """The place of that day, by its number."""
        return self.abroad if self.leaves <= day < self.returns else HOME


def weak_spot_of(exercises: int, seed: int, index: int) -> int:
    """The place of that person's weak spot, as their traits have it."""
    return drawn(seed, index, WEAK + 1)[WEAK] % exercises


def traits_of(program: Program, exercises: int, weeks: int, seed: int, index: int) -> Traits:
    """Person ``index``, of a session with that many exercises."""
    head = drawn(seed, index, HEAD + A_DAY * 7 * weeks)
    habits = SHARES[head[0]]
    travels = habits.kind is Kind.TRAVELLER
    leaves = head[4] * 7 * weeks // 256 if travels else 0
    return Traits(
        habits=habits,
        weak=head[WEAK] % exercises,
        weekdays=_weekdays(
            program.sessions.low + head[2] % (program.sessions.high - program.sessions.low + 1), head[3]
        ),
        screening=ANSWERS[head[7]],
        leaves=leaves,
        returns=leaves + 3 + head[5] % 12 if travels else 0,
        abroad=1 + head[6] % (len(PLACES) - 1),
        chance=head[HEAD:],
    )


def _weekdays(sessions: int, offset: int) -> frozenset[int]:
    """Spread over the week, beginning on one of its first days."""
    return frozenset((number * 7 // sessions + offset % 2) % 7 for number in range(sessions))
