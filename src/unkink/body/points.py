"""The parts of the body that can touch something, by the names that an author writes.

A part is a list of spots. A spot is either one landmark, or a region of the skin of which the nearest place touches: a
sole lies on three regions and so lies flat, a heel or a back rests on whatever point of it comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = {"working": "r", "other": "l"}
"""The sides as an author writes them, and how they are marked while the right side works."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One landmark, or the nearest place of a region of the skin, by its full name."""

    name: str
    is_region: bool


# Parts of a limb, without their side. A landmark stands plain, a region in brackets.
LIMB_PARTS: dict[str, tuple[str, ...]] = {
    "sole": ("[heel_bottom]", "[ball_in]", "[ball_out]"),
    "ball_of_foot": ("[ball_in]", "[ball_out]"),
    "toes": ("[ball_in]", "[ball_out]", "[toe_tip]"),
    "toe_tips": ("[toe_tip]",),
    "heel": ("[heel]",),
    "instep": ("[instep]",),
    "shin": ("[shin]",),
    "calf": ("[calf]",),
    "knee": ("[knee]",),
    "knee_side": ("[knee_side]",),
    "knee_inside": ("[knee_inside]",),
    "thigh_front": ("[thigh_front]",),
    "thigh_back": ("[thigh_back]",),
    "thigh_side": ("[thigh_side]",),
    "hip_side": ("[hip_side]",),
    "hip_front": ("[hip_front]",),
    "buttock": ("[buttock]",),
    "side": ("[side]",),
    "shoulder": ("[shoulder]",),
    "upper_arm": ("[upper_arm]",),
    "elbow": ("[elbow]",),
    "forearm": ("[forearm]",),
    "hand": ("[hand_heel]", "[hand_front]"),
    "palm": ("palm",),
    "hand_back": ("[hand_back]",),
    "fingertips": ("fingertip",),
    "head_side": ("[head_side]",),
}
"""Parts that are written with ``working.`` or ``other.``: ``working.sole``."""

MIDDLE_PARTS: dict[str, tuple[str, ...]] = {
    "head": ("[head_back]",),
    "face": ("[face]",),
    "back": ("[back_r]", "[back_l]"),
    "mid_back": ("[mid_back]",),
    "low_back": ("[low_back]",),
    "sacrum": ("[sacrum]",),
    "pelvis": ("[buttock_r]", "[buttock_l]"),
    "belly": ("[belly]",),
    "chest": ("[chest]",),
    "hips_front": ("[hip_front_r]", "[hip_front_l]"),
}
"""Parts that have no side."""

LIMB_MARKERS = (
    *("heel", "ball_in", "ball_out", "midfoot", "toe", "malleolus", "knee_front", "knee_side", "knee_inside", "shin"),
    *(
        "calf",
        "thigh_front",
        "hip_bone",
        "hip_ball",
        "hip_front",
        "hip_side",
        "buttock",
        "waist",
        "shoulder",
        "scapula",
    ),
    *("palm", "palm_heel", "palm_in", "palm_out", "fingertip", "elbow", "ear"),
)
"""Landmarks that are written with ``working.`` or ``other.``."""

MIDDLE_MARKERS = (*("sacrum", "upper_back", "low_back", "belly", "chest", "occiput", "crown", "nose", "forehead"),)
"""Landmarks of the middle of the body."""

PART_NAMES = (*(f"{role}.{part}" for role in ROLES for part in LIMB_PARTS), *MIDDLE_PARTS)
MARKER_NAMES = (*(f"{role}.{marker}" for role in ROLES for marker in LIMB_MARKERS), *MIDDLE_MARKERS)


def spots_of(name: str) -> tuple[Spot, ...]:
    """The spots of a part, or of a single landmark, while the right side works.

    Raises:
        KeyError: where nothing is called so.
    """
    role, dot, part = name.partition(".")
    if not dot:
        members = MIDDLE_PARTS.get(name) or _marker(name, MIDDLE_MARKERS)
        return tuple(_spot(member, "") for member in members)
    members = LIMB_PARTS.get(part) or _marker(part, LIMB_MARKERS)
    return tuple(_spot(member, f"_{ROLES[role]}") for member in members)


def marker_of(name: str) -> str:
    """The full name of a landmark while the right side works: ``working.heel`` is ``heel_r``."""
    role, dot, marker = name.partition(".")
    return f"{marker}_{ROLES[role]}" if dot else name


def _marker(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if name not in known:
        raise KeyError(name)
    return (name,)


def _spot(member: str, suffix: str) -> Spot:
    if member.startswith("["):
        return Spot(f"{member[1:-1]}{suffix}", is_region=True)
    return Spot(f"{member}{suffix}", is_region=False)
