"""Reading what a word on the command line names: standard input, a file, or something shipped."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from unkink.cli.arguments import did_you_mean
from unkink.cli.exit_codes import Stop

STDIN = "-"
LARGEST = 16_000_000  # bytes read of one file, which may be endless; the checkers refuse far less, and say so


def read_stdin() -> bytes:
    return sys.stdin.buffer.read(LARGEST)


def read_file(path: Path, word: str, kind: str, suffix: str, shipped: Iterable[str]) -> bytes:
    """The bytes of the file that ``word`` named.

    Args:
        path: the file.
        word: what was typed, for messages.
        kind: what the file should hold: "program".
        suffix: how such files end: ".md".
        shipped: the names that could have been meant, besides files in the same folder.

    Raises:
        Stop: where there is no such file, or it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise Stop(_why_unreadable(word, path, error, kind, suffix, shipped)) from error
    except ValueError as error:  # a NUL inside a path
        raise Stop(f"`{word!a}` is no name that a file can have") from error


def is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def printable(word: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in word)


def _why_unreadable(word: str, path: Path, error: OSError, kind: str, suffix: str, shipped: Iterable[str]) -> str:
    shown = printable(word)
    match error:
        case FileNotFoundError() | NotADirectoryError():
            near = did_you_mean(word, [*shipped, *_beside(path, suffix)])
            return f"there is no file and no shipped {kind} `{shown}`{near}"
        case IsADirectoryError():
            return f"`{shown}` is a folder; name the {kind} files in it, such as {path / f'*{suffix}'}"
        case PermissionError():
            return f"`{shown}` may not be read: permission denied"
        case _:
            return f"`{shown}` cannot be read: {(error.strerror or str(error)).lower()}"


def _beside(path: Path, suffix: str) -> list[str]:
    try:
        return sorted(str(file) for file in path.parent.iterdir() if file.suffix == suffix)
    except (OSError, ValueError):
        return []
