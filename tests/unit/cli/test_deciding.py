"""`unkink decide` and `unkink explain`: data that fits its schema, words, and plain sentences for what cannot be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from tests.unit.coach.people import LADDERS, Person
from unkink.cli.main import main
from unkink.cli.schema_command import text_of
from unkink.coach.decision_json import as_json
from unkink.wire.writing import line_of

VALIDATOR = Draft202012Validator(json.loads(text_of("decision")))
NOW = "2027-01-12T12:00:00Z"


@dataclass(frozen=True)
class Files:
    program: str
    events: str
    person: Person


@pytest.fixture
def files(tmp_path: Path) -> Files:
    someone = Person()
    someone.train(0)
    someone.train(2, {"squat": 7, "reach": None})
    someone.train(4, missing=("no-chair",), morning=None)
    program, events = tmp_path / "legs.md", tmp_path / "log.jsonl"
    program.write_text(LADDERS, encoding="utf-8")
    events.write_bytes(b"".join(line_of(event) + b"\n" for event in someone.events))
    return Files(str(program), str(events), someone)


def typed(files: Files, command: str, *more: str) -> list[str]:
    return [command, "--program", files.program, "--events", files.events, "--now", NOW, *more]


def test_what_is_printed_is_what_was_decided(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed(files, "decide", "--zone", "Europe/Warsaw", "--json")) == 0
    printed = json.loads(capsys.readouterr().out)
    VALIDATOR.validate(printed)
    decision = files.person.decide(day=8 + 4 / 24)
    assert printed == json.loads(json.dumps(as_json(decision)))
    assert [(one["exercise"], one["change"], one["rung"]) for one in printed["exercises"]] == [
        ("squat", "same", -1),
        ("reach", "same", 0),
    ]


def test_every_kind_of_decision_fits_the_schema() -> None:
    someone = Person(screened=False)
    decisions = [Person().decide(), someone.decide()]
    someone.train(0, {"reach": 8}, morning=None)
    decisions.append(someone.decide())
    someone.train(2, morning="muscles sore", soreness=7)
    decisions.append(someone.decide(missing=["no-chair"]))
    someone.morning(3.5, "more pain")
    decisions.append(someone.decide())
    decisions.append(someone.decide(day=50))
    someone.screen(51, numb_saddle=True, pregnant=True)
    decisions.append(someone.decide())
    for decision in decisions:
        VALIDATOR.validate(json.loads(json.dumps(as_json(decision))))
    assert {str(one.change) for decision in decisions for one in decision.exercises} >= {
        "same",
        "withheld",
        "swap",
        "locked",
    }
    assert len({decision.status for decision in decisions}) == 5


def test_in_words_every_dose_says_why_what_would_raise_it_and_what_is_ahead(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed(files, "explain")) == 0
    told = capsys.readouterr().out
    assert told.count("What would raise it?") == told.count("Every step:") == 2
    assert "Pain was 6 or more" not in told, "the last session is what it is about"
    assert "squat red (row 3)" in told and "grey (row 11), not told: the morning after, green if" in told
    assert "An answer about the session on 2027-01-08 is missing, so it does not count: the morning after." in told


def test_the_zone_is_that_of_the_log_and_a_moment_without_offset_is_in_it(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [one if one != NOW else "2027-01-13T03:59" for one in typed(files, "decide", "--json")]
    assert main(words) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["zone"], printed["now"], printed["day"]) == ("Europe/Warsaw", "2027-01-13T02:59:00Z", "2027-01-12")


def test_an_empty_log_is_the_first_day(files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    assert main(["decide", "--program", files.program, "--events", str(tmp_path / "empty.jsonl"), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["status"], [one["rung"] for one in printed["exercises"]]) == ("screening", [0, 0])


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--now", "yesterday"], "`yesterday` is no moment"),
        (["--now", "0001-01-01T00:00Z"], "in the years 2000 to 2099"),
        (["--zone", "Europe/Warsow"], "there is no time zone `Europe/Warsow`"),
        (["--zone", "../../etc/passwd"], "there is no time zone"),
        (["--answer", "no-horse"], "has no use for the answer `no-horse`"),
        (["--phase", "two"], "has no phase `two`"),
        (["--events", "/nowhere/log.jsonl"], "there is no file"),
        (["--events", "/"], "is a folder"),
        (["--program", "-", "--events", "-"], "only one of"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    files: Files, capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    assert main(typed(files, "decide", *more)) == 2
    assert says in capsys.readouterr().err


def test_a_line_that_is_no_event_and_a_log_of_two_people_are_refused(
    files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dataclasses import replace

    event = files.person.events[0]
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(line_of(event) + b"\n{}\nnothing\n")
    assert main(["decide", "--program", files.program, "--events", str(bad)]) == 2
    told = capsys.readouterr().err
    assert "bad.jsonl:2:" in told and "bad.jsonl:3:" in told and "nothing was decided" in told
    bad.write_bytes(line_of(event) + b"\n" + line_of(replace(event, id=UUID(int=7), person=UUID(int=9))) + b"\n")
    assert main(["explain", "--program", files.program, "--events", str(bad)]) == 2
    assert "several people" in capsys.readouterr().err


def test_a_short_session_and_an_earlier_text(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed(files, "decide", "--short", "--earlier", files.program, "--answer", "no-chair")) == 0
    assert "Squat" in capsys.readouterr().out
