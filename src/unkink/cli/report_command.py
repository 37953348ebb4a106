"""``unkink report``: one printed page of a person's progress for a coach or physiotherapist."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.cli.deciding import MOMENT_HELP, ZONE_HELP, case_of
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.open_database import open_database
from unkink.cli.whole_file import written_whole
from unkink.cli.whose import person_called

if TYPE_CHECKING:
    from unkink.coach.progress.progress import Progress

EXAMPLES = (
    "unkink report -o report.pdf",
    "unkink report --person Anna --name Anna -o anna.pdf",
    "unkink report --program tight-psoas --events log.jsonl --now 2027-03-01T07:30:00Z -o report.pdf",
)
ONLY_THE_OWNER = 0o600
OF_A_LOG = ("now", "zone", "earlier")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", required=True, type=Path, help="the file to write: .pdf")
    parser.add_argument("--name", metavar="NAME", default="", help="the name that stands on it (none)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the sheet (a4)")
    parser.add_argument("--person", metavar="NAME", help="whose, by name or login name (the owner of this computer)")
    log = parser.add_argument_group("from a file in place of this computer's logs")
    log.add_argument("--program", metavar="PROGRAM", help="a file, a shipped program, or -")
    log.add_argument("--events", metavar="FILE", help="the person's log, one event a line, or -")
    log.add_argument("--now", metavar="T", help=MOMENT_HELP)
    log.add_argument("--zone", metavar="Z", help=ZONE_HELP)
    log.add_argument(
        "--earlier", metavar="FILE", action="append", default=[], help="a text of a program that they were on before"
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    output: Path = arguments.output
    if output.suffix.lower() != ".pdf":
        raise Stop(f"a report is a PDF; name the file so that it ends in .pdf, not `{output.name}`")
    progress = _from_file(arguments) if arguments.program or arguments.events else _of_person(arguments)
    pdf = _set(arguments, progress)
    with written_whole(output, permissions=ONLY_THE_OWNER) as file:
        file.write(pdf)
    print(f"{output}: 1 page", file=sys.stderr)
    return ExitCode.FINE


def _from_file(arguments: argparse.Namespace) -> Progress:
    from unkink.coach.progress.from_log import progress_from

    if not (arguments.program and arguments.events):
        raise Stop("--program and --events belong together: a log says little without its program")
    if arguments.person is not None:
        raise Stop("--person is about the logs on this computer; with --events leave it out")
    case = case_of(arguments)
    return progress_from(case.program, case.events, case.now, case.zone, earlier=case.earlier)


def _of_person(arguments: argparse.Namespace) -> Progress:
    for name in OF_A_LOG:
        if getattr(arguments, name):
            raise Stop(f"--{name} goes with --program and --events")
    open_database()
    from unkink.site.coaching.today import NoProgram, ProgramMissing
    from unkink.site.progress.case import progress_for

    try:
        return progress_for(person_called(arguments.person), datetime.now(UTC))
    except NoProgram as none:
        raise Stop("there is nothing to report yet: no program was begun") from none
    except ProgramMissing as missing:
        raise Stop(str(missing)) from missing


def _set(arguments: argparse.Namespace, progress: Progress) -> bytes:
    from unkink.export.handout import NoLettersFor, Paper
    from unkink.export.report import printed

    try:
        return printed(progress, progress.decision.day, paper=Paper(arguments.paper), who=arguments.name)
    except NoLettersFor as error:
        raise Stop(str(error)) from error
