"""Which database the settings name, and that the tests run on the one that they say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection

from unkink.site.databases import database


def test_the_file_in_the_data_folder_is_the_default(tmp_path: Path) -> None:
    found = database({}, tmp_path)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == tmp_path / "unkink.sqlite3"


def test_an_address_names_postgresql(tmp_path: Path) -> None:
    found = database({"UNKINK_DATABASE": "postgresql://ann:secret@db.example/unkink"}, tmp_path)
    assert (found["ENGINE"], found["HOST"], found["NAME"]) == (
        "django.db.backends.postgresql",
        "db.example",
        "unkink",
    )


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("UNKINK_DATABASE") else "sqlite")


@pytest.mark.django_db
def test_a_commit_is_on_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous" if connection.vendor == "sqlite" else "SHOW synchronous_commit")
        assert cursor.fetchone()[0] in (2, "on")
