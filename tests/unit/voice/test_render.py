"""Rendering what no clip says yet: with the engine where it is installed, with a stand-in for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from unkink.session.speech import speech_ms
from unkink.voice import render
from unkink.voice.clips import SILENT, Clips, shipped_folder, shipped_voice
from unkink.voice.loudness import loudness
from unkink.voice.manifest import MANIFEST, Manifest, read_manifest
from unkink.voice.render import Renderer, VoiceUnavailable, read_pronunciation, render_into, render_missing, spoken
from unkink.voice.sound import RATE, Sound, samples_in

PHRASE = "Cossack shuffle on the lilac rug."


class Buzz(Renderer):
    """An engine that buzzes for a given part of each phrase's time, and remembers what it was asked."""

    def __init__(self, pronunciation: Mapping[str, str], part: float = 0.8, version: str = "1") -> None:
        self.manifest = Manifest("buzz", "test", version)
        self.asked: list[tuple[str, float]] = []
        self._pronunciation = pronunciation
        self._part = part
        self._speak = self._buzz

    def _buzz(self, text: str, speed: float) -> Sound:
        self.asked.append((text, speed))
        time = np.arange(int(samples_in(speech_ms(text)) * self._part / speed)) / RATE
        return (0.2 * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


def test_word_of_the_table_is_given_as_phonemes() -> None:
    """Whole words only, in any case; a phrase without an end gets one."""
    table = {"psoas": "sˈOəs"}
    assert spoken("Tight Psoas", table) == "Tight [Psoas](/sˈOəs/)."
    assert spoken("The iliopsoas.", table) == "The iliopsoas."
    assert spoken("Next:", {}) == "Next."


def test_rendered_once_and_then_found(tmp_path: Path) -> None:
    """A second run asks the engine for nothing; a voice over the folder says the phrase, at the level of speech."""
    engine = Buzz({})
    assert render_into(tmp_path, [PHRASE, PHRASE], engine).rendered == (PHRASE,)
    again = Buzz({})
    assert render_into(tmp_path, [PHRASE], again).rendered == () and not again.asked
    assert loudness(Clips([tmp_path]).say(PHRASE)) == pytest.approx(render.SPEECH_LEVEL, abs=1)


def test_too_slow_a_voice_is_hurried_no_more_than_needed(tmp_path: Path) -> None:
    engine = Buzz({}, part=1.08)
    report = render_into(tmp_path, [PHRASE], engine)
    assert [speed for _, speed in engine.asked] == [1.0, 1.05, 1.1] and not report.too_long


def test_what_cannot_fit_is_reported(tmp_path: Path) -> None:
    report = render_into(tmp_path, [PHRASE], Buzz({}, part=2))
    assert [(phrase, given) for phrase, _, given in report.too_long] == [(PHRASE, speech_ms(PHRASE))]


def test_changed_pronunciation_and_changed_engine_render_again(tmp_path: Path) -> None:
    """A word's new phonemes renew that clip alone; another engine renews them all, so that voices never mix."""
    render_into(tmp_path, [PHRASE, "Left."], Buzz({}))
    assert render_into(tmp_path, [PHRASE, "Left."], Buzz({"lilac": "x"})).rendered == (PHRASE,)
    assert set(render_into(tmp_path, ["Left."], Buzz({"lilac": "x"}, version="2")).rendered) == {PHRASE, "Left."}


def test_lost_file_is_rendered_again(tmp_path: Path) -> None:
    render_into(tmp_path, [PHRASE], Buzz({}))
    (tmp_path / read_manifest(tmp_path).clips[PHRASE].file).unlink()
    assert render_into(tmp_path, [PHRASE], Buzz({})).rendered == (PHRASE,)


def test_loud_peaks_stay_under_full_scale(tmp_path: Path) -> None:
    """However spiky the voice, a clip as read back from its file never reaches full scale."""

    class Spiky(Buzz):
        def _buzz(self, text: str, speed: float) -> Sound:
            sound = super()._buzz(text, speed) * np.float32(0.05)
            sound[::4000] = 1.0
            return sound

    render_into(tmp_path, [PHRASE], Spiky({}))
    assert np.abs(Clips([tmp_path]).say(PHRASE)).max() < 0.9


def test_known_phrases_need_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shipped and composed phrases are never rendered, so the extra is not needed for them."""
    monkeypatch.setattr(render, "_load_engine", pytest.fail)
    assert render_missing(["Left side.", "Seven reps on each side.", " "], tmp_path / "new").rendered == ()
    assert not (tmp_path / "new").exists()


def test_missing_engine_is_said_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "ENGINE", "no-such-engine")
    with pytest.raises(VoiceUnavailable, match=r"pip install 'unkink\[voice\]'"):
        render_missing([PHRASE], tmp_path)


def test_engine_speaks_the_same_every_time(tmp_path: Path) -> None:
    """The real voice: a phrase of one's own is rendered, fits its time, and comes out the same twice."""
    pytest.importorskip("hibari", reason="the extra [voice] is not installed")
    one, two = tmp_path / "one", tmp_path / "two"
    report = render_missing([PHRASE], one)
    render_missing([PHRASE], two)
    assert report.rendered == (PHRASE,) and not report.too_long
    assert (one / MANIFEST).read_bytes() == (two / MANIFEST).read_bytes()
    assert shipped_voice(one).length_ms(PHRASE) and SILENT.length_ms(PHRASE) is None


def test_pronunciation_table_is_in_the_engines_alphabet() -> None:
    """Every sign of the shipped table is one that the engine knows; an unknown one would be skipped unheard."""
    hibari = pytest.importorskip("hibari", reason="the extra [voice] is not installed")
    known = set(hibari.Hibari().vocab)
    table = read_pronunciation(shipped_folder())
    assert table and not {sign for phonemes in table.values() for sign in phonemes} - known
    assert all(word == word.lower() for word in table)
