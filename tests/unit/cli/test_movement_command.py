"""``unkink movement``: what is right, and above all what is wrong."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.unit.body.bodies import BODIES, SQUAT
from unkink.cli.exit_codes import ExitCode
from unkink.cli.main import main

ONE_LEG = "format: 1\ntitle: One leg\ndescription: On one leg.\nlike: squat\nhighlight: [working.quadriceps]\n"


@pytest.fixture
def squat(tmp_path: Path) -> Path:
    path = tmp_path / "squat.yaml"
    path.write_text(SQUAT, encoding="utf-8")
    return path


def test_what_is_right_has_nothing_to_mend(squat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["movement", "check", str(squat)]) == ExitCode.FINE
    assert capsys.readouterr().out == "1 movement: nothing to mend\n"


def test_a_mistake_is_shown_at_its_place_and_ends_with_one(squat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    squat.write_text(SQUAT.replace("does: hold", "does: holt"), encoding="utf-8")
    assert main(["movement", "check", str(squat)]) == ExitCode.FINDINGS
    out = capsys.readouterr().out
    assert f"{squat}:16:23: error:" in out and "try: hold" in out and out.endswith("1 movement: 1 error\n")


def test_a_contact_that_cannot_be_met_is_told_for_the_body_that_misses_it(
    squat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    squat.write_text(SQUAT.replace("other.sole]\n    pin", "other.sole, pelvis, crown]\n    pin"), encoding="utf-8")
    assert main(["movement", "check", str(squat), "--json", "--body", BODIES[1]]) == ExitCode.FINDINGS
    document = json.loads(capsys.readouterr().out)
    schema = json.loads(resources.files("unkink.cli.schemas").joinpath("check.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document)
    assert all(f"`{BODIES[1]}`" in one["message"] for one in document["diagnostics"])
    assert {one["code"] for one in document["diagnostics"]} & {"contact-missed", "far-from-written"}


def test_a_variant_finds_the_file_beside_it(squat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    variant = squat.with_name("one-leg.yaml")
    variant.write_text(ONE_LEG, encoding="utf-8")
    assert main(["movement", "check", str(variant), str(squat)]) == ExitCode.FINE
    assert capsys.readouterr().out == "2 movements: nothing to mend\n"


def test_an_option_may_stand_before_between_and_after_the_other_words(
    squat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, option = ["movement", "show", str(squat)], ["--side", "left"]
    for place in (1, 2, 3):
        assert main([*words[:place], *option, *words[place:]]) == ExitCode.FINE
        assert "working side left" in capsys.readouterr().out
    assert main(["movement", "check", str(squat), "--body", BODIES[0], "nobody"]) == ExitCode.CANNOT
    assert "`nobody`" in capsys.readouterr().err


@pytest.mark.parametrize("side", ["right", "left"])
def test_show_prints_written_and_solved_angles_of_either_side(
    squat: Path, side: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["movement", "show", str(squat), "--side", side]) == ExitCode.FINE
    out = capsys.readouterr().out
    assert f"working side {side}, body {BODIES[0]}" in out
    assert "angle, degrees" in out and "working.sole > floor" in out and "deepest inside" in out
    assert main(["movement", "show", str(squat), "--side", side, "--json"]) == ExitCode.FINE
    document = json.loads(capsys.readouterr().out)
    schema = json.loads(resources.files("unkink.cli.schemas").joinpath("movement_shown.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document)
    assert document["poses"]["low"]["angles"]["hip_l.flexion"]["written"] == 60


def test_a_shipped_movement_is_shown_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["movement", "show", "wall-knee-raise", "--body", BODIES[2]]) == ExitCode.FINE
    assert f"body {BODIES[2]}" in capsys.readouterr().out


def test_what_has_errors_is_not_shown_but_told(squat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    squat.write_bytes(b"\x00\xff\x89PNG")
    assert main(["movement", "show", str(squat)]) == ExitCode.FINDINGS
    assert "error" in capsys.readouterr().out


@pytest.mark.parametrize(("words", "said"), [
    (["movement"], "required: action"),
    (["movement", "chekc"], "invalid choice"),
    (["movement", "show"], "show which movement?"),
    (["movement", "show", "a", "b"], "show which movement?"),
    (["movement", "show", "wall-knee-rise"], "did you mean `wall-knee-raise`?"),
    (["movement", "show", "wall-knee-raise", "--body", "oak"], "there is no body `oak`; there are"),
    (["movement", "check", "wall-knee-raise", "--side", "left"], "--side is for show"),
    (["movement", "check", "a\0b"], "no name that a file can have"),
    (["movement", "check", "."], "`.` is a folder"),
])  # fmt: skip
def test_what_cannot_be_done_is_one_plain_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == ExitCode.CANNOT
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err and not told.out.startswith("{")


def test_one_file_that_cannot_be_read_does_not_hide_the_others(squat: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["movement", "check", str(squat), "nobody.yaml"]) == ExitCode.CANNOT
    told = capsys.readouterr()
    assert "1 movement: nothing to mend" in told.out and "nobody.yaml" in told.err
