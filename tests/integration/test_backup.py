"""Backup and restore beside a running server; export and import; erasing, down to the file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.databases import ADDRESS
from tests.e2e.real_server import Server
from tests.integration.log_sender import Sender
from tests.integration.test_kill import CLINIC, ids_of

BATCH = 50


class Installation:
    """A data folder and a database of its own, with the commands that a person would type."""

    def __init__(self, folder: Path, database: dict[str, str]) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        own = {
            "UNKINK_DATA": str(folder),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "unkink.site.settings",
        }
        others = {name: value for name, value in os.environ.items() if name != ADDRESS}
        self.environment = {**others, **database, **own}

    def unkink(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        return self._run(["-m", "unkink", *words], code)

    def python(self, script: str) -> str:
        return self._run(["-c", script], 0).stdout.strip()

    def _run(self, words: list[str], code: int) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *words], capture_output=True, text=True, env=self.environment, check=False, timeout=120
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    def log(self) -> str:
        return self.unkink("export", "log").stdout


@pytest.fixture
def here(tmp_path: Path, empty_database: dict[str, str]) -> Installation:
    return Installation(tmp_path / "here", empty_database)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Installation:
    """Another installation, always on SQLite: with the tests of PostgreSQL, backups cross from one to the other."""
    return Installation(tmp_path / "elsewhere", {})


@pytest.fixture
def server(here: Installation) -> Iterator[Server]:
    made = Server(here.environment)
    try:
        made.start()
        yield made
    finally:
        made.kill()


@pytest.fixture
def device(here: Installation, server: Server) -> Iterator[Sender]:
    with closing(Sender(server.address, 0, here.python(CLINIC))) as sender:
        sender.meet()
        yield sender


def backup_of(place: Installation, path: Path) -> Path:
    place.unkink("backup", "-o", str(path))
    return path


def logged(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line)["event"]["id"] for line in archive.read("logs.jsonl").splitlines()]


def test_a_backup_beside_a_server_that_stores_is_one_moment(here: Installation, device: Sender, tmp_path: Path) -> None:
    """Everything that had a receipt before is in it, and every batch whole or not at all."""
    device.send(device.events(BATCH))
    done = threading.Event()
    batches: list[list[str]] = []

    def store_on() -> None:
        while not done.is_set():
            batches.append([*device.send(device.events(BATCH))])

    writer = threading.Thread(target=store_on)
    writer.start()
    try:
        while len(batches) < 3:
            assert writer.is_alive()
        before = {id_ for batch in batches[:-1] for id_ in batch}
        saved = logged(backup_of(here, tmp_path / "backup.zip"))
        after = len(batches)
    finally:
        done.set()
        writer.join()
    assert len(saved) == len(set(saved)) and len(saved) % BATCH == 0
    assert before <= set(saved) <= set(device.receipts)
    assert after > 3, "the server stored on meanwhile"


def test_what_is_restored_is_what_was_kept_and_what_was_here_lies_beside_it(
    here: Installation, device: Sender, server: Server, tmp_path: Path
) -> None:
    device.send(device.events(BATCH))
    log, kept = here.log(), backup_of(here, tmp_path / "backup.zip")
    device.send(device.events(BATCH))
    later = here.log()
    told = here.unkink("restore", str(kept), "--yes").stdout
    assert here.log() == log
    assert len(server.events()) == BATCH, "the running server tells the same"
    (before,) = (here.folder / "backups").glob("before-restore-*.zip")
    assert str(before) in told
    here.unkink("restore", str(before), "--yes")
    assert here.log() == later
    assert set(device.send(device.events(3)).values()) == {"stored"}


def test_a_backup_goes_to_another_installation_and_comes_back(
    here: Installation, elsewhere: Installation, device: Sender, tmp_path: Path
) -> None:
    """On PostgreSQL this goes over to SQLite and back."""
    device.send(device.events(BATCH))
    here.unkink("people", "add", "Anna")
    log, people = here.log(), here.unkink("people").stdout
    elsewhere.unkink("restore", str(backup_of(here, tmp_path / "one.zip")), "--yes")
    assert (elsewhere.log(), elsewhere.unkink("people").stdout) == (log, people)
    here.unkink("restore", str(backup_of(elsewhere, tmp_path / "two.zip")), "--yes")
    assert (here.log(), here.unkink("people").stdout) == (log, people)
    here.unkink("people", "add", "Ben")
    with zipfile.ZipFile(tmp_path / "one.zip") as one, zipfile.ZipFile(tmp_path / "two.zip") as two:
        for name in ("households.jsonl", "accounts.jsonl", "people.jsonl", "logs.jsonl"):
            assert one.read(name) == two.read(name), name


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_backup_is_for_its_owner_alone(here: Installation) -> None:
    here.log()  # makes the owner
    assert ": 1 person, 0 events. Keep it" in here.unkink("backup").stdout
    (path,) = (here.folder / "backups").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def spoiled(path: Path, name: str, change: object) -> Path:
    """A copy of a backup with one member changed."""
    assert callable(change)
    copy = path.with_name("spoiled.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for member in old.namelist():
            body = old.read(member)
            if (changed := change(body) if member == name else body) is not None:
                new.writestr(member, changed)
    return copy


def test_what_is_no_whole_backup_changes_nothing(here: Installation, device: Sender, tmp_path: Path) -> None:
    device.send(device.events(3))
    log, kept = here.log(), backup_of(here, tmp_path / "backup.zip")
    (tmp_path / "text.zip").write_text("no zip")
    wrong = {
        tmp_path / "text.zip": "no zip file",
        spoiled(kept, "manifest.json", lambda _: None): "no manifest",
    }
    for path, words in wrong.items():
        assert words in here.unkink("restore", str(path), "--yes", code=2).stderr
    changes = {
        "logs.jsonl": (lambda body: body.replace(b'"level":1', b'"level":2'), "not what was written"),
        "people.jsonl": (lambda _: None, "missing"),
        "manifest.json": (lambda body: body.replace(b"backup-1", b"backup-9"), "backup-9"),
    }
    for name, (change, words) in changes.items():
        told = here.unkink("restore", str(spoiled(kept, name, change)), "--yes", code=2).stderr
        assert words in told and "Nothing was changed" in told
    cut = tmp_path / "cut.zip"
    cut.write_bytes(kept.read_bytes()[:-200])
    here.unkink("restore", str(cut), "--yes", code=2)
    assert here.log() == log
    assert "add --yes" in here.unkink("restore", str(kept), code=2).stderr


def test_an_exported_log_comes_back_whole_and_twice_does_no_harm(
    here: Installation, elsewhere: Installation, device: Sender, tmp_path: Path
) -> None:
    device.send(device.events(BATCH))
    file = tmp_path / "log.jsonl"
    here.unkink("export", "log", "-o", str(file))
    assert f"{BATCH} new" in elsewhere.unkink("import", "log", str(file)).stdout
    assert f"0 new in Owner's log, {BATCH} there already" in elsewhere.unkink("import", "log", str(file)).stdout
    ids = [json.loads(line)["id"] for line in elsewhere.log().splitlines()]
    assert ids == [json.loads(line)["id"] for line in file.read_text().splitlines()]


def test_a_line_that_is_no_event_is_named_and_nothing_is_imported(
    here: Installation, elsewhere: Installation, device: Sender, tmp_path: Path
) -> None:
    device.send(device.events(2))
    file = tmp_path / "log.jsonl"
    lines = here.log().splitlines()
    file.write_text("\n".join([lines[0], "{", "", lines[1].replace('"level":2', '"level":12')]))
    told = elsewhere.unkink("import", "log", str(file), code=2).stderr
    assert f"{file}:2: " in told and f"{file}:4: data.level: found 12" in told and "nothing was imported" in told
    assert elsewhere.log() == ""
    assert "no file" in elsewhere.unkink("import", "log", str(tmp_path / "none"), code=2).stderr
    assert "nobody is called" in elsewhere.unkink("export", "log", "--person", "Nobody", code=2).stderr


def test_who_is_erased_is_in_no_file_of_the_database(here: Installation, device: Sender, server: Server) -> None:
    if ADDRESS in here.environment:
        pytest.skip("PostgreSQL keeps its files to itself")
    device.send(device.events(BATCH))
    here.unkink("people", "add", "Annabell Unmistakable")
    device.send(device.events(BATCH))
    words = [device.person.encode(), device.person.replace("-", "").encode(), b"Unmistakable"]
    assert all(_is_anywhere(here.folder, word) for word in words[1:])
    here.unkink("people", "erase", "owner", "--yes")
    here.unkink("people", "erase", "Annabell Unmistakable", "--yes")
    assert [word for word in words if _is_anywhere(here.folder, word)] == []
    assert ids_of(server.events()) == {}


def _is_anywhere(folder: Path, word: bytes) -> bool:
    return any(word in path.read_bytes() for path in folder.glob("unkink.sqlite3*"))
