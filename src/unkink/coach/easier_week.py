"""What is taken away from a dose: in an easier week, and where breath must not be held."""

from __future__ import annotations

from unkink.coach.replacing import replace
from unkink.coach.rules import CUT_TENTHS
from unkink.program.dose import Dose, MaxHold, Phase, Reps, Rounds, Span, Time

LONGEST_HOLD = 10  # seconds, where blood pressure is high (judgement)


def cut(dose: Dose) -> Dose:
    """Sets, else rounds, else reps cut by 40 %, to whole numbers, never above six tenths and never below one.

    A dose that has none of these above one stays as it is.
    """
    match dose.work:
        case Reps(_, by_set) if len(by_set) > 1:
            kept = by_set[: _less(len(by_set))]
            return replace(dose, work=Reps(Span.of(kept[0]), kept), sets=Span.of(len(kept)))
        case _ if dose.sets.low > 1:
            return replace(dose, sets=Span.of(_less(dose.sets.low)))
        case Rounds(count, phases):
            return replace(dose, work=Rounds(Span.of(_less(count.low)), phases))
        case Reps(count, ()):
            return replace(dose, work=Reps(Span.of(_less(count.low))))
        case _:
            return dose


def short_holds(dose: Dose) -> Dose:
    """Nothing is held for more than ten seconds. A time alone may be a walk as well as a plank: it stays."""
    if dose.hold is not None and dose.hold.low > LONGEST_HOLD:
        dose = replace(dose, hold=Span.of(LONGEST_HOLD))
    if isinstance(dose.work, MaxHold):
        return replace(dose, work=Time(Span.of(LONGEST_HOLD)), until=None)
    if isinstance(dose.work, Rounds):
        phases = tuple(Phase(one.name, Span.of(min(one.seconds.low, LONGEST_HOLD))) for one in dose.work.phases)
        return replace(dose, work=Rounds(dose.work.count, phases))
    return dose


def _less(count: int) -> int:
    return max(count * (10 - CUT_TENTHS) // 10, 1)
