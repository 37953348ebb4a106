"""The shelf: every program there is to show, read once and again only when its file changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from unkink.coach.measuring.known import TESTS
from unkink.findings.diagnostic import Diagnostic, Severity
from unkink.findings.words import slug
from unkink.program.check import check
from unkink.program.program import Program
from unkink.session.lay import SessionTooLong
from unkink.site.programs.cards import Handout
from unkink.site.programs.handout import handout_of
from unkink.site.programs.movements import shipped_facts

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

    def __init__(self, places: Sequence[Path], settled: Collection[Path] = ()) -> None:
        """Those of ``places`` that are ``settled`` do not change while this is there, and are looked at once."""
        self._places = tuple(places)
        self._settled = {place: _files_of(place) for place in settled}
        self._lock = threading.Lock()
        self._seen: list[Seen] = []
        self._read: dict[Path, Volume] = {}
        self._by_id: Mapping[str, Volume] = {}
        self._by_hash: Mapping[str, Program] = {}

    def volumes(self) -> Mapping[str, Volume]:
        """Every program by id, as its file is now; the same object until one changes, since it is asked for often."""
        by_id, _ = self._as_it_is()
        return by_id

    def programs(self) -> Mapping[str, Program]:
        """The text of every program by its hash, as its file is now; likewise."""
        _, by_hash = self._as_it_is()
        return by_hash

    def _as_it_is(self) -> tuple[Mapping[str, Volume], Mapping[str, Program]]:
        with self._lock:
            seen = list(dict.fromkeys(self._files()))
            if seen != self._seen or any(volume.unreadable for volume in self._read.values()):
                self._read = {Path(path): self._current(Path(path), stamp) for path, *stamp in seen}
                self._by_id, self._by_hash = _by_id(self._read.values()), _by_hash(self._read.values())
                self._seen = seen
            return self._by_id, self._by_hash

    def _files(self) -> Iterator[Seen]:
        for place in self._places:
            yield from self._settled.get(place) or _files_of(place)

    def _current(self, path: Path, found: Sequence[int]) -> Volume:
        known, stamp = self._read.get(path), Stamp(*found)
        try:
            return known if known and known.stamp == stamp and not known.unreadable else read(path, stamp)
        except OSError as error:
            return Volume(path, stamp, b"", None, unreadable=error.strerror or str(error))


Seen = tuple[str, int, int]
"""A file, when it was changed (ns), and its size. Plain, since every request looks."""
MISSING = (0, 0)


def read(path: Path, stamp: Stamp) -> Volume:
    """Read and check one file. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        source = file.read(LARGEST)
    checked = check(source, movements=shipped_facts(), tests=TESTS)
    try:
        handout = handout_of(checked.program) if checked.program else None
    except SessionTooLong as why:
        return Volume(path, stamp, source, None, checked.diagnostics, unplayable=str(why))
    return Volume(path, stamp, source, handout, checked.diagnostics)


def _files_of(place: Path) -> Sequence[Seen]:
    """The Markdown files of a folder by name; else the file itself, missing or not, so that its page says so."""
    try:
        with os.scandir(place) as entries:
            return sorted(_seen(entry) for entry in entries if fnmatch(entry.name, "*.md") and entry.is_file())
    except OSError:
        return () if place.exists() and not place.is_file() else (_seen(place),)


def _seen(file: Path | os.DirEntry[str]) -> Seen:
    try:
        status = file.stat()
    except OSError:
        return (os.fspath(file), *MISSING)
    return (os.fspath(file), status.st_mtime_ns, status.st_size)


def _by_id(volumes: Iterable[Volume]) -> dict[str, Volume]:
    named: dict[str, Volume] = {}
    for volume in volumes:
        named[free_name(slug(volume.path.stem) or "program", named.__contains__)] = volume
    return named


def _by_hash(volumes: Iterable[Volume]) -> dict[str, Program]:
    handouts = (volume.handout for volume in volumes)
    return {handout.program.hash: handout.program for handout in handouts if handout}


def free_name(name: str, taken: Callable[[str], bool]) -> str:
    """``name``, or the first of ``name-2``, ``name-3``, … that is not taken."""
    candidate, number = name, 1
    while taken(candidate):
        number += 1
        candidate = f"{name}-{number}"
    return candidate
