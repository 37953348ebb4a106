"""``unkink handout``: a program as a PDF to print, with pictures, boxes to tick and a QR code."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.body.shelf import USUAL_BODY
from unkink.cli.checked_program import checked
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.links import check_link
from unkink.cli.movement_files import LIBRARY, brought_by, known_body, shipped_facts
from unkink.cli.program_files import read_program
from unkink.cli.session_flags import add_rungs_and_answers, answers_said, phase_called, rungs_of
from unkink.cli.whole_file import written_whole
from unkink.findings.words import counted

if TYPE_CHECKING:
    from unkink.export.handout import Pictures, Printed, Sheet
    from unkink.program.program import Program

ALL = "all"
EXAMPLES = (
    "unkink handout tight-psoas -o tight-psoas.pdf",
    "unkink handout tight-psoas -o large.pdf --large-print --paper letter",
    "unkink handout tight-psoas -o anna.pdf --rung glute-squeeze=2 --answer no-ball",
    "unkink handout hip-foundations -o all.pdf --phase all",
    "unkink handout tight-psoas -o clinic.pdf --link https://unkink.example.org/programs/tight-psoas/",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("program", metavar="PROGRAM", help="a file, a shipped program, or -")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, type=Path, help="the file to write: .pdf")
    look = parser.add_argument_group("how it looks")
    look.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the sheet (a4)")
    look.add_argument("--large-print", action="store_true", help="letters of 18 points and more")
    look.add_argument("--body", metavar="NAME", default=USUAL_BODY, help=f"who does it in the pictures ({USUAL_BODY})")
    look.add_argument("--link", metavar="URL", default="", help="where its QR code leads; without it there is none")
    look.add_argument("--date", metavar="DAY", type=_day, help="the day at its foot, such as 2026-11-22 (today)")
    which = parser.add_argument_group("which doses")
    which.add_argument("--phase", metavar="ID", help="one phase of a longer program, or all (the first)")
    add_rungs_and_answers(which)


def run(arguments: argparse.Namespace) -> ExitCode:
    output: Path = arguments.output
    if output.suffix.lower() != ".pdf":
        raise Stop(f"a handout is a PDF; name the file so that it ends in .pdf, not `{output.name}`")
    _check_link(arguments.link)
    made = _set(arguments)
    with written_whole(output) as file:
        file.write(made.pdf)
    print(f"{output}: {counted(made.pages, 'page')}", file=sys.stderr)
    return ExitCode.FINE


def _set(arguments: argparse.Namespace) -> Printed:
    from unkink.export.handout import NoLettersFor, Paper, Print, printed

    sheet = _sheet(arguments)
    try:
        return printed(
            sheet,
            arguments.date or datetime.now().astimezone().date(),
            paper=Paper(arguments.paper),
            size=Print.LARGE if arguments.large_print else Print.STANDARD,
            link=arguments.link,
        )
    except NoLettersFor as error:
        raise Stop(str(error)) from error


def _sheet(arguments: argparse.Namespace) -> Sheet:
    """What stands on the handout that the flags ask for.

    Raises:
        Stop: where the program has errors or asks for too much, or a flag names what it does not have.
    """
    file = read_program(arguments.program)
    program = checked(file)
    phase = _phase(program, arguments.phase)
    rungs = rungs_of(program, arguments.rung)
    answers = answers_said(program, arguments.answer)
    pictures = _pictures(file.path, arguments.body)
    from unkink.export.handout import sheet_of
    from unkink.session.lay import SessionTooLong

    try:
        return sheet_of(
            program,
            pictures,
            rungs,
            answers=answers,
            phase=phase,
            movements=shipped_facts(),
        )
    except SessionTooLong as error:
        raise Stop(f"{file.name}: {error}", ExitCode.FINDINGS) from error


def _phase(program: Program, word: str | None) -> str | None:
    """The id of the phase that was asked for, the first without a word; None for all of them, or where there are none.

    Raises:
        Stop: where there is none of that name.
    """
    ids = [phase.id for phase in program.phases]
    if word is None:
        return ids[0] if ids else None
    if word == ALL and ids and word not in ids:
        return None
    phase = phase_called(program, word)
    return phase.id if phase else None


def _pictures(program: Path | None, body: str) -> Pictures:
    """Of the shipped movements, and of those in the folder ``movements`` beside the program.

    Raises:
        Stop: where there is no such body.
    """
    from unkink.export.handout.shipped import shipped_pictures

    return shipped_pictures(LIBRARY, known_body(body), brought_by(program))


def _check_link(link: str) -> None:
    """Whether a phone could follow it, and read its QR code.

    Raises:
        Stop: where it could not.
    """
    from unkink.export.handout.qr_code import LONGEST

    check_link(link, "https://unkink.example.org/programs/x/")
    if len(link) > LONGEST:
        raise Stop(f"--link has {len(link)} letters; a QR code that a phone can read holds {LONGEST} at the most")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not a day such as 2026-11-22") from None
