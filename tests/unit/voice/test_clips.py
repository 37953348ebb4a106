"""The voice at hand: which clip speaks, and how long it takes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from unkink.voice.clips import SILENT, Clips, decoded, shipped_voice
from unkink.voice.manifest import MANIFEST, BadManifest, Clip, Manifest, manifest_text, read_manifest
from unkink.voice.ogg import encoded
from unkink.voice.sound import SAMPLES_PER_MS, Sound, samples_in
from unkink.voice.tones import Tone, tone


def folder_of(folder: Path, **clips: Sound) -> Path:
    """A folder that holds those sounds under those phrases."""
    folder.mkdir()
    entries = {}
    for phrase, sound in clips.items():
        data = encoded(sound)
        (folder / f"{phrase}.opus").write_bytes(data)
        ms = len(sound) // SAMPLES_PER_MS
        entries[phrase] = Clip(f"{phrase}.opus", ms, hashlib.sha256(data).hexdigest(), phrase)
    (folder / MANIFEST).write_text(manifest_text(Manifest("a", "b", "1", clips=entries)))
    return folder


def test_earlier_folder_speaks_first(tmp_path: Path) -> None:
    one = folder_of(tmp_path / "one", left=tone(Tone.TICK))
    two = folder_of(tmp_path / "two", left=tone(Tone.START), right=tone(Tone.STOP))
    voice = Clips([one, two])
    assert (voice.length_ms("left"), voice.length_ms("right")) == (70, 350)


def test_said_as_long_as_promised() -> None:
    """The manifest's lengths, on which the placing relies, are those of the sound, for clips and for compositions."""
    voice = shipped_voice()
    for phrase in ("Left side.", "Seventy-three reps on each side.", "Hold for nine seconds."):
        assert len(voice.say(phrase)) == samples_in(voice.length_ms(phrase) or 0)


def test_unknown_phrase_is_not_said() -> None:
    assert SILENT.length_ms("Left side.") is None
    with pytest.raises(KeyError):
        SILENT.say("Left side.")


def test_clip_whose_file_is_gone_is_not_there(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "one", left=tone(Tone.TICK), right=tone(Tone.TICK))
    (folder / "left.opus").unlink()
    voice = Clips([folder])
    assert voice.length_ms("left") is None and voice.length_ms("right") == 70


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"clips": []}', '{"clips": {"a": {"file": 1, "what": 2}}}', "\0"])
def test_damaged_manifest_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(BadManifest, match=r"manifest\.json"):
        Clips([tmp_path])


def test_manifest_reads_as_it_was_written(tmp_path: Path) -> None:
    clips = {"Left.": Clip("a.opus", 5, "0" * 64, "Left."), "psoas": Clip("b.opus", 6, "1" * 64, "[psoas](/x/).")}
    written = Manifest("heart", "engine", "1.0", clips=clips)
    (tmp_path / MANIFEST).write_text(manifest_text(written), encoding="utf-8")
    assert read_manifest(tmp_path) == written


def test_same_sound_makes_the_same_bytes() -> None:
    """Encoding leaves no trace of chance, so an unchanged clip keeps its name."""
    assert encoded(tone(Tone.SWITCH)) == encoded(tone(Tone.SWITCH))


def test_encoded_clip_is_the_sound() -> None:
    """Same length to the sample, no shift worth a tenth of a millisecond, and close in shape."""
    sound = tone(Tone.START)
    back = decoded(encoded(sound))
    assert len(back) == len(sound)
    assert abs(int(np.correlate(back, sound, "full").argmax()) - (len(sound) - 1)) <= 2
    assert np.corrcoef(sound, back)[0, 1] > 0.95


def test_clip_of_another_rate_is_refused(tmp_path: Path) -> None:
    import soundfile

    soundfile.write(tmp_path / "x.wav", np.zeros(800), 8000)
    with pytest.raises(ValueError, match="24000"):
        decoded((tmp_path / "x.wav").read_bytes())
