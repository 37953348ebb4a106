"""``unkink serve``: the programs in a browser, on this computer."""

from __future__ import annotations

import argparse
from pathlib import Path

from unkink.cli.arguments import whole_number
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.program_files import STDIN, find, read_program
from unkink.site.serve import DEFAULT_PORT, OK, is_loopback, serve

EXAMPLES = (
    "unkink serve",
    "unkink serve my-program.md               with a program of your own",
    "unkink serve --port 8080 --no-browser",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "programs", nargs="*", metavar="PROGRAM", help="your own files or folders, shown beside the shipped ones"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on, of this computer (127.0.0.1)")
    port = f"the port to listen on ({DEFAULT_PORT}, or the next one that is free)"
    parser.add_argument("--port", type=whole_number, default=DEFAULT_PORT, help=port)
    parser.add_argument("--no-browser", action="store_true", help="open no browser")


def run(arguments: argparse.Namespace) -> ExitCode:
    if not is_loopback(arguments.host):
        raise Stop(
            f"Unkink is served to this computer alone for now, because it has no login yet; "
            f"`{arguments.host}` could be reached from elsewhere. Use 127.0.0.1."
        )
    if not 0 <= arguments.port <= 65535:
        raise Stop(f"a port is a number from 0 to 65535, not {arguments.port}")
    ended = serve(
        host=arguments.host,
        port=arguments.port,
        open_browser=not arguments.no_browser,
        programs=[_shown(word) for word in arguments.programs],
    )
    return ExitCode.FINE if ended == OK else ExitCode.CANNOT


def _shown(word: str) -> Path:
    """A folder or a file; the page of a file with errors says what is to be mended.

    Raises:
        Stop: where it is neither.
    """
    if word == STDIN:
        raise Stop("serve shows files and folders; name one, not standard input")
    path = find(word)
    if not path.is_dir():
        read_program(word)
    return path
