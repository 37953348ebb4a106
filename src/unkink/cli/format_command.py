"""``unkink format``: a program file written the canonical way."""

from __future__ import annotations

import argparse
import sys

from unkink.cli.checked_program import refused
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.program_files import ProgramFile, read_program
from unkink.cli.whole_file import written_whole
from unkink.findings.words import counted
from unkink.program.check import check
from unkink.program.formatter import format_text

EXAMPLES = (
    "unkink format my-program.md             print it",
    "unkink format my-program.md --write     rewrite the file",
    "unkink format programs/*.md --check     exit with 1 if a file would change",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programs", nargs="+", metavar="PROGRAM", help="a file, a shipped program, or -")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a file would change")
    what.add_argument("--write", action="store_true", help="rewrite each file that changes")


def run(arguments: argparse.Namespace) -> ExitCode:
    texts = [(file, _formatted(file)) for file in map(read_program, arguments.programs)]
    if arguments.check:
        return _name_the_changed(texts)
    for file, text in texts:
        if arguments.write:
            _rewrite(file, text)
        else:
            _print_exactly(text)
    return ExitCode.FINE


def _print_exactly(text: str) -> None:
    """The text as the file would hold it, in UTF-8: it may well become the file, whatever letters a terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _formatted(file: ProgramFile) -> str:
    """The file's canonical text.

    Raises:
        Stop: where the file has errors: what it means is not known, so nothing is rewritten.
    """
    result = check(file.source)
    if result.program is None:
        raise refused(file, result.diagnostics)
    return format_text(file.source)


def _changes(file: ProgramFile, text: str) -> bool:
    return text.encode() != file.source


def _name_the_changed(texts: list[tuple[ProgramFile, str]]) -> ExitCode:
    changed = [file.name for file, text in texts if _changes(file, text)]
    for name in changed:
        print(f"{name} would change")
    print(f"{counted(len(changed), 'program')} of {len(texts)} would change", file=sys.stderr)
    return ExitCode.FINDINGS if changed else ExitCode.FINE


def _rewrite(file: ProgramFile, text: str) -> None:
    if file.path is None:
        raise Stop("--write needs a file to write to; standard input is none")
    if _changes(file, text):
        with written_whole(file.path) as draft:
            draft.write(text.encode())
        print(f"{file.name} rewritten", file=sys.stderr)
