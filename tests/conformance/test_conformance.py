"""The conformance corpus: what any implementation of the format reads from each file. README.md says how it is run."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from unkink.findings.diagnostic import Diagnostic
from unkink.program.as_json import dose_as_json, program_as_json
from unkink.program.check import check
from unkink.program.cursor import DoseError
from unkink.program.dose_grammar import read_dose
from unkink.program.formatter import format_text
from unkink.program.movement_facts import MovementFacts
from unkink.program.program import Program
from unkink.program.schedule import weeks_of
from unkink.program.translation import check_translation

CORPUS = Path(__file__).parent
PACKAGE = CORPUS.parents[1] / "src" / "unkink" / "program"
SCHEMA = Draft202012Validator(json.loads((PACKAGE / "program.schema.json").read_text(encoding="utf-8")))
Row = dict[str, Any]


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def cases(folder: str) -> list[Any]:
    files = sorted(path for path in (CORPUS / folder).glob("*.md") if not path.name.endswith(".formatted.md"))
    assert files, f"nothing in {folder}"
    return [pytest.param(path, id=path.stem) for path in files]


def rows(name: str) -> list[Any]:
    return [pytest.param(row, id=row["text"][:40] or "empty") for row in read_json(CORPUS / "doses" / name)]


def places(diagnostics: tuple[Diagnostic, ...]) -> list[Row]:
    """What is normative of a diagnostic: all but its words."""
    return [
        {
            "severity": str(found.severity),
            "code": found.code,
            "line": found.line,
            "column": found.column,
            "end_column": found.column + found.length,
        }
        for found in diagnostics
    ]


def movements_beside(path: Path) -> dict[str, MovementFacts] | None:
    facts = path.with_suffix(".movements.json")
    return {name: MovementFacts(**fact) for name, fact in read_json(facts).items()} if facts.exists() else None


def known_beside(path: Path) -> list[str] | None:
    known = path.with_suffix(".tests.json")
    return [str(name) for name in read_json(known)] if known.exists() else None


def accepted(path: Path) -> Program:
    program = check(path.read_bytes()).program
    assert program is not None
    return program


def test_the_corpus_is_large_enough_to_write_an_implementation_by() -> None:
    folders = ("accepted", "refused", "warned", "format", "protocols")
    assert sum(len(cases(folder)) for folder in folders) >= 60


@pytest.mark.parametrize(("file", "part"), [
    ("accepted/line-ends-crlf.md", b"\r\n"), ("accepted/line-ends-cr.md", b"a week\r---\r"),
    ("accepted/byte-order-mark.md", b"\xef\xbb\xbf---"), ("accepted/blank-at-line-ends.md", b"---  \t\n"),
    ("refused/utf-16.md", b"\xff\xfe-\x00"), ("refused/nul-bytes.md", b"8\x00 reps"),
    ("refused/latin-1.md", b"H\xfcfte"), ("refused/cut-within-a-character.md", b"\xe2\x82"),
])  # fmt: skip
def test_odd_bytes_have_survived(file: str, part: bytes) -> None:
    assert part in (CORPUS / file).read_bytes()


@pytest.mark.parametrize("path", cases("accepted"))
def test_a_program_is_read_as_the_corpus_says(path: Path) -> None:
    checked = check(path.read_bytes())
    assert checked.diagnostics == ()
    assert checked.program is not None
    read = program_as_json(checked.program)
    assert read == read_json(path.with_suffix(".json"))
    SCHEMA.validate(read)


@pytest.mark.parametrize("path", cases("accepted"))
def test_the_normal_form_says_the_same_and_is_what_the_hash_is_of(path: Path) -> None:
    normal = format_text(path.read_bytes())
    program = accepted(path)
    assert check(normal).program == program
    assert format_text(normal) == normal
    assert hashlib.sha256(normal.encode()).hexdigest() == program.hash


@pytest.mark.parametrize("path", [*cases("refused"), *cases("warned")])
def test_every_finding_stands_where_the_corpus_says(path: Path) -> None:
    checked = check(path.read_bytes(), movements=movements_beside(path), tests=known_beside(path))
    assert places(checked.diagnostics) == read_json(path.with_suffix(".json"))["diagnostics"]
    assert (checked.program is None) == (path.parent.name == "refused")


@pytest.mark.parametrize("path", cases("format"))
def test_the_normal_form(path: Path) -> None:
    wanted = path.with_suffix(".formatted.md").read_bytes().decode()
    assert format_text(path.read_bytes()) == wanted
    assert format_text(wanted) == wanted
    assert check(wanted).program == check(path.read_bytes()).program


@pytest.mark.parametrize("row", [*rows("accepted.json"), *rows("habits.json")])
def test_a_dose(row: Row) -> None:
    dose = read_dose(row["text"])
    assert dose_as_json(dose) == row["dose"]
    assert read_dose(str(dose)) == dose


@pytest.mark.parametrize("row", rows("refused.json"))
def test_what_is_no_dose(row: Row) -> None:
    with pytest.raises(DoseError) as refused:
        read_dose(row["text"])
    error = refused.value
    found = {"text": row["text"], "code": error.code, "column": error.offset + 1}
    assert found | {"end_column": error.offset + 1 + error.length} == row


@pytest.mark.parametrize("path", [case for case in cases("translations") if case.id != "original"])
def test_a_translation_beside_its_original(path: Path) -> None:
    findings = check_translation(accepted(path), accepted(path.with_name("original.md")))
    assert places(findings) == read_json(path.with_suffix(".json"))["diagnostics"]


@pytest.mark.parametrize("row", [pytest.param(row, id=row["name"]) for row in read_json(CORPUS / "generated.json")])
def test_files_that_are_too_large_to_keep(row: Row) -> None:
    text = "".join(_repeated(**part) for part in row["parts"])
    found = places(check(text.encode()).diagnostics)
    if "count" in row:
        assert len(found) == row["count"]
        assert found[-1].items() >= row["last"].items()
    else:
        assert found == row["diagnostics"]


def _repeated(text: str, times: int, *, numbered: bool = False) -> str:
    """A part so many times over; in a numbered one ``{n}`` counts from 1."""
    return "".join(text.replace("{n}", str(n)) for n in range(1, times + 1)) if numbered else text * times


# Protocols as trials print them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", cases("protocols"))
def test_the_weeks_of_a_published_protocol(path: Path) -> None:
    program, expected = accepted(path), read_json(path.with_suffix(".json"))
    assert set(expected["weeks"]) == set(program.exercises)
    for exercise, wanted in expected["weeks"].items():
        assert [_week(week) for week in weeks_of(program, exercise)] == wanted


def _week(week: Any) -> Row:
    work = week.work
    sums = {"sets": work.sets, "reps": work.reps, "rounds": work.rounds, "seconds": work.seconds}
    return {"week": week.number, "sessions": week.sessions, **sums}


@pytest.mark.parametrize("path", cases("protocols"))
def test_the_weeks_add_up_to_what_the_trial_prints(path: Path) -> None:
    expected = read_json(path.with_suffix(".json"))
    for printed in expected["printed"]:
        weeks = [expected["weeks"][exercise] for exercise in printed["exercises"]]
        assert _as_printed(printed, weeks) == printed["values"], printed["what"]


def _as_printed(printed: Row, weeks: list[list[Row]]) -> list[float]:
    """The sums of several exercises in the measure of the print: each week, each session, or the whole program."""
    sides = 2 if printed["side"] else 1
    sums = [sum(week[printed["quantity"]] for week in same) / sides for same in zip(*weeks, strict=False)]
    match printed["each"]:
        case "session":
            return [total / week["sessions"] for total, week in zip(sums, weeks[0], strict=True)]
        case "week":
            return sums
        case _:
            return [sum(week[printed["quantity"]] for one in weeks for week in one) / sides]


def test_the_weeks_of_a_phase_plan_its_own_sessions() -> None:
    front = "---\nformat: 1\ntitle: T\nsessions: 3 a week\n---\n\n"
    phase = "# Build {#build}\n\n- length: 2 weeks\n- sessions: 4 a week\n"
    program = check(f"{front}{phase}\n## Squat\n\n- rungs: 12 reps for 2 weeks\n\n1. Bend.\n").program
    assert program is not None
    assert [week.sessions for week in weeks_of(program, "squat")] == [4, 4]


def test_a_schedule_without_end_goes_to_the_last_week_of_the_program() -> None:
    front = "---\nformat: 1\ntitle: T\nsessions: 3 a week\nlength: 6 weeks\n---\n\n"
    lines = "- rungs:\n  - 4 reps for 4 sessions\n  - 8 reps\n"
    program = check(f"{front}## Squat\n\n{lines}\n1. Bend.\n").program
    assert program is not None
    weeks = weeks_of(program, "squat")
    assert [week.sessions for week in weeks] == [3] * 6
    assert [week.work.reps for week in weeks] == [12, 20, 24, 24, 24, 24]
