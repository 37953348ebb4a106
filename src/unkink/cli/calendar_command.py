"""``unkink calendar``: the sessions ahead as a file for any calendar program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from unkink.cli.checked_program import checked
from unkink.cli.deciding import MOMENT_HELP, ZONE_HELP, log_in, moment_of, zone_of
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.input_files import STDIN
from unkink.cli.links import check_link
from unkink.cli.movement_files import shipped_facts
from unkink.cli.program_files import read_program
from unkink.cli.whole_file import written_whole
from unkink.coach.planning.clock import zone_named
from unkink.coach.planning.pace import pace_of, suggested
from unkink.coach.planning.past import Past, past_of
from unkink.coach.planning.schedule_facts import WEEKDAYS
from unkink.findings.words import counted
from unkink.program.program import Program
from unkink.wire.event import Event

EXAMPLES = (
    "unkink calendar tight-psoas --events log.jsonl -o plan.ics",
    "unkink calendar tight-psoas --events log.jsonl --now 2027-03-20T07:30:00Z --zone Europe/Warsaw -o plan.ics",
    "unkink calendar my-program.md -o plan.ics --link https://unkink.example.org/",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("program", metavar="PROGRAM", help="a file, a shipped program, or -")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, type=Path, help="the file to write: .ics")
    parser.add_argument("--events", metavar="FILE", help="the person's log, one event a line, or - (none yet)")
    parser.add_argument("--now", metavar="T", help=MOMENT_HELP)
    parser.add_argument("--zone", metavar="Z", help=ZONE_HELP)
    parser.add_argument("--link", metavar="URL", default="", help="where a session begins: the address of your Unkink")


def run(arguments: argparse.Namespace) -> ExitCode:
    output: Path = arguments.output
    if output.suffix.lower() != ".ics":
        raise Stop(f"a calendar is a file that ends in .ics, not `{output.name}`")
    if arguments.program == STDIN == arguments.events:
        raise Stop("only one of PROGRAM and --events can come by standard input")
    check_link(arguments.link, "https://unkink.example.org/")
    program_file = read_program(arguments.program)
    program = checked(program_file)
    events = log_in(arguments.events) if arguments.events else []
    zone = zone_of(arguments.zone, events)
    now = moment_of(arguments.now, zone)
    body, sessions = _made(program, events, now, zone, arguments.link, program_file.name)
    with written_whole(output) as file:
        file.write(body)
    print(f"{output}: {counted(sessions, 'session')} ahead", file=sys.stderr)
    return ExitCode.FINE


def _made(
    program: Program, events: Sequence[Event], now: datetime, zone: str, link: str, file: str
) -> tuple[bytes, int]:
    """The document, and how many sessions are still to come in it.

    Raises:
        Stop: where a session is longer than a day.
    """
    from unkink.export.calendar import EntryStatus, Whose, document, from_log
    from unkink.session.lay import SessionTooLong

    owner = str(events[0].person) if events else program.hash
    whose = Whose(owner, link, movements=shipped_facts())
    try:
        publication = from_log(program, events, now, zone, whose, _suggestion(program, events, now, zone))
    except SessionTooLong as error:
        raise Stop(f"{file}: {error}", ExitCode.FINDINGS) from error
    entries = [one.entry for one in publication.entries]
    ahead = sum(one.begins > now and one.status is not EntryStatus.CANCELLED for one in entries)
    return document(publication, f"Unkink: {program.title}"), ahead


def _suggestion(program: Program, events: Sequence[Event], now: datetime, zone: str) -> Past | None:
    """Days for somebody who has not chosen any; what of a chosen schedule cannot be read is told."""
    past = past_of(events, now)
    for one in past.misread:
        print(f"the schedule's {one.name}: `{one.found}` was left out; expected {one.expected}", file=sys.stderr)
    if past.chosen:
        return None
    schedule = suggested(pace_of(program))
    days = ", ".join(f"{WEEKDAYS[one.weekday]} {one.at:%H:%M}" for one in schedule.weekly)
    print(f"no days are chosen in the log, so these are only a suggestion: {days}", file=sys.stderr)
    since = past.begun or now.astimezone(zone_named(zone)).date()
    return past.choosing(schedule, since)
