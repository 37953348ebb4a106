"""The clinical angles as an author writes them: their names, what positive means, and how far people can go.

Ranges of motion are those of the American Academy of Orthopaedic Surgeons (Joint Motion: Method of Measuring and
Recording, 1965; Greene and Heckman, The Clinical Measurement of Joint Motion, 1994), in degrees, where it gives one. It
gives one for the whole of the thoracic and lumbar spine (flexion 80, extension 25, side bending 35, rotation 45), and
none for pelvis, shoulder blade and fingers: these numbers, marked so, are judgement. So is how far an elbow goes beyond
straight, and an arm across the chest.
"""

from __future__ import annotations

from dataclasses import dataclass

AAOS = "AAOS"
JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Angle:
    """One angle: ``positive`` says in words where it goes, ``least`` and ``most`` bound it, in degrees."""

    name: str
    joint: str
    component: str
    positive: str
    least: float
    most: float
    source: str = AAOS
    opposite: str = ""  # what an author might call the negative direction

    @property
    def key(self) -> str:
        """``hip.flexion``: joint and component, without a side."""
        return f"{self.joint}.{self.component}"


def _angle(
    name: str, positive: str, least: float, most: float, source: str = AAOS, opposite: str = ""
) -> tuple[str, Angle]:
    joint, _, component = name.partition("_")
    return name, Angle(name, joint, component, positive, least, most, source, opposite)


LIMB_ANGLES: dict[str, Angle] = dict((
    _angle("hip_flexion", "the thigh comes forward", -30, 120, AAOS, "hip_extension"),
    _angle("hip_abduction", "the thigh goes out to its side", -30, 45, AAOS, "hip_adduction"),
    _angle("hip_rotation", "the thigh turns inward, toes to the middle", -45, 45, AAOS, "hip_external_rotation"),
    _angle("knee_flexion", "the heel comes to the buttock", -10, 135, AAOS, "knee_extension"),
    _angle("ankle_dorsiflexion", "the toes come up to the shin", -50, 20, AAOS, "ankle_plantarflexion"),
    _angle("ankle_eversion", "the sole turns outward", -35, 15, AAOS, "ankle_inversion"),
    _angle("toes_extension", "the toes come up", -45, 70, AAOS, "toes_flexion"),
    _angle("scapula_elevation", "the shoulder comes up to the ear", -10, 40, JUDGEMENT, "scapula_depression"),
    _angle("scapula_protraction", "the shoulder comes forward", -25, 30, JUDGEMENT, "scapula_retraction"),
    _angle("shoulder_flexion", "the arm comes up in front", -60, 180, AAOS, "shoulder_extension"),
    _angle("shoulder_abduction", "the arm comes up at its side", -45, 180, AAOS, "shoulder_adduction"),
    _angle("shoulder_rotation", "the arm turns inward", -90, 70, AAOS, "shoulder_external_rotation"),
    _angle("elbow_flexion", "the hand comes to the shoulder", -5, 150, AAOS, "elbow_extension"),
    _angle("elbow_pronation", "the palm turns down, or back where the arm hangs", -80, 80, AAOS, "elbow_supination"),
    # AAOS gives 70 for extension without load; a hand that carries weight is taken to about 90.
    _angle("wrist_flexion", "the palm comes to the inside of the forearm", -90, 80, AAOS, "wrist_extension"),
    _angle("wrist_radial", "the hand bends towards the thumb", -30, 20, AAOS, "wrist_ulnar"),
    _angle("fingers_flexion", "the fingers curl", -35, 90, JUDGEMENT, "fingers_extension"),
))  # fmt: skip
"""Angles of an arm or a leg, written under ``working``, ``other`` or ``both``."""

TRUNK_ANGLES: dict[str, Angle] = dict((
    _angle("pelvis_tilt", "the front hip bones go forward and down, the lower back hollows", -35, 35, JUDGEMENT),
    _angle("pelvis_obliquity", "the working side of the pelvis comes up", -25, 25, JUDGEMENT),
    _angle("pelvis_rotation", "the working side of the pelvis comes forward", -45, 45, JUDGEMENT),
    _angle("lumbar_flexion", "the lower back rounds", -25, 50, JUDGEMENT, "lumbar_extension"),
    _angle("lumbar_side_bend", "the trunk bends to the working side", -20, 20, JUDGEMENT),
    _angle("lumbar_rotation", "the chest turns to the working side", -15, 15, JUDGEMENT),
    _angle("thoracic_flexion", "the upper back rounds", -20, 40, JUDGEMENT, "thoracic_extension"),
    _angle("thoracic_side_bend", "the trunk bends to the working side", -25, 25, JUDGEMENT),
    _angle("thoracic_rotation", "the chest turns to the working side", -40, 40, JUDGEMENT),
    _angle("neck_flexion", "the chin comes to the chest", -45, 45, AAOS, "neck_extension"),
    _angle("neck_side_bend", "the ear comes to the working shoulder", -45, 45, AAOS),
    _angle("neck_rotation", "the face turns to the working side", -60, 60, AAOS),
))  # fmt: skip
"""Angles of the trunk and the head, written under ``trunk``."""

WHOLE_ANGLES: dict[str, Angle] = dict((
    _angle("lean", "the whole body tips the way its front looks", -180, 180, JUDGEMENT),
    _angle("roll", "the whole body tips to the working side", -180, 180, JUDGEMENT),
    _angle("turn", "the whole body turns its front to the working side", -180, 180, JUDGEMENT),
))  # fmt: skip
"""How the whole body lies in the world, against its base, written under ``whole``."""

ALL_ANGLES: dict[str, Angle] = {**TRUNK_ANGLES, **LIMB_ANGLES}
BY_KEY: dict[str, Angle] = {angle.key: angle for angle in ALL_ANGLES.values()}


def angle_of(full: str) -> Angle:
    """The angle of a full name such as ``hip_r.flexion`` or ``lumbar.flexion``.

    Raises:
        KeyError: where there is no such angle.
    """
    joint, _, component = full.partition(".")
    return BY_KEY[f"{joint.removesuffix('_r').removesuffix('_l')}.{component}"]
