"""Which movement a NAME or a FILE on the command line is, and which bodies there are to do it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.body.shelf import MOVEMENT, body_texts, movement_texts
from unkink.cli.arguments import did_you_mean
from unkink.cli.exit_codes import Stop
from unkink.cli.input_files import LARGEST, STDIN, is_file, printable, read_file, read_stdin
from unkink.program.movement_facts import MovementFacts
from unkink.session.movements import FactsOfMovements

if TYPE_CHECKING:
    from unkink.body.skeleton import Skeleton

LIBRARY = resources.files("unkink.library")


@dataclass(frozen=True, slots=True)
class MovementFile:
    """A movement's bytes: ``name`` is the movement's, ``shown`` what messages call the file.

    ``folder`` is where it lies; None for standard input, and for a shipped movement.
    """

    name: str
    shown: str
    source: bytes
    folder: Path | None = None


@cache
def shipped() -> Mapping[str, str]:
    """The texts of the shipped movements, by name."""
    return movement_texts(LIBRARY)


@cache
def shipped_facts() -> Mapping[str, MovementFacts]:
    """What programs and timelines are told about the shipped movements, by name."""
    return FactsOfMovements(shipped())


def facts_for(program: Path | None) -> Mapping[str, MovementFacts]:
    """What a program is told about movements when it is checked: the shipped ones, and those that it brings along."""
    own = brought_by(program)
    return FactsOfMovements({**shipped(), **own}) if own else shipped_facts()


def brought_by(program: Path | None) -> dict[str, str]:
    """The texts of the movements in the folder ``movements`` beside a program's file, by name."""
    return movements_beside(program.parent / "movements") if program else {}


def others_of(file: MovementFile) -> dict[str, str]:
    """What a movement may be ``like``: the files beside it, and the shipped ones."""
    return {**shipped(), **(movements_beside(file.folder) if file.folder else {})}


def movements_beside(folder: Path) -> dict[str, str]:
    """The texts of the movement files in a folder, by name; none where there is no such folder."""
    found = {}
    for path in sorted(folder.glob(f"*{MOVEMENT}")):
        with suppress(OSError), path.open("rb") as opened:
            found[path.stem] = opened.read(LARGEST).decode("utf-8", errors="replace")
    return found


def read_movement(word: str) -> MovementFile:
    """The movement that ``word`` names: ``-``, a path, or the name of a shipped movement.

    Raises:
        Stop: where there is no such file, or it cannot be read.
    """
    if word == STDIN:
        return MovementFile("stdin", "<stdin>", read_stdin())
    path = Path(word)
    if word in shipped() and not is_file(path):
        return MovementFile(word, f"{word}{MOVEMENT}", shipped()[word].encode())
    source = read_file(path, word, "movement", MOVEMENT, shipped())
    return MovementFile(path.stem, printable(word), source, path.parent)


def known_body(word: str) -> str:
    """The same word, if it names a body.

    Raises:
        Stop: where there is no such body.
    """
    known = tuple(body_texts(LIBRARY))
    if word not in known:
        raise Stop(f"there is no body `{word}`; there are {', '.join(known)}{did_you_mean(word, known)}")
    return word


def skeletons(word: str | None) -> dict[str, Skeleton]:
    """The skeleton of one body, or of all of them where no word names one.

    Raises:
        Stop: where there is no such body.
    """
    from unkink.body.skeleton import read_skeleton

    names = body_texts(LIBRARY) if word is None else [known_body(word)]
    return {name: read_skeleton(body_texts(LIBRARY)[name]) for name in names}
