"""``unkink``: which command, and how it ends. No traceback for anything that a person can cause."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from unkink import __version__
from unkink.cli.arguments import Parser, did_you_mean
from unkink.cli.commands import COMMANDS, load, parser_of
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.printing import warn

EXAMPLES = (
    "unkink serve                          open the programs in a browser",
    "unkink session tight-psoas            do a session here, in the terminal",
    "unkink check my-program.md            see whether a file of yours is right",
    "unkink ladder tight-psoas             see every dose that may come",
    "unkink audio tight-psoas -o hip.mp3   take a session with you",
)


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code (see ExitCode)."""
    words = sys.argv[1:] if argv is None else argv
    _never_fail_to_print()
    try:
        code = _run(words)
        sys.stdout.flush()
    except Stop as stop:
        warn(str(stop))
        return int(stop.code)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        _print_no_more()
        return int(ExitCode.NO_READER)
    except OSError as error:  # a full disk, a data folder that may not be written, a device that is gone
        _print_no_more()
        place = f"{error.filename}: " if error.filename else ""
        print(f"unkink: {place}{error.strerror or error}", file=sys.stderr)
        return int(ExitCode.CANNOT)
    except SystemExit as done:  # argparse has printed its help or version
        return done.code if isinstance(done.code, int) else int(ExitCode.FINE)
    return int(code)


def _run(words: Sequence[str]) -> ExitCode:
    name, *rest = words or ["--help"]
    if name in COMMANDS:
        return load(name).run(parser_of(name).read(rest))
    if name == "help":
        return _run([*rest[:1], "--help"])
    parser = _top_parser()
    if not name.startswith("-"):
        parser.error(f"there is no command `{name}`{did_you_mean(name, COMMANDS)}")
    parser.read([name, *rest])
    return parser.error("name a command")


def _top_parser() -> Parser:
    listing = "\n".join(f"  {name:<10}{summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        "unkink",
        "A written exercise routine, one Markdown file, made into a coached, spoken session.\n\n"
        f"commands:\n{listing}\n\n"
        "`unkink COMMAND --help` says more about one. PROGRAM is a file, the name of a shipped program, or - for\n"
        "standard input.",
        EXAMPLES,
        "unkink COMMAND [PROGRAM] [options]",
    )
    parser.add_argument("--version", action="version", version=f"unkink {__version__}")
    return parser


def _print_no_more() -> None:
    """Python flushes standard output once more at exit, and would complain where nothing takes it any longer."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _never_fail_to_print() -> None:
    """A terminal that lacks a letter gets an escape in its place; what was closed reads and writes nothing."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
