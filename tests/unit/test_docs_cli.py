"""docs/cli.md knows every command, option, choice, example and exit code, and nothing that is not there."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from unkink.cli.commands import COMMANDS, load, parser_of
from unkink.cli.exit_codes import ExitCode
from unkink.cli.player import PLAYERS
from unkink.cli.schema_command import SCHEMAS
from unkink.session.settings import BOUNDS, Settings
from unkink.site.serving.home import DEFAULT_PORT

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
CHAPTERS = {title: text for title, _, text in (part.partition("\n") for part in re.split(r"(?m)^## ", DOCS)[1:])}
SHARED = CHAPTERS["timeline"].partition("### Which session, and how")[2]
TAKES_SESSION = ("session", "audio")


def chapter(command: str) -> str:
    return CHAPTERS[command] + (SHARED if command in TAKES_SESSION else "")


def actions(command: str) -> list[argparse.Action]:
    return [action for action in parser_of(command)._actions if action.dest != "help"]


def test_every_command_has_a_chapter_and_every_chapter_a_command() -> None:
    assert set(CHAPTERS) == {*COMMANDS, "Exit codes", "Help and version"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_choice_stands_in_its_chapter(command: str) -> None:
    for action in actions(command):
        for option in action.option_strings:
            assert f"`{option}`" in chapter(command), option
        for choice in action.choices or ():
            assert f"`{choice}`" in chapter(command), f"{action.dest} {choice}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_in_its_tables_is_there(command: str) -> None:
    documented = {
        option
        for row in re.findall(r"(?m)^\| (`-.*?) \|", chapter(command))
        for option in re.findall(r"`(--?[a-z-]+)`", row)
    }
    assert documented <= {option for action in actions(command) for option in action.option_strings}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_can_be_read_by_its_parser(command: str) -> None:
    shown = re.findall(r"(?m)^    unkink (.*)$", CHAPTERS[command])
    helped = [re.split(r"\s{2,}", example)[0].removeprefix("unkink ") for example in load(command).EXAMPLES]
    assert shown
    for example in [*shown, *helped]:
        words = re.split(r" [<>|] ?", example)[0].split()
        assert words[0] == command
        parser_of(command).read(words[1:])


def test_every_exit_code_stands_in_the_table() -> None:
    documented = re.findall(r"(?m)^\| `(\d+)` \|", CHAPTERS["Exit codes"])
    assert [int(code) for code in documented] == [int(code) for code in ExitCode]


def test_the_settings_stand_with_their_usual_values_and_bounds() -> None:
    for name, (low, high) in BOUNDS.items():
        flag = name.replace("_", "-")
        assert f"| `--{flag}` | {getattr(Settings(), name):g} | {low:g} to {high:g} |" in SHARED


def test_the_port_is_the_one_that_is_used() -> None:
    assert f"({DEFAULT_PORT}, or the next one that is free)" in CHAPTERS["serve"]


def test_every_schema_and_player_is_named() -> None:
    assert all(f"`{name}`" in CHAPTERS["schema"] for name in SCHEMAS)
    assert all(f"`{player[0]}`" in CHAPTERS["session"] for player in PLAYERS)
