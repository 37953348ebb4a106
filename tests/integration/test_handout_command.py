"""``unkink handout`` as a person runs it: what is right, and above all what is wrong."""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from unkink.cli.exit_codes import ExitCode
from unkink.cli.main import main

PROGRAM = """---
format: 1
title: Two sides
sessions: 2 a week
---

What it is for.

## Hold

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


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "two-sides.md"
    path.write_text(PROGRAM, encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(path.read_bytes())).pages)


def test_it_writes_the_file_and_says_how_many_pages(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.pdf"
    assert main(["handout", str(program), "-o", str(out)]) == ExitCode.FINE
    assert capsys.readouterr() == ("", f"{out}: 1 page\n")
    assert out.read_bytes().startswith(b"%PDF-")
    assert "2timesoneachside,eachheldfor5seconds" in text_of(out)


def test_the_shipped_program_has_pictures_and_takes_three_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.pdf"
    assert main(["handout", "tight-psoas", "-o", str(out), "--date", "2026-11-22"]) == ExitCode.FINE
    assert capsys.readouterr().err == f"{out}: 3 pages\n"
    assert out.read_bytes().count(b"/Alt") >= 10  # two poses or more of each exercise


def test_flags_say_the_rung_the_answer_the_paper_and_the_day(program: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    told = ["--rung", "hold=2", "--paper", "letter", "--large-print", "--date", "2024-02-29"]
    assert main(["handout", str(program), "-o", str(out), *told]) == ExitCode.FINE
    assert "heldfor7seconds" in text_of(out) and "29February2024" in text_of(out)
    assert float(PdfReader(out).pages[0].mediabox.width) == 612
    assert main(["handout", str(program), "-o", str(out), "--answer", "no-ball"]) == ExitCode.FINE
    assert "InplaceofHold" in text_of(out)


def test_the_same_words_make_the_same_file(program: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    for out in (one, two):
        told = ["--date", "2026-11-22", "--link", "https://unkink.example.org/programs/x/"]
        assert main(["handout", str(program), "-o", str(out), *told]) == ExitCode.FINE
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tight-psaos", "-o", "out.pdf"], "there is no file and no shipped program `tight-psaos`; did you mean"),
        (["{program}", "-o", "out.txt"], "a handout is a PDF; name the file so that it ends in .pdf, not `out.txt`"),
        (["{program}", "-o", "no/such/folder/out.pdf"], "cannot be written"),
        (["{program}", "-o", "folder.pdf"], "is a folder, not a file to write to"),
        (["{program}"], "-o/--output"),
        (["{program}", "-o", "out.pdf", "--paper", "a3"], "a4"),
        (["{program}", "-o", "out.pdf", "--date", "tomorrow"], "`tomorrow` is not a day such as 2026-11-22"),
        (["{program}", "-o", "out.pdf", "--link", "unkink.example.org"], "--link takes a whole address"),
        (["{program}", "-o", "out.pdf", "--link", "javascript:alert(1)"], "--link takes a whole address"),
        (["{program}", "-o", "out.pdf", "--link", "http://[x"], "is not an address"),
        (["{program}", "-o", "out.pdf", "--link", "https://x.org/" + "a" * 500], "a QR code that a phone can read"),
        (["{program}", "-o", "out.pdf", "--rung", "hold=99"], "`hold` has rungs 0 to 2, not 99"),
        (["{program}", "-o", "out.pdf", "--rung", "squeeze=1"], "`squeeze` is a variant"),
        (
            ["{program}", "-o", "out.pdf", "--answer", "no-bell"],
            "there is no answer `no-bell`; did you mean `no-ball`?",
        ),
        (["{program}", "-o", "out.pdf", "--body", "brich"], "there is no body `brich`"),
        (["{program}", "-o", "out.pdf", "--phase", "later"], "there is no phase `later`: this program has none"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(
    words: list[str],
    said: str,
    program: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.pdf").mkdir()
    before = sorted(tmp_path.iterdir())
    assert main(["handout", *(word.format(program=program) for word in words)]) == ExitCode.CANNOT
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err and told.out == ""
    assert sorted(tmp_path.iterdir()) == before


def test_a_movement_beside_the_program_is_drawn(program: Path, tmp_path: Path) -> None:
    library = resources.files("unkink.library") / "movements"
    (tmp_path / "movements").mkdir()
    text = (library / "bridge.yaml").read_text(encoding="utf-8")
    (tmp_path / "movements" / "my-own.yaml").write_text(text, encoding="utf-8")
    program.write_text(PROGRAM.replace("- needs:", "- movement: my-own\n- needs:", 1), encoding="utf-8")
    out = tmp_path / "out.pdf"
    assert main(["handout", str(program), "-o", str(out)]) == ExitCode.FINE
    assert out.read_bytes().count(b"/Alt") >= 2


def test_a_program_with_errors_says_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("# Nothing\n", encoding="utf-8")
    assert main(["handout", str(broken), "-o", str(tmp_path / "out.pdf")]) == ExitCode.FINDINGS
    assert "error" in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


def test_a_session_longer_than_a_day_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = tmp_path / "long.md"
    long.write_text(PROGRAM.replace("2 reps per side, hold 5 s", "50 x 100 reps per side, hold 60 s"), encoding="utf-8")
    assert main(["handout", str(long), "-o", str(tmp_path / "out.pdf")]) == ExitCode.FINDINGS
    assert "more than a day" in capsys.readouterr().err


def test_letters_that_nobody_can_print_are_named(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text(PROGRAM.replace("Do it.", "Do \U0010fffd it."), encoding="utf-8")
    assert main(["handout", str(program), "-o", str(tmp_path / "out.pdf")]) == ExitCode.CANNOT
    assert "no font on this computer has the letters" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "shown"),
    [([], [1]), (["--phase", "release"], [2]), (["--phase", "all"], [1, 2, 3])],
)
def test_of_a_longer_program_it_is_the_first_phase_or_what_was_asked_for(
    tmp_path: Path, flags: list[str], shown: list[int]
) -> None:
    out = tmp_path / "out.pdf"
    assert main(["handout", "hip-foundations", "-o", str(out), *flags]) == ExitCode.FINE
    text = text_of(out)
    assert [number for number in (1, 2, 3) if f"Phase{number}of3" in text] == shown


def test_all_phases_of_a_program_without_any_are_no_phase(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", str(program), "-o", str(tmp_path / "out.pdf"), "--phase", "all"]) == ExitCode.CANNOT
    assert "this program has none" in capsys.readouterr().err
