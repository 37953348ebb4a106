"""Which database: a file in the data folder, or PostgreSQL where more than one machine serves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "UNKINK_DATABASE"
FILE = "unkink.sqlite3"

# Every commit is on the disk before anybody is told that their entry is kept; writers take their turn from the start.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-8000;"
WAIT_S = 20


def database(environment: Mapping[str, str], folder: Path) -> dict[str, object]:
    """Django's settings for the database that ``UNKINK_DATABASE`` names, else for the file.

    Connections are kept open: each thread of the server has its own.
    """
    address = environment.get(VARIABLE, "").strip()
    if address:
        import dj_database_url

        return {**dj_database_url.parse(address, conn_max_age=None, conn_health_checks=True)}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / FILE,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT_S, "init_command": PRAGMAS},
    }
