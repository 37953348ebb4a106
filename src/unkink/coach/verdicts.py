"""The verdicts on a session: one for each exercise, on each side that climbs on its own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from unkink.coach.sitting import Sitting, alone
from unkink.coach.steps import Steps
from unkink.coach.verdict import Verdict, verdict_of


def verdicts_of(sitting: Sitting, steps: Steps) -> tuple[Verdict, ...]:
    """The verdict on each exercise of the program that was in the session, for each side that climbs on its own."""
    return steps.remembered.of(_verdicts, sitting, steps)


def _verdicts(sitting: Sitting, steps: Steps) -> tuple[Verdict, ...]:
    return tuple(verdict for name in played_of(sitting, steps) for verdict in verdicts_on(sitting, steps, name))


def played_of(sitting: Sitting, steps: Steps) -> list[str]:
    """The exercises that the session and the program have in common, in the order of the session."""
    exercises = dict.fromkeys(one.exercise for one in sitting.record.exercises)
    return [name for name in exercises if name in steps.exercises]


def verdicts_on(sitting: Sitting, steps: Steps, exercise: str) -> tuple[Verdict, ...]:
    """The verdict on one exercise, for each side that climbs on its own."""
    by_itself = steps.remembered.of(alone, sitting, exercise)
    return steps.remembered.of(_verdicts_alone, by_itself, steps, exercise)


def _verdicts_alone(sitting: Sitting, steps: Steps, exercise: str) -> tuple[Verdict, ...]:
    return tuple(
        verdict_of(sitting, exercise, side, partial(steps.presses, exercise))
        for side in steps.sides(exercise)
        if any(side is None or one.side in (None, side) for one in sitting.record.exercises)
    )


def verdicts_elsewhere(sitting: Sitting, known: Collection[str]) -> Iterator[Verdict]:
    """The verdicts on what was told of exercises that the program does not have: it has no rung to go down."""
    for name in dict.fromkeys(one.exercise for one in sitting.record.exercises):
        if name not in known:
            yield verdict_of(alone(sitting, name), name, None, lambda _: False)
