"""A program that is right, or its diagnostics on standard error."""

from __future__ import annotations

import sys

from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.program_files import ProgramFile, read_program
from unkink.findings.diagnostic import Diagnostic, Severity, as_text
from unkink.findings.words import counted
from unkink.program.check import check
from unkink.program.program import Program


def read_checked(word: str) -> Program:
    """The program that ``word`` names.

    Raises:
        Stop: where it cannot be read, or has errors; those are printed first.
    """
    return checked(read_program(word))


def checked(file: ProgramFile) -> Program:
    """The program in that file. Its warnings are for `unkink check`; only errors are printed here."""
    result = check(file.source)
    if result.program is None:
        raise refused(file, result.diagnostics)
    return result.program


def refused(file: ProgramFile, diagnostics: tuple[Diagnostic, ...]) -> Stop:
    """Print the errors, and return the sentence that ends the command."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    for diagnostic in errors:
        print(as_text(diagnostic, file.name), file=sys.stderr)
    return Stop(f"{file.name} has {counted(len(errors), 'error')}", ExitCode.FINDINGS)
