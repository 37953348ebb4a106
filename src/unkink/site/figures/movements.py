"""Every movement that there is to show: the shipped ones, then those beside a person's own programs.

Own movements are files ``movements/NAME.yaml`` in the folder of the program that names them. Files are read once, and
again only when something in their folder changes; the shipped ones change with the program alone, unless that is being
worked on (``UNKINK_DEBUG``).
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

import unkink.library
from unkink.body.check import Checked, check_movement
from unkink.body.movement import Movement
from unkink.body.shelf import MOVEMENT
from unkink.findings.diagnostic import Diagnostic, Severity
from unkink.findings.words import slug
from unkink.site.programs.shelf import LARGEST, free_name

SHIPPED = Path(unkink.library.__file__).parent / "movements"
FOLDER = "movements"
"""The folder of own movements, within the folder of own programs."""


@dataclass(frozen=True, slots=True)
class Plate:
    """One movement file and what came of it. ``id`` is its place in addresses; programs call it ``name``.

    ``movement`` is None where the file has errors, or cannot be read (``unreadable`` says why). ``digest`` stands for
    everything in the movement, what it is like included.
    """

    id: str
    path: Path
    source: bytes
    checked: Checked
    digest: str
    unreadable: str = ""

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def movement(self) -> Movement | None:
        return self.checked.movement

    @property
    def title(self) -> str:
        return self.movement.title if self.movement else self.path.name

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.checked.diagnostics if found.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True, eq=False)
class Album:
    """All plates at one moment, by id. Equal where every one of them is: ``digest`` stands for them."""

    digest: str
    plates: Mapping[str, Plate]
    found: Mapping[tuple[Path, str], Plate]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Album) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def named(self, name: str | None, beside: Path) -> Plate | None:
        """The movement that a program file calls by that name: from the folder beside it, or else a shipped one."""
        if name is None:
            return None
        return self.found.get((beside.parent / FOLDER, name)) or self.found.get((SHIPPED, name))


class Movements:
    """The movement files of some folders. Safe to ask from several threads at once."""

    def __init__(self, folders: Sequence[Path], settled: Collection[Path] = ()) -> None:
        """Those of ``folders`` that are ``settled`` do not change while this is there, and are looked at once."""
        self._folders = folders
        self._settled = {folder: _state(folder) for folder in settled}
        self._lock = threading.Lock()
        self._state: object = None
        self._album = Album("", {}, {})

    def album(self) -> Album:
        """Every movement as its file is now."""
        with self._lock:
            state = [self._settled.get(folder) or _state(folder) for folder in self._folders]
            if state != self._state:
                self._album = _read(self._folders)
                self._state = state
            return self._album


@cache
def movements() -> Movements:
    """The movements of this process: the shipped ones, then those beside the person's own programs."""
    own = (_beside(place) for place in settings.EXTRA_PROGRAMS)
    return Movements(tuple(dict.fromkeys([SHIPPED, *own])), settled=() if settings.DEBUG else [SHIPPED])


def _beside(place: Path) -> Path:
    return (place if place.is_dir() else place.parent) / FOLDER


def _read(folders: Iterable[Path]) -> Album:
    shipped: dict[str, str] = {}
    plates: dict[str, Plate] = {}
    found: dict[tuple[Path, str], Plate] = {}
    for folder in folders:
        sources = {path: _source(path) for path in _files(folder)}
        texts = {path.stem: text.decode("utf-8", errors="replace") for path, (text, _) in sources.items()}
        shipped = shipped or texts
        for path, (source, unreadable) in sources.items():
            plate = _plate(path, source, unreadable, {**shipped, **texts}, plates)
            plates[plate.id] = found[folder, plate.name] = plate
    digest = hashlib.sha256("\0".join(f"{one.id} {one.digest}" for one in plates.values()).encode()).hexdigest()
    return Album(digest, plates, found)


def _plate(path: Path, source: bytes, unreadable: str, others: Mapping[str, str], taken: Mapping[str, Plate]) -> Plate:
    checked = Checked(None, ()) if unreadable else check_movement(source, path.stem, others=others)
    what = repr(checked.movement) if checked.movement else f"{path} {unreadable} {checked.diagnostics!r}"
    digest = hashlib.sha256(what.encode("utf-8", errors="surrogatepass")).hexdigest()
    return Plate(
        free_name(slug(path.stem) or "movement", taken.__contains__), path, source, checked, digest, unreadable
    )


def _source(path: Path) -> tuple[bytes, str]:
    """The bytes of a file, or none and why it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST), ""
    except OSError as error:
        return b"", error.strerror or str(error)


def _files(folder: Path) -> list[Path]:
    return [folder / name for name, *_ in _state(folder)]


def _state(folder: Path) -> list[tuple[str, int, int]]:
    """The movement files of a folder by name, when each was changed (ns), and its size; none without such a folder.

    Plain, since nearly every request looks.
    """
    try:
        with os.scandir(folder) as entries:
            files = [
                (entry.name, entry.stat()) for entry in entries if entry.name.endswith(MOVEMENT) and entry.is_file()
            ]
    except OSError:
        return []
    return sorted((name, status.st_mtime_ns, status.st_size) for name, status in files)
