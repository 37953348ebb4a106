"""The wheel is the whole product: what is in the source is in it, and it runs on its own."""

from __future__ import annotations

import email
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command that must succeed; give what it printed."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("unkink-*-py3-none-any.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of an environment that holds the wheel and, from this one, the libraries it needs."""
    folder = tmp_path_factory.mktemp("installed") / "env"
    venv.create(folder, symlinks=True)
    scripts, site = (
        Path(sysconfig.get_path(name, "venv", {"base": str(folder), "platbase": str(folder)}))
        for name in ("scripts", "purelib")
    )
    run(sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--no-index", "--no-deps", wheel)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def test_the_wheel_holds_every_file_of_the_source_unchanged(wheel: Path) -> None:
    """Programs, templates, static files and clips are reached from the package, so none may be left out."""
    sources = {
        path.relative_to(SOURCE).as_posix(): path
        for path in (SOURCE / "unkink").rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(SOURCE).parts)
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("unkink/")}
        assert held == sources.keys()
        assert [name for name, path in sources.items() if archive.read(name) != path.read_bytes()] == []


def test_the_wheel_holds_what_a_person_needs_first(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "unkink/py.typed" in names
    assert any(name.startswith("unkink/library/programs/") and name.endswith(".md") for name in names)


def test_the_wheel_carries_its_licences_and_commands(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (about,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        folder = about.rpartition("/")[0]
        metadata = email.message_from_bytes(archive.read(about))
        for licence in ("LICENSE", "LICENSE-CONTENT", "THIRD-PARTY-NOTICES.md"):
            assert archive.read(f"{folder}/licenses/{licence}") == (ROOT / licence).read_bytes()
        assert b"unkink = unkink.cli.main:main" in archive.read(f"{folder}/entry_points.txt")
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    assert metadata["Requires-Python"] == ">=3.11"


def test_an_installed_unkink_answers_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """No file of the source tree takes part."""
    place = run(installed / "python", "-c", "import unkink; print(unkink.__file__)", cwd=tmp_path)
    assert installed.parent in Path(place.strip()).parents


def test_the_command_and_the_module_are_the_same(installed: Path, tmp_path: Path) -> None:
    from_command = run(installed / "unkink", "--help", cwd=tmp_path)
    from_module = run(installed / "python", "-m", "unkink", "--help", cwd=tmp_path)
    assert "unkink" in from_command.lower()
    assert from_command == from_module
