"""``unkink decide``: today's doses from a program and a log, as data."""

from __future__ import annotations

import argparse

from unkink.cli import deciding
from unkink.cli.decision_view import as_table
from unkink.cli.exit_codes import ExitCode
from unkink.cli.printing import print_json
from unkink.coach.decision_json import as_json

EXAMPLES = (
    "unkink decide --program tight-psoas --events log.jsonl",
    "unkink decide --program tight-psoas --events log.jsonl --now 2027-01-04T07:30:00Z --zone Europe/Warsaw --json",
    "unkink decide --program my-program.md --events - --answer no-ball",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deciding.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON (see `unkink schema decision`)")


def run(arguments: argparse.Namespace) -> ExitCode:
    decision = deciding.decision_of(arguments)
    if arguments.json:
        print_json(as_json(decision))
    else:
        print(as_table(decision))
    return ExitCode.FINE
