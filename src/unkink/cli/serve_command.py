"""``unkink serve``: the site on this computer, for the phones of the house, or behind a TLS proxy."""

from __future__ import annotations

import argparse
from pathlib import Path

from unkink.cli.arguments import whole_number
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.input_files import STDIN
from unkink.cli.program_files import find, read_program
from unkink.site.serve import DEFAULT_LAN_PORT, OK, is_loopback, serve, serve_behind, serve_lan
from unkink.site.serving.home import DEFAULT_HOST, DEFAULT_PORT
from unkink.site.serving.public_address import NotAPublicAddress, PublicAddress, public_address

EXAMPLES = (
    "unkink serve",
    "unkink serve --lan                       also for the phones in your network",
    "unkink serve my-program.md               with a program of your own",
    "unkink serve --port 8080 --no-browser",
    "unkink serve --behind https://unkink.example.org",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "programs", nargs="*", metavar="PROGRAM", help="your own files or folders, shown beside the shipped ones"
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--lan", action="store_true", help="let phones in the same network in, over https and with login")
    kind.add_argument("--behind", metavar="URL", help="serve a TLS proxy: the https address that people type")
    parser.add_argument("--host", default=DEFAULT_HOST, help=f"the address to listen on ({DEFAULT_HOST})")
    port = f"the port to listen on ({DEFAULT_PORT}, or the next one that is free)"
    parser.add_argument("--port", type=whole_number, default=DEFAULT_PORT, help=port)
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    lan_port = f"with --lan: the port for phones ({DEFAULT_LAN_PORT})"
    parser.add_argument("--lan-port", type=whole_number, default=DEFAULT_LAN_PORT, help=lan_port)
    parser.add_argument("--lan-address", metavar="ADDRESS", help="with --lan: the one address of this computer to use")
    proxy = "with --behind: the proxy's IP address or network, if it is on another computer; may be given again"
    parser.add_argument("--proxy", action="append", metavar="ADDRESS", help=proxy)


def run(arguments: argparse.Namespace) -> ExitCode:
    _check_together(arguments)
    for port in (arguments.port, arguments.lan_port):
        if not 0 <= port <= 65535:
            raise Stop(f"a port is a number from 0 to 65535, not {port}")
    programs = [_shown(word) for word in arguments.programs]
    return ExitCode.FINE if _serve(arguments, programs) == OK else ExitCode.CANNOT


def _serve(arguments: argparse.Namespace, programs: list[Path]) -> int:
    if arguments.behind:
        public = _public(arguments.behind)
        proxies = arguments.proxy or ()
        return serve_behind(public, host=arguments.host, port=arguments.port, proxies=proxies, programs=programs)
    open_browser = not arguments.no_browser
    if arguments.lan:
        return serve_lan(
            port=arguments.port,
            lan_port=arguments.lan_port,
            lan_address=arguments.lan_address,
            open_browser=open_browser,
            programs=programs,
        )
    return serve(host=arguments.host, port=arguments.port, open_browser=open_browser, programs=programs)


def _check_together(arguments: argparse.Namespace) -> None:
    """Refuse options that would do nothing, or that would open a door without a login to others."""
    if not arguments.lan and arguments.lan_address is not None:
        raise Stop("--lan-address says where phones come in; it needs --lan")
    if not arguments.lan and arguments.lan_port != DEFAULT_LAN_PORT:
        raise Stop("--lan-port says where phones come in; it needs --lan")
    if not arguments.behind and arguments.proxy:
        raise Stop("--proxy says where the TLS proxy is; it needs --behind")
    if arguments.lan and arguments.host != DEFAULT_HOST:
        raise Stop("with --lan, --host has no meaning: name the address for phones with --lan-address")
    if not arguments.behind and not is_loopback(arguments.host):
        raise Stop(
            f"`{arguments.host}` could be reached from elsewhere, and without --lan or --behind nobody is asked to log "
            "in. For phones in your network use `unkink serve --lan`"
        )


def _public(text: str) -> PublicAddress:
    try:
        return public_address(text)
    except NotAPublicAddress as error:
        raise Stop(f"--behind: {error}") from error


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
