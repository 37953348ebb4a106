"""The list of clips in a folder: which phrase is in which file, and who spoke it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

MANIFEST = "manifest.json"
RECIPE = 1
"""Raised whenever clips are made in another way, so that every clip is made again."""


class BadManifest(ValueError):
    """The manifest of a folder of clips cannot be read. The message says which and why."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One file: its name, how long it plays in milliseconds, the SHA-256 of its bytes, and what the voice was given.

    ``spoken`` is what the engine was given: the phrase with a full stop, and phonemes for words of the pronunciation
    table. The manifest holds it only where the table had a word.
    """

    file: str
    ms: int
    sha256: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every clip of a folder by its phrase, and the voice that all of them share."""

    voice: str = ""
    engine: str = ""
    engine_version: str = ""
    recipe: int = RECIPE
    licence: str = "CC-BY-4.0"
    clips: Mapping[str, Clip] = field(default_factory=dict)

    def same_voice(self, other: Manifest) -> bool:
        """Whether clips of both can stand beside each other: the same voice, engine and way of making them."""
        return (self.voice, self.engine, self.engine_version, self.recipe) == (
            other.voice,
            other.engine,
            other.engine_version,
            other.recipe,
        )


def read_manifest(folder: Traversable) -> Manifest:
    """The manifest of that folder; an empty one where there is none.

    Raises:
        BadManifest: if it is there and is not a manifest.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return Manifest()
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError) as error:
        raise BadManifest(f"{path} is not a list of clips: {error}") from error


def manifest_text(manifest: Manifest) -> str:
    """The manifest as JSON: sorted, one clip a line, the same text for the same clips."""
    head = {name: getattr(manifest, name) for name in ("voice", "engine", "engine_version", "recipe", "licence")}
    lines = [f"  {json.dumps(name)}: {json.dumps(value)}," for name, value in head.items()]
    clips = [
        f"    {json.dumps(phrase, ensure_ascii=False)}: {json.dumps(_fields(phrase, clip), ensure_ascii=False)}"
        for phrase, clip in sorted(manifest.clips.items())
    ]
    return "\n".join(["{", *lines, '  "clips": {', ",\n".join(clips), "  }", "}", ""])


def full_stopped(phrase: str) -> str:
    """The phrase with an end, since an engine clips the last word of one that has none."""
    return phrase if phrase.rstrip()[-1:] in tuple(".!?…") else phrase.rstrip(" ,;:") + "."


def _fields(phrase: str, clip: Clip) -> dict[str, str | int]:
    fields: dict[str, str | int] = {"file": clip.file, "ms": clip.ms, "sha256": clip.sha256}
    return fields if clip.spoken == full_stopped(phrase) else {**fields, "spoken": clip.spoken}


def _manifest(data: dict[str, object]) -> Manifest:
    clips = data.pop("clips")
    if not isinstance(clips, dict):
        raise TypeError("clips must be a mapping")
    read = {phrase: Clip(**{"spoken": full_stopped(phrase), **fields}) for phrase, fields in clips.items()}
    return Manifest(clips=read, **data)  # type: ignore[arg-type]  # a wrong name or kind raises TypeError here
