"""``unkink restore``: a backup in the place of everything that is here."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.open_database import open_database

EXAMPLES = (
    "unkink restore unkink-2026-11-22T101500Z.zip",
    "unkink restore unkink.zip --yes",
)
WORD = "restore"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a backup that `unkink backup` has made")
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(arguments: argparse.Namespace) -> ExitCode:
    if not arguments.file.is_file():
        raise Stop(f"there is no file `{arguments.file}`")
    if not arguments.yes and not _agreed():
        raise Stop("nothing was changed")
    open_database()
    from unkink.site.diary.backup.archive import NotABackup
    from unkink.site.diary.backup.restoring import restore

    try:
        before = restore(arguments.file, now=datetime.now(UTC))
    except NotABackup as wrong:
        raise Stop(f"`{arguments.file}` cannot be put back: {wrong}. Nothing was changed.") from wrong
    print(f"Everything is as in {arguments.file.name}; everybody logs in anew. What was here before lies in {before}.")
    return ExitCode.FINE


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Stop("restoring asks first, in a terminal; without one add --yes")
    print("The backup takes the place of everything that is here now. What is here is backed up first.")
    try:
        return input(f"To go on, type {WORD}: ").strip().casefold() == WORD
    except EOFError:
        return False
