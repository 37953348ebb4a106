"""The voice as it is at hand: folders of clips, from which any phrase is found or put together."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Protocol

import numpy as np
import soundfile

from unkink.voice.compose import Piece, compose, vocabulary_of
from unkink.voice.manifest import Clip, read_manifest
from unkink.voice.sound import RATE, SAMPLES_PER_MS, Sound, silence

KEPT = 64
"""Decoded clips that stay in memory: a session says the same few words over and over."""


class Voice(Protocol):
    """Whoever can say a phrase."""

    def length_ms(self, phrase: str) -> int | None:
        """How long the phrase takes to say; None where it cannot be said."""

    def say(self, phrase: str) -> Sound:
        """The phrase as sound. Raises KeyError where it cannot be said."""


class Clips:
    """Clips of one or more folders; where two hold the same phrase, the earlier folder speaks."""

    def __init__(self, folders: Iterable[Traversable] = ()) -> None:
        """Read the manifests; no clip is opened before it is needed, and one whose file is gone is not there.

        Raises:
            BadManifest: if a folder's manifest cannot be read.
        """
        self._clips: dict[str, tuple[Traversable, Clip]] = {}
        for folder in folders:
            clips = read_manifest(folder).clips
            files = {entry.name for entry in folder.iterdir()} if clips else set()
            for phrase, clip in clips.items():
                if clip.file in files:
                    self._clips.setdefault(phrase, (folder, clip))
        self._vocabulary: Mapping[tuple[str, ...], str] = vocabulary_of(self._clips)
        self._pieces: dict[str, tuple[Piece, ...] | None] = {}
        self._decoded: OrderedDict[str, Sound] = OrderedDict()

    def __contains__(self, phrase: object) -> bool:
        """Whether a clip holds exactly this phrase, whole."""
        return phrase in self._clips

    def pieces(self, phrase: str) -> tuple[Piece, ...] | None:
        """The clips that say the phrase, with the pauses between them; None where it cannot be said."""
        if phrase in self._clips:
            return (Piece(phrase, 0),)
        if phrase not in self._pieces:
            self._pieces[phrase] = compose(phrase, self._vocabulary)
        return self._pieces[phrase]

    def length_ms(self, phrase: str) -> int | None:
        """How long the phrase takes to say, by the manifest; None where it cannot be said."""
        pieces = self.pieces(phrase)
        if pieces is None:
            return None
        return sum(piece.pause + self._clips[piece.phrase][1].ms for piece in pieces)

    def spelled(self, phrase: str) -> str:
        """Which files say it, after which pauses: the same text stands for the same sound, since files never change.

        Raises:
            KeyError: where it cannot be said.
        """
        pieces = self.pieces(phrase)
        if pieces is None:
            raise KeyError(phrase)
        return " ".join(f"{piece.pause}+{self._clips[piece.phrase][1].file}" for piece in pieces)

    def say(self, phrase: str) -> Sound:
        """The phrase as sound.

        Raises:
            KeyError: where it cannot be said.
        """
        pieces = self.pieces(phrase)
        if pieces is None:
            raise KeyError(phrase)
        return np.concatenate([part for piece in pieces for part in (silence(piece.pause), self._decode(piece.phrase))])

    def _decode(self, phrase: str) -> Sound:
        if phrase not in self._decoded:
            folder, clip = self._clips[phrase]
            self._decoded[phrase] = decoded((folder / clip.file).read_bytes())
            if len(self._decoded) > KEPT:
                self._decoded.popitem(last=False)
        self._decoded.move_to_end(phrase)
        return self._decoded[phrase]


SILENT = Clips()
"""No voice: tones alone carry the clock."""


def shipped_folder() -> Traversable:
    """Where the clips that come with Unkink lie."""
    return resources.files("unkink.library") / "voice"


def shipped_voice(*more: Traversable) -> Clips:
    """The voice that comes with Unkink, and after it whatever folders of rendered clips are given."""
    return Clips([shipped_folder(), *more])


def decoded(data: bytes) -> Sound:
    """The sound in the bytes of a clip: whole milliseconds of one channel at 24 kHz."""
    sound, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    if rate != RATE or sound.ndim != 1:
        raise ValueError(f"a clip has one channel at {RATE} Hz, not {sound.shape} at {rate} Hz")
    return np.pad(sound, (0, -len(sound) % SAMPLES_PER_MS))
