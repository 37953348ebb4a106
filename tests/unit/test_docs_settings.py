"""Every setting, option and variable of the environment is documented, with its bounds and default."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from enum import Enum

import pytest

from tests.unit.pages import DOCS, ROOT, SOURCE, rows_of, text_of
from unkink.cli.commands import parser_of
from unkink.session.settings import BOUNDS, Settings

SETTINGS = DOCS / "settings.md"


def row_of(first: str) -> list[str]:
    (row,) = (row for row in rows_of(SETTINGS) if row[0] == f"`{first}`")
    return row


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_a_setting_is_documented_with_its_bounds_and_default(name: str) -> None:
    default = getattr(Settings(), name)
    option = f"`--{name.replace('_', '-')}`"
    if isinstance(default, Enum):
        values = ", ".join(f"`{value}`" for value in type(default))
        assert row_of(name)[1:4] == [option, values, f"`{default}`"]
    else:
        low, high = BOUNDS[name]
        assert row_of(name)[1:5] == [option, f"{low:g}", f"{high:g}", f"{default:g}"]


def options_of(command: str) -> list[argparse.Action]:
    return [action for action in parser_of(command)._actions if action.option_strings and action.dest != "help"]


def test_every_option_of_serve_is_documented_with_its_default() -> None:
    for action in options_of("serve"):
        row = row_of(action.option_strings[-1])
        assert action.default in (False, None) or row[1] == f"`{action.default}`"


def test_every_option_of_a_session_is_documented() -> None:
    text = text_of(SETTINGS)
    options = [action.option_strings[-1] for action in options_of("timeline")]
    assert [option for option in options if f"`{option}`" not in text and option != "--json"] == []


def variables_in_code() -> set[str]:
    files = [ROOT / "run.py", *SOURCE.rglob("*.py"), ROOT / "tests" / "conftest.py"]
    written = r"\bUNKINK_[A-Z_]+\b|\bHYPOTHESIS_PROFILE\b"
    return {name for path in files for name in re.findall(written, text_of(path))}


def test_the_environment_is_documented_and_nothing_else() -> None:
    documented = {row[0].strip("`") for row in rows_of(SETTINGS) if re.fullmatch(r"`[A-Z_]+`", row[0])}
    assert documented == variables_in_code()


def test_no_other_variable_of_the_environment_is_read() -> None:
    """Whoever reads one writes its name out, where the test above finds it; `TERM` and the like are the system's."""
    of_the_system = {"TERM", "DISPLAY", "WAYLAND_DISPLAY"}
    read = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"environ(?:\.get\(|\[)\s*[\"'](\w+)", text_of(path))
    }
    assert read - of_the_system <= variables_in_code()
