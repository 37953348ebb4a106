"""Static files under hashed names, compressed once per change of any of them."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from django.core.management import call_command
from filelock import FileLock


def fingerprint(folder: Path) -> str:
    """A short name for exactly these files: changes when any name or byte does."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def collect(root: Path) -> None:
    """Fill ``root``, which must be Django's ``STATIC_ROOT``, unless it is complete already. Earlier ones go."""
    root.parent.mkdir(parents=True, exist_ok=True)
    complete = root.with_name(f"{root.name}.complete")
    with FileLock(root.with_name("collecting.lock")):
        if complete.exists() and root.is_dir():
            return
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        complete.touch()
        _drop_all_but(root)


def _drop_all_but(root: Path) -> None:
    for other in root.parent.iterdir():
        if other.is_dir() and other != root:
            other.with_name(f"{other.name}.complete").unlink(missing_ok=True)
            shutil.rmtree(other, ignore_errors=True)
