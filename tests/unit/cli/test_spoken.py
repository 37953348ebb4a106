"""The voice through a system player: the right sound at the right time, and the bell when it cannot be."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.unit.cli.timelines import two_exercises
from unkink.cli.bell import Bell
from unkink.cli.player import PLAYERS, find_player
from unkink.cli.score import Score
from unkink.cli.spoken import Spoken, passages
from unkink.voice.clips import SILENT
from unkink.voice.placing import Placed


class Heard:
    """A session with a player that is a shell script, with what it played, rang and said."""

    def __init__(self, folder: Path, script: str) -> None:
        self.folder = folder
        program = folder / "player"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        self.rings: list[str] = []
        self.said: list[str] = []
        timeline = two_exercises()
        bell = Bell(Score(timeline), lambda: self.rings.append("ring"))
        self.sounds = Spoken(timeline, SILENT, (str(program),), bell, self.said.append)

    def played(self, count: int) -> list[Path]:
        """The files that were played, once there are that many."""
        deadline = time.monotonic() + 10
        while len(found := sorted(self.folder.glob("*.played"))) < count and time.monotonic() < deadline:
            time.sleep(0.01)
        return found


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Heard]:
    """A player that keeps a copy of what it plays."""
    heard = Heard(tmp_path, f'cp "$1" "{tmp_path}/$$.part" && mv "{tmp_path}/$$.part" "{tmp_path}/$$.played"')
    yield heard
    heard.sounds.close()


def test_a_tone_is_played_when_its_cue_begins_and_not_before(keeping: Heard) -> None:
    keeping.sounds.advance(-1, 0)
    keeping.sounds.advance(3000 - 50, 2999)
    assert keeping.played(0) == []
    keeping.sounds.advance(2999, 3001)
    (file,) = keeping.played(1)
    sound, rate = soundfile.read(file)
    assert rate == 24_000
    assert 0.2 < len(sound) / rate < 0.5
    assert np.abs(sound).max() > 0.01, "it can be heard"


def test_what_was_missed_in_a_stall_stays_silent(keeping: Heard) -> None:
    keeping.sounds.advance(-1, 5500)
    time.sleep(0.2)
    assert keeping.played(0) == []


@pytest.mark.parametrize("script", ["exit 1", "echo 'audio open failed' >&2; exit 0"])
def test_a_player_that_fails_hands_over_to_the_bell_and_says_so_once(tmp_path: Path, script: str) -> None:
    heard = Heard(tmp_path, script)
    heard.sounds.advance(2999, 3001)
    deadline = time.monotonic() + 10
    while not heard.said and time.monotonic() < deadline:
        heard.sounds.advance(3001, 3002)
        time.sleep(0.01)
    heard.sounds.advance(4999, 5001)
    heard.sounds.advance(8999, 9001)
    assert len(heard.said) == 1
    assert "bell" in heard.said[0]
    assert heard.rings == ["ring", "ring"]
    heard.sounds.close()


def test_a_player_that_is_gone_hands_over_to_the_bell(tmp_path: Path) -> None:
    heard = Heard(tmp_path, "exit 0")
    (tmp_path / "player").unlink()
    heard.sounds.advance(2999, 3001)
    heard.sounds.advance(4999, 5001)
    assert len(heard.said) == len(heard.rings) == 1
    heard.sounds.close()


def test_silence_stops_a_player_at_once(tmp_path: Path) -> None:
    heard = Heard(tmp_path, "exec sleep 60")
    heard.sounds.advance(2999, 3001)
    start = time.monotonic()
    heard.sounds.close()
    assert time.monotonic() - start < 5
    assert heard.said == []


def test_sounds_that_touch_are_one_passage() -> None:
    sounds = [Placed(0, 350, "a"), Placed(410, 500, "b"), Placed(1110, 500, "c"), Placed(5000, 100, "d")]
    assert [[sound.what for sound in passage] for passage in passages(sounds)] == [["a", "b"], ["c"], ["d"]]


def test_the_first_player_there_is_is_taken() -> None:
    assert find_player(lambda name: f"/usr/bin/{name}" if name in ("mpv", "aplay") else None) == ("aplay", "-q")
    assert find_player(lambda _: None) is None
    assert len({player[0] for player in PLAYERS}) == len(PLAYERS)
