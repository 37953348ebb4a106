"""What a session says: of one exercise, and of all of it. Sessions that say the same are one.

A session is told in hundreds of ways, at any place, with this pain or that; what the coach hears of an exercise is one
of a few things: a row of the table, whether it was done, completed, too hard, and the day on which that was known.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from unkink.batch.undated import begun
from unkink.coach import rules
from unkink.coach.climbing import TO_RISE, answered_on, told_of
from unkink.coach.colours import AMBER_OR_WORSE, RED_OR_WORSE, Colour
from unkink.coach.exercise_record import NOTHING, ExerciseRecord
from unkink.coach.judging import very_sore
from unkink.coach.one_exercise import last_told, steps_down
from unkink.coach.safety_table import Then
from unkink.coach.sitting import Evidence, Sitting
from unkink.coach.steps import Steps
from unkink.coach.verdict import Verdict, worst_pain
from unkink.coach.verdicts import verdicts_of
from unkink.wire.event import Kind


@dataclass(slots=True, eq=False)
class Said:
    """One of the sessions that say the same of their only exercise; ``known`` as in the coach's `after_exercise`.

    ``plain``: it was done, on every side, and nothing stood in for it.
    """

    sitting: Sitting
    known: bool
    plain: bool


def of_one(sitting: Sitting, steps: Steps, *, known: bool) -> Hashable:
    """All that the coach hears of the only exercise of a session, but for its name and its dose."""
    return tuple(_of_verdict(sitting, one, known=known) for one in verdicts_of(sitting, steps))


def _of_verdict(sitting: Sitting, verdict: Verdict, *, known: bool) -> Hashable:
    said = (verdict.side, verdict.row.id, verdict.done, tuple(_ways_of(one) for one in verdict.records))
    if steps_down(verdict, known=known):
        stays = bool(sitting.record.persists) and verdict.numb_or_shooting
        return (*said, "down", stays, begun(last_told(verdict)))
    if verdict.eased or verdict.row.colour is not Colour.GREEN:
        return (*said, "eased" if verdict.eased else "")
    if not verdict.completed or verdict.too_hard:
        return (*said, "completed" if verdict.completed else "")
    on = answered_on(told_of(sitting, verdict, TO_RISE))
    return (*said, "earned", _effort_of(sitting), on)


def _ways_of(record: ExerciseRecord) -> Hashable:
    """How what was done differs from what was to be done first."""
    first = record.ways[0].rung if record.ways else 0
    return record.side, tuple((way.rung - first, way.done != NOTHING) for way in record.ways)


def _effort_of(sitting: Sitting) -> bool | None:
    """Whether it took more than a step up may take; None where nobody said."""
    rpe = sitting.record.rpe
    return None if rpe is None else rpe > rules.MOST_EFFORT


def of_all(sitting: Sitting, steps: Steps) -> Hashable:
    """All that the coach hears of a whole session, but for what becomes of its exercises."""
    record, verdicts = sitting.record, verdicts_of(sitting, steps)
    pains = [one for one in sitting.of(Kind.PAIN) if one.exercise is not None]
    graver = [_last(one for verdict in verdicts if then in verdict.then for one in verdict.made) for then in LOCKING]
    reds = (one for verdict in verdicts if verdict.row.colour in RED_OR_WORSE for one in verdict.made)
    amber = any(one.row.colour in AMBER_OR_WORSE for one in verdicts)
    said = (worst_pain(record), _last(pains), *graver, _last(reds), amber, very_sore(record))
    return (*said, *_of_phases(sitting, verdicts)) if steps.program.phases else said


LOCKING = (Then.HELP, Then.LOCK)


def _of_phases(sitting: Sitting, verdicts: Iterable[Verdict]) -> tuple[Hashable, ...]:
    """What leads from phase to phase."""
    return _effort_of(sitting), tuple((one.exercise, one.row.colour, one.done, one.completed) for one in verdicts)


def _last(told: Iterable[Evidence]) -> Hashable:
    """By what it was told, whatever was told then."""
    return max((begun(one.at) for one in told), default=None)
