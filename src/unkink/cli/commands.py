"""The list of commands. Each is a module of its own, imported only when it is the one asked for."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

from unkink.cli.arguments import Parser
from unkink.cli.exit_codes import ExitCode

COMMANDS = {
    "serve": "open the programs in a browser, on this computer",
    "check": "say what is wrong with a program file, and how to mend it",
    "format": "write a program file the canonical way",
    "ladder": "show every dose of each exercise, from the easiest to the ceiling",
    "timeline": "show one session, cue by cue, at exact times",
    "session": "be guided through a session in this terminal",
    "audio": "make one audio file of a session",
    "schema": "print a JSON Schema",
}


class Command(Protocol):
    """What a command's module offers."""

    EXAMPLES: tuple[str, ...]

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say what may stand after the command's name."""

    def run(self, arguments: argparse.Namespace) -> ExitCode:
        """Do it. Raises Stop with a plain sentence where it cannot be done."""


def load(name: str) -> Command:
    """Import one command. Names are those of COMMANDS."""
    return cast(Command, import_module(f"unkink.cli.{name}_command"))


def parser_of(name: str) -> Parser:
    """The command's own parser, examples included."""
    command = load(name)
    summary = COMMANDS[name]
    parser = Parser(f"unkink {name}", f"{summary[0].upper()}{summary[1:]}.", command.EXAMPLES)
    command.add_arguments(parser)
    return parser
