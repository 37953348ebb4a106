"""What a person may set about a session. Settings fill silence only: no prescribed second changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unkink.session.timeline import Side


class Verbosity(StrEnum):
    """How much is spoken."""

    FULL = "full"  # names, why, steps, counts
    BRIEF = "brief"  # names, sides, counts
    TONES = "tones"  # no words


@dataclass(frozen=True, slots=True)
class Settings:
    """Seconds are whole. ``pace`` stretches calm moves and estimated reps: 1.5 is half as slow again (0.5-2.0).

    Raises:
        ValueError: in words a person understands, when a value is outside its bounds.
    """

    rest: int = 30  # between sets, where the dose writes none (5-300)
    rest_between_reps: int = 3  # between reps held for 5 s or more, where the dose writes none (0-60)
    change: int = 15  # from one exercise to the next, at the least (0-300)
    switch: int = 8  # to turn over, at the least (2-120)
    countdown: int = 3  # 0-10
    verbosity: Verbosity = Verbosity.FULL
    pace: float = 1.0
    first_side: Side = Side.LEFT

    def __post_init__(self) -> None:
        for name, (low, high) in BOUNDS.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name.replace('_', ' ')} must be from {low} to {high}, not {value}")


BOUNDS: dict[str, tuple[float, float]] = {
    "rest": (5, 300),
    "rest_between_reps": (0, 60),
    "change": (0, 300),
    "switch": (2, 120),
    "countdown": (0, 10),
    "pace": (0.5, 2.0),
}
