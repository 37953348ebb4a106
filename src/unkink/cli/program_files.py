"""Which file a PROGRAM on the command line is, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import unkink.library
from unkink.cli.input_files import STDIN, is_file, printable, read_file, read_stdin

SHIPPED = Path(unkink.library.__file__).parent / "programs"


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """A program's bytes. ``name`` is what messages call it; ``path`` is None where it came by standard input."""

    name: str
    path: Path | None
    source: bytes


def shipped_ids() -> tuple[str, ...]:
    """The ids of the shipped programs, sorted."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.md")))


def read_program(word: str) -> ProgramFile:
    """The program that ``word`` names: ``-``, a path, or the id of a shipped program.

    Raises:
        Stop: where there is no such file, or it cannot be read.
    """
    if word == STDIN:
        return ProgramFile("<stdin>", None, read_stdin())
    path = find(word)
    return ProgramFile(_shown(path), path, read_file(path, word, "program", ".md", shipped_ids()))


def find(word: str) -> Path:
    """The path that ``word`` names; a path that does not exist where it names nothing."""
    path = Path(word)
    return SHIPPED / f"{word}.md" if word in shipped_ids() and not is_file(path) else path


def _shown(path: Path) -> str:
    """The path as a person types it: from here where it lies below here."""
    try:
        return printable(str(path.relative_to(Path.cwd())))
    except ValueError:
        return printable(str(path))
