"""Results and changes in plain words."""

from __future__ import annotations

from unkink.coach.measuring.known import STEPS_OF_CHANGE, TESTS, Better, Unit
from unkink.coach.measuring.results import Result

CHANGED = ("much worse", "worse", "a little worse", "no change", "a little better", "better", "much better")
"""The seven steps of global change, from -3 to 3."""


def value_words(test: str, value: float) -> str:
    """``4° above the horizontal``, ``31 s``, ``6.3 of 10``, ``a little better``."""
    known = TESTS[test]
    if known.unit is Unit.DEGREES:
        return angle_words(value)
    if known.unit is Unit.SECONDS:
        return f"{number_words(value)} s"
    if known.least < 0:
        return CHANGED[round(value) + STEPS_OF_CHANGE]
    return f"{number_words(value)} of {known.most:g}"


def angle_words(degrees: float) -> str:
    """A thigh angle against the horizontal; ``degrees`` are positive above it."""
    shown = number_words(abs(degrees))
    if shown == "0":
        return "level with the horizontal"
    return f"{shown}° {'above' if degrees > 0 else 'below'} the horizontal"


def number_words(value: float) -> str:
    """To a tenth, and no tenth where there is none: ``4``, ``4.5``."""
    return f"{round(value, 1) + 0.0:g}"


def sentence(first: Result, later: Result, error: float, *, within_noise: bool) -> str:
    """What changed, and whether that is more than measuring alone would make."""
    was, is_ = value_words(first.test, first.value), value_words(later.test, later.value)
    unit = {Unit.DEGREES: "°", Unit.SECONDS: " s", Unit.LEVELS: ""}[TESTS[first.test].unit]
    parts = [f"First {was}, now {is_}."]
    if within_noise:
        parts.append(
            f"That is within the noise: two measurements can differ by {number_words(error)}{unit} without any change."
        )
    else:
        apart = number_words(abs(later.value - first.value))
        parts.append(
            f"That is {apart}{unit} {_which_way(first, later)}: more than the {number_words(error)}{unit} by which two "
            "measurements can differ without any change."
        )
    if None not in (first.how, later.how) and first.how is not later.how:
        parts.append("The two were measured in different ways, which alone can make a difference.")
    return " ".join(parts)


def _which_way(first: Result, later: Result) -> str:
    test = TESTS[first.test]
    rose = later.value > first.value
    if test.unit is Unit.DEGREES:
        return "higher" if rose else "lower"
    if test.unit is Unit.SECONDS:
        return "longer" if rose else "shorter"
    return "better" if rose is (test.better is Better.MORE) else "worse"
