"""A file that is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from unkink.cli.exit_codes import Stop


@contextmanager
def written_whole(path: Path, *, permissions: int | None = None) -> Iterator[BinaryIO]:
    """A draft beside ``path`` that takes its place when the block ends well, and is gone when it does not.

    Links stay links, and a file that was there keeps its permissions. A new one has those of ``permissions``, or else
    those that the person's umask allows.

    Raises:
        Stop: where the folder or the disk does not allow it.
    """
    target = _target(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with _opened(draft) as file:
            if permissions is not None:
                draft.chmod(permissions)
            yield file
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):  # a name too long for a draft: there is none
            draft.unlink(missing_ok=True)


def _target(path: Path) -> Path:
    """The file behind all links."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise Stop(f"`{path}` is a {'folder' if target.is_dir() else 'device'}, not a file to write to")
    except (OSError, RuntimeError) as error:  # a name too long, a folder that is closed to us, a loop of links
        raise _unwritable(path, error) from error
    return target


def _unwritable(path: Path, error: Exception) -> Stop:
    return Stop(f"`{path}` cannot be written: {getattr(error, 'strerror', None) or error}")


def _opened(draft: Path) -> BinaryIO:
    return draft.open("w+b")  # a new file, so the person's umask decides who may read it
