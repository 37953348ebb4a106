"""``unkink import log``: an exported log, put back into one person's."""

from __future__ import annotations

import argparse
import sys
import time
from typing import IO

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.input_files import STDIN
from unkink.cli.open_database import open_database
from unkink.cli.whose import person_called

EXAMPLES = (
    "unkink import log log.jsonl",
    "unkink import log anna.jsonl --person Anna",
)
MOST_TOLD = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("log",), help="what to import")
    parser.add_argument("file", metavar="FILE", help="the exported file, or - for standard input")
    parser.add_argument("--person", metavar="NAME", help="into whose log, by name or login name (the owner's)")


def run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.file == STDIN:
        return _put_in(sys.stdin.buffer, arguments)
    try:
        with open(arguments.file, "rb") as file:
            return _put_in(file, arguments)
    except FileNotFoundError as error:
        raise Stop(f"there is no file `{arguments.file}`") from error


def _put_in(file: IO[bytes], arguments: argparse.Namespace) -> ExitCode:
    open_database()
    from unkink.site.diary.importing import NotALog, import_log

    person = person_called(arguments.person)
    try:
        imported = import_log(person, file, received_ms=time.time_ns() // 1_000_000)
    except NotALog as other:
        told = [message for bad in other.bad for message in bad.messages(arguments.file)]
        more = f"\n... {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        raise Stop("\n".join(told[:MOST_TOLD]) + f"{more}\nnothing was imported") from other
    left = f" {imported.other} left out: another event there has the same id." if imported.other else ""
    print(f"{imported.stored} new in {person.name}'s log, {imported.known} there already.{left}")
    return ExitCode.FINE
