"""``unkink calendar``: a file for calendar programs, and plain words where there is none."""

from __future__ import annotations

from pathlib import Path

import icalendar
import pytest

from tests.unit.coach.plans import MONDAY, after, chosen
from unkink.cli.main import main
from unkink.wire.writing import line_of

AT = ["--now", "2027-03-01T06:30:00+01:00", "--zone", "Europe/Warsaw"]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"".join(line_of(event) + b"\n" for event in chosen(reminder=30).events))
    return path


def test_it_writes_what_was_chosen(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "plan.ics"
    link = "https://unkink.example.org/"
    assert main(["calendar", "tight-psoas", "--events", str(log), *AT, "-o", str(made), "--link", link]) == 0
    events = icalendar.Calendar.from_ical(made.read_bytes()).events
    assert len(events) == 18 and f"{events[0].start:%Y-%m-%d %H:%M}" == f"{MONDAY} 19:00"
    assert events[0]["URL"] == link and len(events[0].walk("VALARM")) == 1
    assert capsys.readouterr().err == f"{made}: 18 sessions ahead\n"
    before = made.read_bytes()
    assert main(["calendar", "tight-psoas", "--events", str(log), *AT, "-o", str(made), "--link", link]) == 0
    assert made.read_bytes() == before


def test_where_nothing_was_chosen_it_suggests_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "plan.ics"
    assert main(["calendar", "tight-psoas", *AT, "-o", str(made)]) == 0
    events = icalendar.Calendar.from_ical(made.read_bytes()).events
    assert {f"{event.start:%Y-%m-%d}" for event in events[:2]} == {f"{MONDAY}", f"{after(3)}"}
    assert "only a suggestion: mon 18:00, thu 18:00" in capsys.readouterr().err


def test_what_of_a_schedule_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "log.jsonl"
    events = chosen(times=["19:00", "noon"]).events
    path.write_bytes(b"".join(line_of(event) + b"\n" for event in events))
    assert main(["calendar", "tight-psoas", "--events", str(path), *AT, "-o", str(tmp_path / "plan.ics")]) == 0
    assert "the schedule's times: `noon` was left out" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "plan.pdf"], "ends in .ics"),
        (["-o", "plan.ics", "--zone", "Europe/Nowhere"], "there is no time zone"),
        (["-o", "plan.ics", "--now", "soon"], "is no moment"),
        (["-o", "plan.ics", "--events", "nowhere.jsonl"], "there is no file"),
        (["-o", "plan.ics", "--link", "here"], "takes a whole address"),
        (["-o", "nowhere/plan.ics"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["calendar", "tight-psoas", *words]) != 0
    assert said in capsys.readouterr().err and not (tmp_path / "plan.ics").exists()
