"""The thigh angle from the pull of gravity, as a phone on the thigh feels it.

The phone lies lengthwise on the front of the thigh, its screen up and its top towards the knee. Its y axis runs from
its bottom to its top, its z axis out of the screen (W3C DeviceMotion), whichever way the picture on it is turned.
"""

from __future__ import annotations

from math import asin, degrees, hypot

STANDARD_GRAVITY = 9.80665  # m/s²
SHAKEN = 1.0
"""m/s² by which the pull may differ from gravity before the phone counts as moving (judgement)."""
LEAST_UP = 0.25
"""Of the pull, along z: with less of it the phone stands on an edge, and above and below could be mixed up."""


class NotLyingStill(ValueError):
    """The phone moves, or does not lie with its screen up."""


def thigh_angle(x: float, y: float, z: float) -> float:
    """Degrees of the thigh against the horizontal, positive where the knee is higher than the hip.

    ``x``, ``y``, ``z`` are ``accelerationIncludingGravity`` in m/s². Browsers do not agree on its sign: with the screen
    up some say 9.8 for z, some -9.8. As the screen is up, z tells which; the other two follow. How far the phone has
    rolled to the side of the thigh makes no difference.

    Raises:
        NotLyingStill: where the phone moves, stands on an edge or upright.
    """
    pull = hypot(x, y, z)
    if not abs(pull - STANDARD_GRAVITY) <= SHAKEN:
        raise NotLyingStill("the phone is moving")
    if abs(z) < LEAST_UP * pull:
        raise NotLyingStill("the phone does not lie with its screen up")
    up = y if z > 0 else -y
    return degrees(asin(max(-1.0, min(1.0, up / pull))))
