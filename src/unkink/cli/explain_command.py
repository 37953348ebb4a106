"""``unkink explain``: the same decision in words, with what made it."""

from __future__ import annotations

import argparse

from unkink.cli import deciding
from unkink.cli.decision_view import as_words
from unkink.cli.exit_codes import ExitCode

EXAMPLES = (
    "unkink explain --program tight-psoas --events log.jsonl",
    "unkink explain --program tight-psoas --events log.jsonl --now 2027-01-04T07:30:00Z --zone Europe/Warsaw",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deciding.add_arguments(parser)


def run(arguments: argparse.Namespace) -> ExitCode:
    print(as_words(deciding.decision_of(arguments)))
    return ExitCode.FINE
