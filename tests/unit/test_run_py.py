"""The launcher's rules, and what the repository must never say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEV_GROUP = PROJECT["dependency-groups"]["dev"] + PROJECT["project"]["optional-dependencies"]["voice"]

versions = st.tuples(st.integers(3, 4), st.integers(0, 40), st.integers(0, 20))


def test_without_words_the_program_is_served() -> None:
    assert run.split([]) == ("unkink", ["serve"])


@given(st.lists(st.text(), min_size=1))
def test_every_word_reaches_the_program_or_the_tests(words: list[str]) -> None:
    """Only a leading ``test`` is the launcher's own; everything else is passed on untouched."""
    what, arguments = run.split(words)
    assert (["test", *arguments] if what == "test" else arguments) == words
    assert (what == "test") == (words[0] == "test")


@given(versions)
def test_an_old_python_is_told_which_one_to_install(version: tuple[int, int, int]) -> None:
    message = run.too_old(version)
    assert (message is None) == (version >= (3, 11))
    if message:
        assert "3.11" in message
        assert f"{version[0]}.{version[1]}" in message


@given(st.binary(), st.binary(), versions, versions)
def test_a_stamp_changes_with_the_lock_and_the_python(
    lock: bytes, other_lock: bytes, python: tuple[int, int, int], other_python: tuple[int, int, int]
) -> None:
    """The same lock and Python are never set up twice, and a change of either always is."""
    same = lock == other_lock and python[:2] == other_python[:2]
    assert (run.stamp(lock, python, "/a") == run.stamp(other_lock, other_python, "/a")) == same


def test_a_stamp_changes_when_the_folder_moves() -> None:
    """An environment holds the folder's path, so a moved copy is set up again."""
    assert run.stamp(b"", (3, 11), "/a") != run.stamp(b"", (3, 11), "/b")


def test_an_unfinished_environment_is_never_taken_for_a_ready_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(run, "STAMPS", tmp_path / "stamps")
    assert not run.is_ready(run.RUN_LOCK)
    run.PYTHON.touch()
    assert not run.is_ready(run.RUN_LOCK)
    run.STAMPS.write_text(run.stamp_of(run.RUN_LOCK), encoding="ascii")
    assert run.is_ready(run.RUN_LOCK)
    assert not run.is_ready(run.DEV_LOCK)
    run.PYTHON.unlink()
    assert not run.is_ready(run.RUN_LOCK)


def test_only_one_start_at_a_time_may_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path)
    with run.alone(), (tmp_path / ".venv.lock").open("r+") as second:
        assert not run.try_lock(second.fileno())
    with (tmp_path / ".venv.lock").open("r+") as second:
        assert run.try_lock(second.fileno())


@pytest.mark.parametrize(
    ("answer", "version"),
    [("pip 23.0.1 from /a/pip (python 3.11)", (23, 0)), ("pip 20.3b1 from /a", (20,)), ("", ()), ("pip", ())],
)
def test_the_version_of_pip_is_read_from_its_answer(answer: str, version: tuple[int, ...]) -> None:
    assert run.version_of_pip(answer) == version


@pytest.mark.parametrize(
    ("errors", "advice"),
    [
        ("WARNING: Retrying ... NewConnectionError('...')\nERROR: No matching distribution", "needs the internet"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "hash differs"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("first\n" * 50 + "ERROR: something new", "something new"),
    ],
)
def test_a_failed_install_says_what_to_do(errors: str, advice: str) -> None:
    message = run.explain(errors)
    assert advice in message
    assert len(message.splitlines()) < 20


def test_every_check_is_one_the_test_lock_installs() -> None:
    pinned = pins(run.DEV_LOCK)
    assert {"ruff", "mypy", "import-linter", "pytest", "pytest-xdist"} <= pinned.keys()


def pins(lock: Path) -> dict[str, set[str]]:
    """The versions a lock pins, by name; a name has several where Pythons differ."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (run.RUN_LOCK, PROJECT["project"]["dependencies"]),
        (run.DEV_LOCK, PROJECT["project"]["dependencies"] + DEV_GROUP),
    ],
    ids=["run", "dev"],
)
def test_a_lock_pins_everything_the_project_asks_for(lock: Path, wanted: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, wanted):
        chosen = pinned[canonicalize_name(requirement.name)]
        assert all(version in requirement.specifier for version in chosen), (str(requirement), chosen)


@pytest.mark.parametrize("lock", [run.RUN_LOCK, run.DEV_LOCK], ids=["run", "dev"])
def test_the_notices_name_every_library_asked_for_at_its_version(lock: Path) -> None:
    """Whoever adds or upgrades a library says so, with its licence, in the notices."""
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    wanted = PROJECT["project"]["dependencies"] + (DEV_GROUP if lock == run.DEV_LOCK else [])
    for name in (Requirement(text).name for text in wanted):
        assert name in notices
        for version in pins(lock)[canonicalize_name(name)]:
            assert version in notices, f"{name} is locked at {version}"


def test_the_test_lock_holds_the_run_lock() -> None:
    """So an environment for the tests also runs the program, with the very same versions."""
    tested = pins(run.DEV_LOCK)
    assert all(tested[name] == chosen for name, chosen in pins(run.RUN_LOCK).items())


@pytest.mark.parametrize("lock", [run.RUN_LOCK, run.DEV_LOCK], ids=["run", "dev"])
def test_every_pin_has_a_hash_and_none_a_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w.-]+==)", text)[1:]
    assert len(entries) == sum(len(versions) for versions in pins(lock).values())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text
    assert "file:" not in text


def texts() -> list[Path]:
    """Every file git knows or would take; all files of a copy without git."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not set(path.parts) & {".git", ".venv", "__pycache__"}]
    return [path for path in paths if path.is_file()]


def test_no_file_names_a_package_index() -> None:
    """Where packages come from is the business of the machine that installs them."""
    hosts = [
        ".".join(parts) for parts in (("pypi", "org"), ("registry", "npmjs"), ("debian", "org"), ("deb", "debian"))
    ]
    hosts.append("python" + "hosted")
    guilty = [
        (str(path.relative_to(ROOT)), host)
        for path in texts()
        for host in hosts
        if host.encode() in path.read_bytes().lower()
    ]
    assert guilty == []


def test_the_launcher_needs_the_standard_library_only() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", source, re.MULTILINE))
    assert imported - {"ensurepip", "fcntl", "msvcrt"} <= sys.stdlib_module_names
