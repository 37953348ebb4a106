"""``unkink timeline``: one session, cue by cue, at exact times."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from unkink.cli.exit_codes import ExitCode
from unkink.cli.printing import exact_clock, print_json, spoken_length
from unkink.cli.session_flags import add_session_flags, session_of
from unkink.session.as_json import as_json
from unkink.session.timeline import Block, Cue, Pace, Timeline

EXAMPLES = (
    "unkink timeline tight-psoas",
    "unkink timeline tight-psoas --short --json",
    "unkink timeline tight-psoas --rung slouch-to-tall=2 --answer no-ball",
    "unkink timeline my-program.md --rest 45 --first-side right",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_session_flags(parser)
    parser.add_argument("--json", action="store_true", help="print JSON (see `unkink schema timeline`)")


def run(arguments: argparse.Namespace) -> ExitCode:
    session = session_of(arguments)
    if arguments.json:
        print_json(as_json(session.timeline, session.settings, program_id=session.program_id))
    else:
        print("\n".join(_lines(session.timeline)))
    return ExitCode.FINE


def _lines(timeline: Timeline) -> Iterator[str]:
    """The session as a table: a heading for each block, under it its cues."""
    yield f"{timeline.title}: {spoken_length(timeline.total)}"
    for block in timeline.blocks:
        yield from ("", _heading(block))
        yield from (_row(cue) for cue in timeline.cues if cue.block == block.index)
    yield from ("", f"{exact_clock(timeline.total)}  end")


def _heading(block: Block) -> str:
    facts = [block.dose] if block.dose else []
    if block.pace is Pace.OWN:
        facts.append("at your own pace")
    elif block.estimated:
        facts.append("estimated")
    return "   ".join([block.title, *facts])


def _row(cue: Cue) -> str:
    length = f"{cue.duration / 1000:.3f}" if cue.duration else ""
    work = "*" if cue.prescribed else " "
    row = f"{exact_clock(cue.at)}  {length:>8} {work} {cue.kind:<10} {cue.side or '':<5}  {_what(cue)}"
    return row.rstrip()


def _what(cue: Cue) -> str:
    """What is on: the text for the eyes, and where in the dose it stands."""
    places = (("set", cue.set), ("round", cue.round), ("rep", cue.rep), ("place", cue.place))
    counts = [f"{name} {count}" for name, count in places if count is not None]
    return "   ".join(part for part in (cue.show or cue.phase, ", ".join(counts)) if part)
