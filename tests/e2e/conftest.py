"""A real server and a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.databases import ADDRESS
from tests.e2e.real_server import QUIETLY, SET_UP, NewFolder

START = QUIETLY + "; import pathlib; from unkink.site.serve import serve; serve(port=0, programs=[pathlib.Path({!r})])"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHORT = """\
---
format: 1
title: A minute for the neck
sessions: 7 a week
short session: [nod]
---

For a neck that has been still for too long.

## Nod {#nod}

It moves the upper neck.

- dose: 2 reps, hold 2 s

1. Nod slowly.

> Stop if you feel dizzy.

## Turn {#turn}

It moves the lower neck.

- dose: 1 reps per side, hold 2 s

1. Turn your head.

> Stop if you feel dizzy.
"""
IN_PHASES = """\
---
format: 1
title: Hip foundations, in two parts
sessions: 3 a week
length: 6 weeks
---

First one thing, then the other.

# Find it {#find}

- length: 2 weeks

## Squat {#squat}

Sit down and get up.

- dose: max reps, until RPE 8

1. Bend your knees.

> Stop if the knee hurts.

# Load it {#load}

- enter when: after 2 weeks

## Lunge {#lunge}

One leg at a time.

- rungs:
  - 2 x 6 reps per side, each rep 20 s for 2 weeks
  - 3 x 6 reps per side, each rep 20 s for 2 weeks, 3 a week

1. Step forward.

> Stop if the knee hurts.
"""


@dataclass(slots=True)
class Visit:
    """One page in one window, and what the browser said and asked for meanwhile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing more is asked for; pictures may be drawn yet."""
        self.page.wait_for_load_state("networkidle", timeout=90_000)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every site makes anew, its pictures, sounds and style sheets: made once for all servers of the run."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    (shared / "cache").mkdir(exist_ok=True)
    return shared / "cache"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """A data folder whose database has its shape. On PostgreSQL it is elsewhere, and gets its shape at each start."""
    folder = tmp_path_factory.mktemp("migrated")
    if not os.environ.get(ADDRESS):
        (folder / "cache").symlink_to(cache)
        environment = {**os.environ, "UNKINK_DATA": str(folder)}
        subprocess.run([sys.executable, "-c", SET_UP], check=True, env=environment)
        (folder / "cache").unlink()
    return folder


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory, migrated: Path, cache: Path) -> NewFolder:
    """``new_folder()`` is a data folder in which nobody has done anything yet."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("data")
        shutil.copytree(migrated, folder, dirs_exist_ok=True)
        (folder / "cache").symlink_to(cache)
        return folder

    return make


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, new_folder: NewFolder) -> Iterator[str]:
    """The address of a server with the shipped library and three files of one's own, one of them broken."""
    own = tmp_path_factory.mktemp("own")
    (own / "neck.md").write_text(SHORT)
    (own / "parts.md").write_text(IN_PHASES)
    (own / "broken.md").write_text(SHORT.replace("2 reps,", "2 bananas,"))
    data = {"UNKINK_DATA": str(new_folder()), "PYTHONUNBUFFERED": "1"}
    environment = {**os.environ, **data}
    command = [sys.executable, "-c", START.format(str(own))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout
        line = server.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        finally:
            server.kill()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """In the zone that the site takes for somebody who has told nothing yet, so that both have the same day."""
    with sync_playwright() as playwright:
        environment: dict[str, str | float | bool] = {**os.environ, "TZ": "UTC"}
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS, env=environment)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Open an address: ``visit("/programs/", width=360, theme="dark")``.

    Without a service worker, unless one is wanted: it would get all that goes without network, for each test anew.
    """
    contexts = []

    def open_page(address: str, *, width: int = 360, height: int = 740, theme: str = "light", **more: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            bypass_csp=False,
            **{"service_workers": "block", **more},
        )
        contexts.append(context)
        found = Visit(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.goto(site + address, timeout=90_000)  # pictures may be drawn yet
        return found

    yield open_page
    for context in contexts:
        context.close()
