"""The documentation is held to the code: what it names exists, what exists is named, what it shows is what happens."""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import inspect
import io
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.worked_examples import COMMANDS as STARTS
from tests.unit.worked_examples import agree, blocks, commands_of, follow, refreshed, run
from unkink import __version__
from unkink.cli.commands import COMMANDS, parser_of
from unkink.cli.exit_codes import Stop
from unkink.program.dose_grammar import read_dose
from unkink.session.settings import BOUNDS, Settings

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "unkink"
DOCS = ROOT / "docs"
FRONT = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD-PARTY-NOTICES.md")]
PAGES = sorted([*FRONT, *DOCS.rglob("*.md")])
EXECUTED = [DOCS / "tutorial.md", ROOT / "README.md"]
INDEX = DOCS / "README.md"

FENCED = re.compile(r"^( *)(```+|~~~+).*?^\1\2\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)|\b(?:src|srcset|href)=\"([^\"\s]+)")
HEADING = re.compile(r"^#{1,6} +(.+?)(?: +\{#([\w-]+)\})? *#* *$", re.MULTILINE)
PROGRAM_IN_CODE = re.compile(r"`(?:unkink|python3 run\.py) ([a-z][\w-]*)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose_of(path: Path) -> str:
    """The page without its fenced blocks, whose links are examples."""
    return FENCED.sub("", text_of(path))


# Links


def links_of(path: Path) -> list[str]:
    return [target for found in LINK.findall(prose_of(path)) for target in found if target]


def places_of(path: Path) -> set[str]:
    """What may stand after ``#``: every heading as a code host names it."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading, _ in HEADING.findall(prose_of(path))
    }


def is_outside(link: str) -> bool:
    return re.match(r"[a-z][a-z+.-]*:", link) is not None


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_a_file_finds_it(page: Path) -> None:
    targets = [(link, page.parent / link.partition("#")[0]) for link in links_of(page) if not is_outside(link)]
    assert [link for link, target in targets if not link.startswith("#") and not target.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_a_heading_finds_it(page: Path) -> None:
    lost = []
    for link in links_of(page):
        file, _, place = link.partition("#")
        target = page.parent / file if file else page
        if place and not is_outside(link) and target.suffix == ".md" and place not in places_of(target):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_link_to_elsewhere_is_safe(page: Path) -> None:
    assert [link for link in links_of(page) if is_outside(link) and not link.startswith(("https://", "mailto:"))] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached: set[Path] = set()
    waiting = [INDEX]
    while waiting:
        page = waiting.pop().resolve()
        if page.suffix != ".md" or page in reached or not page.exists():
            continue
        reached.add(page)
        waiting += [page.parent / link.partition("#")[0] for link in links_of(page) if not is_outside(link)]
    assert [named(page) for page in PAGES if page.resolve() not in reached] == []


# Commands


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


# What several pages say


def test_the_readme_asks_for_the_python_that_is_needed() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in text_of(ROOT / "README.md")


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == __version__


def test_whoever_reads_about_safety_learns_that_nobody_has_signed_it() -> None:
    """The site and the page say it together, or neither."""
    about = text_of(SOURCE / "site" / "about" / "templates" / "about" / "parts" / "safety.html")
    unsigned = "physiotherapist has not signed"
    assert [unsigned in text for text in (text_of(DOCS / "safety.md"), text_of(ROOT / "README.md"), about)] == [
        True
    ] * 3


# Settings

SETTINGS = DOCS / "settings.md"


def rows_of(page: Path) -> list[list[str]]:
    """The cells of every row of every table, the rule under the head left out."""
    lines = [line.strip() for line in text_of(page).splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


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
        assert action.default is False or row[1] == f"`{action.default}`"


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


# Architecture

ARCHITECTURE = DOCS / "architecture.md"


def layers() -> list[str]:
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one["type"] == "layers")
    return list(contract["layers"])


def block_of(page: Path, kind: str) -> str:
    (text,) = (block.text for block in blocks(text_of(page)) if block.kind == kind)
    return text


def arrows_in_the_diagram() -> set[tuple[str, str]]:
    return set(re.findall(r"^ *(\w+) --> (\w+)$", block_of(ARCHITECTURE, "mermaid"), re.MULTILINE))


def imports_between_folders() -> set[tuple[str, str]]:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    found = set()
    for path in SOURCE.rglob("*.py"):
        folder = path.relative_to(SOURCE).parts[0]
        for node in ast.walk(ast.parse(text_of(path))) if folder in folders else ():
            for name in _imported(node):
                top, _, rest = name.partition(".")
                if top == "unkink" and (target := rest.partition(".")[0]) in folders - {folder}:
                    found.add((folder, target))
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_layers_are_those_of_the_contract() -> None:
    assert block_of(ARCHITECTURE, "layers").strip() == " > ".join(layers())


def test_the_diagram_shows_every_layer_and_points_downwards() -> None:
    order = [*layers(), "library"]
    nodes = set(re.findall(r"^ *(\w+)\[", block_of(ARCHITECTURE, "mermaid"), re.MULTILINE))
    assert nodes == set(order)
    assert [
        (upper, lower) for upper, lower in arrows_in_the_diagram() if order.index(upper) >= order.index(lower)
    ] == []


def test_the_diagram_shows_what_really_imports_what() -> None:
    assert arrows_in_the_diagram() == imports_between_folders()


def test_every_folder_of_the_code_is_explained() -> None:
    explained = {row[0].strip("`/") for row in rows_of(ARCHITECTURE)}
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= explained


def test_every_function_that_is_named_exists() -> None:
    for name in re.findall(r"`(unkink(?:\.\w+)+)`", text_of(ARCHITECTURE)):
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function)), name


# Glossary

GLOSSARY = DOCS / "glossary.md"
NOUNS = (
    *("program.check", "program.diagnostic", "program.dose", "program.ladder", "program.movement_facts"),
    *("program.prescription", "program.program", "program.schedule"),
    *("session.beat", "session.settings", "session.timeline"),
    *("voice.clips", "voice.manifest", "voice.tones"),
)
"""The modules whose classes are words of the field; the others hold parts of the machine."""
PARTS_OF_THE_MACHINE = {"BadManifest", "Note"}


def nouns() -> list[type]:
    modules: list[ModuleType] = [importlib.import_module(f"unkink.{name}") for name in NOUNS]
    return [
        noun
        for module in modules
        for name, noun in inspect.getmembers(module, inspect.isclass)
        if noun.__module__ == module.__name__ and not name.startswith("_") and name not in PARTS_OF_THE_MACHINE
    ]


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun.__name__)
def test_a_public_class_is_in_the_glossary(noun: type) -> None:
    assert f"`{noun.__name__}`" in text_of(GLOSSARY)


@pytest.mark.parametrize("words", [one for one in nouns() if issubclass(one, Enum)], ids=lambda one: one.__name__)
def test_every_word_of_a_choice_is_in_the_glossary(words: type[Enum]) -> None:
    text = text_of(GLOSSARY)
    assert [str(word) for word in words if not re.search(rf"\b{re.escape(str(word))}\b", text)] == []


def test_a_class_in_the_glossary_exists() -> None:
    written = set(re.findall(r"`([A-Z][a-z]\w+)`", text_of(GLOSSARY)))
    assert written == {noun.__name__ for noun in nouns()}


def test_the_glossary_is_in_the_order_of_the_alphabet() -> None:
    terms = re.findall(r"^- \*\*(.+?)\*\*", text_of(GLOSSARY), re.MULTILINE)
    assert len(terms) > 60
    assert terms == sorted(terms, key=str.casefold)


# Performance


def test_every_benchmark_has_its_place_and_every_place_its_benchmark() -> None:
    text = text_of(DOCS / "performance.md")
    shown = set(re.findall(r"^\.venv/bin/python (benchmarks/\w+\.py)", text, re.MULTILINE))
    assert shown == {named(path) for path in (ROOT / "benchmarks").glob("bench_*.py")}
