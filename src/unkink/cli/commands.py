"""The list of commands. Each is a module of its own, imported only when it is the one asked for."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

from unkink.cli.arguments import Parser
from unkink.cli.exit_codes import ExitCode

COMMANDS = {
    "serve": "open the programs in a browser, here or on a phone",
    "people": "list, add, let in or erase the people who have a log on this computer",
    "check": "say what is wrong with a program file, and how to mend it",
    "format": "write a program file the canonical way",
    "movement": "say what is wrong with a movement, or show its angles and contacts",
    "draw": "draw a pose of a movement as a picture",
    "ladder": "show every dose of each exercise, from the easiest to the ceiling",
    "decide": "decide on today's doses, from a program and a person's log",
    "explain": "say in words why today's doses are what they are",
    "calendar": "write the sessions ahead to a file for calendar programs",
    "simulate": "let made-up people live with a program, and hold the coach to its laws",
    "timeline": "show one session, cue by cue, at exact times",
    "session": "be guided through a session in this terminal",
    "audio": "make one audio file of a session",
    "handout": "make a PDF of a program to print",
    "report": "make a PDF of a person's progress: one page for a coach or physiotherapist",
    "export": "write a person's log to a file",
    "import": "put an exported log back",
    "backup": "keep everything that people entered in one file, also while the server runs",
    "restore": "put a backup in the place of everything that is here",
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
