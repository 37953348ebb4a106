"""Muscles, roughly as an anatomy chart shows them: enough for a person to know where to feel the work.

Places are metres on a body of 1.66 m, right side, from a segment's joint along its axes (x front, y up, z right), after
Gray's Anatomy's origins and insertions on MakeHuman's mean body. They are for a picture, not for measuring.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Place = tuple[str, float, float, float]


@dataclass(frozen=True, slots=True)
class Strand:
    """A tapering strand through places, with its half width in metres at equal distances."""

    places: tuple[Place, ...]
    half_widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Muscle:
    """What is drawn of one muscle of one side.

    Attributes:
        depth: a deep muscle is drawn as if clothes, skin and bone were glass; a surface muscle is painted on them.
        strands: deep ones follow the pose, those of a surface muscle lie on the body at rest.
        facing: of a surface muscle, towards where the surface looks that it is painted on, in the body's axes at rest.
        on: of a surface muscle, the segments whose surface it may cover.
    """

    depth: Literal["deep", "surface"]
    strands: tuple[Strand, ...]
    facing: tuple[float, float, float] = (0, 0, 0)
    on: tuple[str, ...] = field(default=())


def _surface(
    on: str, facing: tuple[float, float, float], *strands: tuple[tuple[Place, ...], tuple[float, ...]]
) -> Muscle:
    return Muscle("surface", tuple(Strand(*strand) for strand in strands), facing, tuple(on.split()))


def _deep(*strands: tuple[tuple[Place, ...], tuple[float, ...]]) -> Muscle:
    return Muscle("deep", tuple(Strand(*strand) for strand in strands))


_FRONT, _BACK, _SIDE = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)

MUSCLES: dict[str, Muscle] = {
    "psoas": _deep(
        (
            (
                ("thorax", 0.0, 0.03, 0.022),
                ("lumbar2", 0.022, 0.03, 0.034),
                ("lumbar1", 0.034, 0.0, 0.048),
                ("pelvis", 0.046, 0.035, 0.080),
                ("pelvis", 0.050, 0.0, 0.088),
                ("thigh", 0.004, -0.075, -0.022),
            ),
            (0.006, 0.017, 0.021, 0.021, 0.017, 0.008),
        ),
        (
            (
                ("pelvis", 0.0, 0.105, 0.118),
                ("pelvis", 0.03, 0.07, 0.112),
                ("pelvis", 0.052, 0.03, 0.098),
                ("pelvis", 0.052, 0.0, 0.09),
                ("thigh", 0.004, -0.075, -0.020),
            ),
            (0.012, 0.029, 0.024, 0.016, 0.008),
        ),
    ),
    "quadratus_lumborum": _deep(
        (
            (("thorax", -0.03, 0.0, 0.06), ("lumbar1", -0.02, 0.02, 0.06), ("pelvis", -0.03, 0.11, 0.07)),
            (0.016, 0.02, 0.024),
        )
    ),
    "piriformis": _deep(
        (
            (("pelvis", -0.075, 0.05, 0.02), ("pelvis", -0.055, 0.03, 0.07), ("thigh", -0.015, 0.01, 0.045)),
            (0.026, 0.02, 0.008),
        )
    ),
    "gluteus_maximus": _surface(
        "pelvis thigh lumbar1",
        _BACK,
        (
            (("pelvis", -0.09, 0.060, 0.050), ("pelvis", -0.09, -0.005, 0.078), ("pelvis", -0.08, -0.055, 0.105)),
            (0.045, 0.066, 0.04),
        ),
    ),
    "gluteus_medius": _surface(
        "pelvis thigh lumbar1",
        _SIDE,
        (
            (("pelvis", -0.02, 0.105, 0.13), ("pelvis", -0.015, 0.05, 0.15), ("pelvis", -0.012, -0.015, 0.16)),
            (0.05, 0.048, 0.016),
        ),
    ),
    "tensor_fasciae_latae": _surface(
        "pelvis thigh lumbar1",
        (0.5, 0.0, 0.86),
        (
            (("pelvis", 0.055, 0.075, 0.125), ("pelvis", 0.045, 0.01, 0.15), ("pelvis", 0.03, -0.075, 0.155)),
            (0.02, 0.034, 0.02),
        ),
    ),
    "rectus_femoris": _surface(
        "thigh pelvis",
        _FRONT,
        (
            (
                ("thigh", 0.05, 0.02, 0.012),
                ("thigh", 0.06, -0.14, 0.0),
                ("thigh", 0.06, -0.27, -0.002),
                ("thigh", 0.05, -0.37, 0.0),
            ),
            (0.012, 0.034, 0.032, 0.010),
        ),
    ),
    "quadriceps": _surface(
        "thigh pelvis",
        _FRONT,
        (
            (
                ("thigh", 0.05, -0.05, 0.012),
                ("thigh", 0.06, -0.18, 0.004),
                ("thigh", 0.06, -0.29, 0.0),
                ("thigh", 0.05, -0.375, 0.0),
            ),
            (0.022, 0.056, 0.052, 0.02),
        ),
    ),
    "hamstrings": _surface(
        "thigh shank",
        _BACK,
        (
            (("thigh", -0.05, -0.08, -0.01), ("thigh", -0.06, -0.2, -0.004), ("thigh", -0.05, -0.33, 0.0)),
            (0.03, 0.048, 0.03),
        ),
    ),
    "adductors": _surface(
        "thigh pelvis",
        (0.75, 0.0, -0.66),
        (
            (("thigh", 0.03, -0.04, -0.06), ("thigh", 0.03, -0.14, -0.05), ("thigh", 0.02, -0.28, -0.04)),
            (0.02, 0.034, 0.012),
        ),
    ),
    "calf": _surface(
        "shank",
        _BACK,
        (
            (("shank", -0.04, -0.04, 0.0), ("shank", -0.05, -0.13, 0.0), ("shank", -0.04, -0.24, 0.0)),
            (0.03, 0.046, 0.014),
        ),
    ),
    "abdominals": _surface(
        "pelvis lumbar1 lumbar2 thorax",
        _FRONT,
        (
            (("pelvis", 0.1, 0.02, 0.02), ("pelvis", 0.1, 0.14, 0.034), ("pelvis", 0.1, 0.26, 0.038)),
            (0.02, 0.034, 0.034),
        ),
    ),
    "obliques": _surface(
        "pelvis lumbar1 lumbar2 thorax",
        (0.45, 0.0, 0.9),
        (
            (("pelvis", 0.03, 0.10, 0.12), ("pelvis", 0.02, 0.18, 0.125), ("pelvis", 0.0, 0.27, 0.13)),
            (0.03, 0.045, 0.03),
        ),
    ),
    "erector_spinae": _surface(
        "pelvis lumbar1 lumbar2 thorax",
        _BACK,
        (
            (("pelvis", -0.09, 0.07, 0.02), ("pelvis", -0.09, 0.2, 0.034), ("pelvis", -0.1, 0.42, 0.034)),
            (0.012, 0.024, 0.014),
        ),
    ),
    "deltoid": _surface(
        "upperarm scapula",
        _SIDE,
        (
            (("upperarm", 0.0, 0.02, 0.03), ("upperarm", 0.0, -0.06, 0.04), ("upperarm", 0.0, -0.13, 0.04)),
            (0.03, 0.04, 0.01),
        ),
    ),
    "pectoralis": _surface(
        "thorax scapula upperarm",
        _FRONT,
        (
            (("thorax", 0.1, 0.12, 0.03), ("thorax", 0.1, 0.14, 0.09), ("thorax", 0.08, 0.16, 0.14)),
            (0.055, 0.045, 0.02),
        ),
    ),
    "triceps": _surface(
        "upperarm",
        _BACK,
        (
            (("upperarm", -0.03, -0.06, 0.0), ("upperarm", -0.04, -0.14, 0.0), ("upperarm", -0.03, -0.22, 0.0)),
            (0.016, 0.028, 0.012),
        ),
    ),
}
"""Every muscle that can be shown, by name."""
