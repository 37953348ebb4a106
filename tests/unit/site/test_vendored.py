"""What is vendored is what its record says, and comes with its licence."""

import json
import shutil
from pathlib import Path

import pytest

from tools import vendor


def test_every_vendored_file_is_the_one_on_record() -> None:
    assert vendor.main(["--check"]) == 0


def test_a_changed_file_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in {package.folder for package in vendor.VENDORED}:
        shutil.copytree(vendor.ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(vendor, "ROOT", tmp_path)
    assert vendor.main(["--check"]) == 0
    with (tmp_path / vendor.SITE / "pico.min.css").open("a") as file:
        file.write(" ")
    assert vendor.main(["--check"]) == 1
    assert "pico.min.css is not the file" in capsys.readouterr().err


def test_every_package_brings_its_licence() -> None:
    for package in vendor.VENDORED:
        record = json.loads((vendor.ROOT / package.folder / vendor.RECORD).read_bytes())
        files = {line["file"] for line in record if line["package"] == f"{package.name}@{package.version}"}
        assert any("LICENSE" in name for name in files), package.name
