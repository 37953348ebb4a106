"""The file: a zip of JSON Lines, a member for each table, and a manifest with the lines and the SHA-256 of each."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO

FORMAT = "unkink-backup-1"
MANIFEST = "manifest.json"
LONGEST_LINE = 1_000_000
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError)
"""What reading a zip file may end with; the last where it is encrypted, or packed in a way that is not known here, and
where JSON is nested too deeply."""


class NotABackup(ValueError):
    """The file is no backup of ours, or not as it was written. ``str()`` says what is wrong."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the manifest says of one table."""

    lines: int
    sha256: str


def write_member(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Member:
    """Write one table."""
    digest, count = hashlib.sha256(), 0
    with archive.open(_file(name), "w") as member:
        for line in lines:
            member.write(line)
            digest.update(line)
            count += 1
    return Member(count, digest.hexdigest())


def write_manifest(archive: zipfile.ZipFile, members: dict[str, Member], version: str, made: str) -> None:
    tables = {name: asdict(member) for name, member in members.items()}
    told = {"format": FORMAT, "unkink": version, "made": made, "tables": tables}
    archive.writestr(MANIFEST, json.dumps(told, indent=2))


def read_manifest(archive: zipfile.ZipFile) -> dict[str, Member]:
    """What each table should hold.

    Raises:
        NotABackup: if there is no manifest of this format.
    """
    try:
        with archive.open(MANIFEST) as file:
            told = json.loads(file.read(LONGEST_LINE))
        if told["format"] == FORMAT:
            return {name: Member(int(one["lines"]), str(one["sha256"])) for name, one in told["tables"].items()}
    except (KeyError, TypeError, AttributeError, ValueError, *BROKEN) as wrong:
        raise NotABackup("it holds no manifest of a backup") from wrong
    raise NotABackup(f"it is of the format {told['format']!r}; this Unkink reads {FORMAT}")


def read_lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The lines of one table.

    Raises:
        NotABackup: if it is missing, broken, or has a line that no backup has.
    """
    try:
        with archive.open(_file(name)) as member:
            while line := _line(member):
                yield line
    except KeyError as missing:
        raise NotABackup(f"{_file(name)} is missing in it") from missing
    except BROKEN as broken:
        raise NotABackup(f"{_file(name)} is broken in it") from broken


def check_member(archive: zipfile.ZipFile, name: str, expected: Member) -> None:
    """Hold a table to its manifest.

    Raises:
        NotABackup: if it is not, byte for byte, what was written.
    """
    digest, count = hashlib.sha256(), 0
    for line in read_lines(archive, name):
        digest.update(line)
        count += 1
    if Member(count, digest.hexdigest()) != expected:
        raise NotABackup(f"{_file(name)} is not what was written: it has {count} lines and another checksum")


def _line(member: IO[bytes]) -> bytes:
    line = member.readline(LONGEST_LINE + 1)
    if len(line) > LONGEST_LINE:
        raise NotABackup(f"a line has more than {LONGEST_LINE} bytes")
    return line


def _file(name: str) -> str:
    return f"{name}.jsonl"
