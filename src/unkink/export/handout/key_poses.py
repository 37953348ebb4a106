"""The key poses of a movement, drawn for paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from unkink.body.check import check_movement
from unkink.body.solve import solve
from unkink.export.handout.picture import MOST, Picture, Pictures
from unkink.figure.body import Body
from unkink.figure.palette import PRINT
from unkink.figure.still import still
from unkink.figure.words import description_of, title_of
from unkink.program.program import Section


def key_poses(body: Body, movements: Mapping[str, str]) -> Pictures:
    """Pictures of that body doing those movements (their texts by name), each drawn once.

    A movement that is not among them, or has errors, has none.
    """

    @cache
    def drawn(name: str) -> Sequence[Picture]:
        movement = check_movement(movements[name], name, others=movements).movement
        if movement is None:
            return ()
        solved = solve(movement, body.skeleton)
        return tuple(
            Picture(
                still(body, solved, pose, tone=PRINT),
                f"{title_of(movement, pose)}. {description_of(solved, pose)}",
            )
            for pose in movement.key_poses[:MOST]
        )

    def pictures(movement: str | None, variant: Section) -> Sequence[Picture]:
        return drawn(movement) if movement in movements else ()

    return pictures
