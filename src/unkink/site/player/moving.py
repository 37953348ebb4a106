"""The moving figure in the package: who shows the exercises of one item, and from which files."""

from __future__ import annotations

from collections.abc import Iterator

from unkink.program.prescription import Item
from unkink.program.program import Program
from unkink.site.figures.clips import Clip, body_address
from unkink.site.figures.movements import Plate
from unkink.site.figures.pictures import Pictures
from unkink.site.figures.solved import movement_of
from unkink.site.figures.stills import SIDES, TONES, VIEWS, Look, Still, Viewed, words_of

Json = dict[str, object]


def picture_json(program: Program, item: Item, pictures: Pictures) -> Json | None:
    """What an item's ``picture`` says; None where none of its movements could be drawn. See docs/today.md."""
    figures = list(_figures(program, item, pictures))
    if not figures:
        return None
    return {"body": {"name": pictures.body, "url": body_address(pictures.body)}, "figures": figures}


def _figures(program: Program, item: Item, pictures: Pictures) -> Iterator[Json]:
    """One for each exercise that the cues of this item name: in a circuit, its members."""
    done = {name: name for name in item.members} or {item.exercise: item.variant}
    for exercise, section in done.items():
        plate = pictures.album.named(program.exercise(section).movement, pictures.beside)
        if plate is not None and plate.movement is not None:
            yield _figure(exercise, plate, pictures.body)


def _figure(exercise: str, plate: Plate, body: str) -> Json:
    movement = movement_of(plate)
    return {
        "exercise": exercise,
        "movement": plate.id,
        "title": movement.title,
        "clip": Clip(plate, body).address,
        "poses": [_pose(plate, pose, body) for pose in movement.key_poses],
    }


def _pose(plate: Plate, pose: str, body: str) -> Json:
    views = [view for view in VIEWS if view in movement_of(plate).views]
    return {
        "pose": pose,
        "alt": {side: words_of(Still(plate, pose, Look(body, side))) for side in SIDES},
        "views": {view: _tones(plate, pose, body, view) for view in views},
    }


def _tones(plate: Plate, pose: str, body: str, view: Viewed) -> Json:
    return {tone: Still(plate, pose, Look(body, "right", view, tone)).address for tone in TONES}
