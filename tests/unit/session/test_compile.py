"""One dose after the other: which work it becomes, at which lengths, and what stands around it."""

from __future__ import annotations

import pytest

from tests.unit.session.build import circuit_of, kinds, of_kind, section, timeline_of, work
from unkink.program.dose import Dose, Span, Time
from unkink.program.prescription import Item, Prescription
from unkink.program.program import Program
from unkink.session.compile import compile_session
from unkink.session.lay import SessionTooLong
from unkink.session.settings import Settings, Verbosity
from unkink.session.timeline import CueKind, Pace, Side

BARE = Settings(countdown=0, change=0, verbosity=Verbosity.TONES)


def test_a_session_of_one_hold_from_beginning_to_end() -> None:
    assert kinds(timeline_of("2 reps, hold 5 s", Settings(countdown=2))) == [
        *("announce", "position", "countdown", "countdown", "start"),
        *("phase", "phase", "phase", "rest"),
        *("last-rep", "phase", "phase", "phase", "stop", "finish"),
    ]


def test_two_sides_with_a_switch_between() -> None:
    assert kinds(timeline_of("15 s per side", BARE)) == [
        *("announce", "position", "start", "phase", "count", "count", "count", "stop"),
        *("switch", "start", "phase", "count", "count", "count", "stop", "finish"),
    ]


@pytest.mark.parametrize(
    ("dose", "one_side"),
    [
        ("2 reps, hold 10 s", [("lift", 2000), ("hold", 10_000), ("return", 2000)] * 2),
        ("2 reps, hold 4 s, each rep 9 s", [("lift", 2500), ("hold", 4000), ("return", 2500)] * 2),
        ("2 reps, each rep 20 s", [("rep", 20_000)] * 2),
        ("3 reps, tempo 2-0-3", [("lift", 2000), ("lower", 3000)] * 3),
        ("1 reps, tempo 2-1-4", [("lift", 2000), ("pause", 1000), ("lower", 4000)]),
        ("3 reps", [("rep", 4000)] * 3),
        ("3/2/1 reps", [("rep", 4000)] * 6),
        ("2 rounds: 6 s push, 20 s stretch", [("push", 6000), ("stretch", 20_000)] * 2),
        ("2 x 45 s", [("work", 45_000)] * 2),
        ("10 min", [("work", 600_000)]),
        ("100 s, 3 places", [("work", 33_334), ("work", 33_333), ("work", 33_333)]),
    ],
)
def test_the_work_of_each_kind_of_dose(dose: str, one_side: list[tuple[str, int]]) -> None:
    assert [(phase, ms) for _, ms, phase in work(timeline_of(dose))] == one_side


def test_all_sets_of_one_side_come_before_the_other() -> None:
    sides = [side for side, _, _ in work(timeline_of("2 x 20 s per side"))]
    assert sides == ["left", "left", "right", "right"]


@pytest.mark.parametrize(
    "dose", ["2 reps alternating sides", "2 rounds alternating sides: 5 s push", "2 x 5 s alternating sides"]
)
def test_alternating_goes_from_side_to_side(dose: str) -> None:
    assert [side for side, _, _ in work(timeline_of(dose))] == ["left", "right", "left", "right"]


def test_alternating_reps_are_a_second_apart_without_a_turn() -> None:
    """Ten alternating reps are ten on each side, with a full second to change and no more."""
    timeline = timeline_of("10 reps alternating sides")
    assert len(work(timeline)) == 20
    assert {cue.duration for cue in of_kind(timeline, CueKind.SWITCH)} == {1000}


def test_the_first_side_is_the_persons_choice() -> None:
    timeline = timeline_of("5 s per side", Settings(first_side=Side.RIGHT))
    assert [side for side, _, _ in work(timeline)] == ["right", "left"]
    assert "Right side first." in timeline.cues[0].say


@pytest.mark.parametrize(
    ("dose", "settings", "rests"),
    [
        ("3 x 5 reps", BARE, [30_000, 30_000]),
        ("3 x 5 reps, rest 90 s", BARE, [90_000, 90_000]),
        ("3 reps, hold 5 s", BARE, [3000, 3000]),
        ("3 reps, hold 5 s, rest 8 s between reps", BARE, [8000, 8000]),
        ("3 reps", BARE, []),
        ("3 rounds: 5 s push", BARE, []),
        ("3 rounds: 5 s push, rest 15 s between rounds", BARE, [15_000, 15_000]),
    ],
)
def test_rests_are_as_written_and_else_as_set(dose: str, settings: Settings, rests: list[int]) -> None:
    assert [cue.duration for cue in of_kind(timeline_of(dose, settings), CueKind.REST)] == rests


def test_a_rest_between_sides_is_the_least_switch() -> None:
    switches = of_kind(timeline_of("5 s per side, rest 20 s between sides"), CueKind.SWITCH)
    assert [cue.duration for cue in switches] == [20_000]


def test_pace_stretches_calm_moves_and_leaves_the_hold() -> None:
    slow = work(timeline_of("1 reps, hold 5 s", Settings(pace=1.5)))
    assert [ms for _, ms, _ in slow] == [3000, 5000, 3000]


def test_a_known_movement_gives_its_own_time_and_is_no_estimate() -> None:
    known, unknown = timeline_of("1 reps", movement="known"), timeline_of("1 reps", movement="unheard-of")
    assert [work(known)[0][1], work(unknown)[0][1]] == [4100, 4000]
    assert [known.blocks[0].estimated, unknown.blocks[0].estimated] == [False, True]
    assert not any(cue.prescribed for cue in known.cues)


def test_half_way_comes_from_twenty_seconds_on() -> None:
    assert of_kind(timeline_of("19 s"), CueKind.HALF_WAY) == []
    timeline = timeline_of("21 s")
    (half,), (start,) = of_kind(timeline, CueKind.HALF_WAY), of_kind(timeline, CueKind.START)
    assert half.at - start.at == 10_500
    assert half.say == ("Half way.",)


def test_the_last_three_seconds_are_counted_from_ten_seconds_on() -> None:
    assert of_kind(timeline_of("9 s"), CueKind.COUNT) == []
    assert [cue.say for cue in of_kind(timeline_of("10 s"), CueKind.COUNT)] == [("Three.",), ("Two.",), ("One.",)]


def test_places_are_told_by_a_moment() -> None:
    moments = of_kind(timeline_of("60 s, 3 places"), CueKind.NEXT_PLACE)
    assert [(cue.place, cue.say) for cue in moments] == [
        (2, ("Move to the next spot.",)),
        (3, ("Move to the next spot.",)),
    ]


def test_the_last_rep_is_told_at_its_beginning_on_each_side() -> None:
    last = of_kind(timeline_of("3 reps per side"), CueKind.LAST_REP)
    assert [(cue.side, cue.rep, cue.say) for cue in last] == [("left", 3, ("Last rep.",)), ("right", 3, ("Last rep.",))]
    assert of_kind(timeline_of("1 reps"), CueKind.LAST_REP) == []


def test_speech_that_does_not_fit_its_work_is_left_out() -> None:
    """A phase of one second has no time for a long name, and is no longer for it."""
    (phase,) = of_kind(timeline_of("1 rounds: 1 s slowly-and-with-great-care"), CueKind.PHASE)
    assert (phase.duration, phase.say) == (1000, ())


def test_own_pace_work_stands_in_blocks_of_its_own() -> None:
    timeline = timeline_of("2 x max reps per side, until RPE 8")
    own, timed = Pace.OWN, Pace.TIMED
    assert [block.pace for block in timeline.blocks] == [timed, own, timed, own, timed, own, timed, own, timed]
    assert {block.end - block.start for block in timeline.blocks if block.pace is own} == {30_000}


def test_an_own_pace_set_of_counted_reps_is_estimated_by_them() -> None:
    own = [block for block in timeline_of("8 reps, until RPE 8").blocks if block.pace is Pace.OWN]
    assert [(block.end - block.start, block.estimated) for block in own] == [(32_000, True)]


def test_a_circuit_goes_through_its_members_each_set() -> None:
    timeline = circuit_of("2 x 10 s", ("squat", "plank"))
    phases = of_kind(timeline, CueKind.PHASE)
    assert [(cue.exercise, cue.set) for cue in phases] == [("squat", 1), ("plank", 1), ("squat", 2), ("plank", 2)]


def test_members_of_a_circuit_do_the_phase_that_bears_their_name() -> None:
    phases = of_kind(circuit_of("2 rounds: 30 s squat, 20 s plank", ("squat", "plank")), CueKind.PHASE)
    assert [(cue.exercise, cue.round, cue.duration) for cue in phases] == [
        ("squat", 1, 30_000),
        ("plank", 1, 20_000),
        ("squat", 2, 30_000),
        ("plank", 2, 20_000),
    ]


def test_a_member_of_a_circuit_does_both_sides_before_the_next() -> None:
    phases = of_kind(circuit_of("1 rounds per side: 5 s work", ("squat", "plank")), CueKind.PHASE)
    assert [(cue.exercise, cue.side) for cue in phases] == [
        ("squat", "left"),
        ("squat", "right"),
        ("plank", "left"),
        ("plank", "right"),
    ]


def test_steps_of_a_circuits_members_are_said_the_first_time_only() -> None:
    positions = of_kind(circuit_of("2 x 10 s", ("squat", "plank")), CueKind.POSITION)
    assert ["Lie down." in cue.say for cue in positions if cue.set] == [True, True, False, False]


def test_brief_leaves_out_why_and_steps() -> None:
    full, brief = timeline_of("10 s"), timeline_of("10 s", Settings(verbosity=Verbosity.BRIEF))
    assert full.cues[0].say == ("Squat.", "It helps.", "Ten seconds.")
    assert brief.cues[0].say == ("Squat.", "Ten seconds.")
    assert [timeline.cues[1].say for timeline in (full, brief)] == [
        ("Get into position.", "Lie down."),
        ("Get into position.",),
    ]


def test_load_and_effort_are_shown() -> None:
    assert "load green band" in timeline_of("5 reps, at RPE 6, load green band").cues[0].show


def test_a_prescription_of_another_program_is_refused() -> None:
    program = Program("P", "hash", Span.of(3), (), {})
    with pytest.raises(ValueError, match="another version"):
        compile_session(program, Prescription("other", ()))


def test_an_empty_prescription_is_an_empty_timeline() -> None:
    timeline = compile_session(Program("P", "hash", Span.of(3), (), {}), Prescription("hash", ()))
    assert (timeline.total, timeline.blocks, timeline.cues) == (0, (), ())


def test_an_absurd_dose_is_refused_in_plain_words() -> None:
    program = Program("P", "hash", Span.of(3), ("squat",), {"squat": section("squat")})
    item = Item("squat", "squat", 0, Dose(Time(Span.of(4 * 3600)), sets=Span.of(10**9)))
    with pytest.raises(SessionTooLong, match="more than a day"):
        compile_session(program, Prescription("hash", (item,)))
