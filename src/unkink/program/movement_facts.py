"""What the language is told about movements. It knows no body itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """Facts about one movement, handed in by whoever knows bodies.

    ``lift_ms`` and ``lower_ms`` are how long one calm repetition takes into and out of its end position.
    """

    loads_belly: bool = False
    lift_ms: int = 2000
    lower_ms: int = 2000
