"""``unkink ladder``: every dose that may come, so that nothing ahead is a surprise."""

from __future__ import annotations

import argparse

from unkink.cli.checked_program import read_checked
from unkink.cli.exercises import known_exercise
from unkink.cli.exit_codes import ExitCode
from unkink.cli.ladder_view import as_json, as_text
from unkink.cli.printing import print_json
from unkink.program.ladder import ladder_of

EXAMPLES = (
    "unkink ladder tight-psoas",
    "unkink ladder tight-psoas slouch-to-tall",
    "unkink ladder my-program.md --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("program", metavar="PROGRAM", help="a file, a shipped program, or -")
    parser.add_argument("exercise", metavar="EXERCISE", nargs="?", help="show this one alone")
    parser.add_argument("--json", action="store_true", help="print JSON (see `unkink schema ladder`)")


def run(arguments: argparse.Namespace) -> ExitCode:
    program = read_checked(arguments.program)
    exercises = [known_exercise(program, arguments.exercise)] if arguments.exercise else program.exercises
    ladders = [ladder_of(program, exercise) for exercise in exercises]
    if arguments.json:
        print_json(as_json(program, ladders))
    else:
        print("\n\n".join([program.title, *(as_text(program, ladder) for ladder in ladders)]))
    return ExitCode.FINE
