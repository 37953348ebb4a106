"""The real site as a process of its own, to be killed without a word and started again at the same address."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

NewFolder = Callable[[], Path]
QUIETLY = (
    "import unkink.site.wsgi; from unkink.site.audio import sounds; from unkink.site.figures import ahead;"
    "sounds.warm = ahead.warm = lambda: None"
)
"""What the process of a server begins with: it makes what somebody asks for. A server that somebody lives with draws
and speaks the whole library ahead, which keeps a processor busy for minutes that belong to the test."""
SET_UP = "import django; django.setup(); from unkink.site.migrating import migrate_if_needed; migrate_if_needed();"
START = QUIETLY + "; from unkink.site.serve import serve; serve(port={port}, open_browser=False)"


class Server:
    """The site on one data folder and one port, to be killed and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", START.format(port=self.port)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=self.environment, start_new_session=True
        )
        assert self.process.stdout
        assert self.address in self.process.stdout.readline()

    def kill(self) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        self.process = None

    def events(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.address}/api/v1/events.jsonl") as answer:
            return [json.loads(line) for line in answer.read().splitlines()]


@contextmanager
def server_with(seed: str, folder: Path, database: dict[str, str]) -> Iterator[Server]:
    """The site on a data folder of its own, after that Python has written what is known there."""
    own = {"UNKINK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "unkink.site.settings", "PYTHONUNBUFFERED": "1"}
    environment = {**os.environ, **database, **own}
    subprocess.run([sys.executable, "-c", SET_UP + seed], check=True, env=environment)
    server = Server(environment)
    try:
        server.start()
        yield server
    finally:
        server.kill()
