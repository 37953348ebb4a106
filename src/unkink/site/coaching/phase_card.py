"""The phase on Today: which one, since when, why, what leads on, and what is ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unkink.coach.decision import Decision, InPhase, PhaseStep, Reason, Status
from unkink.coach.phases.telling import test_words
from unkink.site.coaching.cards import in_day_words
from unkink.site.coaching.words import day_words

BY_HAND = ("phase-by-hand", "phase-stays")


@dataclass(frozen=True, slots=True)
class ToMeasure:
    """A test that is missing: its name in the address of its page, and in words."""

    test: str
    words: str


@dataclass(frozen=True, slots=True)
class PhaseToday:
    """``number`` is its place in the file, ``of`` how many there are. ``since`` is empty before its first session.

    ``chosen`` is the event that chose it by hand, to be taken back; empty where none did. ``stays``: by hand as well.
    ``by_hand``: another one can be chosen.
    """

    id: str
    title: str
    number: int
    of: int
    since: str
    reasons: tuple[Reason, ...]
    onward: str
    measure: tuple[ToMeasure, ...]
    steps: tuple[PhaseStep, ...]
    chosen: str
    stays: bool
    by_hand: bool


def phase_card(decision: Decision) -> PhaseToday | None:
    """The card; None where the program has no phases."""
    phase = decision.phase
    if phase is None:
        return None
    why = phase.reasons[0]
    return PhaseToday(
        id=phase.phase,
        title=phase.title,
        number=[step.here for step in phase.steps].index(True) + 1,
        of=len(phase.steps),
        since=day_words(phase.since) if phase.since else "",
        reasons=tuple(replace(one, says=in_day_words(one.says)) for one in phase.reasons),
        onward=in_day_words(phase.onward.says),
        measure=tuple(_to_measure(decision, phase)),
        steps=phase.steps,
        chosen=str(why.events[0]) if why.rule in BY_HAND and why.events else "",
        stays=why.rule == "phase-stays",
        by_hand=decision.status is not Status.LOCKED,
    )


def _to_measure(decision: Decision, phase: InPhase) -> Iterator[ToMeasure]:
    """Nobody is sent to a test while the program is locked."""
    if decision.status is not Status.LOCKED:
        yield from (ToMeasure(test, test_words(test)) for test in phase.onward.measure)
