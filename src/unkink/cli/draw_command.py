"""``unkink draw``: one pose of a movement as a picture, SVG."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from unkink.body.check import check_movement
from unkink.body.segments import Side
from unkink.body.shelf import USUAL_BODY
from unkink.cli.arguments import did_you_mean
from unkink.cli.exit_codes import ExitCode, Stop
from unkink.cli.movement_files import LIBRARY, known_body, others_of, read_movement
from unkink.cli.printing import warn
from unkink.cli.whole_file import written_whole
from unkink.findings.diagnostic import as_text

if TYPE_CHECKING:
    from unkink.body.movement import Movement
    from unkink.body.solved import SolvedMovement
    from unkink.figure.body import Body

EXAMPLES = (
    "unkink draw wall-knee-raise --pose tall -o tall.svg",
    "unkink draw wall-knee-raise --pose tall --view side --body cedar -o tall.svg",
    "unkink draw my-bridge.yaml --side left -o - > bridge.svg",
)
VIEWS = ("front", "side")
TONES = ("day", "night", "print")
STDOUT = "-"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("movement", metavar="MOVEMENT", help="a file, a shipped movement, or -")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write: .svg, or -")
    parser.add_argument("--pose", metavar="NAME", help="which of its poses (the last one that is worked in)")
    parser.add_argument("--view", choices=VIEWS, default="front", help="from where to look (front)")
    parser.add_argument("--side", choices=get_args(Side), default="right", help="the side that works (right)")
    parser.add_argument("--body", metavar="NAME", default=USUAL_BODY, help=f"who does it ({USUAL_BODY})")
    tone = "light for a light page, dark for a dark one, or without a panel for paper (day)"
    parser.add_argument("--tone", choices=TONES, default="day", help=tone)
    parser.add_argument("--no-ghost", action="store_true", help="without the outline of the pose it starts from")
    parser.add_argument("--no-arrows", action="store_true", help="without arrows")


def run(arguments: argparse.Namespace) -> ExitCode:
    if arguments.output != STDOUT and Path(arguments.output).suffix.lower() != ".svg":
        raise Stop(f"a picture is SVG; name the file so that it ends in .svg, not `{arguments.output}`")
    file = read_movement(arguments.movement)
    checked = check_movement(file.source, file.name, others=others_of(file))
    if checked.movement is None:
        for diagnostic in checked.diagnostics:
            warn(as_text(diagnostic, file.shown))
        return ExitCode.FINDINGS
    pose = _pose(checked.movement, arguments.pose)
    name = known_body(arguments.body)
    from unkink.body.solve import solve
    from unkink.figure.shelf import shipped_body

    body = shipped_body(LIBRARY, name)
    picture = _drawn(body, solve(checked.movement, body.skeleton, arguments.side), pose, arguments)
    if arguments.output == STDOUT:
        sys.stdout.write(picture)
    else:
        with written_whole(Path(arguments.output)) as output:
            output.write(picture.encode())
    return ExitCode.FINE


def _pose(movement: Movement, word: str | None) -> str:
    """The pose that ``word`` names; without a word the last key pose that is held or gone into with effort.

    Raises:
        Stop: where the movement has none of that name.
    """
    if word is None:
        worked = [phase.pose for phase in movement.phases if phase.does in {"hold", "lift"}]
        return worked[-1] if worked else movement.key_poses[-1]
    if word not in movement.poses:
        known = ", ".join(movement.poses)
        raise Stop(f"{movement.name} has no pose `{word}`; it has {known}{did_you_mean(word, movement.poses)}")
    return word


def _drawn(body: Body, solved: SolvedMovement, pose: str, arguments: argparse.Namespace) -> str:
    from unkink.figure.palette import TONES as BY_NAME
    from unkink.figure.still import still

    if arguments.view not in solved.movement.views:
        raise Stop(f"{solved.movement.name} says nothing of a view from the {arguments.view}")
    return still(
        body,
        solved,
        pose,
        view=arguments.view,
        tone=BY_NAME[arguments.tone],
        ghosted=not arguments.no_ghost,
        pointed=not arguments.no_arrows,
    )
