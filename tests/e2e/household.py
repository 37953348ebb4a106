"""A server whose household has three people, and how a browser gets in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.real_server import QUIETLY

START = QUIETLY + "; from unkink.site.serve import serve; serve(port=0, open_browser=False)"


@contextmanager
def household(data: Path, database: dict[str, str]) -> Iterator[str]:
    """The address, with a name in it: passkeys need one."""
    environment = {**os.environ, **database, "UNKINK_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    for name in ("Anna", "Benedikt Oberhuber-Winterstein"):
        people(environment, "add", name)
    with subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout
        line = server.stdout.readline()
        try:
            found = next(word for word in line.split() if word.startswith("http://"))
            yield found.rstrip("/").replace("127.0.0.1", "localhost")
        finally:
            server.kill()


ANSWER = """
import django
django.setup(set_prefix=False)
from unkink.site.migrating import migrate_if_needed
migrate_if_needed()
from tests.unit.site.screened import answer_the_questions
from unkink.site.accounts.owner import owner
answer_the_questions(owner())
"""
ROOT = Path(__file__).resolve().parents[2]


def owner_has_answered(environment: dict[str, str]) -> None:
    """Whoever keeps the household has answered the questions before the first session: nothing stands in the way."""
    given = {**environment, "DJANGO_SETTINGS_MODULE": "unkink.site.settings"}
    subprocess.run([sys.executable, "-c", ANSWER], env=given, cwd=ROOT, check=True)


def people(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "unkink", "people", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
