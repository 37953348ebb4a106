"""What the tests of the site share: collected static files, and a shelf of one's own programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

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


class TidyClient(Client):
    """Remembers what it got, so that open files can be closed as a server closes them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.responses: list[HttpResponseBase] = []

    def request(self, **request: Any) -> Any:
        self.responses.append(super().request(**request))
        return self.responses[-1]


@pytest.fixture
def client() -> Iterator[Client]:
    tidy = TidyClient(raise_request_exception=False, headers={"host": "127.0.0.1"})
    yield tidy
    for response in tidy.responses:
        response.close()


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Iterator[Callable[[str, str], Path]]:
    """Put a program of one's own beside the library: ``own(file name, text)``."""
    from unkink.site.audio.sounds import store
    from unkink.site.programs.library import library

    folder = tmp_path / "programs"
    folder.mkdir()
    settings.EXTRA_PROGRAMS = [folder]
    settings.AUDIO_FOLDER = tmp_path / "audio"
    library.cache_clear()
    store.cache_clear()

    def put(name: str, text: str) -> Path:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    yield put
    library.cache_clear()
    store.cache_clear()
