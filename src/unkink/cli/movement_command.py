"""``unkink movement``: what is wrong with movement files, and what a movement looks like once it is solved."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, get_args

from unkink.body.check import Checked, check_movement
from unkink.body.segments import Side
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.movement_files import MovementFile, others_of, read_movement, shipped, skeletons
from unkink.cli.printing import print_json, warn
from unkink.findings.diagnostic import Diagnostic, Severity, as_json, as_text
from unkink.findings.words import counted

if TYPE_CHECKING:
    from unkink.body.skeleton import Skeleton

EXAMPLES = (
    "unkink movement check                        every shipped movement",
    "unkink movement check my-bridge.yaml",
    "unkink movement show wall-knee-raise --side left",
    "unkink movement show my-bridge.yaml --json",
)
SCHEMA = "unkink-check-1"

Finding = tuple[MovementFile, Diagnostic]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = "check: say what is wrong; show: the written and the solved angles, and how well each contact is met"
    parser.add_argument("action", choices=("check", "show"), help=what)
    parser.add_argument("movements", nargs="*", metavar="MOVEMENT", help="a file, a shipped movement, or -")
    parser.add_argument("--side", choices=get_args(Side), help="with show: the side that works (right)")
    parser.add_argument("--body", metavar="NAME", help="the body that does it (check: every body; show: the usual one)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.action == "show":
        return _show(arguments)
    if arguments.side:
        raise Stop("--side is for show: the two sides are mirror images, and are checked at once")
    return _check(arguments)


# check ---------------------------------------------------------------------------------------------------------------


def _check(arguments: argparse.Namespace) -> ExitCode:
    words = arguments.movements or list(shipped())
    bodies = skeletons(arguments.body)
    files = list(_readable(words))
    findings = [(file, diagnostic) for file in files for diagnostic in _diagnostics(file, bodies)]
    count = Counter(diagnostic.severity for _, diagnostic in findings)
    if arguments.json:
        print_json(
            {
                "schema": SCHEMA,
                "files": [file.shown for file in files],
                "errors": count[Severity.ERROR],
                "warnings": count[Severity.WARNING],
                "notes": count[Severity.NOTE],
                "diagnostics": [as_json(diagnostic, file.shown) for file, diagnostic in findings],
            }
        )
    else:
        _print_text(files, findings, count)
    if len(files) < len(words):
        return ExitCode.CANNOT
    return ExitCode.FINDINGS if count[Severity.ERROR] else ExitCode.FINE


def _readable(words: Iterable[str]) -> Iterator[MovementFile]:
    """Each file that can be read; of each other, say why and go on."""
    for word in words:
        try:
            yield read_movement(word)
        except Stop as stop:
            warn(str(stop))


def _diagnostics(file: MovementFile, bodies: Mapping[str, Skeleton]) -> tuple[Diagnostic, ...]:
    """What is wrong with the text; and where that is right, what its poses do not keep on some body."""
    checked = check_movement(file.source, file.name, others=others_of(file))
    return checked.diagnostics if checked.movement is None else (*checked.diagnostics, *_unmet(checked, bodies))


def _unmet(checked: Checked, bodies: Mapping[str, Skeleton]) -> Iterator[Diagnostic]:
    from unkink.body.met import contact_findings
    from unkink.body.solve import solve

    assert checked.movement is not None
    for name, skeleton in bodies.items():
        yield from contact_findings(checked, solve(checked.movement, skeleton), name)


def _print_text(files: Sequence[MovementFile], findings: Sequence[Finding], count: Mapping[Severity, int]) -> None:
    for file, diagnostic in findings:
        print(as_text(diagnostic, file.shown), end="\n\n")
    if files:
        named = [counted(count[severity], str(severity)) for severity in Severity if count.get(severity)]
        print(f"{counted(len(files), 'movement')}: {', '.join(named) or 'nothing to mend'}")


# show ----------------------------------------------------------------------------------------------------------------


def _show(arguments: argparse.Namespace) -> ExitCode:
    from unkink.body.solve import solve
    from unkink.cli.movement_view import as_shown, lines_of

    if len(arguments.movements) != 1:
        raise Stop("show which movement? `unkink movement show wall-knee-raise`")
    file = read_movement(arguments.movements[0])
    checked = check_movement(file.source, file.name, others=others_of(file))
    if checked.movement is None:
        _print_text(
            [file], [(file, one) for one in checked.diagnostics], Counter(one.severity for one in checked.diagnostics)
        )
        return ExitCode.FINDINGS
    name, skeleton = next(iter(skeletons(arguments.body).items()))
    solved = solve(checked.movement, skeleton, arguments.side or "right")
    if arguments.json:
        print_json(as_shown(solved, name))
    else:
        print("\n".join(lines_of(solved, name)))
    return ExitCode.FINE
