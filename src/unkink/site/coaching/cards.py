"""What stands beside a dose: how it changed, why, what would raise it, and the ladder with the person on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from unkink.coach.decision import Change, Prescribed, Reason
from unkink.program.dose_grammar import read_dose
from unkink.program.dose_words import dose_words
from unkink.site.coaching.untold import Telling, tellings
from unkink.site.coaching.words import Mark, day_words, mark_of

BY_HAND = ("by-hand", "by-hand-held")
NOT_BY_HAND = (Change.SWAP, Change.WITHHELD, Change.LOCKED)
MINUS = "−"
A_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step of the ladder. ``title`` is empty where the exercise stays what it is."""

    number: int
    title: str
    words: str
    here: bool

    @property
    def signed(self) -> str:
        """``−2``, ``0``, ``+3``."""
        return f"{MINUS}{-self.number}" if self.number < 0 else f"+{self.number}" if self.number else "0"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason as it stands on the page, and where a missing answer can be told."""

    says: str
    source: str
    row: int | None
    colour: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class CoachCard:
    """One exercise, or one side of it (``side``, empty where both go together).

    ``steps`` stand from the hardest down. ``key`` is what the form for choosing a step by hand calls this ladder, empty
    where none can be chosen; ``chosen`` the event that did, to be taken back.
    """

    side: str
    mark: Mark
    reasons: tuple[Why, ...]
    higher: str
    steps: tuple[StepCard, ...]
    key: str
    chosen: str


def coach_cards(prescribed: Sequence[Prescribed], today: date) -> tuple[CoachCard, ...]:
    """One card for each, as of that day."""
    return tuple(_card(one, today) for one in prescribed)


def _card(one: Prescribed, today: date) -> CoachCard:
    by_hand = one.reasons[0].rule in BY_HAND and bool(one.reasons[0].events)
    return CoachCard(
        side=one.side or "",
        mark=mark_of(one),
        reasons=tuple(_why(reason, today) for reason in one.reasons),
        higher=in_day_words(one.higher.says),
        steps=tuple(_steps(one)),
        key="" if one.change in NOT_BY_HAND else key_of(one),
        chosen=str(one.reasons[0].events[0]) if by_hand else "",
    )


def _why(reason: Reason, today: date) -> Why:
    found = tellings(reason.untold, today) if reason.untold else ()
    return Why(in_day_words(reason.says), reason.source, reason.row, str(reason.colour or ""), found)


def in_day_words(text: str) -> str:
    """A sentence of the coach, with its days as people say them."""
    return A_DAY.sub(lambda found: day_words(date.fromisoformat(found[0])), text)


def key_of(one: Prescribed) -> str:
    """``slouch-to-tall``, or ``slouch-to-tall:left`` where the sides climb on their own."""
    return f"{one.exercise}:{one.side}" if one.side else one.exercise


def anchor_of(exercise: str, side: str | None) -> str:
    """Where on Today it stands."""
    return f"do-{exercise}-{side}" if side else f"do-{exercise}"


def _steps(one: Prescribed) -> list[StepCard]:
    own = one.variant if one.change is Change.SWAP else one.exercise
    return [
        StepCard(step.rung, "" if step.variant == own else step.title, _words(step.dose), step.here)
        for step in reversed(one.steps)
    ]


@lru_cache(maxsize=4096)
def _words(dose: str) -> str:
    return dose_words(read_dose(dose))
