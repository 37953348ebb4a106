"""``unkink schema``: the JSON Schemas, from wherever Unkink is installed."""

from __future__ import annotations

import argparse
import sys
from importlib import resources

from unkink.cli.exit_codes import ExitCode

EXAMPLES = (
    "unkink schema front-matter > front-matter.schema.json     for an editor that completes it",
    "unkink schema timeline",
)
SCHEMAS = {
    "front-matter": ("unkink.program", "front_matter.schema.json"),
    "program": ("unkink.program", "program.schema.json"),
    "timeline": ("unkink.session", "timeline.schema.json"),
    "today": ("unkink.site.player", "today.schema.json"),
    "event": ("unkink.wire", "event.schema.json"),
    "ladder": ("unkink.cli.schemas", "ladder.schema.json"),
    "decision": ("unkink.cli.schemas", "decision.schema.json"),
    "movement": ("unkink.body", "movement.schema.json"),
    "movement-shown": ("unkink.cli.schemas", "movement_shown.schema.json"),
    "check": ("unkink.cli.schemas", "check.schema.json"),
    "simulation": ("unkink.cli.schemas", "simulation.schema.json"),
}
"""Where each lies: beside the code whose output or input it describes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", choices=tuple(SCHEMAS), help="what it describes")


def run(arguments: argparse.Namespace) -> ExitCode:
    sys.stdout.write(text_of(arguments.schema))
    return ExitCode.FINE


def text_of(name: str) -> str:
    """The schema of that name as JSON text."""
    package, file = SCHEMAS[name]
    return resources.files(package).joinpath(file).read_text(encoding="utf-8")
