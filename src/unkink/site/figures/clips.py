"""The moving figure's files: one of each body, one of each movement on it. Made when somebody asks, and kept."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from unkink.figure.key import key_of
from unkink.figure.version import CLIP_VERSION
from unkink.site.audio.store import Store
from unkink.site.figures.bodies import body, body_digest
from unkink.site.figures.movements import Plate
from unkink.site.figures.solved import solved

KEPT = 1000  # files of about 8 kB, and one of 130 kB for each body; those not asked for longest go first


@dataclass(frozen=True, slots=True)
class Clip:
    """One movement on one body. The right side works; a player mirrors it for the left."""

    plate: Plate
    body: str

    @property
    def key(self) -> str:
        """Stands for everything in the file."""
        return _key(self.plate.digest, self.body)

    @property
    def address(self) -> str:
        """Where the site gives it out. What is there never changes."""
        return f"/figures/clips/{self.plate.id}/{self.body}/{self.key}.json"


def body_key(name: str) -> str:
    """Stands for everything in the file of a body."""
    return _key("body", name)


def body_address(name: str) -> str:
    """Where the site gives out that body. What is there never changes."""
    return f"/figures/bodies/{name}/{body_key(name)}.glb"


@lru_cache(maxsize=4096)
def _key(what: str, body_name: str) -> str:
    return key_of(str(CLIP_VERSION), what, body_digest(body_name))[:24]


@cache
def clip_store() -> Store:
    return Store(settings.DATA_FOLDER / "cache" / "clips", ".gz", KEPT)


def clip_file(clip: Clip) -> Path:
    """The clip, compressed, made now if need be.

    Raises:
        CANNOT: of `unkink.site.figures.stills`, where it cannot be made, or not be kept.
    """
    return _file(clip.key, lambda: _clip(clip))


def body_file(name: str) -> Path:
    """The body, compressed, made now if need be.

    Raises:
        filelock.Timeout, OSError: where it cannot be kept.
    """
    return _file(body_key(name), lambda: _glb(name))


def _file(key: str, make: Callable[[], bytes]) -> Path:
    path = clip_store().make(key, lambda draft: _write(draft, make()))
    clip_store().used(path)
    return path


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def _clip(clip: Clip) -> bytes:
    from unkink.figure.clip import movement_clip

    return movement_clip(body(clip.body), solved(clip.plate, clip.body, "right"))


def _glb(name: str) -> bytes:
    from unkink.figure.clip_body import body_glb

    return body_glb(body(name))
