"""What the tests of the site share: a clock, collected static files, and a shelf of one's own programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import pytest
import time_machine
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from tests.unit.site.browser import Browser

django.setup(set_prefix=False)  # before tests that import models are collected

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday, months from where clocks change

TINY = """\
---
format: 1
title: {title}
sessions: 2 a week
short session: [nod]
---

{intro}

## Nod {{#nod}}

Why nod.

- dose: 1 reps, hold 1 s

1. Nod.

> Stop if it hurts.

## Turn {{#turn}}

- dose: 1 reps, hold 1 s

1. Turn.
"""


def tiny(title: str = "Tiny", intro: str = "For a neck.") -> str:
    """A whole program of two exercises whose session takes seconds."""
    return TINY.format(title=title, intro=intro)


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Importing the application collects the hashed static files into the test's own data folder."""
    import unkink.site.wsgi  # noqa: F401


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """It is noon, and time goes on from there: what is told in days before now lies on the same days at any hour.

    ``@pytest.mark.real_clock`` leaves a test the system's clock.
    """
    if request.node.get_closest_marker("real_clock"):
        yield
    else:
        with time_machine.travel(NOON, tick=True):
            yield


@pytest.fixture(autouse=True)
def _no_picture_is_drawn_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pages show would keep a core busy long after the tests of them."""
    from unkink.site.figures import ahead

    monkeypatch.setattr(ahead, "_known", AllKnown())


@pytest.fixture
def nothing_is_spoken_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """What sessions sound like would do so too; for tests that ask for many."""
    from unkink.site.player import tracks

    monkeypatch.setattr(tracks, "_known", AllKnown())


class AllKnown(set[str]):
    """As if everything had been made already."""

    def __contains__(self, key: object) -> bool:
        return True


class TidyClient(Browser):
    """Remembers what it got, so that open files can be closed as a server closes them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.responses: list[HttpResponseBase] = []

    def request(self, **request: Any) -> Any:
        self.responses.append(super().request(**request))
        return self.responses[-1]


@pytest.fixture
def client(db: None) -> Iterator[Client]:
    tidy = TidyClient(raise_request_exception=False, headers={"host": "127.0.0.1"}, **{"unkink.door": "home"})
    yield tidy
    request_finished.disconnect(close_old_connections)  # the test's own connection is none of the server's
    for response in tidy.responses:
        response.close()
    request_finished.connect(close_old_connections)


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Iterator[Callable[[str, str], Path]]:
    """Put a program of one's own beside the library: ``own(file name, text)``."""
    from unkink.site.audio.sounds import store
    from unkink.site.figures.movements import movements
    from unkink.site.figures.stills import still_store
    from unkink.site.player.tracks import track_store
    from unkink.site.programs.library import library

    kept = (library, store, track_store, movements, still_store)

    folder = tmp_path / "programs"
    folder.mkdir()
    settings.EXTRA_PROGRAMS = [folder]
    settings.AUDIO_FOLDER = tmp_path / "audio"
    settings.TRACKS_FOLDER = tmp_path / "tracks"
    settings.STILLS_FOLDER = tmp_path / "stills"
    settings.DATA_FOLDER = tmp_path
    for one in kept:
        one.cache_clear()

    def put(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    yield put
    for one in kept:
        one.cache_clear()
