"""``unkink export log``: one person's log as JSON Lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from unkink.cli.exit_codes import ExitCode
from unkink.cli.open_database import open_database
from unkink.cli.whole_file import written_whole
from unkink.cli.whose import person_called

EXAMPLES = (
    "unkink export log > log.jsonl",
    "unkink export log --person Anna -o anna.jsonl",
)
ONLY_THE_OWNER = 0o600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("log",), help="what to export")
    parser.add_argument("--person", metavar="NAME", help="whose, by name or login name (the owner of this computer)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="the file to write (standard output)")


def run(arguments: argparse.Namespace) -> ExitCode:
    open_database()
    from unkink.site.diary.reading import log_lines

    lines = (line + b"\n" for line in log_lines(person_called(arguments.person)))
    if arguments.output is None:
        sys.stdout.buffer.writelines(lines)
        return ExitCode.FINE
    with written_whole(arguments.output, permissions=ONLY_THE_OWNER) as file:
        file.writelines(lines)
    return ExitCode.FINE
