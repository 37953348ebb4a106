"""``unkink check``: everything that is wrong with program files, at once."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.movement_files import facts_for
from unkink.cli.printing import print_json, warn
from unkink.cli.program_files import ProgramFile, read_program, shipped_ids
from unkink.coach.measuring.known import TESTS
from unkink.findings.diagnostic import Diagnostic, Severity, as_json, as_text
from unkink.findings.words import counted
from unkink.program.check import check
from unkink.program.program import Program
from unkink.program.translation import check_translation

EXAMPLES = (
    "unkink check my-program.md",
    "unkink check programs/*.md --json",
    "unkink check - < my-program.md",
    "unkink check                      every shipped program",
)
SCHEMA = "unkink-check-1"

Finding = tuple[ProgramFile, Diagnostic]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programs", nargs="*", metavar="PROGRAM", help="a file, a shipped program, or -")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (text)")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def run(arguments: argparse.Namespace) -> ExitCode:
    words = arguments.programs or shipped_ids()
    files = list(_readable(words))
    findings = [(file, diagnostic) for file in files for diagnostic in _diagnostics(file)]
    if arguments.format == "json":
        _print_json(files, findings)
    else:
        _print_text(files, findings)
    if len(files) < len(words):
        return ExitCode.CANNOT
    return ExitCode.FINDINGS if _count(findings)[Severity.ERROR] else ExitCode.FINE


def _readable(words: Iterable[str]) -> Iterable[ProgramFile]:
    """Each file that can be read; of each other, say why and go on."""
    for word in words:
        try:
            yield read_program(word)
        except Stop as stop:
            warn(str(stop))


def _diagnostics(file: ProgramFile) -> tuple[Diagnostic, ...]:
    """Everything about a file; a translation is also held against its original."""
    checked = check(file.source, movements=facts_for(file.path), tests=TESTS)
    if checked.program is None or checked.program.translation_of is None:
        return checked.diagnostics
    original = _original(file, checked.program.translation_of.partition("@")[0])
    if original is None:
        return checked.diagnostics
    return (*checked.diagnostics, *check_translation(checked.program, original))


def _original(file: ProgramFile, name: str) -> Program | None:
    """The program that a translation names: the file of that name beside it, or the shipped one."""
    beside = str(file.path.with_name(f"{name}.md")) if file.path else name
    for word in (beside, name):
        with suppress(Stop):
            if program := check(read_program(word).source).program:
                return program
    warn(f"{file.name} translates `{name}`, which was not found beside it: their doses were not compared")
    return None


def _count(findings: Iterable[Finding]) -> Counter[Severity]:
    return Counter(diagnostic.severity for _, diagnostic in findings)


def _print_json(files: Sequence[ProgramFile], findings: Sequence[Finding]) -> None:
    count = _count(findings)
    print_json(
        {
            "schema": SCHEMA,
            "files": [file.name for file in files],
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notes": count[Severity.NOTE],
            "diagnostics": [as_json(diagnostic, file.name) for file, diagnostic in findings],
        }
    )


def _print_text(files: Sequence[ProgramFile], findings: Sequence[Finding]) -> None:
    for file, diagnostic in findings:
        print(as_text(diagnostic, file.name), end="\n\n")
    if files:
        print(_summary(len(files), _count(findings)))


def _summary(files: int, count: Counter[Severity]) -> str:
    """``2 programs: 1 error, 3 warnings``, or that there is nothing to mend."""
    named = [counted(count[severity], str(severity)) for severity in Severity if count[severity]]
    return f"{counted(files, 'program')}: {', '.join(named) or 'nothing to mend'}"
