"""Where tones and words go: tones to the millisecond, words after them, nothing at the same time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unkink.library
from unkink.program.check import check
from unkink.program.ladder import ladder_of
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_session
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import Block, Cue, CueKind, Pace, Side, Timeline
from unkink.voice.clips import SILENT, shipped_voice
from unkink.voice.mix import samples
from unkink.voice.placing import AFTER_TONE, Placed, place
from unkink.voice.sound import Sound, samples_in
from unkink.voice.tones import Tone, tone

PROGRAMS = sorted((Path(unkink.library.__path__[0]) / "programs").glob("*.md"))
VOICE = shipped_voice()


class Hum:
    """A voice that hums any phrase but *mute* for 10 ms a letter."""

    def length_ms(self, phrase: str) -> int | None:
        return None if phrase == "mute" else 10 * len(phrase)

    def say(self, phrase: str) -> Sound:
        return np.full(samples_in(10 * len(phrase)), 0.1, dtype=np.float32)


def timeline_of(*cues: Cue) -> Timeline:
    total = max(cue.end for cue in cues)
    block = Block(0, "x", "x", "X", 0, "1 rep", Pace.TIMED, False, 0, total)
    return Timeline("0", "X", total, (block,), cues)


def compiled(path: Path, verbosity: Verbosity) -> Timeline:
    program = check(path.read_bytes()).program
    assert program is not None
    return compile_session(program, prescribe(program), Settings(verbosity=verbosity))


def placed(*cues: Cue) -> list[tuple[int, str]]:
    return [(sound.at, str(sound.what)) for sound in place(timeline_of(*cues), Hum()).sounds]


@pytest.mark.parametrize("verbosity", list(Verbosity))
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_nothing_overlaps_and_everything_is_said(path: Path, verbosity: Verbosity) -> None:
    """Every phrase of a shipped session is heard, alone, within the span in which it begins."""
    timeline = compiled(path, verbosity)
    placing = place(timeline, VOICE)
    assert not placing.unsaid
    assert all(one.end <= other.at for one, other in pairwise(placing.sounds))
    said = [sound.what for sound in placing.sounds if not isinstance(sound.what, Tone)]
    assert said == [phrase for cue in sorted(timeline.cues, key=lambda cue: cue.at) for phrase in cue.say]
    spans = [cue for cue in timeline.cues if cue.duration]
    for sound in placing.sounds:
        assert any(span.at <= sound.at and sound.end <= span.end for span in spans)


EXTREMES = (
    Settings(countdown=10, rest=5, switch=2, change=0, rest_between_reps=0, pace=0.5, first_side=Side.RIGHT),
    Settings(countdown=0, pace=2.0, verbosity=Verbosity.BRIEF),
)


@pytest.mark.parametrize("settings", EXTREMES, ids=["hurried", "unhurried"])
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_every_rung_is_said_at_any_setting(path: Path, settings: Settings) -> None:
    """From the easiest to the hardest rung of every ladder, no phrase lacks a clip or the time to say it."""
    program = check(path.read_bytes()).program
    assert program is not None
    ladders = {exercise: [rung.number for rung in ladder_of(program, exercise).rungs] for exercise in program.exercises}
    for step in range(min(map(min, ladders.values())), max(map(max, ladders.values())) + 1):
        rungs = {exercise: min(max(step, numbers[0]), numbers[-1]) for exercise, numbers in ladders.items()}
        placing = place(compile_session(program, prescribe(program, rungs), settings), VOICE)
        assert not placing.unsaid
        assert all(one.end <= other.at for one, other in pairwise(placing.sounds))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_without_a_voice_the_tones_carry_the_clock(path: Path) -> None:
    """With no clip at all each start, half, stop and switch is heard at its instant, and so is the start and the end
    of every stretch that the dose prescribes."""
    timeline = compiled(path, Verbosity.FULL)
    tones = {sound.at: sound.what for sound in place(timeline, SILENT).sounds}
    exact = {CueKind.START: Tone.START, CueKind.HALF_WAY: Tone.HALF, CueKind.SWITCH: Tone.SWITCH}
    for cue in timeline.cues:
        if cue.kind in exact:
            assert tones[cue.at] is exact[cue.kind]
        if cue.kind is CueKind.STOP:
            assert tones[cue.at] in (Tone.STOP, Tone.SWITCH, Tone.START, Tone.FINISH)
        if cue.kind is CueKind.PHASE and cue.prescribed:
            assert cue.at in tones and cue.end in tones


def test_words_follow_their_tone() -> None:
    cues = Cue(0, 0, CueKind.START, 0), Cue(0, 5000, CueKind.PHASE, 0, prescribed=True, say=("go",))
    after = len(tone(Tone.START)) // 24 + AFTER_TONE
    assert placed(*cues) == [(0, "start"), (after, "go")]


def test_turning_over_says_that_the_side_is_done() -> None:
    """Stop and switch on one instant are one tone."""
    assert placed(Cue(0, 0, CueKind.STOP, 0), Cue(0, 2000, CueKind.SWITCH, 0)) == [(0, "switch")]


def test_second_is_ticked_only_where_no_number_is_said() -> None:
    assert placed(
        Cue(0, 1000, CueKind.COUNTDOWN, 0, say=("two",)),
        Cue(1000, 1000, CueKind.COUNTDOWN, 0, say=("mute",)),
        Cue(2000, 1000, CueKind.COUNTDOWN, 0),
    ) == [(0, "two"), (1000, "tick"), (2000, "tick")]


def test_phrase_that_does_not_fit_is_left_out_whole() -> None:
    """What would run into the next span stays unsaid, and says why; what still fits is said."""
    long = "a" * 90
    timeline = timeline_of(Cue(0, 1000, CueKind.REST, 0, say=("short", long, "end")), Cue(1000, 500, CueKind.REST, 0))
    placing = place(timeline, Hum())
    assert [sound.what for sound in placing.sounds] == ["short", "end"]
    assert [(unsaid.phrase, unsaid.length) for unsaid in placing.unsaid] == [(long, 900)]


def test_breath_shrinks_before_a_phrase_is_lost() -> None:
    """Two phrases that fit only with a shorter breath between them are both said."""
    assert len(placed(Cue(0, 1000, CueKind.REST, 0, say=("a" * 45, "b" * 45)))) == 2


@st.composite
def sessions(draw: st.DrawFn) -> Timeline:
    """Spans of any kind end to end, with moments and words strewn over them."""
    cues: list[Cue] = []
    at = 0
    spans = [CueKind.PHASE, CueKind.REST, CueKind.COUNTDOWN, CueKind.SWITCH, CueKind.POSITION]
    moments = [CueKind.START, CueKind.STOP, CueKind.HALF_WAY, CueKind.COUNT, CueKind.LAST_REP]
    say = st.lists(st.sampled_from(["mute", "on", "a longer phrase", "x" * 120]), max_size=3).map(tuple)
    for _ in range(draw(st.integers(1, 8))):
        duration = draw(st.integers(500, 8000))
        offsets = st.integers(0, duration // 1000)
        kinds = draw(st.lists(st.sampled_from(moments), max_size=2))
        cues.extend(Cue(at + draw(offsets) * 500, 0, kind, 0, say=draw(say)) for kind in kinds)
        kind = draw(st.sampled_from(spans))
        cues.append(Cue(at, duration, kind, 0, prescribed=draw(st.booleans()), say=draw(say)))
        at += duration
    return timeline_of(*cues)


@given(sessions())
def test_laws_of_placing(timeline: Timeline) -> None:
    """In any session words overlap nothing, tones fall on a cue, and every phrase is said or accounted for."""
    placing = place(timeline, Hum())
    words = [sound for sound in placing.sounds if not isinstance(sound.what, Tone)]
    instants = {cue.at for cue in timeline.cues}
    for one, other in pairwise(placing.sounds):
        assert one.end <= other.at or isinstance(one.what, Tone)
    assert all(sound.at in instants for sound in placing.sounds if isinstance(sound.what, Tone))
    assert all(sound.end <= timeline.total for sound in words)
    assert len(words) + len(placing.unsaid) == sum(len(cue.say) for cue in timeline.cues)


@given(sessions(), st.integers(0, 30_000), st.integers(0, 30_000))
def test_mix_is_exact_in_any_window(timeline: Timeline, one: int, other: int) -> None:
    """A window of the session has its exact length, and holds each sound that begins in it, on its sample."""
    start, end = sorted((min(one, timeline.total), min(other, timeline.total)))
    mixed = np.concatenate([np.zeros(0, np.float32), *samples(timeline, Hum(), start, end)])
    assert len(mixed) == samples_in(end - start)
    expected = np.zeros(samples_in(end - start), dtype=np.float32)
    for sound in place(timeline, Hum()).sounds:
        if start <= sound.at < end:
            _add(expected, sound, start)
    assert np.allclose(mixed, expected, atol=1e-6)


def _add(expected: Sound, sound: Placed, start: int) -> None:
    wave = tone(sound.what) if isinstance(sound.what, Tone) else Hum().say(sound.what)
    at = samples_in(sound.at - start)
    room = expected[at : at + len(wave)]
    room += wave[: len(room)]
