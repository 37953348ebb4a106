"""The home tests that are known: what each measures, in which unit, and which way is worse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a trial is counted in: the name of the fact that holds it."""

    DEGREES = "degrees"
    SECONDS = "seconds"
    LEVELS = "levels"


class Better(StrEnum):
    """Which way of a number is the better one."""

    LESS = "less"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class HomeTest:
    """One test. A trial lies from ``least`` to ``most``, in ``unit``; a result has ``fewest`` to ``at_most`` trials.

    ``sided``: measured on each side by itself. ``whole``: only whole numbers can be told.
    """

    name: str
    unit: Unit
    sided: bool
    better: Better
    least: float
    most: float
    whole: bool = False
    fewest: int = 1
    at_most: int = 20

    @property
    def physical(self) -> bool:
        """Done with the body, not told: somebody who is locked is not asked for it."""
        return self.unit is not Unit.LEVELS

    def takes(self, trial: float) -> bool:
        """Whether a trial can have come out so. Never true of NaN."""
        return self.least <= trial <= self.most and (not self.whole or trial == int(trial))

    def worse(self, one: float, other: float) -> float:
        """The worse of two values."""
        return max(one, other) if self.better is Better.LESS else min(one, other)


THIGH_ANGLE, KNEE_RAISE_HOLD, SINGLE_LEG_HOLD = "thigh-angle", "knee-raise-hold", "single-leg-hold"
TASKS, GLOBAL_CHANGE = "tasks", "global-change"
TASKS_NAMED = 3
STEPS_OF_CHANGE = 3  # to each side of "no change": seven in all
LONGEST_HOLD = 3600.0

TESTS: Mapping[str, HomeTest] = {
    test.name: test
    for test in (
        # Against the horizontal, positive above it: a hip that stays flexed (ISB: hip extension is negative).
        HomeTest(THIGH_ANGLE, Unit.DEGREES, True, Better.LESS, -60, 90),
        HomeTest(KNEE_RAISE_HOLD, Unit.SECONDS, True, Better.MORE, 0, LONGEST_HOLD),
        HomeTest(SINGLE_LEG_HOLD, Unit.SECONDS, True, Better.MORE, 0, LONGEST_HOLD),
        HomeTest(TASKS, Unit.LEVELS, False, Better.MORE, 0, 10, True, TASKS_NAMED, TASKS_NAMED),
        HomeTest(GLOBAL_CHANGE, Unit.LEVELS, False, Better.MORE, -STEPS_OF_CHANGE, STEPS_OF_CHANGE, True, 1, 1),
    )
}
"""By name, in the order in which they are done: what needs a fresh body first, what is only told last."""
