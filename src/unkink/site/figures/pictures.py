"""The pictures of one program as pages and the package show them: done by the person somebody chose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unkink.body.movement import Movement
from unkink.body.segments import Side
from unkink.program.program import Program
from unkink.site.figures.movements import Album, Plate, movements
from unkink.site.figures.solved import movement_of
from unkink.site.figures.stills import TONES, Look, Still, telling_pose, words_of


@dataclass(frozen=True, slots=True)
class Picture:
    """One pose on a page: where it is, by day and by night, and what it shows in words.

    ``said`` is what the voice says there, which is what stands under a picture that has room for it.
    """

    pose: str
    day: str
    night: str
    alt: str
    said: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The key poses of a movement side by side, its title, and the id of the page where one can look closer."""

    title: str
    page: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn of the movements that one program names. Equal ones show the same."""

    album: Album
    body: str
    beside: Path

    def telling(self, movement: str | None, side: Side = "right") -> Picture | None:
        """The one pose that says most about a movement; None where a program names none that could be drawn."""
        plate = self._plate(movement)
        return picture_of(plate, telling_pose(movement_of(plate)), Look(self.body, side)) if plate else None

    def strip(self, movement: str | None, side: Side = "right") -> Strip | None:
        """The poses of a movement in their order."""
        plate = self._plate(movement)
        return Strip(plate.title, plate.id, key_pictures(plate, Look(self.body, side))) if plate else None

    def strips(self, program: Program) -> dict[str, Strip]:
        """A strip for each section of the program that names a movement, by the section's id."""
        found = {section.id: self.strip(section.movement) for section in program.sections.values()}
        return {id_: strip for id_, strip in found.items() if strip}

    def stills(self, movement: str | None, side: Side = "right") -> Iterator[Still]:
        """The key poses of a movement by day and by night, the telling one first, to be drawn ahead."""
        if plate := self._plate(movement):
            told = telling_pose(movement_of(plate))
            for pose in sorted(movement_of(plate).key_poses, key=lambda pose: pose != told):
                yield from both_tones(plate, pose, Look(self.body, side))

    def for_paper(self, movement: str | None) -> Iterator[Still]:
        """The key poses of a movement in their order, as a handout shows them."""
        if plate := self._plate(movement):
            for pose in movement_of(plate).key_poses:
                yield Still(plate, pose, Look(self.body, tone="print"))

    def _plate(self, movement: str | None) -> Plate | None:
        plate = self.album.named(movement, self.beside)
        return plate if plate and plate.movement else None


def pictures_for(program_file: Path, body: str) -> Pictures:
    """The pictures of the program in that file, as the movement files are now."""
    return Pictures(movements().album(), body, program_file)


def key_pictures(plate: Plate, look: Look) -> tuple[Picture, ...]:
    """The key poses of one movement.

    Raises:
        NoMovement: where its file has errors.
    """
    return tuple(picture_of(plate, pose, look) for pose in movement_of(plate).key_poses)


def picture_of(plate: Plate, pose: str, look: Look) -> Picture:
    day, night = (one.address for one in both_tones(plate, pose, look))
    return Picture(pose, day, night, words_of(Still(plate, pose, look)), said_in(movement_of(plate), pose))


def both_tones(plate: Plate, moment: str, look: Look) -> Iterator[Still]:
    """The same picture for light pages, and for dark ones."""
    for tone in TONES:
        yield Still(plate, moment, Look(look.body, look.side, look.view, tone))


def said_in(movement: Movement, pose: str) -> str:
    """What is said when the pose is first reached."""
    return next((phase.say for phase in movement.phases if phase.pose == pose and phase.say), "")
