"""Bringing the database to the shape that this version needs; ``python -m unkink.site.migrating`` does it alone."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from unkink.site.databases import FILE

ONE_AT_A_TIME = 0x756E6B696E6B
"""The PostgreSQL advisory lock that is held meanwhile: any number that nobody else uses ("unkink" in ASCII)."""
WAIT_S = 600
Migration = tuple[str, str]


class NewerDatabase(Exception):
    """A later version of Unkink has changed the database; ``str()`` says what to do."""


def migrate_if_needed() -> bool:
    """Apply what is missing; one process at a time. Returns whether anything was.

    Where nothing is missing this costs one query and a look at the file names of the migrations.

    Raises:
        NewerDatabase: if this version is older than the one that wrote the database.
        django.db.DatabaseError, OSError: if the database or the lock cannot be reached.
        filelock.Timeout: if another process has been at it for ten minutes.
    """
    _make_private()
    if not _missing():
        return False
    with _alone():
        if not _missing():
            return False
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
    return True


def _make_private() -> None:
    """The file, where there is none yet, for its owner alone; SQLite gives those beside it the same mode."""
    from django.conf import settings
    from django.db import connection

    file = settings.DATA_FOLDER / FILE
    if connection.settings_dict["NAME"] == file:
        file.touch(mode=0o600)


def _missing() -> bool:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = set(MigrationRecorder(connection).applied_migrations())
    shipped = set(_shipped())
    unknown = sorted(f"{app} {name}" for app, name in applied - shipped if app in _own_apps())
    if unknown:
        raise NewerDatabase(
            f"the database was written by a newer Unkink (it has {unknown[-1]}). "
            "Start that version, or restore a backup that this one has made"
        )
    return not shipped <= applied


def _shipped() -> Iterator[Migration]:
    """Every migration of every app, by the names of its files; none is imported."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    for app in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(app.label)
        found = find_spec(module) if module and find_spec(app.name) else None
        for folder in (found.submodule_search_locations or []) if found else []:
            yield from ((app.label, name) for _, name, _ in pkgutil.iter_modules([folder]) if name[0] not in "_~")


def _own_apps() -> set[str]:
    from django.apps import apps

    return {app.label for app in apps.get_app_configs() if app.name.startswith("unkink.")}


@contextmanager
def _alone() -> Iterator[None]:
    """No other process of this computer, and none of another on the same PostgreSQL, migrates meanwhile."""
    from django.conf import settings
    from django.db import connection
    from filelock import FileLock

    with FileLock(settings.DATA_FOLDER / "migrating.lock", timeout=WAIT_S):
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def main() -> int:
    """For a server that is started in another way than by ``unkink serve``: run this before it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unkink.site.settings")
    django.setup(set_prefix=False)
    try:
        changed = migrate_if_needed()
    except NewerDatabase as newer:
        print(f"unkink: {newer}", file=sys.stderr)  # noqa: T201
        return 1
    print("The database is up to date." if not changed else "The database has been brought up to date.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
