"""Where data lies, and who may read the key."""

import stat
from pathlib import Path

import pytest

from unkink.site.data_folder import data_folder, secret_key


def test_the_variable_names_the_folder(tmp_path: Path) -> None:
    wanted = tmp_path / "a" / "b"
    assert data_folder({"UNKINK_DATA": str(wanted)}) == wanted
    assert stat.S_IMODE(wanted.stat().st_mode) == 0o700


def test_without_it_the_platform_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = data_folder({})
    assert tmp_path in folder.parents and folder.name == "unkink"


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert len(key) >= 50 and secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    one, two = data_folder({"UNKINK_DATA": str(tmp_path / "1")}), data_folder({"UNKINK_DATA": str(tmp_path / "2")})
    assert secret_key(one) != secret_key(two)
