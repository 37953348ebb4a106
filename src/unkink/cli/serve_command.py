"""``unkink serve``: the programs in a browser, on this computer."""

from __future__ import annotations

import argparse
import ipaddress

from unkink.cli.arguments import whole_number
from unkink.cli.checked_program import checked
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.program_files import read_program

EXAMPLES = (
    "unkink serve",
    "unkink serve my-program.md               with a program of your own",
    "unkink serve --port 8080 --no-browser",
)
PORT = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programs", nargs="*", metavar="PROGRAM", help="your own files, shown beside the shipped ones")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on, of this computer (127.0.0.1)")
    parser.add_argument("--port", type=whole_number, default=PORT, help=f"the port to listen on ({PORT})")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")


def run(arguments: argparse.Namespace) -> ExitCode:
    if not _is_loopback(arguments.host):
        raise Stop(
            f"Unkink is served to this computer alone for now, because it has no login yet; "
            f"`{arguments.host}` could be reached from elsewhere. Use 127.0.0.1."
        )
    if not 0 <= arguments.port <= 65535:
        raise Stop(f"a port is a number from 0 to 65535, not {arguments.port}")
    files = [read_program(word) for word in arguments.programs]
    for file in files:
        checked(file)

    from unkink.site.serve import serve  # Django, which no other command needs

    try:
        serve(
            host=arguments.host,
            port=arguments.port,
            open_browser=not arguments.no_browser,
            programs=[file.path for file in files if file.path],
        )
    except OSError as error:
        raise Stop(f"port {arguments.port} cannot be used: {error.strerror or error}") from error
    return ExitCode.FINE


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
