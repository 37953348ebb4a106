"""What `decide` and `explain` have in common: which program, which log, which moment, and the decision."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO
from zoneinfo import ZoneInfo

from unkink.cli.checked_program import read_checked
from unkink.cli.exit_codes import Stop
from unkink.cli.input_files import STDIN
from unkink.coach.deciding import decide
from unkink.coach.decision import Decision
from unkink.program.prescription import answers_of
from unkink.program.program import Program
from unkink.wire.event import Event
from unkink.wire.lines import BadLine, read_lines

MOST_TOLD = 20
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOMENT_HELP = "the moment to decide at, 2027-01-04T07:30:00Z (now)"
ZONE_HELP = "the time zone the person is in, Europe/Warsaw (that of the log)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--program", metavar="PROGRAM", required=True, help="a file, a shipped program, or -")
    parser.add_argument("--events", metavar="FILE", required=True, help="the person's log, one event a line, or -")
    parser.add_argument("--now", metavar="T", help=MOMENT_HELP)
    parser.add_argument("--zone", metavar="Z", help=ZONE_HELP)
    parser.add_argument("--answer", metavar="ANSWER", action="append", default=[], help="what is so today: no-ball")
    parser.add_argument("--short", action="store_true", help="the program's short session alone")
    parser.add_argument("--phase", metavar="ID", help="the phase of a longer program (the person's own)")
    parser.add_argument(
        "--earlier", metavar="FILE", action="append", default=[], help="a text of a program that they were on before"
    )


@dataclass(frozen=True, slots=True)
class Case:
    """Whose decision, and when: the program, earlier texts of it, the log, and the moment in its zone."""

    program: Program
    earlier: tuple[Program, ...]
    events: list[Event]
    now: datetime
    zone: str


def case_of(arguments: argparse.Namespace) -> Case:
    """What ``--program``, ``--events``, ``--earlier``, ``--now`` and ``--zone`` name.

    Raises:
        Stop: where one of them cannot be read.
    """
    if arguments.program == STDIN == arguments.events:
        raise Stop("only one of --program and --events can come by standard input")
    program = read_checked(arguments.program)
    earlier = tuple(read_checked(one) for one in arguments.earlier)
    events = log_in(arguments.events)
    zone = zone_of(arguments.zone, events)
    return Case(program, earlier, events, moment_of(arguments.now, zone), zone)


def decision_of(arguments: argparse.Namespace) -> Decision:
    """The decision that was asked for.

    Raises:
        Stop: where the program, the log, the moment or the zone cannot be read.
    """
    case = case_of(arguments)
    _hears(case.program, arguments.answer)
    return decide(
        case.program,
        case.events,
        case.now,
        case.zone,
        answers=arguments.answer,
        exercises=_exercises(case.program, arguments),
        earlier=case.earlier,
    )


def _exercises(program: Program, arguments: argparse.Namespace) -> tuple[str, ...] | None:
    if arguments.short:
        return program.short_session or program.exercises
    if arguments.phase is None:
        return None
    for phase in program.phases:
        if phase.id == arguments.phase:
            return phase.exercises
    raise Stop(f"{program.title} has no phase `{arguments.phase}`")


def _hears(program: Program, answers: Iterable[str]) -> None:
    known = answers_of(program)
    for answer in answers:
        if answer not in known:
            raise Stop(f"{program.title} has no use for the answer `{answer}`; it hears {', '.join(known) or 'none'}")


def log_in(name: str) -> list[Event]:
    if name == STDIN:
        return _read(sys.stdin.buffer, "<stdin>")
    try:
        with open(name, "rb") as file:
            return _read(file, name)
    except FileNotFoundError as error:
        raise Stop(f"there is no file `{name}`") from error
    except IsADirectoryError as error:
        raise Stop(f"`{name}` is a folder; name the file of events in it") from error


def _read(file: IO[bytes], name: str) -> list[Event]:
    lines = list(read_lines(file))
    bad = [message for line in lines if isinstance(line, BadLine) for message in line.messages(name)]
    if bad:
        more = f"\n... {len(bad) - MOST_TOLD} more" if len(bad) > MOST_TOLD else ""
        raise Stop("\n".join(bad[:MOST_TOLD]) + f"{more}\nnothing was decided")
    events = [line for line in lines if isinstance(line, Event)]
    if len({event.person for event in events}) > 1:
        raise Stop(f"{name} holds the logs of several people; a decision is about one")
    return events


def zone_of(name: str | None, events: list[Event]) -> str:
    zone = name or (max(events, key=lambda event: event.order).tz if events else "UTC")
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, LookupError) as error:
        raise Stop(f"there is no time zone `{zone}`; one looks like Europe/Warsaw") from error
    return zone


def moment_of(text: str | None, zone: str) -> datetime:
    """The moment; one that names no offset is meant in the zone."""
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Stop(f"`{text}` is no moment; one looks like 2027-01-04T07:30:00Z") from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Stop(f"`{text}` is no moment of a log: those lie in the years {FIRST_YEAR} to {LAST_YEAR}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
