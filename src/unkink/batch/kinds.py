"""The kinds of made-up people: how often they come, what they feel, and what they tell. All of it is judgement.

A person hurts, if at all, at a weak spot: one exercise, told for each side. What they tell of all the others is one
number. Most days of most people are alike, as they are in life.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unkink.batch.chance import table
from unkink.wire.words import Felt, MorningAnswer

Level = int | None


class Kind(StrEnum):
    RESPONDER = "responder"
    NON_RESPONDER = "non-responder"
    OVER_EAGER = "over-eager"
    FORGETFUL = "forgetful"
    IN_PAIN = "in pain"
    LIAR = "liar"
    TRAVELLER = "traveller"


class How(StrEnum):
    """How much is done at the weak spot; everything else is done in full."""

    ALL = "all"
    SHORT = "short"
    EASED = "eased"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of one session. Pain and effort are whole numbers from 0 to 10, None where nobody answers.

    ``weak`` is the pain at the weak spot, left and right; ``pain`` that in every other exercise.
    """

    usual: Level = 0
    pain: Level = 0
    weak: tuple[Level, Level] = (0, 0)
    rpe: Level = 5
    how: How = How.ALL
    felt: Felt | None = None
    feeling: str | None = None
    persists: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    answer: MorningAnswer
    soreness: int | None = None


USUAL = Morning(MorningAnswer.AS_USUAL)
A_LITTLE_SORE, VERY_SORE = Morning(MorningAnswer.MUSCLES_SORE, 2), Morning(MorningAnswer.MUSCLES_SORE, 6)
SORE_SOMEHOW = Morning(MorningAnswer.MUSCLES_SORE)
MORE_PAIN = Morning(MorningAnswer.MORE_PAIN)


@dataclass(frozen=True, slots=True)
class Habits:
    """How one kind of person lives. Every table has 256 entries; ``misses`` and the like are parts of 256."""

    kind: Kind
    reports: tuple[Report, ...]
    mornings: tuple[Morning | None, ...]
    misses: int = 20
    extra: int = 0
    clinician: int = 64
    by_hand: int = 1
    confesses: int = 0


NO_NUMBERS = Report(None, None, (None, None), None)

HABITS = (
    Habits(
        Kind.RESPONDER,
        reports=table(
            (
                (216, Report(2, 0, (1, 1))),
                (12, Report(2, 0, (1, 1), 8)),
                (8, Report(2, 0, (2, 4), 6)),
                (6, Report(2, 0, (1, 1), None)),
                (6, Report(2, 0, (1, 1), how=How.SHORT)),
                (4, Report(2, 0, (1, 1), felt=Felt.TOO_EASY)),
                (4, Report(2, 1, (0, 6), 7)),
            )
        ),
        mornings=table(((220, USUAL), (20, A_LITTLE_SORE), (12, None), (4, VERY_SORE))),
    ),
    Habits(
        Kind.NON_RESPONDER,
        reports=table(
            (
                (160, Report(3, 1, (3, 3), 6)),
                (40, Report(3, 1, (3, 4), 7)),
                (32, Report(3, 1, (3, 3), 8)),
                (16, Report(3, 1, (3, 5), 8, felt=Felt.TOO_HARD)),
                (8, Report(3, 1, (3, 3), 6, how=How.EASED)),
            )
        ),
        mornings=table(((208, USUAL), (24, A_LITTLE_SORE), (16, None), (8, MORE_PAIN))),
        misses=32,
    ),
    Habits(
        Kind.OVER_EAGER,
        reports=table(
            (
                (160, Report(0, 0, (0, 0), 7, felt=Felt.TOO_EASY)),
                (48, Report(0, 0, (2, 2), 9)),
                (24, Report(0, 1, (2, 4), 9)),
                (16, Report(0, 2, (3, 6), 10)),
                (8, Report(0, 0, (0, 7), 8, feeling="tingling")),
            )
        ),
        mornings=table(((176, USUAL), (40, A_LITTLE_SORE), (24, VERY_SORE), (8, MORE_PAIN), (8, None))),
        misses=2,
        extra=96,
        by_hand=12,
    ),
    Habits(
        Kind.FORGETFUL,
        reports=table(
            (
                (136, Report(1, 0, (1, 1))),
                (48, NO_NUMBERS),
                (32, Report(None, 0, (1, None), 5)),
                (24, Report(1, 0, (1, 1), None)),
                (16, Report(1, 0, (1, 1), how=How.SKIPPED)),
            )
        ),
        mornings=table(((112, USUAL), (112, None), (16, A_LITTLE_SORE), (16, SORE_SOMEHOW))),
        misses=112,
    ),
    Habits(
        Kind.IN_PAIN,
        reports=table(
            (
                (112, Report(4, 2, (3, 4), 6)),
                (64, Report(4, 2, (4, 5), 7)),
                (32, Report(5, 3, (4, 6), 8)),
                (16, Report(5, 3, (4, 6), 8, how=How.EASED)),
                (12, Report(5, 4, (2, 8), 9, how=How.SHORT)),
                (8, Report(5, 4, (2, 7), 9, feeling="shooting", persists=True)),
                (8, Report(5, 5, (3, 5), 9, how=How.SKIPPED)),
                (3, Report(5, 5, (5, 8), 9, feeling="pop")),
                (1, Report(5, 5, (5, 9), 9, feeling="chest-pain")),
            )
        ),
        mornings=table(((152, USUAL), (40, MORE_PAIN), (32, A_LITTLE_SORE), (24, None), (8, VERY_SORE))),
        misses=40,
    ),
    Habits(
        Kind.LIAR,
        reports=table(((232, Report(0, 0, (0, 0), 3)), (24, Report(None, 0, (0, 0), 4, felt=Felt.TOO_EASY)))),
        mornings=table(((252, USUAL), (4, MORE_PAIN))),
        misses=16,
        extra=24,
        clinician=256,
        by_hand=4,
        confesses=6,
    ),
    Habits(
        Kind.TRAVELLER,
        reports=table(((224, Report(1, 0, (1, 1))), (16, Report(1, 0, (1, 3), 6)), (16, Report(1, 0, (1, 1), 8)))),
        mornings=table(((216, USUAL), (32, None), (8, A_LITTLE_SORE))),
        misses=48,
    ),
)

SHARES = table(zip((80, 48, 32, 32, 28, 16, 20), HABITS, strict=True))
"""How often each kind comes."""
