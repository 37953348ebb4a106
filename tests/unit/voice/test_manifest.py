"""The shipped clips are the shipped programs' phrases, no more and no fewer, and each fits its time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import unkink.library
from unkink.session.speech import speech_ms
from unkink.voice.clips import decoded
from unkink.voice.loudness import loudness, true_peak
from unkink.voice.manifest import MANIFEST, read_manifest
from unkink.voice.render import PRONUNCIATION, read_pronunciation, spoken
from unkink.voice.shipped import VOCABULARY, phrases_to_ship
from unkink.voice.sound import milliseconds_of

LIBRARY = Path(unkink.library.__path__[0])
FOLDER = LIBRARY / "voice"
CLIPS = read_manifest(FOLDER).clips
RUN = "run `python tools/render_voice.py` and commit src/unkink/library/voice"


def test_every_phrase_has_a_clip() -> None:
    """A changed text is a phrase without a clip until the clips are rendered again."""
    assert not sorted(set(phrases_to_ship(LIBRARY)) - set(CLIPS)), RUN


def test_every_clip_is_said_somewhere() -> None:
    assert not sorted(set(CLIPS) - set(phrases_to_ship(LIBRARY))), RUN


def test_every_file_is_what_the_manifest_says() -> None:
    """Name and hash, for each of them; so the lengths measured when they were made are those of these files."""
    digests = {clip: hashlib.sha256((FOLDER / clip.file).read_bytes()).hexdigest() for clip in CLIPS.values()}
    assert not [clip for clip, digest in digests.items() if (clip.sha256, clip.file) != (digest, f"{digest[:16]}.opus")]


def test_no_other_file_lies_there() -> None:
    named = {clip.file for clip in CLIPS.values()} | {MANIFEST, PRONUNCIATION, VOCABULARY, "NOTICE"}
    assert {path.name for path in FOLDER.iterdir()} == named


def test_every_clip_fits_its_time() -> None:
    """A timeline gives each phrase the same time whichever voice is installed; the voice must keep to it."""
    assert not [(phrase, clip.ms, speech_ms(phrase)) for phrase, clip in CLIPS.items() if clip.ms > speech_ms(phrase)]


def test_every_clip_was_given_its_pronunciation() -> None:
    """A change to the pronunciation table is noticed too."""
    table = read_pronunciation(FOLDER)
    assert not [phrase for phrase, clip in CLIPS.items() if clip.spoken != spoken(phrase, table)], RUN


def test_clips_are_alike_in_level_and_never_clip() -> None:
    """Within 4 LU of each other, the limiter's work on short loud words included, and under -1 dB true peak.

    The length of each is the one that the manifest promises.
    """
    sample = sorted(CLIPS)[::7]
    sounds = [decoded((FOLDER / CLIPS[phrase].file).read_bytes()) for phrase in sample]
    assert [milliseconds_of(sound) for sound in sounds] == [CLIPS[phrase].ms for phrase in sample]
    levels = [loudness(sound) for sound in sounds]
    assert max(levels) - min(levels) < 4
    assert max(map(true_peak, sounds)) < -1


def test_all_of_them_are_small() -> None:
    """At most 4 MB, and about 3 kB a second of speech."""
    size = sum((FOLDER / clip.file).stat().st_size for clip in CLIPS.values())
    assert size < 4_000_000
    assert size / sum(clip.ms for clip in CLIPS.values()) < 3.2


def test_notice_names_engine_and_licence() -> None:
    manifest = read_manifest(FOLDER)
    notice = (FOLDER / "NOTICE").read_text(encoding="utf-8")
    assert manifest.licence == "CC-BY-4.0" and "CC BY 4.0" in notice
    assert f"{manifest.engine} {manifest.engine_version}" in notice and manifest.voice in notice


@pytest.mark.parametrize("change", ["Slouch, then tall", "Slouch to tall now"])
def test_changed_text_is_noticed(tmp_path: Path, change: str) -> None:
    """A new title in a program is a phrase that has no clip."""
    programs, voice = tmp_path / "programs", tmp_path / "voice"
    programs.mkdir()
    voice.mkdir()
    text = (LIBRARY / "programs" / "tight-psoas.md").read_text(encoding="utf-8")
    (programs / "tight-psoas.md").write_text(text.replace("## Slouch to tall", f"## {change}"), encoding="utf-8")
    (voice / VOCABULARY).write_text("# none\n")
    assert set(phrases_to_ship(tmp_path)) - set(phrases_to_ship(LIBRARY)) == {f"{change}."}
    assert f"{change}." not in CLIPS
