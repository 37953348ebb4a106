"""``unkink simulate``: made-up people live with a program, and every decision is held against the coach's laws."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable

from unkink.batch.chunk import Chunk, log_of
from unkink.batch.engines import ChunkLost, EngineMissing, Round, in_cluster, in_pool, in_turn
from unkink.batch.simulate import Asked, Outcome, as_json, simulated
from unkink.cli.arguments import whole_number as any_whole_number
from unkink.cli.checked_program import checked
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.printing import print_json
from unkink.cli.program_files import read_program
from unkink.cli.simulation_view import as_text
from unkink.wire.writing import line_of

EXAMPLES = (
    "unkink simulate --program tight-psoas --people 1000",
    "unkink simulate --program my-program.md --people 200000 --weeks 6 --seed 7 --json",
    "unkink simulate --program tight-psoas --seed 7 --person 12 > log.jsonl",
)
ENGINES = ("serial", "pool", "ray")
MOST_PEOPLE, MOST_WEEKS, MOST_SEED, MOST_WORKERS = 100_000_000, 520, 2**63 - 1, 1024


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An option's whole number within bounds."""

    def read(text: str) -> int:
        number = any_whole_number(text)
        if not low <= number <= high:
            raise argparse.ArgumentTypeError(f"{number} is not from {low} to {high}")
        return number

    return read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--program", metavar="PROGRAM", required=True, help="a file, a shipped program, or -")
    parser.add_argument(
        "--people", metavar="N", type=whole_number(1, MOST_PEOPLE), default=1000, help="how many people (1000)"
    )
    parser.add_argument(
        "--weeks", metavar="W", type=whole_number(1, MOST_WEEKS), default=6, help="how many weeks of each (6)"
    )
    parser.add_argument(
        "--seed", metavar="S", type=whole_number(0, MOST_SEED), default=1, help="another number, other people (1)"
    )
    parser.add_argument("--engine", choices=ENGINES, default="pool", help="where the work is done (pool)")
    parser.add_argument(
        "--workers", metavar="K", type=whole_number(1, MOST_WORKERS), help="processes at once (as many as processors)"
    )
    parser.add_argument(
        "--person", metavar="I", type=whole_number(0, MOST_PEOPLE), help="print that person's log instead"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> ExitCode:
    file = read_program(arguments.program)
    program = checked(file)
    if not program.exercises:
        raise Stop(f"{file.name} has no exercises to simulate")
    if arguments.person is not None:
        return _print_log(file.source, arguments)
    asked = Asked(file.source, arguments.people, arguments.weeks, arguments.seed)
    begun = time.perf_counter()
    try:
        outcome = simulated(asked, _engine(arguments), _progress(arguments))
    except (EngineMissing, ChunkLost) as stopped:
        raise Stop(str(stopped)) from stopped
    _print(outcome, arguments, time.perf_counter() - begun)
    return ExitCode.FINDINGS if outcome.tally.broken else ExitCode.FINE


def _engine(arguments: argparse.Namespace) -> Round:
    os.environ.update(OPENBLAS_NUM_THREADS="1")  # a worker is one process on one processor
    match arguments.engine:
        case "serial":
            return in_turn
        case "ray":
            return in_cluster(arguments.workers)
        case _:
            return in_pool(arguments.workers or os.cpu_count() or 1)


def _progress(arguments: argparse.Namespace) -> Callable[[int], None]:
    """Says on standard error how far it is, where a person is looking."""

    def heard(people: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if people == arguments.people else ""
            print(f"\r{people:,} of {arguments.people:,} people", end=end, file=sys.stderr, flush=True)

    return heard


def _print(outcome: Outcome, arguments: argparse.Namespace, seconds: float) -> None:
    for one in outcome.retried:
        print(f"unkink: tried again: {one}", file=sys.stderr)
    told = as_json(outcome)
    how = {
        "seed": arguments.seed,
        "weeks": arguments.weeks,
        "engine": arguments.engine,
        "retried": outcome.retried,
        "seconds": round(seconds, 1),
        "people_per_second": round(outcome.tally.people / seconds, 1),
    }
    if arguments.json:
        print_json({**told, **how})
    else:
        print(as_text(outcome, seconds))


def _print_log(source: bytes, arguments: argparse.Namespace) -> ExitCode:
    chunk = Chunk(source, arguments.weeks, arguments.seed, arguments.person, arguments.person + 1)
    for event in log_of(chunk, arguments.person):
        print(line_of(event).decode())
    return ExitCode.FINE
