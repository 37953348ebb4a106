"""The shelf: every program there is to show, read once and again only when its file changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from unkink.program.check import check
from unkink.program.diagnostic import Diagnostic, Severity
from unkink.program.words import slug
from unkink.session.lay import SessionTooLong
from unkink.site.programs.cards import Handout
from unkink.site.programs.handout import handout_of

LARGEST = 16_000_000  # bytes read of one file; the checker refuses far less, and says so


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like when it was read. A changed file has another one."""

    modified_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Volume:
    """One program file: its source and what came of it.

    ``handout`` is None where the file has errors, cannot be read (``unreadable`` says why), or asks for a session that
    cannot be made (``unplayable`` says why).
    """

    path: Path
    stamp: Stamp
    source: bytes
    handout: Handout | None
    diagnostics: tuple[Diagnostic, ...] = ()
    unreadable: str = ""
    unplayable: str = ""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)


class Shelf:
    """Program files by id, from files and folders in the order given. Safe to ask from several threads at once.

    An id is a file's name as a slug; the second file of one name gets ``-2``, so the shipped library keeps its
    addresses. Nothing that comes from an address is ever made into a path.
    """

    def __init__(self, places: Sequence[Path]) -> None:
        self._places = tuple(places)
        self._lock = threading.Lock()
        self._read: dict[Path, Volume] = {}

    def volumes(self) -> dict[str, Volume]:
        """Every program by id, as its file is now."""
        with self._lock:
            self._read = {path: self._current(path) for path in _files(self._places)}
            return _by_id(self._read.values())

    def _current(self, path: Path) -> Volume:
        known = self._read.get(path)
        try:
            status = path.stat()
            stamp = Stamp(status.st_mtime_ns, status.st_size)
            return known if known and known.stamp == stamp else read(path, stamp)
        except OSError as error:
            return Volume(path, Stamp(0, 0), b"", None, unreadable=error.strerror or str(error))


def read(path: Path, stamp: Stamp) -> Volume:
    """Read and check one file. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        source = file.read(LARGEST)
    checked = check(source)
    try:
        handout = handout_of(checked.program) if checked.program else None
    except SessionTooLong as why:
        return Volume(path, stamp, source, None, checked.diagnostics, unplayable=str(why))
    return Volume(path, stamp, source, handout, checked.diagnostics)


def _files(places: Sequence[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for place in places:
        for path in _files_of(place):
            if path not in seen:
                seen.add(path)
                yield path


def _files_of(place: Path) -> Sequence[Path]:
    """The Markdown files of a folder by name; else the file itself, missing or not, so that its page says so."""
    if place.is_dir():
        return sorted(path for path in place.glob("*.md") if path.is_file())
    return () if place.exists() and not place.is_file() else (place,)


def _by_id(volumes: Iterable[Volume]) -> dict[str, Volume]:
    named: dict[str, Volume] = {}
    for volume in volumes:
        named[_free(slug(volume.path.stem) or "program", named.__contains__)] = volume
    return named


def _free(name: str, taken: Callable[[str], bool]) -> str:
    """``name``, or the first of ``name-2``, ``name-3``, … that is not taken."""
    candidate, number = name, 1
    while taken(candidate):
        number += 1
        candidate = f"{name}-{number}"
    return candidate
