"""docs/format.md and docs/diagnostics.md are held to the language: examples are read, whatever there is has a name."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from unkink.findings import findings, source
from unkink.findings.diagnostic import Diagnostic, Severity, as_json
from unkink.program import cursor, dose_details, dose_grammar, front, header, ladder, tokens, whole
from unkink.program.check import Checked, check
from unkink.program.cursor import DETAIL_WORDS, DoseError
from unkink.program.dose import Between
from unkink.program.dose_grammar import read_dose
from unkink.program.facts import PHASE_KEYS, SECTION_KEYS
from unkink.program.header import FRONT_KEYS
from unkink.program.ladder import Rung, ladder_of
from unkink.program.lever import NAMES

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "src" / "unkink" / "program"
FINDINGS = PROGRAM.parent / "findings"
CORPUS = ROOT / "tests" / "conformance"
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
DIAGNOSTICS = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
FRONT_MATTER = "---\nformat: 1\ntitle: An example\nsessions: 3 a week\n---\n\n"
A_SECTION = "\n## Squat\n\n- dose: 8 reps\n\n1. Bend.\n"

# Words with a hyphen that the language holds and that are no codes; and codes that no text on a page can show.
NO_CODES = {"utf-8", "forty-five", "unkink-program-1", "no-pressure"}
NOT_SHOWN = {
    *("file-too-large", "not-utf-8", "control-character", "line-too-long", "hidden-character", "too-many"),
    "program-too-long",
    *("movement-unknown", "caution-missing", "test-unknown"),
    *("translation-sections", "translation-differs", "translation-steps", "translation-stale"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One fenced block: what it is (``dose``, ``markdown program``), its text, and the line that it stands on."""

    kind: str
    text: str
    line: int


def examples(page: str) -> list[Example]:
    fenced = re.compile(r"^```([^\n`]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [Example(m[1], m[2], page[: m.start()].count("\n") + 1) for m in fenced.finditer(page)]


def params(page: str, *starts: str) -> list[Any]:
    found = [example for example in examples(page) if example.kind.startswith(starts)]
    assert found, f"no example of {starts}"
    return [pytest.param(example, id=f"line {example.line}") for example in found]


def file_of(example: Example) -> str:
    """The whole file that an example stands for."""
    if example.kind.startswith("yaml front"):
        return f"---\n{example.text}---\n{A_SECTION}"
    whole = example.text.startswith("---\n") or example.kind.endswith("front-matter-missing")
    return example.text if whole else FRONT_MATTER + example.text


def checked(example: Example) -> Checked:
    return check(file_of(example))


# Examples of the format -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", params(FORMAT, "markdown", "yaml front"))
def test_every_program_on_the_page_is_one(example: Example) -> None:
    assert checked(example).diagnostics == ()


@pytest.mark.parametrize(("dose", "canonical"), [
    (dose.strip(), canonical.strip() or dose.strip())
    for example in examples(FORMAT) if example.kind == "dose"
    for dose, _, canonical in (line.partition("→") for line in example.text.splitlines())
])  # fmt: skip
def test_every_dose_on_the_page_is_spelled_as_the_page_says(dose: str, canonical: str) -> None:
    assert str(read_dose(dose)) == canonical
    assert read_dose(canonical) == read_dose(dose)


@pytest.mark.parametrize("example", params(FORMAT + DIAGNOSTICS, "dose error"))
def test_every_dose_that_is_shown_as_wrong_is_refused_with_its_code(example: Example) -> None:
    code = example.kind.split()[-1]
    for line in example.text.splitlines():
        with pytest.raises(DoseError) as refused:
            read_dose(line)
        assert refused.value.code == code, line


def ladders() -> list[Any]:
    """Every printed ladder with the program that stands before it."""
    pairs, before = [], None
    for example in examples(FORMAT):
        if example.kind.startswith("markdown"):
            before = example
        elif example.kind.startswith("ladder "):
            pairs.append(pytest.param(before, example, id=f"line {example.line}"))
    assert len(pairs) > 4
    return pairs


@pytest.mark.parametrize(("program", "printed"), ladders())
def test_every_ladder_on_the_page_is_the_one_that_is_climbed(program: Example, printed: Example) -> None:
    exercise = printed.kind.split()[1]
    read = checked(program).program
    assert read is not None
    climbed = [_shown(exercise, rung) for rung in ladder_of(read, exercise).rungs]
    assert climbed == [" ".join(line.split()) for line in printed.text.splitlines()]


def _shown(exercise: str, rung: Rung) -> str:
    name = "" if rung.exercise == exercise else f"{rung.exercise}: "
    lasts = f" for {rung.weeks} weeks" if rung.weeks else ""
    a_week = f", {rung.a_week} a week" if rung.a_week else ""
    return f"{rung.number} {name}{rung.dose}{lasts}{a_week}"


def test_the_finding_on_the_page_is_what_check_prints() -> None:
    printed = json.loads(next(example.text for example in examples(FORMAT) if example.kind == "json"))
    lines = "\n" * (printed["line"] - 9)
    text = f"{FRONT_MATTER}## Sit tall\n\n{lines}{printed['source']}\n"
    assert [as_json(found, printed["file"]) for found in check(text).diagnostics] == [printed]


# Everything there is, is named ------------------------------------------------------------------------------------


def table_under(heading: str) -> set[str]:
    """The first words in code of every row of the tables under a heading."""
    part = FORMAT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE))


def test_every_key_has_its_row() -> None:
    assert table_under("Front matter") == set(FRONT_KEYS)
    assert table_under("Exercises") == set(SECTION_KEYS)
    assert table_under("Phases") == set(PHASE_KEYS)


def test_every_detail_has_its_row() -> None:
    first_words = {row.split()[0] for row in table_under("Doses")}
    assert first_words >= DETAIL_WORDS
    doses = FORMAT.partition("\n## Doses\n")[2].partition("\n## ")[0]
    assert all(f"`{between}`" in doses for between in Between)


def test_every_lever_is_named() -> None:
    text = FORMAT.partition("**Levers** are")[2].partition("\n\n")[0]
    assert {name for name in NAMES if f"`{name}`" in " ".join(text.split())} == set(NAMES)


def test_every_habit_is_named() -> None:
    text = FORMAT.partition("\n### What writers write\n")[2].partition("\n## ")[0]
    known = set(re.split(r"[`,;.:()\s]+", text.lower()))
    spelled_out = {word for word, number in tokens.NUMBER_WORDS.items() if number <= 20}
    missing = [word for word in {*tokens.HABITS, *tokens.NUMBER_WORDS} - spelled_out if word not in known]
    assert missing == []
    plurals = {"sides", "legs", "arms", "hips", "feet", "knees"}
    assert [word for word in dose_details.SIDE_WORDS - plurals if f"`{word}`" not in text] == []


@pytest.mark.parametrize(("what", "most"), [
    ("a file", source.LARGEST_FILE), ("a line", source.LONGEST_LINE), ("nesting in the front matter", front.DEEPEST),
    ("a count, the number of weeks or sessions, a bound", cursor.MOST_COUNT), ("sets", dose_grammar.MOST_SETS),
    ("any time", cursor.LONGEST_SECONDS // 3600), ("each number of a tempo", dose_details.LONGEST_TEMPO),
    ("weeks in `assess`", header.MOST_WEEKS), ("rises above rung 0 of one exercise", ladder.MOST_RUNGS),
    ("rises of all exercises together", whole.MOST_RUNGS_IN_ALL), ("findings that are listed", findings.MOST_FINDINGS),
])  # fmt: skip
def test_every_limit_is_the_one_that_is_kept(what: str, most: int) -> None:
    row = re.search(rf"^\| {re.escape(what)} \| (\S+)", FORMAT, re.MULTILINE)
    assert row is not None
    assert int(row[1].replace(",", "")) == most


# Diagnostics ------------------------------------------------------------------------------------------------------


def codes_in_source() -> set[str]:
    """Every code that the language can give: its words with a hyphen, but for keys of the format."""
    form = re.compile(r"[a-z]+(-[a-z0-9]+)+")
    found = set()
    for path in (*PROGRAM.glob("*.py"), *FINDINGS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and form.fullmatch(node.value):
                found.add(node.value)
    return found - NO_CODES


def entries() -> dict[str, str]:
    """Code and text of every entry of docs/diagnostics.md."""
    parts = re.split(r"^### (\S+)\n", DIAGNOSTICS, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def codes_in_corpus() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in CORPUS.rglob("*.json"))
    return set(re.findall(r'"code": "([a-z0-9-]+)"', text))


def test_every_code_is_explained() -> None:
    assert set(entries()) == codes_in_source()


def test_every_code_is_in_the_corpus() -> None:
    assert codes_in_corpus() == codes_in_source()


@pytest.mark.parametrize("code", sorted(entries()))
def test_every_entry_names_its_severity_and_shows_it(code: str) -> None:
    text = entries()[code].strip()
    severity = text.split()[0].strip(".").lower()
    assert severity in set(Severity)
    shown = [example for example in examples(text) if example.kind.endswith(f" {code}")]
    assert bool(shown) == (code not in NOT_SHOWN)
    for example in shown:
        assert severity in {str(found.severity) for found in findings_of(example) if found.code == code}


def findings_of(example: Example) -> tuple[Diagnostic, ...]:
    if example.kind.startswith("dose"):
        first = example.text.splitlines()[0]
        return check(f"{FRONT_MATTER}## Squat\n\n- dose: {first}\n\n1. Bend.\n").diagnostics
    return checked(example).diagnostics


# The JSON Schemas -------------------------------------------------------------------------------------------------


FRONT_SCHEMA = json.loads((PROGRAM / "front_matter.schema.json").read_text(encoding="utf-8"))
FRONT_VALIDATOR = Draft202012Validator(FRONT_SCHEMA)


def test_the_schema_of_the_front_matter_has_every_key_and_no_other() -> None:
    Draft202012Validator.check_schema(FRONT_SCHEMA)
    assert set(FRONT_SCHEMA["properties"]) == set(FRONT_KEYS)
    assert set(FRONT_SCHEMA["properties"]["assess"]["properties"]) == set(header.ASSESS_KEYS)


def front_of(text: str) -> Any:
    return yaml.safe_load(text.split("---\n")[1])


PROGRAMS = [*(ROOT / "src" / "unkink" / "library" / "programs").glob("*.md"), *(CORPUS / "protocols").glob("*.md")]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(PROGRAMS)])
def test_the_front_matter_of_real_programs_fits_the_schema(path: Path) -> None:
    FRONT_VALIDATOR.validate(front_of(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", params(FORMAT, "yaml front"))
def test_the_front_matter_on_the_page_fits_the_schema(example: Example) -> None:
    FRONT_VALIDATOR.validate(yaml.safe_load(example.text))


@pytest.mark.parametrize("name", [
    "format-unknown", "required-missing", "value-kinds", "assess-weeks-fall", "sessions-without-unit", "length-in-days",
])  # fmt: skip
def test_the_schema_refuses_what_check_refuses(name: str) -> None:
    text = (CORPUS / "refused" / f"{name}.md").read_text(encoding="utf-8")
    in_order = name == "assess-weeks-fall"  # a JSON Schema cannot say that numbers rise
    assert FRONT_VALIDATOR.is_valid(front_of(text)) == in_order


@pytest.mark.parametrize("name", ["program.schema.json", "front_matter.schema.json"])
def test_the_schemas_among_the_documents_are_those_of_the_package(name: str) -> None:
    copy = ROOT / "docs" / "schemas" / name
    assert copy.read_bytes() == (PROGRAM / name).read_bytes()
