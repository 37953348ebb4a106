"""Rendering clips with the voice engine, for phrases that no clip says yet. Needs the extra ``unkink[voice]``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import metadata
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from unkink.session.speech import speech_ms
from unkink.voice.clips import Clips, decoded, shipped_folder, shipped_voice
from unkink.voice.loudness import levelled, limited, true_peak
from unkink.voice.manifest import MANIFEST, Clip, Manifest, full_stopped, manifest_text, read_manifest
from unkink.voice.ogg import encoded
from unkink.voice.sound import SAMPLES_PER_MS, Sound, faded, milliseconds_of, trimmed

ENGINE = "hibari-tts"
VOICE = "heart"
PRONUNCIATION = "pronunciation.json"

SPEECH_LEVEL = -13.7
"""LUFS of one clip. The short words of a session, each alone in a pause, measure less than what they are heard as: a
whole session comes out at about -16 (a test holds it there)."""

ATTEMPTS = ((1.0, -40.0), (1.05, -40.0), (1.1, -40.0), (1.15, -40.0), (1.2, -40.0), (1.2, -34.0))
"""Speed, and the level in dB below which the ends are trimmed: tried in turn until a clip fits the time that its phrase
is given. Faster than 1.2 is no longer calm; the last attempt shortens the breath at the end of a very short word."""

CEILINGS = (-3.0, -4.5, -6.0, -8.0)
"""dB: a codec usually adds about 1 dB to a peak, now and then 3; these are tried in turn."""

HIGHEST_PEAK = -1.5
"""dB true peak of a clip as it comes back from its file."""

Attempt = TypeVar("Attempt")


class VoiceUnavailable(RuntimeError):
    """The voice engine is not installed. The message says how to install it."""


@dataclass(frozen=True, slots=True)
class RenderReport:
    """The phrases rendered now, and those among them that are longer than their time: (phrase, ms, given ms)."""

    rendered: tuple[str, ...]
    too_long: tuple[tuple[str, int, int], ...]


def engine_manifest() -> Manifest:
    """An empty manifest that names the installed voice.

    Raises:
        VoiceUnavailable: if there is none.
    """
    try:
        return Manifest(voice=VOICE, engine=ENGINE, engine_version=metadata.version(ENGINE))
    except metadata.PackageNotFoundError as error:
        raise VoiceUnavailable(
            "rendering speech needs the voice engine: pip install 'unkink[voice]', or in a checkout "
            "python3 -m pip --python .venv install hibari-tts. Without it, phrases that are not "
            "among the shipped clips stay silent and the tones carry the clock"
        ) from error


def read_pronunciation(folder: Traversable) -> dict[str, str]:
    """The table of words that the engine reads wrongly: word to phonemes, as it writes them."""
    path = folder / PRONUNCIATION
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def spoken(phrase: str, pronunciation: Mapping[str, str]) -> str:
    """The phrase as the engine is given it: known words with their phonemes, and a full stop where it has no end."""
    text = full_stopped(phrase)
    if not pronunciation:
        return text
    words = "|".join(sorted(map(re.escape, pronunciation), key=len, reverse=True))
    return re.sub(
        rf"\b({words})\b", lambda found: f"[{found[0]}](/{pronunciation[found[0].lower()]}/)", text, flags=re.IGNORECASE
    )


class Renderer:
    """The voice engine, loaded once."""

    def __init__(self, pronunciation: Mapping[str, str]) -> None:
        """Load the engine.

        Raises:
            VoiceUnavailable: if it is not installed.
        """
        self.manifest = engine_manifest()
        self._pronunciation = pronunciation
        self._speak = _load_engine()

    def text_of(self, phrase: str) -> str:
        """What the engine is given for that phrase."""
        return spoken(phrase, self._pronunciation)

    def render(self, phrase: str) -> tuple[Sound, str]:
        """The phrase, trimmed, levelled and no faster than it must be to fit its time; and what the engine was given.

        The same phrase gives the same samples on the same machine.
        """
        text = self.text_of(phrase)
        sounds = (trimmed(self._speak(text, speed), floor) for speed, floor in ATTEMPTS)
        *_, sound = _until(lambda sound: milliseconds_of(sound) <= speech_ms(phrase), sounds)
        return _finished(sound), text


def render_missing(phrases: Iterable[str], folder: Path, *, voice: Clips | None = None) -> RenderReport:
    """Render into ``folder`` every phrase that neither it nor ``voice`` (the shipped one) can say, whole or in parts.

    The folder is made where it is missing; hand it to ``shipped_voice(folder)`` afterwards. Clips of an older voice in
    it are rendered again.

    Raises:
        VoiceUnavailable: if there is something to render and no engine.
        OSError: if the folder cannot be written.
    """
    known = shipped_voice() if voice is None else voice
    unsaid = [phrase for phrase in dict.fromkeys(phrases) if phrase.strip() and known.pieces(phrase) is None]
    if not unsaid:
        return RenderReport((), ())
    manifest = read_manifest(folder)
    if manifest.same_voice(engine_manifest()) and all(_is_there(phrase, manifest, folder) for phrase in unsaid):
        return RenderReport((), ())
    return render_into(folder, unsaid, Renderer(read_pronunciation(shipped_folder())))


def render_into(folder: Path, phrases: Iterable[str], renderer: Renderer) -> RenderReport:
    """Render what the folder lacks, and write its manifest.

    Clips of another voice, or of a word that has since been given another pronunciation, are rendered again; other
    clips stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = read_manifest(folder)
    clips = dict(before.clips) if before.same_voice(renderer.manifest) else {}
    again = [*phrases, *(phrase for phrase in before.clips if phrase not in clips)]
    missing = [phrase for phrase in dict.fromkeys(again) if not _is_up_to_date(phrase, clips, renderer, folder)]
    for phrase in missing:
        clips[phrase] = _write(folder, phrase, renderer)
    write_manifest(folder, replace(renderer.manifest, clips=clips))
    return RenderReport(tuple(missing), too_long(missing, clips))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in its place at once, so that nobody ever reads half of one."""
    draft = folder / f"{MANIFEST}.draft"
    draft.write_text(manifest_text(manifest), encoding="utf-8")
    draft.replace(folder / MANIFEST)


def too_long(phrases: Iterable[str], clips: Mapping[str, Clip]) -> tuple[tuple[str, int, int], ...]:
    """Those phrases whose clip is longer than the time that a timeline gives them: (phrase, ms, given ms)."""
    return tuple(
        (phrase, clips[phrase].ms, speech_ms(phrase)) for phrase in phrases if clips[phrase].ms > speech_ms(phrase)
    )


def _is_up_to_date(phrase: str, clips: Mapping[str, Clip], renderer: Renderer, folder: Path) -> bool:
    clip = clips.get(phrase)
    return clip is not None and clip.spoken == renderer.text_of(phrase) and (folder / clip.file).is_file()


def _is_there(phrase: str, manifest: Manifest, folder: Path) -> bool:
    clip = manifest.clips.get(phrase)
    return clip is not None and (folder / clip.file).is_file()


def _write(folder: Path, phrase: str, renderer: Renderer) -> Clip:
    sound, text = renderer.render(phrase)
    data = _encoded_without_clipping(sound)
    digest = hashlib.sha256(data).hexdigest()
    clip = Clip(f"{digest[:16]}.opus", milliseconds_of(sound), digest, text)
    (folder / clip.file).write_bytes(data)
    return clip


def _until(enough: Callable[[Attempt], bool], attempts: Iterable[Attempt]) -> Iterator[Attempt]:
    """Attempts up to the first that is enough, or all of them where none is."""
    for attempt in attempts:
        yield attempt
        if enough(attempt):
            return


def _encoded_without_clipping(sound: Sound) -> bytes:
    """The clip, its peaks held lower where the codec would otherwise raise one of them to full scale."""
    attempts = (encoded(limited(sound, ceiling)) for ceiling in CEILINGS)
    *_, data = _until(lambda data: true_peak(decoded(data)) <= HIGHEST_PEAK, attempts)
    return data


def _finished(raw: Sound) -> Sound:
    """At the level of speech, without clicks at either end, and a whole number of milliseconds long."""
    sound = faded(raw, fade_in=5, fade_out=20)
    return levelled(np.pad(sound, (0, -len(sound) % SAMPLES_PER_MS)), SPEECH_LEVEL)


def _load_engine() -> Callable[[str, float], Sound]:
    from hibari import Hibari  # heavy, and an extra

    engine: Any = Hibari(voice=VOICE, threads=1)
    return lambda text, speed: np.asarray(engine(text, speed=speed, seed=0), dtype=np.float32)
