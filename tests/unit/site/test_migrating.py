"""The database is brought into shape once, by one process, and only if something is missing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.databases import EMPTY, fresh_database
from unkink.site import migrating
from unkink.site.migrating import NewerDatabase, migrate_if_needed

pytestmark = pytest.mark.real_clock
Queries = Callable[[int], AbstractContextManager[object]]


@pytest.mark.django_db
def test_where_nothing_is_missing_it_is_a_glance(django_assert_num_queries: Queries) -> None:
    assert not migrate_if_needed()
    with django_assert_num_queries(2):  # is there a table of migrations, and what is in it
        assert not migrate_if_needed()


@pytest.mark.django_db
def test_it_knows_every_migration_that_django_knows() -> None:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(connection).disk_migrations)
    assert set(migrating._shipped()) == known


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_left_alone() -> None:
    MigrationRecorder(connection).record_applied("diary", "9999_of_next_year")
    with pytest.raises(NewerDatabase, match=r"written by a newer Unkink \(it has diary 9999_of_next_year\)"):
        migrate_if_needed()


@pytest.mark.django_db
def test_what_a_library_has_left_behind_is_no_newer_version() -> None:
    MigrationRecorder(connection).record_applied("sessions", "9999_gone_since")
    assert not migrate_if_needed()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[dict[str, str]]:
    with fresh_database(EMPTY) as database:
        yield {**os.environ, **database, "UNKINK_DATA": str(tmp_path / "data")}


def migrate(environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "unkink.site.migrating"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


@pytest.mark.database
def test_of_several_that_start_together_one_does_it(fresh: dict[str, str]) -> None:
    processes = [migrate(fresh) for _ in range(3)]
    said = [process.communicate(timeout=120) for process in processes]
    assert [error for _, error in said if error] == []
    assert sorted(out.strip() for out, _ in said) == [
        "The database has been brought up to date.",
        "The database is up to date.",
        "The database is up to date.",
    ]


@pytest.mark.database
def test_the_file_is_its_owners_alone_in_a_folder_that_others_may_read(fresh: dict[str, str]) -> None:
    folder = Path(fresh["UNKINK_DATA"])
    folder.mkdir(mode=0o755)
    assert migrate(fresh).communicate(timeout=120)[1] == ""
    files = sorted(folder.glob("unkink.sqlite3*"))
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) != 0o600] == []
    assert bool(files) == (connection.vendor == "sqlite")
