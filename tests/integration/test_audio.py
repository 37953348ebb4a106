"""A whole session as a file: decoded again, every tone where its cue is, speech at its level, silence in between.

Most of it is done to two exercises of the flagship at small doses, to save time; the levels also to the whole of it.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

import unkink.library
from unkink.program.check import check
from unkink.program.dose_grammar import read_dose
from unkink.program.easier import easier_item
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_opening, compile_session
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import Timeline
from unkink.voice.block_sound import block_sounds
from unkink.voice.clips import shipped_voice
from unkink.voice.formats import AudioFormat, UnknownAudioFormat
from unkink.voice.id3 import Tags
from unkink.voice.loudness import true_peak
from unkink.voice.mix import samples
from unkink.voice.placing import Placed, place
from unkink.voice.sound import RATE, Sound, samples_in
from unkink.voice.tones import Tone, tone
from unkink.voice.track import write_block, write_session

VOICE = shipped_voice()
METER = pyloudnorm.Meter(RATE, filter_class="DeMan")  # by the authors' analysis of BS.1770, right at any rate
FLAGSHIP = Path(unkink.library.__path__[0]) / "programs" / "tight-psoas.md"


def session(doses: Mapping[str, str], verbosity: Verbosity) -> Timeline:
    """The flagship's session of those exercises, each at that dose; the whole of it, as it is, where none is given."""
    program = check(FLAGSHIP.read_bytes()).program
    assert program is not None
    whole = prescribe(program, exercises=tuple(doses) or None)
    items = tuple(replace(item, dose=read_dose(doses[item.exercise])) if doses else item for item in whole.items)
    return compile_session(program, replace(whole, items=items), Settings(verbosity=verbosity))


SHORT = {"glute-squeeze": "1 rep, hold 30 s", "slouch-to-tall": "2 reps per side, hold 5 s"}
TIMELINE = session(SHORT, Verbosity.BRIEF)


def written(timeline: Timeline, audio_format: AudioFormat) -> bytes:
    sink = io.BytesIO()
    write_session(timeline, sink, VOICE, audio_format=audio_format)
    return sink.getvalue()


@pytest.fixture(scope="module")
def mixed() -> Sound:
    """The session as it is before any encoder."""
    return np.concatenate(list(samples(TIMELINE, VOICE)))


@pytest.fixture(scope="module", params=list(AudioFormat), ids=lambda known: known.name.lower())
def decoded(request: pytest.FixtureRequest) -> Sound:
    """The session as a listener's player decodes it."""
    sound, rate = soundfile.read(io.BytesIO(written(TIMELINE, request.param)), dtype="float32")
    assert rate == RATE
    return np.asarray(sound)


def tones_of(timeline: Timeline) -> list[Placed]:
    return [sound for sound in place(timeline, VOICE).sounds if isinstance(sound.what, Tone)]


def test_tones_are_where_their_cues_are(decoded: Sound) -> None:
    """Each tone, looked for 150 ms around its cue, begins within 10 ms of it in the decoded file."""
    found = tones_of(TIMELINE)
    assert {placed.what for placed in found} >= {Tone.START, Tone.HALF, Tone.STOP, Tone.SWITCH, Tone.FINISH}
    for placed in found:
        wanted = tone(Tone(placed.what))
        start = max(0, samples_in(placed.at - 150))
        around = decoded[start : samples_in(placed.end + 150)]
        at = start + int(np.correlate(around, wanted, "valid").argmax())
        assert abs(at - samples_in(placed.at)) < samples_in(10)


def test_as_long_as_the_timeline(decoded: Sound) -> None:
    """To the sample: the encoder's delay and padding are taken off again."""
    assert len(decoded) == samples_in(TIMELINE.total)


def test_encoders_leave_level_and_peaks_alone(decoded: Sound, mixed: Sound) -> None:
    """Within 0.2 LU of what was mixed, and still under -1 dB true peak."""
    assert METER.integrated_loudness(decoded) == pytest.approx(METER.integrated_loudness(mixed), abs=0.2)
    assert true_peak(decoded) < -1


@pytest.mark.parametrize("verbosity", [Verbosity.FULL, Verbosity.BRIEF])
def test_whole_session_is_at_the_level_of_speech(verbosity: Verbosity) -> None:
    """About -16 LUFS over the whole of it, by a meter that is not ours, and under -1 dB true peak."""
    sound = np.concatenate(list(samples(session({}, verbosity), VOICE)))
    assert METER.integrated_loudness(sound) == pytest.approx(-16, abs=1)
    assert true_peak(sound) < -1


def test_silence_between_is_silent(mixed: Sound) -> None:
    """Outside of what was placed there is nothing at all, and each sound begins and ends softly: no click anywhere."""
    sounding = np.zeros(len(mixed), dtype=bool)
    for placed in place(TIMELINE, VOICE).sounds:
        begin, end = samples_in(placed.at), samples_in(placed.end)
        sounding[begin:end] = True
        assert max(abs(mixed[begin]), abs(mixed[end - 1])) < 0.01
    assert not mixed[~sounding].any()


def test_no_click_in_the_gaps_of_the_file(decoded: Sound) -> None:
    """60 ms away from any sound the encoders leave less than -60 dB."""
    quiet = np.ones(len(decoded), dtype=bool)
    for placed in place(TIMELINE, VOICE).sounds:
        quiet[max(0, samples_in(placed.at - 60)) : samples_in(placed.end + 60)] = False
    assert np.abs(decoded[quiet]).max() < 1e-3


def test_blocks_together_are_the_session(mixed: Sound) -> None:
    """One track for each block, end to end, is the same sound."""
    parts = [part for block in TIMELINE.blocks for part in samples(TIMELINE, VOICE, block.start, block.end)]
    assert np.array_equal(np.concatenate(parts), mixed)


def test_tracks_together_are_the_session(mixed: Sound, tmp_path: Path) -> None:
    """A track for each block, decoded and end to end: every sample in its place, and as good as a voice needs."""
    parts = []
    for number, block in enumerate(block_sounds(TIMELINE, VOICE)):
        write_block(block, tmp_path / f"{number}.flac", VOICE)
        sound, rate = soundfile.read(tmp_path / f"{number}.flac", dtype="float32")
        assert (rate, len(sound)) == (RATE, samples_in(block.length))
        parts.append(sound)
    heard = np.concatenate(parts)
    assert np.abs(heard - mixed).max() <= 2**-11 + 1e-4, "half of one step of eleven bits"
    assert not heard[mixed == 0].any(), "silence stays silence"


def test_a_session_and_its_easier_ways_stay_small(tmp_path: Path) -> None:
    """At most 10 MB for everything that a phone has to keep for one day."""
    program = check(FLAGSHIP.read_bytes()).program
    assert program is not None
    today = prescribe(program)
    easier = [easier_item(program, item) for item in today.items]
    timelines = [compile_session(program, today), *(compile_opening(program, item) for item in easier if item)]
    assert len(timelines) == 6
    size = 0
    for block in (block for timeline in timelines for block in block_sounds(timeline, VOICE)):
        write_block(block, tmp_path / "one.flac", VOICE)
        size += (tmp_path / "one.flac").stat().st_size
    assert size <= 10_000_000


def test_bit_rate_is_64_and_constant() -> None:
    """8 kB a second, so that a player that jumps to a chapter lands on it."""
    seconds = TIMELINE.total / 1000
    assert len(written(TIMELINE, AudioFormat.MP3)) / seconds == pytest.approx(8000, rel=0.02)


def test_same_session_same_bytes() -> None:
    one, two = io.BytesIO(), io.BytesIO()
    for sink in (one, two):
        write_block(block_sounds(TIMELINE, VOICE)[0], sink, VOICE)
    assert one.getvalue() == two.getvalue()


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_another_program_finds_the_chapters(tmp_path: Path) -> None:
    """ffprobe lists a chapter for each exercise (here a block each), with its title and its times."""
    write_session(TIMELINE, tmp_path / "session.mp3", VOICE, tags=Tags("Tight psoas", credit="After somebody"))
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", str(tmp_path / "session.mp3")]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    chapters = [(round(float(c["start_time"]) * 1000), c["tags"]["title"]) for c in found["chapters"]]
    assert chapters == [(block.start, block.title) for block in TIMELINE.blocks]
    assert found["format"]["tags"]["title"] == "Tight psoas"


def test_ogg_says_its_title(tmp_path: Path) -> None:
    write_session(TIMELINE, tmp_path / "session.ogg", VOICE, tags=Tags("Tight psoas", licence="CC-BY-4.0"))
    with soundfile.SoundFile(tmp_path / "session.ogg") as file:
        assert (file.title, file.copyright) == ("Tight psoas", "CC-BY-4.0")


def test_unknown_ending_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnknownAudioFormat, match=r"\.mp3, \.ogg or \.wav"):
        write_session(TIMELINE, tmp_path / "session.aac", VOICE)
    assert not list(tmp_path.iterdir())


def many_times(timeline: Timeline, times: int) -> Timeline:
    """The session over and over again."""
    cues = [replace(cue, at=cue.at + n * timeline.total) for n in range(times) for cue in timeline.cues]
    return replace(timeline, total=times * timeline.total, cues=tuple(cues))


def test_memory_does_not_grow_with_length() -> None:
    """Two hours are mixed in the memory of a quarter of an hour, give or take the list of sounds itself."""
    times = -(-2 * 3_600_000 // TIMELINE.total)
    long, short = many_times(TIMELINE, times), many_times(TIMELINE, times // 8)
    assert long.total >= 2 * 3_600_000
    assert peak_memory(long) < peak_memory(short) + 4_000_000


def peak_memory(timeline: Timeline) -> int:
    """The most bytes that were held at once while the session was mixed, and its length checked."""
    tracemalloc.start()
    length = sum(len(block) for block in samples(timeline, VOICE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert length == samples_in(timeline.total)
    return peak


def test_neither_engine_nor_django_is_loaded() -> None:
    """Writing a session needs numpy and soundfile alone."""
    code = (
        "import sys, unkink.voice.track, unkink.voice.clips, unkink.voice.render;"
        "print([name for name in ('django', 'hibari', 'onnxruntime', 'scipy', 'pyloudnorm') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"
