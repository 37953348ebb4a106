"""How readily each joint gives way so that a contact is met, and how readily the whole body tips.

Judgement, chosen so that a limb that touches adapts at its far end (ankle, toes, wrist) before its near end, that a
limb that touches nothing stays as written unless something is in its way, and that the trunk keeps its shape longest.
Standard deviations in degrees: a joint at twice the number is a quarter as unwilling.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from unkink.body.angles import angle_of
from unkink.body.movement import Base
from unkink.body.posture import Array
from unkink.body.segments import ANGLES, PARENTS, TURNS

FREE = {
    "pelvis.tilt": 1.5, "pelvis.obliquity": 1.0, "pelvis.rotation": 1.0,
    "lumbar.flexion": 6.0, "lumbar.side_bend": 3.0, "lumbar.rotation": 2.0,
    "thoracic.flexion": 6.0, "thoracic.side_bend": 3.0, "thoracic.rotation": 2.0,
    "neck.flexion": 10.0, "neck.side_bend": 8.0, "neck.rotation": 5.0,
    "scapula.elevation": 6.0, "scapula.protraction": 8.0,
    "shoulder.flexion": 12.0, "shoulder.abduction": 9.0, "shoulder.rotation": 12.0,
    "elbow.flexion": 10.0, "elbow.pronation": 20.0,
    "wrist.flexion": 25.0, "wrist.radial": 10.0, "fingers.flexion": 15.0,
    "hip.flexion": 6.0, "hip.abduction": 4.0, "hip.rotation": 4.0, "knee.flexion": 5.0,
    "ankle.dorsiflexion": 20.0, "ankle.eversion": 10.0, "toes.extension": 25.0,
}  # fmt: skip
"""Of a joint between the pelvis and something that touches."""

STILL = 0.35
"""Of FREE, for a joint beyond which nothing touches."""

REACHING = 2.0
"""Times FREE, for a limb that is brought to a landmark."""

# About the world's x (along a body that lies; sideways for one that stands), y (upright) and z (nodding).
TIPPING = {
    Base.STANDING: (2.0, 1.0, 4.0),
    Base.KNEELING: (2.0, 1.0, 5.0),
    Base.HALF_KNEELING: (2.0, 1.0, 5.0),
    Base.SEATED: (2.0, 1.0, 5.0),
    Base.ALL_FOURS: (2.0, 1.0, 12.0),
    Base.PRONE: (2.0, 1.0, 15.0),
    Base.SUPINE: (2.0, 1.0, 8.0),
    Base.SIDE_LYING: (5.0, 1.0, 6.0),
}
"""Degrees by which the whole body may tip."""

_TURNED_AT = {turn.angle: turn.segment for turn in TURNS}


def sigmas(touching: Iterable[str], reaching: Iterable[str]) -> Array:
    """(A,): degrees of every angle; which segments touch something, and which are brought to a landmark."""
    carried, brought = _between(touching), _between(reaching)
    return np.array([FREE[angle_of(name).key] * _ease(_TURNED_AT[name], carried, brought) for name in ANGLES])


def _ease(segment: str, carried: Collection[str], brought: Collection[str]) -> float:
    if segment in brought and segment.endswith(("_r", "_l")):
        return REACHING
    return 1.0 if segment in carried else STILL


def _between(segments: Iterable[str]) -> set[str]:
    """Those segments and everything between them and the pelvis."""
    found: set[str] = set()
    for segment in segments:
        above: str | None = segment
        while above is not None:
            found.add(above)
            above = PARENTS[above]
    return found
