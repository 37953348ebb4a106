"""What the site tells programs and timelines about the shipped movements."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from unkink.body.shelf import movement_texts
from unkink.program.movement_facts import MovementFacts
from unkink.session.movements import FactsOfMovements


@cache
def shipped_facts() -> Mapping[str, MovementFacts]:
    """Facts about the shipped movements, by name."""
    return FactsOfMovements(movement_texts(resources.files("unkink.library")))
