"""Which file a PROGRAM on the command line is, and what it holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import unkink.library
from unkink.cli.arguments import did_you_mean
from unkink.cli.exit_codes import Stop

STDIN = "-"
LARGEST = 16_000_000  # bytes read of one file, which may be endless; the checker refuses far less, and says so
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
        return ProgramFile("<stdin>", None, sys.stdin.buffer.read(LARGEST))
    path = find(word)
    try:
        with path.open("rb") as file:
            return ProgramFile(_shown(path), path, file.read(LARGEST))
    except OSError as error:
        raise Stop(_why_unreadable(word, path, error)) from error
    except ValueError as error:  # a NUL inside a path
        raise Stop(f"`{word!a}` is no name that a file can have") from error


def find(word: str) -> Path:
    """The path that ``word`` names; a path that does not exist where it names nothing."""
    path = Path(word)
    shipped = SHIPPED / f"{word}.md"
    return shipped if word in shipped_ids() and not _is_file(path) else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def _shown(path: Path) -> str:
    """The path as a person types it: from here where it lies below here."""
    try:
        shown = str(path.relative_to(Path.cwd()))
    except ValueError:
        shown = str(path)
    return "".join(char if char.isprintable() else "?" for char in shown)


def _why_unreadable(word: str, path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"there is no file and no shipped program `{word}`{did_you_mean(word, _near(path))}"
        case IsADirectoryError():
            return f"`{word}` is a folder; name the program files in it, such as {path / '*.md'}"
        case PermissionError():
            return f"`{word}` may not be read: permission denied"
        case _:
            return f"`{word}` cannot be read: {error.strerror or error}"


def _near(path: Path) -> Sequence[str]:
    """What may have been meant: a shipped program, or a Markdown file beside the one that was named."""
    try:
        beside = sorted(str(file) for file in path.parent.iterdir() if file.suffix == ".md")
    except (OSError, ValueError):
        beside = []
    return [*shipped_ids(), *beside]
