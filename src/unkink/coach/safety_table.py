"""The safety table, during and after: one entry is one row, and the first that matches decides.

Where the source says less, the row is judgement, stricter because nobody supervises. A physiotherapist has not signed
it yet.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from unkink.coach.colours import GRAVEST, RED_OR_WORSE, Colour
from unkink.coach.seen import Seen

MODEL = "pain-monitoring model: Thomee 1997; NEMEX, PMC2896351; Silbernagel"
JUDGEMENT = "judgement: stricter than the pain-monitoring model, because nobody supervises"


class Then(StrEnum):
    """What follows from a row."""

    HELP = "get urgent help"
    LOCK = "everything waits for a professional"
    DOWN = "a rung down"
    DOWN_WHERE_IT_HURT = "a rung down where it hurt, else for all that was done"
    REST = "rest until as usual"
    STAY = "the same rung again"
    MAY_RISE = "may rise"
    NOTHING = "neither counts nor resets"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the table, its colour, when it matches, what follows, what the person reads.

    Words of ``says`` in braces are filled in.
    """

    number: int
    colour: Colour
    when: Callable[[Seen], bool]
    then: tuple[Then, ...]
    says: str
    source: str

    @property
    def id(self) -> str:
        return f"row-{self.number}"


ROWS = (
    Row(
        1,
        Colour.BLACK,
        lambda seen: 1 in seen.said,
        (Then.HELP,),
        "You told something that needs urgent help.",
        JUDGEMENT,
    ),
    Row(
        2,
        Colour.RED,
        lambda seen: 2 in seen.said,
        (Then.DOWN,),
        "It felt numb, tingling, shooting, pulsing, sick or sharp. If that stays, ask a professional.",
        JUDGEMENT,
    ),
    Row(3, Colour.RED, lambda seen: seen.pain_is(6, 10), (Then.DOWN,), "Pain was 6 or more.", f"{MODEL}; {JUDGEMENT}"),
    Row(
        4,
        Colour.RED,
        lambda seen: 4 in seen.said,
        (Then.LOCK, Then.DOWN),
        "Something popped, caught or locked, or you limped: a professional comes first.",
        JUDGEMENT,
    ),
    Row(
        5,
        Colour.AMBER_PLUS,
        lambda seen: seen.more_pain,
        (Then.REST, Then.DOWN_WHERE_IT_HURT),
        "There was more pain on the morning after.",
        f"{MODEL}; {JUDGEMENT}",
    ),
    Row(
        7,
        Colour.AMBER,
        lambda seen: seen.pain_is(4, 5) and (seen.above_usual or seen.too_much_pressure),
        (Then.STAY,),
        "Pain was 4 or 5: more than usual, or more than pressure may make.",
        f"{MODEL}; {JUDGEMENT}",
    ),
    Row(
        8,
        Colour.AMBER,
        lambda seen: seen.pain_is(3, 3) and seen.above_usual and not seen.pressing,
        (Then.STAY,),
        "Pain was 3, more than usual.",
        f"{MODEL}; {JUDGEMENT}",
    ),
    Row(
        9,
        Colour.GREEN,
        lambda seen: seen.pain_is(0, 4) and not seen.above_usual and seen.usual is not None and seen.as_usual,
        (Then.MAY_RISE,),
        "Pain was no more than usual, and the morning after was as usual.",
        MODEL,
    ),
    Row(
        10,
        Colour.GREEN,
        lambda seen: seen.little_pain and (seen.as_usual or seen.a_little_sore),
        (Then.MAY_RISE,),
        "Pain was 2 at the most, 3 under pressure, and the morning after was fine.",
        MODEL,
    ),
    Row(
        11,
        Colour.GREY,
        lambda seen: bool(seen.missing),
        (Then.NOTHING,),
        "An answer about the session on {on} is missing, so it does not count: {answers}.",
        "judgement: nothing rises on a missing answer",
    ),
    Row(
        12,
        Colour.AMBER,
        lambda seen: True,
        (Then.STAY,),
        "The pain, or the soreness after it, was too much for a step up.",
        f"{MODEL}; {JUDGEMENT}",
    ),
)
"""Row 6 looks at whole weeks, not at one exercise: it stands with the rules of weeks."""


@lru_cache(maxsize=8192)
def row_of(seen: Seen) -> Row:
    """The first row that matches; the last one always does."""
    return next(row for row in ROWS if row.when(seen))


@lru_cache(maxsize=8192)
def consequences_of(seen: Seen) -> frozenset[Then]:
    """What follows. Of several red rows that match, all that they ask: a pop is not made harmless by a pain of 8."""
    first = row_of(seen)
    graver = [row for row in ROWS if row.colour in RED_OR_WORSE and row.when(seen)]
    return frozenset(then for row in [first, *graver] for then in row.then)


def worse_of(rows: tuple[Row, ...]) -> Row:
    """The row of the worse side."""
    return min(rows, key=lambda row: (GRAVEST.index(row.colour), row.number))
