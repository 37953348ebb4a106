"""Which file names can be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from unkink.voice.formats import AudioFormat, UnknownAudioFormat, audio_format_of


@pytest.mark.parametrize(
    ("name", "wanted"), [("a.mp3", AudioFormat.MP3), ("b.OGG", AudioFormat.OGG), ("c.d.wav", AudioFormat.WAV)]
)
def test_ending_chooses(name: str, wanted: AudioFormat) -> None:
    assert audio_format_of(name) is wanted is audio_format_of(Path(name))


@pytest.mark.parametrize(("name", "found"), [("a.flac", "'.flac' cannot be written"), ("session", "has no ending")])
def test_other_endings_are_told_what_can_be_had(name: str, found: str) -> None:
    with pytest.raises(UnknownAudioFormat) as error:
        audio_format_of(name)
    assert found in str(error.value) and str(error.value).endswith(".mp3, .ogg or .wav")
