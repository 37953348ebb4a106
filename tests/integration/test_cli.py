"""Every command as a person runs it: what is right, and above all what is wrong."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from unkink import __version__
from unkink.cli.commands import COMMANDS
from unkink.cli.exit_codes import ExitCode
from unkink.cli.main import main
from unkink.cli.program_files import SHIPPED, shipped_ids
from unkink.cli.schema_command import SCHEMAS, text_of

GOOD = """---
format: 1
title: Two sides
sessions: 2 a week
---

What it is for.

## Hold

Why.

- dose: 2 reps per side, hold 5 s
- needs: ball (rolled-up socks)
- instead when no-ball: squeeze: 2 reps, hold 4 s
- harder:
  - hold +1 s to 7 s

1. Do it.

> Stop if it hurts.

## Squeeze {#squeeze}

- variant of: hold

1. Do this.

> Stop if it hurts.
"""


@dataclass
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(list(words))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.md"
    path.write_text(GOOD)
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.md"
    path.write_text(GOOD.replace("2 reps per side, hold 5 s", "2 repz per side, hold").replace("title: ", "titel: "))
    return path


def as_module(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "unkink", *words]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment)


def validated(text: str, schema: str) -> dict[str, object]:
    document: dict[str, object] = json.loads(text)
    Draft202012Validator(json.loads(text_of(schema))).validate(document)
    return document


ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "tests" / "conformance" / "translations"
PROTOCOLS = ROOT / "tests" / "conformance" / "protocols"


class TestCheck:
    def test_a_right_file_is_fine(self, run: Run, good: Path) -> None:
        assert run("check", "good.md") == Ran(0, "1 program: nothing to mend\n", "")

    def test_the_shipped_library_is_checked_without_arguments(self, run: Run) -> None:
        ran = run("check")
        assert ran.code == 0
        assert ran.out.splitlines()[-1].startswith(f"{len(shipped_ids())} programs")

    def test_all_problems_of_all_files_are_told_at_once(self, run: Run, good: Path, bad: Path) -> None:
        ran = run("check", "good.md", "bad.md")
        assert ran.code == ExitCode.FINDINGS
        assert "bad.md:1:1: error" in ran.out
        assert "bad.md:13:" in ran.out
        assert "    ^" in ran.out
        assert ran.out.splitlines()[-1].startswith("2 programs: 2 errors")

    def test_a_movement_that_lies_beside_the_program_is_known(self, run: Run, good: Path) -> None:
        good.write_text(GOOD.replace("- dose:", "- movement: roll\n- dose:", 1), encoding="utf-8")
        assert "no movement is called `roll`" in run("check", "good.md").out
        own = good.parent / "movements" / "roll.yaml"
        own.parent.mkdir()
        own.write_text("format: 1\ntitle: Roll\ndescription: As a bridge.\nlike: bridge\n", encoding="utf-8")
        assert "movement is called" not in run("check", "good.md").out

    @pytest.mark.parametrize("flags", [["--json"], ["--format", "json"]])
    def test_json_is_what_its_schema_says(self, run: Run, bad: Path, flags: list[str]) -> None:
        ran = run("check", "bad.md", *flags)
        document = validated(ran.out, "check")
        assert ran.code == ExitCode.FINDINGS
        assert document["errors"] == 2
        assert document["files"] == ["bad.md"]

    def test_standard_input_is_read(self, run: Run) -> None:
        assert run("check", "-", stdin=GOOD.encode()).code == 0
        ran = run("check", "-", stdin=b"nothing of the sort")
        assert ran.code == ExitCode.FINDINGS
        assert ran.out.startswith("<stdin>:")

    def test_the_other_files_are_still_checked_when_one_cannot_be_read(self, run: Run, bad: Path) -> None:
        ran = run("check", "gone.md", "bad.md")
        assert ran.code == ExitCode.CANNOT
        assert "gone.md" in ran.err
        assert "bad.md:1:1" in ran.out

    @pytest.mark.parametrize(
        ("name", "code", "said"),
        [
            ("same.md", 0, "nothing to mend"),
            ("other-dose.md", 1, "[translation-differs]"),
            ("stale.md", 0, "[translation-stale]"),
        ],
    )
    def test_a_translation_is_held_against_its_original(self, run: Run, name: str, code: int, said: str) -> None:
        ran = run("check", str(TRANSLATIONS / name))
        assert (ran.code, said in ran.out) == (code, True)

    def test_a_translation_without_its_original_is_said_to_be_unheld(self, run: Run, good: Path) -> None:
        alone = good.with_name("alone.md")
        alone.write_bytes((TRANSLATIONS / "other-dose.md").read_bytes())
        ran = run("check", "alone.md")
        assert ran.code == 0
        assert "`original`, which was not found" in ran.err

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=400) | st.text(max_size=200).map(lambda tail: (GOOD + tail).encode("utf-8", "replace")))
    def test_any_bytes_whatever_are_answered(self, run: Run, source: bytes) -> None:
        assert run("check", "-", stdin=source).code in (ExitCode.FINE, ExitCode.FINDINGS)


class TestFormat:
    def test_it_prints_the_canonical_text(self, run: Run, tmp_path: Path, good: Path) -> None:
        good.write_text(GOOD.replace("2 reps per side, hold 5 s", "2 reps each side, hold 5 sec"))
        ran = run("format", "good.md")
        assert ran.code == 0
        assert "2 reps per side, hold 5 s\n" in ran.out
        assert "5 sec" in good.read_text(), "the file itself is left alone"

    def test_check_names_what_would_change_and_writes_nothing(self, run: Run, good: Path) -> None:
        untidy = GOOD.replace("per side", "each side")
        good.write_text(untidy)
        ran = run("format", "--check", "good.md")
        assert (ran.code, ran.out) == (ExitCode.FINDINGS, "good.md would change\n")
        assert good.read_text() == untidy

    def test_written_once_it_stays(self, run: Run, good: Path) -> None:
        good.write_text(GOOD.replace("per side", "each side"))
        good.chmod(0o640)
        assert run("format", "--write", "good.md").code == 0
        assert "per side" in good.read_text()
        assert good.stat().st_mode & 0o777 == 0o640
        assert run("format", "--check", "good.md").code == 0
        assert list(good.parent.iterdir()) == [good], "no draft is left behind"

    def test_a_file_with_errors_is_shown_and_not_touched(self, run: Run, bad: Path) -> None:
        before = bad.read_text()
        ran = run("format", "--write", "bad.md")
        assert (ran.code, ran.out) == (ExitCode.FINDINGS, "")
        assert "bad.md:1:1: error" in ran.err
        assert bad.read_text() == before

    def test_standard_input_cannot_be_rewritten(self, run: Run) -> None:
        assert run("format", "--write", "-", stdin=GOOD.encode()).code == ExitCode.CANNOT

    def test_the_shipped_programs_are_in_canonical_form(self, run: Run) -> None:
        ran = run("format", "--check", *shipped_ids())
        assert (ran.code, ran.out) == (ExitCode.FINE, "")


class TestLadder:
    def test_it_goes_from_the_easiest_to_the_ceiling(self, run: Run, good: Path) -> None:
        ran = run("ladder", "good.md")
        assert ran.code == 0
        assert [line.split("  <-")[0].split() for line in ran.out.splitlines()[4:]] == [
            ["0", "Hold", "2", "reps", "per", "side,", "hold", "5", "s", "20", "s"],
            ["+1", "Hold", "2", "reps", "per", "side,", "hold", "6", "s", "24", "s"],
            ["+2", "Hold", "2", "reps", "per", "side,", "hold", "7", "s", "28", "s"],
        ]
        assert ran.out.splitlines()[4].endswith("<- as written")

    @pytest.mark.parametrize("program", shipped_ids())
    def test_json_is_what_its_schema_says(self, run: Run, program: str) -> None:
        document = validated(run("ladder", program, "--json").out, "ladder")
        for ladder in document["ladders"]:  # type: ignore[attr-defined]
            numbers = [rung["rung"] for rung in ladder["rungs"]]
            assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def test_the_weeks_of_a_schedule_add_up_as_printed(self, run: Run) -> None:
        """Nordic hamstring, Delahunt and others: the corpus holds the source of these numbers."""
        nordic = str(PROTOCOLS / "nordic-descending-sets.md")
        document = json.loads(run("ladder", nordic, "--json").out)
        assert [week["reps"] for week in document["ladders"][0]["weeks"]] == [10, 24, 54, 72, 90, 90]
        assert "week 6: 3 sessions, 9 sets, 90 reps" in run("ladder", nordic).out

    def test_a_circuit_is_the_work_of_all_its_members(self, run: Run, good: Path) -> None:
        text = (
            GOOD.partition("## ")[0]
            + "## All\n\n- circuit: [a, b]\n- dose: 3 x 30 s\n\n## A\n\n1. Go.\n\n## B\n\n1. Go.\n"
        )
        good.write_text(text, encoding="utf-8")
        document = json.loads(run("ladder", "good.md", "--json").out)
        assert document["ladders"][0]["rungs"][0]["work_seconds"] == 180

    def test_one_exercise_alone(self, run: Run) -> None:
        document = json.loads(run("ladder", "tight-psoas", "slouch-to-tall", "--json").out)
        assert [ladder["exercise"] for ladder in document["ladders"]] == ["slouch-to-tall"]
        written = next(rung for rung in document["ladders"][0]["rungs"] if rung["rung"] == 0)
        assert written["dose"] == "4 reps per side, hold 5 s"
        assert written["work_seconds"] == 40

    def test_a_schedule_says_how_long_each_rung_lasts(self, run: Run, good: Path) -> None:
        schedule = GOOD.split("## Hold", maxsplit=1)[0] + (
            "## Hold\n\nWhy.\n\n- rungs:\n  - 8 reps for 2 weeks, 3 a week\n  - 10 reps for 6 sessions\n\n"
            "1. Do it.\n\n> Stop if it hurts.\n"
        )
        good.write_text(schedule)
        ran = run("ladder", "good.md")
        assert ran.code == 0, ran.err
        assert "2 weeks, 3 a week" in ran.out
        assert "6 sessions" in ran.out
        assert "as written" not in ran.out
        validated(run("ladder", "good.md", "--json").out, "ladder")

    def test_a_mistyped_exercise_is_answered_with_the_near_one(self, run: Run) -> None:
        assert "did you mean `side-lying`?" in run("ladder", "tight-psoas", "side-lyin").err
        assert "on the ladder of `glute-squeeze`" in run("ladder", "tight-psoas", "bridge").err


class TestTimeline:
    def test_the_flagship_holds_what_the_routine_prescribes(self, run: Run) -> None:
        document = json.loads(run("timeline", "tight-psoas", "--json").out)
        work: dict[tuple[str, str | None, str], list[int]] = {}
        for cue in document["cues"]:
            if cue.get("prescribed"):
                key = (cue["exercise"], cue.get("side"), cue["phase"])
                work.setdefault(key, []).append(cue["duration_ms"])
        expected: dict[tuple[str, str | None, str], list[int]] = {("glute-squeeze", None, "hold"): [10_000] * 4}
        for side in ("left", "right"):
            expected["ball-release", side, "work"] = [60_000]
            expected["slouch-to-tall", side, "hold"] = [5_000] * 4
            expected["side-lying", side, "extend"] = expected["side-lying", side, "flex"] = [10_000] * 4
            expected["front-support", side, "hold"] = [2_000] * 6
        assert work == expected

    def test_the_table_says_when_in_milliseconds(self, run: Run, good: Path) -> None:
        ran = run("timeline", "good.md")
        assert ran.code == 0
        rows = [line.split() for line in ran.out.splitlines()[4:-1]]
        assert all(len(row[0]) == len("00:00.000") for row in rows)
        assert sum("*" in row for row in rows) == 4, "two held reps on each side"

    def test_settings_fill_silence_only(self, run: Run) -> None:
        flags = ["--rest-between-reps=9", "--countdown=0", "--switch=20", "--change=60", "--first-side=right"]
        slow = json.loads(run("timeline", "tight-psoas", "--json", *flags).out)
        usual = json.loads(run("timeline", "tight-psoas", "--json").out)
        assert slow["total_ms"] != usual["total_ms"]
        total = [sum(cue["duration_ms"] for cue in one["cues"] if cue.get("prescribed")) for one in (slow, usual)]
        assert total[0] == total[1]
        assert next(cue["side"] for cue in slow["cues"] if cue.get("prescribed")) == "right"

    def test_rungs_answers_and_the_short_session_are_played(self, run: Run) -> None:
        short = json.loads(run("timeline", "tight-psoas", "--json", "--short").out)
        assert [one["exercise"] for one in short["exercises"]] == ["glute-squeeze", "slouch-to-tall", "side-lying"]
        harder = json.loads(run("timeline", "tight-psoas", "--json", "--rung", "slouch-to-tall=1").out)
        doses = {one["exercise"]: one["dose"] for one in harder["exercises"]}
        assert doses["slouch-to-tall"] == "4 reps per side, hold 8 s"
        no_ball = json.loads(run("timeline", "tight-psoas", "--json", "--answer", "no-ball").out)
        assert no_ball["exercises"][0]["variant"] == "towel-release"

    @pytest.mark.parametrize(
        ("flags", "said"),
        [
            (["--rung", "slouch-to-tal=1"], "did you mean `slouch-to-tall`?"),
            (["--rung", "slouch-to-tall=99"], "has rungs -3 to "),
            (["--rung", "slouch-to-tall"], "--rung takes EXERCISE=N"),
            (["--rung", "slouch-to-tall=one"], "--rung takes EXERCISE=N"),
            (["--answer", "no-bal"], "did you mean `no-ball`?"),
            (["--phase", "two"], "there is no phase `two`"),
            (["--rest", "2"], "rest must be from 5 to 300, not 2"),
            (["--rest", "soon"], "`soon` is not a whole number"),
            (["--pace", "nan"], "pace must be from 0.5 to 2"),
            (["--pace", "fast"], "`fast` is not a number"),
            (["--verbosity", "loud"], "invalid choice: 'loud'"),
        ],
    )
    def test_a_flag_that_cannot_be_is_answered_plainly(self, run: Run, flags: list[str], said: str) -> None:
        ran = run("timeline", "tight-psoas", *flags)
        assert (ran.code, ran.out) == (ExitCode.CANNOT, "")
        assert said in ran.err

    def test_a_program_without_a_short_session_says_so(self, run: Run, good: Path) -> None:
        assert "has no short session" in run("timeline", "good.md", "--short").err

    @pytest.mark.parametrize("words", [("timeline",), ("session", "--fast"), ("audio", "-o", "long.mp3")])
    def test_a_session_of_more_than_a_day_is_answered_plainly(
        self, run: Run, tmp_path: Path, words: tuple[str, ...]
    ) -> None:
        (tmp_path / "long.md").write_text(GOOD.replace("2 reps per side, hold 5 s", "99 x 400 reps, hold 60 s"))
        command, *options = words
        ran = run(command, "long.md", *options)
        assert ran.code == ExitCode.FINDINGS
        assert ran.err.startswith("unkink: long.md: ") and "more than a day" in ran.err

    def test_the_phases_of_a_longer_program(self, run: Run, tmp_path: Path) -> None:
        head, body = GOOD.split("## Hold", 1)
        first, second = "# First\n\n- length: 2 weeks\n\n## Hold", "# Second\n\n- length: 2 weeks\n\n## Later"
        later = "\n\nWhy.\n\n- dose: 5 reps, hold 3 s\n\n1. Do it.\n\n> Stop if it hurts.\n"
        (tmp_path / "phases.md").write_text(head + first + body + "\n" + second + later)
        assert run("check", "phases.md").code == 0, run("check", "phases.md").out
        begins = json.loads(run("timeline", "phases.md", "--json").out)
        assert [one["exercise"] for one in begins["exercises"]] == ["hold"]
        second_phase = json.loads(run("timeline", "phases.md", "--json", "--phase", "second").out)
        assert [one["exercise"] for one in second_phase["exercises"]] == ["later"]
        assert "did you mean `second`?" in run("timeline", "phases.md", "--phase", "secnd").err


class TestAudio:
    def test_a_file_is_written_whole(self, run: Run, good: Path) -> None:
        ran = run("audio", "good.md", "-o", "out.wav", "--verbosity", "tones")
        assert ran.code == 0, ran.err
        out = good.parent / "out.wav"
        total = json.loads(run("timeline", "good.md", "--json", "--verbosity", "tones").out)["total_ms"]
        assert abs(out.stat().st_size - total * 48) < 5000, "16-bit samples at 24 kHz"
        assert sorted(path.name for path in good.parent.iterdir()) == ["good.md", "out.wav"]

    def test_an_older_file_is_replaced(self, run: Run, good: Path) -> None:
        out = good.parent / "out.wav"
        out.write_bytes(b"old")
        assert run("audio", "good.md", "-o", "out.wav", "--verbosity", "tones").code == 0
        assert out.read_bytes()[:4] == b"RIFF"

    @pytest.mark.parametrize(
        ("output", "said"),
        [
            ("out.flac", "ends in .mp3, .ogg or .wav"),
            ("out", "has no ending"),
            ("gone/out.mp3", "cannot be written: No such file"),
            ("folder.mp3", "is a folder"),
            ("a" * 300 + ".mp3", "cannot be written: File name too long"),
            ("a" * 250 + ".mp3", "cannot be written: File name too long"),  # it fits, its draft does not
            ("loop.mp3", "cannot be written"),
        ],
    )
    def test_a_place_that_cannot_be_written_is_answered_plainly(
        self, run: Run, good: Path, output: str, said: str
    ) -> None:
        (good.parent / "folder.mp3").mkdir()
        (good.parent / "loop.mp3").symlink_to("loop.mp3")
        ran = run("audio", "good.md", "-o", output, "--verbosity", "tones")
        assert ran.code == ExitCode.CANNOT
        assert said in ran.err

    def test_a_program_with_errors_writes_nothing(self, run: Run, bad: Path) -> None:
        assert run("audio", "bad.md", "-o", "out.mp3").code == ExitCode.FINDINGS
        assert not (bad.parent / "out.mp3").exists()


class TestServe:
    @pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.org", "::"])
    def test_other_computers_are_refused_without_a_login(self, run: Run, host: str) -> None:
        ran = run("serve", "--host", host)
        assert ran.code == ExitCode.CANNOT
        assert "nobody is asked to log in" in ran.err and "--lan" in ran.err

    def test_a_program_that_cannot_be_read_is_not_served(self, run: Run) -> None:
        assert run("serve", "gone.md").code == ExitCode.CANNOT
        assert "not standard input" in run("serve", "-").err

    def test_a_port_that_is_taken_is_said_so(self, run: Run) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            ran = run("serve", "--no-browser", "--port", str(taken.getsockname()[1]))
        assert ran.code == ExitCode.CANNOT
        assert "in use" in ran.err

    def test_it_serves_the_programs_that_are_named(self, good: Path) -> None:
        command = [sys.executable, "-m", "unkink", "serve", "--no-browser", "--port", "0", str(good)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = process.stdout.readline()
            address = said.split()[3]
            with urllib.request.urlopen(address, timeout=30) as answer:
                page = answer.read().decode()
            process.send_signal(2)
            process.communicate(timeout=30)
        assert "Two sides" in page
        assert "Tight psoas" in page
        assert process.returncode == 0

    def test_a_port_is_a_port(self, run: Run) -> None:
        assert "from 0 to 65535" in run("serve", "--port", "70000").err


class TestSchema:
    @pytest.mark.parametrize("name", SCHEMAS)
    def test_each_is_a_schema_and_the_docs_show_the_same(self, run: Run, name: str) -> None:
        ran = run("schema", name)
        Draft202012Validator.check_schema(json.loads(ran.out))
        shown = Path(__file__).parents[2] / "docs" / "schemas" / SCHEMAS[name][1]
        assert shown.read_text(encoding="utf-8") == ran.out

    def test_an_unknown_one_is_answered_with_those_there_are(self, run: Run) -> None:
        ran = run("schema", "nothing")
        assert ran.code == ExitCode.CANNOT
        assert all(name in ran.err for name in SCHEMAS)


class TestCommandLine:
    def test_the_version(self, run: Run) -> None:
        assert run("--version") == Ran(0, f"unkink {__version__}\n", "")

    def test_help_lists_every_command(self, run: Run) -> None:
        for words in ([], ["--help"], ["help"]):
            ran = run(*words)
            assert ran.code == 0
            assert all(f"\n  {name} " in ran.out for name in COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_the_help_of_each_command_has_examples(self, run: Run, name: str) -> None:
        for words in ([name, "--help"], ["help", name]):
            ran = run(*words)
            assert ran.code == 0
            assert f"\n  unkink {name}" in ran.out.split("examples:")[1]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["chekc"], "did you mean `check`?"),
            (["CHECK"], "did you mean `check`?"),
            (["xyzzy"], "there is no command `xyzzy`\n"),
            (["--verison"], "did you mean `--version`?"),
            (["ladder", "tight-psoas", "--jsn"], "did you mean `--json`?"),
            (["ladder", "tigth-psoas"], "did you mean `tight-psoas`?"),
            (["ladder", "god.md"], "did you mean `good.md`?"),
            (["ladder"], "the following arguments are required: PROGRAM"),
            (["ladder", "a", "b", "c"], "one word too many: `c`"),
            (["ladder", ""], "folder"),
            (["ladder", "."], "is a folder"),
            (["ladder", "good.md/inside"], "there is no file"),
            (["ladder", "nul\0"], "no name that a file can have"),
            (["ladder", "x" * 5000], "cannot be read"),
            (["--"], "there is no option `--`"),
        ],
    )
    def test_a_wrong_command_line_is_answered_with_a_way_on(
        self, run: Run, good: Path, words: list[str], said: str
    ) -> None:
        ran = run(*words)
        assert (ran.code, ran.out) == (ExitCode.CANNOT, "")
        assert ran.err.startswith("unkink: ")
        assert said in ran.err

    @pytest.mark.parametrize("command", ["check", "format", "ladder", "timeline", "session"])
    @pytest.mark.parametrize("source", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"", b"\xff\xfe\0\0" * 50])
    def test_a_file_that_is_no_text_has_errors(self, run: Run, tmp_path: Path, command: str, source: bytes) -> None:
        (tmp_path / "picture.md").write_bytes(source)
        assert run(command, "picture.md").code == ExitCode.FINDINGS

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file here")
    def test_a_file_without_end_is_refused(self, run: Run) -> None:
        ran = run("check", "/dev/zero")
        assert ran.code == ExitCode.FINDINGS
        assert "file-too-large" in ran.out

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, run: Run, good: Path) -> None:
        good.chmod(0)
        assert "permission denied" in run("check", "good.md").err

    def test_a_file_goes_before_a_shipped_program_of_its_name(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "tight-psoas").write_text(GOOD)
        assert run("ladder", "tight-psoas").out.startswith("Two sides")

    def test_letters_that_the_terminal_lacks_are_escaped(self, good: Path) -> None:
        good.write_text(GOOD.replace("title: Two sides", "title: Zwei Füße 🦶").replace("hold 5 s", "holdé 5 s"))
        environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        ran = as_module("check", "--json", str(good), environment=environment)
        assert ran.returncode == ExitCode.FINDINGS, ran.stderr
        assert "holdé" in json.loads(ran.stdout)["diagnostics"][0]["source"]
        assert as_module("check", str(good), environment=environment).returncode == ExitCode.FINDINGS


class TestSession:
    def test_piped_it_is_lines(self, run: Run, good: Path) -> None:
        ran = run("session", "good.md", "--fast")
        assert ran.code == 0
        lines = ran.out.splitlines()
        assert lines[0].startswith("Two sides: ")
        assert sum("side: Hold" in line for line in lines) == 4
        assert lines[-1].endswith("Well done")

    def test_ctrl_c_says_how_far_it_came(self, good: Path) -> None:
        code = (
            "import signal, sys; from unkink.cli.main import main;"
            "signal.signal(signal.SIGINT, signal.default_int_handler);"  # a shell's background job is born deaf to it
            "sys.exit(main(sys.argv[1:]))"
        )
        command = [sys.executable, "-c", code, "session", str(good)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            assert process.stdout.readline().startswith("00:00"), "each line is there as it happens"
            process.send_signal(2)
            _, errors = process.communicate(timeout=30)
        assert process.returncode == ExitCode.INTERRUPTED
        assert "Stopped at 00:0" in errors
        assert "Traceback" not in errors


class TestProcess:
    @pytest.mark.parametrize("words", [["check"], ["ladder", "tight-psoas"], ["ladder", "tight-psoas", "--json"]])
    def test_check_and_ladder_start_without_the_heavy_libraries(self, words: list[str]) -> None:
        code = (
            "import sys; from unkink.cli.main import main; code = main(sys.argv[1:]);"
            "heavy = {'django', 'numpy', 'soundfile', 'textual', 'rich', 'markdown_it', 'hibari', 'uvicorn'};"
            "sys.exit(code or str(sorted(heavy & set(sys.modules)) or ''))"
        )
        ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=False, timeout=60)
        assert ran.returncode == 0 or ran.stderr == b"\n", ran.stderr

    def test_a_reader_that_goes_away_is_no_failure(self) -> None:
        command = [sys.executable, "-m", "unkink", "timeline", "tight-psoas", "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr is not None
            errors = process.stderr.read()
        assert (process.returncode, errors) == (ExitCode.NO_READER, b"")

    @pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("timeline tight-psoas >&-", ExitCode.FINE),
            ("check nothere 2>&-", ExitCode.CANNOT),
            ("check - <&-", ExitCode.FINDINGS),
        ],
    )
    def test_closed_streams_leave_no_traceback(self, line: str, code: ExitCode) -> None:
        ran = subprocess.run(
            ["sh", "-c", f'"{sys.executable}" -m unkink {line}'], capture_output=True, check=False, timeout=60
        )
        assert (ran.returncode, b"Traceback" in ran.stderr) == (code, False), ran.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
    def test_a_full_disk_is_said_in_a_sentence(self) -> None:
        with open("/dev/full", "wb") as full:
            command = [sys.executable, "-m", "unkink", "timeline", "tight-psoas"]
            ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
        assert (ran.returncode, ran.stderr) == (ExitCode.CANNOT, b"unkink: No space left on device\n")

    def test_format_prints_the_letters_of_the_file_whatever_the_terminal_has(self, good: Path) -> None:
        good.write_text(GOOD.replace("title: Two sides", "title: Zwei Füße"), encoding="utf-8")
        environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
        ran = as_module("format", str(good), environment=environment)
        assert "title: Zwei Füße" in ran.stdout.decode("utf-8")

    def test_the_shipped_programs_are_where_they_are_looked_for(self) -> None:
        assert "tight-psoas" in shipped_ids()
        assert (SHIPPED / "tight-psoas.md").is_file()
