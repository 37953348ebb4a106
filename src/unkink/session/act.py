"""An act: one exercise as it is done today, with everything that decides how long its parts take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unkink.program.dose import Dose, Reps, Sides, Span
from unkink.program.movement_facts import MovementFacts
from unkink.program.program import Section
from unkink.session.settings import Settings
from unkink.session.timeline import Side

CALM_MOVE = MovementFacts()  # where the movement is not known: two seconds each way, so four for a rep (judgement)


@dataclass(frozen=True, slots=True)
class Act:
    """``exercise`` is the id that cues carry. Milliseconds are at the person's pace.

    ``estimated`` is true where the dose is plain repetitions of a movement that nobody has described. ``alone`` is the
    only side that works, where the other one does another dose.
    """

    exercise: str
    section: Section
    dose: Dose
    settings: Settings
    lift_ms: int
    lower_ms: int
    rep_ms: int
    estimated: bool
    alone: Side | None = None

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides in the order in which they are done."""
        if self.dose.sides is Sides.TOGETHER:
            return (None,)
        if self.alone is not None:
            return (self.alone,)
        first = self.settings.first_side
        return (first, first.other)


def act_of(
    exercise: str,
    section: Section,
    dose: Dose,
    settings: Settings,
    movements: Mapping[str, MovementFacts],
    alone: Side | None = None,
) -> Act:
    facts = movements.get(section.movement) if section.movement else None
    known = facts or CALM_MOVE
    return Act(
        exercise=exercise,
        section=section,
        dose=dose,
        settings=settings,
        lift_ms=at_pace(known.lift_ms, settings),
        lower_ms=at_pace(known.lower_ms, settings),
        rep_ms=at_pace(known.lift_ms + known.lower_ms, settings),
        estimated=facts is None and is_plain_reps(dose),
        alone=alone,
    )


def is_plain_reps(dose: Dose) -> bool:
    """Repetitions of which the dose says only how many."""
    return isinstance(dose.work, Reps) and not (dose.hold or dose.each_rep or dose.tempo)


def at_pace(ms: int, settings: Settings) -> int:
    """A calm move at the person's pace, to the nearest millisecond; half a millisecond goes up."""
    return int(ms * settings.pace + 0.5)


def seconds_ms(span: Span) -> int:
    """Milliseconds of a written duration; a range counts as its lower end."""
    return span.low * 1000
