"""The thigh angle from a tape measure: two heights above the floor, and the length between their points."""

from __future__ import annotations

from math import asin, degrees


class NoSuchThigh(ValueError):
    """Lengths that belong to no straight line between the two points."""


def thigh_angle(hip_height: float, knee_height: float, length: float) -> float:
    """Degrees of the thigh against the horizontal, positive where the knee is higher than the hip.

    The points are the bony knob at the side of the hip (the greater trochanter) and the outer side of the knee joint;
    ``length`` is the straight line between them. All three in the same unit, whichever it is. The height difference is
    the side of a right triangle opposite the angle, and the length its longest side (PMC4560013).

    Raises:
        NoSuchThigh: if the length is not longer than the difference of the heights, or a number is not finite.
    """
    rise = knee_height - hip_height
    if not abs(rise) < length < float("inf"):
        raise NoSuchThigh("the length has to be more than the difference between the heights")
    return degrees(asin(rise / length))
