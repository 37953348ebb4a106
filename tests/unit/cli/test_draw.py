"""``unkink draw``: a picture where it can be had, and a plain sentence where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from unkink.cli.draw_command import TONES, VIEWS
from unkink.cli.main import main
from unkink.figure.palette import TONES as BY_NAME


def test_it_writes_the_picture(tmp_path: Path) -> None:
    file = tmp_path / "tall.svg"
    assert main(["draw", "wall-knee-raise", "--pose", "tall", "-o", str(file)]) == 0
    assert file.read_text(encoding="utf-8").startswith("<svg ")


def test_it_prints_the_picture(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", "wall-knee-raise", "--view", "side", "--body", "cedar", "--side", "left", "-o", "-"]) == 0
    out, told = capsys.readouterr()
    assert out.startswith("<svg ") and out.endswith("</svg>\n")
    assert not told


def test_without_a_pose_it_is_the_one_that_is_worked_in(capsys: pytest.CaptureFixture[str]) -> None:
    main(["draw", "wall-knee-raise", "-o", "-"])
    without = capsys.readouterr().out
    main(["draw", "wall-knee-raise", "--pose", "tall", "-o", "-"])
    assert capsys.readouterr().out == without


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["wall-knee-raise", "--pose", "tal", "-o", "-"], "did you mean `tall`?"),
        (["wall-knee-rise", "-o", "-"], "did you mean `wall-knee-raise`?"),
        (["wall-knee-raise", "--body", "birh", "-o", "-"], "did you mean `birch`?"),
        (["wall-knee-raise", "-o", "tall.png"], "ends in .svg"),
        (["wall-knee-raise", "-o", "/no/such/folder/tall.svg"], "cannot be written"),
    ],
)
def test_what_cannot_be_is_said_plainly(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", *words]) == 2
    assert told in capsys.readouterr().err


def test_a_movement_with_errors_is_not_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, picture = tmp_path / "bad.yaml", tmp_path / "bad.svg"
    file.write_text("format: 1\ntitle: Bad\n", encoding="utf-8")
    assert main(["draw", str(file), "-o", str(picture)]) == 1
    assert "error" in capsys.readouterr().err
    assert not picture.exists()


def test_the_choices_are_what_there_is() -> None:
    assert tuple(BY_NAME) == TONES
    assert VIEWS == ("front", "side")
