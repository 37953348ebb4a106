"""What the pages tell the reader to type can be typed, and does what they say."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from tests.unit.pages import DOCS, PAGES, ROOT, SOURCE, named, text_of
from tests.unit.worked_examples import COMMANDS as STARTS
from tests.unit.worked_examples import agree, blocks, commands_of, follow, refreshed, run
from unkink.cli.commands import COMMANDS, parser_of
from unkink.cli.exit_codes import Stop
from unkink.program.dose_grammar import read_dose

EXECUTED = [DOCS / "tutorial.md", DOCS / "movements.md", ROOT / "README.md"]
PROGRAM_IN_CODE = re.compile(r"`(?:unkink|python3 run\.py) ([a-z][\w-]*)")


def words_of(command: str) -> list[str] | None:
    """What follows ``python3 run.py`` or ``unkink`` in a line of a shell, up to a pipe or a comment; else None."""
    for start in STARTS:
        if f"{command} ".startswith(start):
            typed = re.split(r" [|<>#&]|(?<=\S)  +", command, maxsplit=1)[0]
            return shlex.split(typed)[len(start.split()) :]
    return None


def shell_lines(page: Path) -> Iterator[str]:
    for block in blocks(text_of(page)):
        if block.kind == "console":
            yield from (command for command, _ in commands_of(block.text))
        elif block.kind in {"sh", "bash", "shell"}:
            yield from (line for line in block.text.splitlines() if line.strip())


def refusal_of(words: list[str]) -> str:
    """Why a command line is none, or nothing. Anything goes after ``test``: that is for pytest."""
    name, *rest = words or ["serve"]
    if name == "test" or name.startswith("-"):
        return ""
    if name not in COMMANDS:
        return f"there is no command {name}"
    try:
        parser_of(name).read(rest)
    except Stop as stop:
        return str(stop)
    return ""


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_command_line_shown_is_one_that_can_be_typed(page: Path) -> None:
    lines = [(line, words) for line in shell_lines(page) if (words := words_of(line)) is not None]
    assert [(line, refusal) for line, words in lines if (refusal := refusal_of(words))] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_command_named_exists(page: Path) -> None:
    known = {*COMMANDS, "test"}
    assert [name for name in PROGRAM_IN_CODE.findall(text_of(page)) if name not in known] == []


@pytest.mark.parametrize(
    "line", ["unkink chekc x.md", "unkink ladder", "python3 run.py audio x.md --loud", "unkink schema dose"]
)
def test_a_command_line_that_cannot_be_typed_is_noticed(line: str) -> None:
    words = words_of(line)
    assert words is not None and refusal_of(words)


def test_every_command_is_in_the_changelog() -> None:
    assert [name for name in COMMANDS if f"**`{name}`**" not in text_of(ROOT / "CHANGELOG.md")] == []


# Worked examples


@pytest.mark.parametrize("page", EXECUTED, ids=named)
def test_a_page_shows_what_is_printed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change that is meant: ``python -m tests.unit.worked_examples docs/tutorial.md README.md``."""
    monkeypatch.setenv("UNKINK_DATA", str(tmp_path / "data"))
    runs = [one for _, done in follow(text_of(page), tmp_path) for one in done]
    assert runs
    for one in runs:
        assert one.agrees, "\n".join([f"$ {one.command}", *refreshed(one.written, one.printed)])


def test_what_the_tutorial_says_of_a_missing_voice_is_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is as long as with a voice, and the person is told how many phrases are not spoken."""
    tutorial = text_of(DOCS / "tutorial.md")
    files_alone = "".join(f"```{one.kind} {one.about}\n{one.text}```\n" for one in blocks(tutorial) if one.about)
    assert list(follow(files_alone, tmp_path)) == []
    monkeypatch.setenv("UNKINK_DATA", str(tmp_path / "data"))
    known = metadata.version

    def version(name: str) -> str:
        if name == "hibari-tts":
            raise metadata.PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(metadata, "version", version)
    command = "python3 run.py audio desk-break.md -o desk-break.mp3"
    *told, length = run(command, tmp_path)
    assert re.search(r"\d+ phrases of this session cannot be spoken", " ".join(told))
    assert length in tutorial


def test_the_voice_of_the_tutorial_is_the_extra_of_the_package() -> None:
    (engine,) = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["optional-dependencies"]["voice"]
    name = re.split(r"[<>=~! ]", engine)[0]
    assert f"install {name}\n" in text_of(DOCS / "tutorial.md")


def test_the_other_doses_of_the_tutorial_can_be_written() -> None:
    (paragraph,) = re.findall(r"^Other doses.*?\n\n", text_of(DOCS / "tutorial.md"), re.MULTILINE | re.DOTALL)
    doses = re.findall(r"`([^`]+)`", paragraph)
    assert len(doses) >= 5
    assert [str(read_dose(dose)) for dose in doses] == doses


def test_the_excerpt_of_the_readme_is_from_the_program() -> None:
    (excerpt,) = (block.text for block in blocks(text_of(ROOT / "README.md")) if block.kind == "markdown")
    program = iter(text_of(SOURCE / "library" / "programs" / "tight-psoas.md").splitlines())
    assert [line for line in excerpt.splitlines() if line not in program] == []


def test_the_example_of_the_architecture_prints_what_it_says() -> None:
    page = list(blocks(text_of(DOCS / "architecture.md")))
    (at,) = (number for number, block in enumerate(page) if block.kind == "python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(page[at].text, "architecture.md", "exec"), {})
    assert printed.getvalue() == page[at + 1].text


@pytest.mark.parametrize(
    ("written", "printed", "agreed"),
    [
        (["a"], ["a"], True),
        (["a"], ["b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "d"], ["a", "b", "c"], False),
        (["...", "b", "...", "d"], ["a", "b", "c", "d"], True),
    ],
)
def test_dots_stand_for_any_lines(written: list[str], printed: list[str], agreed: bool) -> None:
    assert agree(written, printed) is agreed
