"""``unkink timeline``: one session, cue by cue, at exact times."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby

from unkink.cli.exit_codes import ExitCode
from unkink.cli.on_screen import counts_of, doing_of
from unkink.cli.printing import exact_clock, print_json, spoken_length
from unkink.cli.score import Score
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
    """The session as a table: a heading for each exercise, under it its cues."""
    score = Score(timeline)
    item_of = {block.index: block.item for block in timeline.blocks}
    yield f"{timeline.title}: {spoken_length(timeline.total)}"
    yield f"{'time':>9}  {'seconds':>8}   (* prescribed)"
    for item, run in groupby(timeline.blocks, key=lambda block: block.item):
        yield from ("", _heading(list(run)))
        yield from (_row(score, cue) for cue in timeline.cues if item_of[cue.block] == item)
    yield f"{exact_clock(timeline.total)}  {'':8}   end"


def _heading(blocks: list[Block]) -> str:
    facts = [blocks[0].dose] if blocks[0].dose else []
    if any(block.pace is Pace.OWN for block in blocks):
        facts.append("at your own pace")
    elif any(block.estimated for block in blocks):
        facts.append("estimated")
    return "   ".join([blocks[0].title, *facts])


def _row(score: Score, cue: Cue) -> str:
    length = f"{cue.duration / 1000:.3f}" if cue.duration else ""
    work = "*" if cue.prescribed else " "
    counts = counts_of(score, cue)
    what = f"{doing_of(score, cue)}{f', {counts}' if counts else ''}"
    return f"{exact_clock(cue.at)}  {length:>8} {work} {cue.kind:<10} {cue.side or '':<5}  {what}".rstrip()
