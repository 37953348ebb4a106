"""``unkink backup``: everything that people entered, in one file, also while the server runs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.open_database import open_database
from unkink.findings.words import counted

EXAMPLES = (
    "unkink backup",
    "unkink backup -o /media/stick/unkink.zip",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place = "the file to write (a new one in the folder `backups` of the data folder)"
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=place)


def run(arguments: argparse.Namespace) -> ExitCode:
    open_database()
    from unkink.site.diary.backup.making import make_backup, usual_path

    now = datetime.now(UTC)
    path = arguments.output or usual_path(now)
    if path.exists() and not path.is_file():
        raise Stop(f"`{path}` is no file to write to")
    counts = make_backup(path, now=now)
    people = "1 person" if counts["people"] == 1 else f"{counts['people']} people"
    print(f"{path}: {people}, {counted(counts['logs'], 'event')}. Keep it where only you can read it.")
    return ExitCode.FINE
