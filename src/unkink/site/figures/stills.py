"""Stills: what each shows, its address, and its file, drawn when somebody asks, or a little before."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from django.conf import settings
from filelock import Timeout

from unkink.body.movement import Does, Movement, Phase
from unkink.body.segments import Side
from unkink.figure.key import key_of
from unkink.site.audio.store import Store
from unkink.site.figures.bodies import body, body_digest, body_names
from unkink.site.figures.movements import Plate
from unkink.site.figures.solved import NoMovement, movement_of, solved

Viewed = Literal["front", "side"]
ToneName = Literal["day", "night", "print"]
VIEWS: tuple[Viewed, ...] = get_args(Viewed)
TONES: tuple[ToneName, ...] = ("day", "night")
"""Of pages. Paper has a tone of its own, which has no address."""
SIDES: tuple[Side, ...] = ("right", "left")
STEPS = 4
"""Into how many steps a phase is cut where one looks at it moment by moment. The last one is the pose it ends in."""
CANNOT = (OSError, Timeout, NoMovement, ValueError, ArithmeticError)
"""What an odd movement, or a full disk, may come to."""
KEPT = 6000  # files of about 25 kB; those not looked at for longest go first
_drawing = threading.Lock()
_ON_THE_WAY = re.compile(r"(\d{1,3})~(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is taken: from where, with which side working, of whom, and for light or dark pages or paper."""

    body: str
    side: Side = "right"
    view: Viewed = "front"
    tone: ToneName = "day"

    def __str__(self) -> str:
        return f"{self.view}-{self.side}-{self.body}-{self.tone}"


@dataclass(frozen=True, slots=True)
class Still:
    """One picture. ``moment`` is a key pose by name, or ``2~1``: the first step of phase 2 (both counted from 0, 1)."""

    plate: Plate
    moment: str
    look: Look

    @property
    def key(self) -> str:
        """Stands for everything that the picture shows, and for how it is drawn."""
        return _key(self.plate.digest, self.moment, self.look)

    @property
    def address(self) -> str:
        """Where the site gives it out. Never changes what it shows."""
        return f"/figures/stills/{self.plate.id}/{self.moment}/{self.look}/{self.key}.svg"


@lru_cache(maxsize=8192)
def _key(digest: str, moment: str, look: Look) -> str:
    return key_of(digest, body_digest(look.body), moment, str(look))[:24]


@cache
def still_store() -> Store:
    return Store(settings.STILLS_FOLDER, ".svg", KEPT)


def still_file(still: Still) -> Path:
    """The file of the picture, drawn now if need be.

    Raises:
        CANNOT: where it cannot be drawn, or not be kept.
    """
    path = still_store().make(still.key, lambda draft: _draw_in_turn(still, draft))
    still_store().used(path)
    return path


def _draw_in_turn(still: Still, path: Path) -> None:
    """One after the other: two at once are no sooner ready, and a page of pictures would keep other pages waiting."""
    with _drawing:
        _draw(still, path)


def _draw(still: Still, path: Path) -> None:
    from unkink.figure.palette import TONES as PALETTES
    from unkink.figure.still import still as drawn

    look = still.look
    doing = solved(still.plate, look.body, look.side)
    person = body(look.body)
    pose, posture = still.moment, None
    if on_the_way := _ON_THE_WAY.fullmatch(still.moment):
        from unkink.body.motion import posture_at

        phase, step = map(int, on_the_way.groups())
        pose = doing.movement.phases[phase].pose
        posture = posture_at(doing, person.skeleton, phase, step / STEPS)
    svg = drawn(person, doing, pose, at=posture, view=look.view, tone=PALETTES[look.tone])
    path.write_text(svg, encoding="utf-8", newline="\n")


def moments_of(movement: Movement) -> tuple[tuple[Phase, str], ...]:
    """The movement moment by moment: each with the phase it is in. A phase that stays where it is has one moment."""
    found: list[tuple[Phase, str]] = []
    before = ""
    for index, phase in enumerate(movement.phases):
        if before and before != phase.pose:
            found += [(phase, f"{index}~{step}") for step in range(1, STEPS)]
        found.append((phase, phase.pose))
        before = phase.pose
    return tuple(found)


def telling_pose(movement: Movement) -> str:
    """The one pose that says most about the movement: what is held, or else what one goes into."""
    for does in (Does.HOLD, Does.LIFT):
        for phase in movement.phases:
            if phase.does is does:
                return phase.pose
    return movement.phases[-1].pose


def still_at(plate: Plate, moment: str, look: str) -> Still | None:
    """The picture that an address asks for, as it would be drawn now; None where there is no such picture."""
    parts = look.split("-")
    movement = plate.movement
    if movement is None or len(parts) != 4 or moment not in {one for _, one in moments_of(movement)}:
        return None
    view = next((one for one in VIEWS if one == parts[0]), None)
    side = next((one for one in SIDES if one == parts[1]), None)
    tone = next((one for one in TONES if one == parts[3]), None)
    if view is None or side is None or tone is None or parts[2] not in body_names() or view not in movement.views:
        return None
    return Still(plate, moment, Look(parts[2], side, view, tone))


def words_of(still: Still) -> str:
    """What the picture shows, for who does not see it."""
    from unkink.body.solved import SolvedMovement
    from unkink.figure.words import description_of, title_of

    movement = movement_of(still.plate)
    described = description_of(SolvedMovement(movement, still.look.side, {}), still.moment)
    return f"{title_of(movement, still.moment)}. {described}"
