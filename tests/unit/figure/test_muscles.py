"""Every muscle that a movement may name can be drawn, on both sides of every body."""

from __future__ import annotations

import numpy as np
import pytest

from tests.unit.figure.shipped import BODIES, body
from unkink.body.reading.course import MUSCLES as WRITTEN
from unkink.figure.muscles import MUSCLES
from unkink.figure.painted import surface_field

SURFACE = [name for name, muscle in MUSCLES.items() if muscle.depth == "surface"]


def test_what_can_be_written_can_be_drawn() -> None:
    assert set(WRITTEN) == set(MUSCLES)


@pytest.mark.parametrize("who", BODIES)
@pytest.mark.parametrize("name", SURFACE)
def test_a_surface_muscle_covers_some_skin_and_not_half_the_body(name: str, who: str) -> None:
    mesh = body(who).mesh
    for mark, sign in (("r", 1), ("l", -1)):
        inside = surface_field(body(who).actor, name, mark) > 0
        assert 0.0006 < inside.mean() < 0.1
        assert np.median(mesh.points[inside, 2]) * sign > 0


def test_both_sides_are_alike() -> None:
    mesh = body().mesh
    for name in SURFACE:
        right, left = (mesh.points[surface_field(body().actor, name, mark) > 0].mean(0) for mark in "rl")
        assert (
            np.linalg.norm(right - left * [1, 1, -1]) < 0.035
        )  # metres; vertices lie a little otherwise on either side
