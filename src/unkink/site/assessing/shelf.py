"""The shipped protocols of the home tests, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from unkink.coach.measuring.guide import Guide
from unkink.coach.measuring.known import TESTS
from unkink.coach.measuring.reading_guides import check_guide


@cache
def guides() -> Mapping[str, Guide]:
    """Every protocol, by the name of its test, in the order of the tests."""
    found: dict[str, Guide] = {}
    for name in TESTS:
        checked = check_guide((resources.files("unkink.library") / "assessments" / f"{name}.yaml").read_bytes(), name)
        assert checked.guide is not None, checked.diagnostics
        found[name] = checked.guide
    return found
