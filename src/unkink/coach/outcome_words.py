"""What a person reads of an outcome: words, and what to do. What leads to it stands in ``unkink.coach.screening``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unkink.coach.screening import Outcome


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of themselves to open a lock: the name of the answer, and its words."""

    answer: str
    ask: str


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """``do`` are steps to take; ``opens`` says what opens a lock, by ``claim`` or by the questions alone."""

    title: str
    says: str
    do: tuple[str, ...] = ()
    opens: str = ""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class ScreeningWords:
    """The words of every outcome; ``heard`` are those of answers that no question has, such as ``no-pressure``."""

    outcomes: Mapping[Outcome, OutcomeWords]
    heard: Mapping[str, str]
