"""Reading a movement: every mistake has a code, its place, and a way out."""

from __future__ import annotations

import pytest

from tests.unit.body.bodies import HEAD, MOVEMENTS, PHASES, POSES, SQUAT, movement
from unkink.body.check import KEYS, check_movement
from unkink.body.movement import BACKREST, Arrow, Base, Does, PropKind, Where
from unkink.body.reading.props import KEYS as PROP_KEYS
from unkink.findings.diagnostic import Diagnostic, Severity, as_text


def found(text: str | bytes, name: str = "squat", **others: str) -> tuple[Diagnostic, ...]:
    return check_movement(text, name, others={**MOVEMENTS, **others}).diagnostics


def pose(line: str) -> str:
    """The squat, with one more line in its second pose (line 13)."""
    return HEAD + POSES + f"    {line}\n" + PHASES


MISTAKES: list[tuple[str | bytes, str, tuple[int, int], str]] = [
    (b"", "movement-empty", (1, 1), "format: 1"),
    (b"# nothing but a remark\n", "movement-empty", (1, 1), "format: 1"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "not-utf-8", (1, 1), "UTF-8"),
    (b"x" * 300_000, "file-too-large", (1, 1), "one movement"),
    ("[1, 2", "movement-yaml", (1, 1), "close what is open"),
    ("title: Bridge: both feet", "movement-yaml", (1, 14), "between quotes"),
    ("a: *b", "movement-yaml", (1, 4), "write it out"),
    ("a: [[[[[[[[1]]]]]]]]", "movement-yaml", (1, 10), "brackets"),
    ("just words", "movement-yaml", (1, 1), "with a key"),
    ("- a\n- b", "movement-yaml", (1, 1), "with a key"),
    ("format: 1\n---\nformat: 1\n", "movement-yaml", (3, 1), "`---`"),
    (SQUAT.replace("  tall:", "\ttall:"), "movement-yaml", (6, 1), "spaces"),
    (SQUAT.replace("  tall:", "  - tall:"), "movement-yaml", (10, 3), "`- `"),
    (SQUAT.replace("format: 1", "format: 2"), "format-unknown", (1, 9), ""),
    (SQUAT.replace("title: Squat\n", ""), "key-missing", (1, 1), "title: …"),
    (SQUAT.replace("title: Squat", "title:"), "value-missing", (2, 1), ""),
    (SQUAT.replace("format: 1", "format:"), "value-missing", (1, 1), "format: 1"),
    (SQUAT.replace("format: 1", "format: []"), "format-unknown", (1, 9), ""),
    (SQUAT.replace("title: Squat", "title: [a]"), "not-a-text", (2, 8), ""),
    (SQUAT.replace("title: Squat", "title: " + "a" * 2001), "text-too-long", (2, 8), ""),
    (SQUAT.replace("base: standing", "base: standin"), "base-unknown", (4, 7), "standing"),
    (SQUAT.replace("base: standing", ""), "key-missing", (1, 1), "base: standing"),
    (SQUAT.replace("poses:", "posess:"), "key-unknown", (5, 1), "poses"),
    (SQUAT + "title: Again\n", "key-twice", (18, 1), "keep one"),
    (SQUAT.replace("  tall:\n", "  tall: 3\n  low2:\n"), "not-a-mapping", (6, 9), ""),
    (pose("bothh: {hip_flexion: 3}"), "key-unknown", (13, 5), "both"),
    (pose("left: {hip_flexion: 3}"), "left-or-right", (13, 5), "working or other"),
    (pose("wall: [left.sole]"), "left-or-right", (13, 12), "working.sole or other.sole"),
    (pose("wall: [heel_r]"), "left-or-right", (13, 12), "working.heel or other.heel"),
    (pose("working: {hip_flexon: 3}"), "angle-unknown", (13, 15), "hip_flexion"),
    (pose("working: {hip_extension: 3}"), "angle-unknown", (13, 15), "hip_flexion: -…"),
    (pose("working: {lumbar_flexion: 3}"), "angle-unknown", (13, 15), ""),
    (pose("trunk: {hip_flexion: 3}"), "angle-unknown", (13, 13), ""),
    (pose("working: {hip_flexion: wide}"), "not-a-number", (13, 28), ""),
    (pose("working: {hip_flexion: 35 deg}"), "not-a-number", (13, 28), "35"),
    (pose('working: {hip_flexion: "-12,5°"}'), "not-a-number", (13, 29), "-12.5"),
    (pose("working: {hip_flexion: 12,5}"), "angle-unknown", (13, 31), "with a point"),
    (SQUAT.replace("seconds: 3", "seconds: 2,5"), "key-unknown", (16, 40), "with a point"),
    (SQUAT.replace("seconds: 3", "seconds: 3 s"), "not-a-number", (16, 38), "3"),
    (pose("working: {hip_flexion: 1e999}"), "not-a-number", (13, 28), ""),
    (pose("working: {hip_flexion: .nan}"), "not-a-number", (13, 28), ""),
    (pose("working: {hip_flexion: 5000}"), "out-of-bounds", (13, 28), ""),
    (pose("working: {hip_flexion: 140}"), "range-of-motion", (13, 28), "hip_flexion: 120"),
    (pose("wall: [back]"), "surface-unknown", (13, 5), "wall"),
    (pose("against: {chair: [pelvis]}"), "surface-unknown", (13, 15), ""),
    (pose("pin: [sole]"), "part-unknown", (13, 11), "working.sole, other.sole"),
    (pose("pin: [working.soel]"), "part-unknown", (13, 11), "working.sole"),
    (pose("pin: [belyl]"), "part-unknown", (13, 11), "belly"),
    (pose("pin: [working.belly]"), "part-unknown", (13, 11), "belly"),
    (pose("pin: [toez]"), "part-unknown", (13, 11), "working.toes, other.toes"),
    (pose("pin: {a: b}"), "not-a-list", (13, 10), ""),
    (pose("touch: [[working.palm]]"), "not-a-pair", (13, 13), ""),
    (pose("touch: [[palm, nose]]"), "marker-unknown", (13, 14), "working.palm or other.palm"),
    (pose("touch: [[working.plam, nose]]"), "marker-unknown", (13, 14), "working.palm"),
    (pose("touch: [[other.plam, nose]]"), "marker-unknown", (13, 14), "other.palm"),
    (pose("touch: [[left.palm, nose]]"), "left-or-right", (13, 14), "working.palm or other.palm"),
    (HEAD + POSES + "  empty: {}\n" + PHASES, "pose-floats", (13, 3), "floor"),
    (HEAD + POSES.replace("like: tall", "like: tal") + PHASES, "pose-unknown", (11, 11), "tall"),
    (HEAD + POSES.replace("like: tall", "like: low") + PHASES, "like-loop", (11, 11), ""),
    (HEAD + POSES.replace("like: tall", "like: bridg/up") + PHASES, "movement-unknown", (11, 11), ""),
    (HEAD + POSES.replace("like: tall", "like: plank-knee-drive/plan") + PHASES, "pose-unknown", (11, 11), "plank"),
    (HEAD + POSES.replace("like: tall", "like: squat/tall") + PHASES, "like-loop", (11, 11), ""),
    (HEAD + POSES.replace("  low:", "  a b:") + PHASES.replace("low", "a b"), "bad-name", (10, 3), ""),
    (HEAD + POSES, "key-missing", (1, 1), "phases"),
    (HEAD + PHASES, "key-missing", (1, 1), "poses"),
    (HEAD + "poses:\n" + PHASES, "value-missing", (5, 1), "poses"),
    (HEAD + "poses: {}\n" + PHASES, "value-missing", (5, 1), "poses"),
    (HEAD + POSES + "phases: {a: b}\n", "not-a-list", (13, 9), ""),
    (SQUAT.replace("does: hold", "does: holt"), "phase-unknown", (16, 23), "hold"),
    (SQUAT.replace("does: hold, ", ""), "phase-incomplete", (16, 5), ""),
    (SQUAT.replace("does: hold", "dose: hold"), "key-unknown", (16, 17), "does"),
    (SQUAT.replace("seconds: 3", "seconds: 0"), "out-of-bounds", (16, 38), ""),
    (SQUAT.replace("{pose: low, does: hold", "{pose: lo, does: hold"), "pose-unknown", (16, 12), "low"),
    (SQUAT + "arrows: [{of: working.heel, phase: up}]\n", "phase-unknown", (18, 36), ""),
    (SQUAT + "arrows: [{of: working.heel}]\n", "arrow-incomplete", (18, 10), ""),
    (SQUAT + "arrows: [{of: working.heel, phase: lift, push: [1, 2]}]\n", "not-a-direction", (18, 48), ""),
    (SQUAT + "arrows: [{of: working.heel, phase: lift, push: [0, 0, 0]}]\n", "not-a-direction", (18, 48), ""),
    (SQUAT + "arrows: [{of: working.heel, phase: up, push: [1, 2]}]\n", "not-a-direction", (18, 46), ""),
    (SQUAT + "arrows: [{of: working.heel, phase: lift, both: maybe}]\n", "not-yes-or-no", (18, 48), ""),
    (SQUAT + "highlight: [working.psoaz]\n", "muscle-unknown", (18, 13), "working.psoas"),
    (SQUAT + "highlight: [working.claf]\n", "muscle-unknown", (18, 13), "working.calf"),
    (SQUAT + "arrows: [{of: working.nose, phase: lift}]\n", "marker-unknown", (18, 15), "nose"),
    (SQUAT + "highlight: [psoas]\n", "muscle-unknown", (18, 13), "working.psoas or other.psoas"),
    (SQUAT + "camera: {place: above}\n", "camera-place", (18, 17), ""),
    (SQUAT + "props: {trampoline: {}}\n", "prop-unknown", (18, 9), ""),
    (SQUAT + "props: {mat: {height: 3}}\n", "key-unknown", (18, 15), ""),
    (SQUAT + "props: {wall: {where: above}}\n", "where-unknown", (18, 23), ""),
    (SQUAT + "props: {house: {kind: wall}}\n", "prop-twice", (18, 9), "wall"),
    (SQUAT + "props: {wall: {}, house: {kind: wall}}\n", "prop-twice", (18, 19), "wall"),
    (SQUAT + "props: {chair: {}, stool: {kind: chair}}\n", "prop-twice", (18, 20), "leave `stool` out"),
    (SQUAT + "props: {step: {shift: 3}}\n", "not-a-pair", (18, 23), ""),
    (SQUAT + "props: {ball: {at: knee}}\n", "marker-unknown", (18, 20), ""),
    (SQUAT + "props: {ball: {at: palm}}\n", "marker-unknown", (18, 20), "working.palm or other.palm"),
    (SQUAT + "props: {ball: {at: left.palm}}\n", "left-or-right", (18, 20), "working.palm or other.palm"),
    (SQUAT + "props:\n  mat: {}\n  ball:\n    at: bal\n", "marker-unknown", (21, 9), "ball"),
    (SQUAT + f"props: {{{', '.join(f'b{n}: {{kind: ball}}' for n in range(21))}}}\n", "too-many", (18, 1), ""),
    (SQUAT + "like: nobody\n", "movement-unknown", (18, 7), ""),
    (SQUAT + "like: squat\n", "like-loop", (18, 7), ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place", "suggestion"), MISTAKES, ids=lambda one: str(one)[:30])
def test_a_mistake_is_named_where_it_stands(
    text: str | bytes, code: str, place: tuple[int, int], suggestion: str
) -> None:
    """Its code, its line and column, and what to write instead."""
    by_place = {(one.code, one.line, one.column): one for one in found(text)}
    assert (code, *place) in by_place, sorted(by_place)
    one = by_place[code, *place]
    assert one.message and suggestion in one.suggestion
    assert "^" in as_text(one, "squat.yaml") or not one.source.strip()


@pytest.mark.parametrize("name", ["working.hand", "working.bum", "belly button"])
def test_what_is_like_no_part_of_the_body_is_not_taken_for_one(name: str) -> None:
    (one,) = found(pose(f"touch: [[{name}, nose]]"))
    assert (one.code, one.suggestion) == ("marker-unknown", "")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD + POSES + "".join(f"  p{number}: {{like: tall}}\n" for number in range(40)) + PHASES, ["too-many"]),
        (
            HEAD
            + f"props: {{{', '.join(f'b{n}: {{kind: step}}' for n in range(21))}}}\n"
            + POSES.replace("    pin", "    against: {b3: [working.hand]}\n    pin")
            + PHASES,
            ["too-many"],
        ),
        (HEAD + "poses:\n" + "phases: []\n", ["value-missing"]),
        (SQUAT.replace("format: 1", "format:"), ["value-missing"]),
        (SQUAT + "arrows: [{of: working.nose, phase: lift}]\n", ["marker-unknown"]),
        (SQUAT + "arrows: [here]\n", ["not-a-mapping"]),
    ],
    ids=["poses", "props", "nothing", "format", "arrow", "no arrow"],
)
def test_one_mistake_is_told_once(text: str, codes: list[str]) -> None:
    assert [one.code for one in found(text)] == codes


@pytest.mark.parametrize("written", ["3 cm", "2 min", "wide", "1-2", "[3]", "12:30"])
def test_no_number_is_suggested_where_its_unit_would_change_it(written: str) -> None:
    (one,) = found(pose(f"working: {{hip_flexion: {written}}}"))
    assert (one.code, one.suggestion) == ("not-a-number", "")


def test_what_could_stand_there_leaves_out_what_stands_there_already() -> None:
    (one,) = (one for one in found(SQUAT.replace("does: hold", "dose: hold")) if one.code == "key-unknown")
    assert one.expected == ("does", "via", "stage", "name", "say", "highlight")


def test_every_mistake_is_found_at_once() -> None:
    text = pose("working: {hip_flexon: 3, knee_flexion: x, lumbar_flexion: 2}").replace("does: hold", "does: holt")
    codes = [one.code for one in found(text)]
    assert codes == ["angle-unknown", "not-a-number", "angle-unknown", "phase-unknown"]


def test_a_range_of_motion_is_a_warning_that_names_its_source() -> None:
    (one,) = found(pose("working: {hip_flexion: 140}"))
    assert one.severity is Severity.WARNING
    assert "AAOS" in one.message and one.expected == ("-30 to 120",)
    (one,) = found(pose("trunk: {lumbar_flexion: 80}"))
    assert "judgement" in one.message


def test_a_circle_of_movements_is_an_error_not_a_hang() -> None:
    one, two = SQUAT + "like: two\n", SQUAT + "like: one\n"
    assert {diagnostic.code for diagnostic in found(one, "one", one=one, two=two)} == {"like-broken"}
    message = next(diagnostic.message for diagnostic in found(one, "one", one=one, two=two))
    assert "one > two > one" in message


def test_a_broken_movement_breaks_what_is_like_it_with_its_line() -> None:
    (one,) = found("like: broken\n" + HEAD, broken=SQUAT.replace("does: hold", "does: holt"))
    assert one.code == "like-broken" and "line 16" in one.message


# What is read --------------------------------------------------------------------------------------------------------


def test_a_pose_has_what_the_pose_it_is_like_has_except_what_it_says() -> None:
    read = movement(SQUAT)
    assert read.poses["low"].angles["shoulder_r.abduction"] == 8
    assert read.poses["low"].angles["hip_l.flexion"] == read.poses["low"].angles["hip_r.flexion"] == 60
    assert read.poses["low"].contacts == read.poses["tall"].contacts
    assert read.poses["low"].pins == ("working.sole", "other.sole")


def test_working_is_the_right_side_and_goes_over_both() -> None:
    read = movement(pose("working: {hip_flexion: 90}\n    other: {knee_flexion: 5}\n    trunk: {neck_flexion: 3}"))
    angles = read.poses["low"].angles
    assert (angles["hip_r.flexion"], angles["hip_l.flexion"], angles["knee_l.flexion"]) == (90, 60, 5)
    assert angles["neck.flexion"] == 3


def test_a_surface_that_is_written_replaces_its_list_alone() -> None:
    text = (
        HEAD
        + "props: {wall: {}}\n"
        + POSES.replace("    pin", "    wall: [back]\n    pin")
        + "    floor: [other.sole]\n"
    )
    contacts = movement(text + PHASES).poses["low"].contacts
    assert {(one.surface, one.point) for one in contacts} == {("floor", "other.sole"), ("wall", "back")}


def test_a_pose_of_another_movement_can_be_taken() -> None:
    read = movement(HEAD + POSES.replace("like: tall", "like: plank-knee-drive/plank") + PHASES)
    plank = movement(MOVEMENTS["plank-knee-drive"]).poses["plank"]
    assert read.poses["low"].contacts == plank.contacts
    assert read.poses["low"].angles["wrist_r.flexion"] == plank.angles["wrist_r.flexion"]
    assert read.poses["low"].angles["hip_r.flexion"] == 60


def test_a_variant_is_a_few_lines() -> None:
    """A movement like another says its title, its description and what differs; a prop is taken away with ``none``."""
    text = (
        "format: 1\ntitle: Without band\ndescription: As before.\nlike: plank-knee-drive\nprops: {band: none}\n"
        "highlight: [working.quadriceps]\nposes:\n  knee_in:\n    working: {hip_flexion: 100}\n"
    )
    whole, variant = movement(MOVEMENTS["plank-knee-drive"]), movement(text, "variant")
    assert (variant.title, variant.name, variant.base) == ("Without band", "variant", whole.base)
    assert set(variant.props) == set(whole.props) - {"band"}
    assert variant.poses["plank"] == whole.poses["plank"]
    assert variant.poses["knee_in"].angles["hip_r.flexion"] == 100
    assert variant.poses["knee_in"].angles["knee_r.flexion"] == whole.poses["knee_in"].angles["knee_r.flexion"]
    assert [phase.pose for phase in variant.phases] == [phase.pose for phase in whole.phases]
    assert {phase.highlight for phase in variant.phases} == {("working.quadriceps",)}
    assert variant.arrows == whole.arrows and variant.camera == whole.camera


def test_facts_are_how_long_a_repetition_takes_without_the_stages_of_a_dose() -> None:
    assert movement(SQUAT).facts.lift_ms == 2000
    assert movement(SQUAT.replace("lower, seconds: 2", "lower, seconds: 3.5")).facts.lower_ms == 3500
    assert movement(SQUAT.replace("does: lift", "does: lift, stage: extend")).facts.lift_ms == 2000
    assert movement(SQUAT + "loads_belly: true\n").facts.loads_belly


def test_phases_of_one_name_are_told_apart() -> None:
    read = movement(SQUAT + "  - {pose: low, does: lift, seconds: 2}\n")
    assert [phase.name for phase in read.phases] == ["place", "lift", "hold", "lower", "lift 2"]
    assert read.phases[1].does is Does.LIFT
    assert read.key_poses == ("tall", "low")


def test_props_arrows_views_and_camera_are_read() -> None:
    text = SQUAT + (
        "props:\n  wall: {where: beside other, distance: 0.4}\n  chair: {height: 0.5}\n  band: {around: knees}\n"
        "  soft: {kind: pillow, between: [working.knee_inside, other.knee_inside]}\n  ball: {at: working.hip_side}\n"
        "arrows: [{of: working.hip_bone, phase: lift, push: [0, -1, 0]}]\nviews: {side: {yaw: 5}}\n"
        "camera: {place: working side, counts: [squats], unseen: [effort]}\n"
    )
    read = movement(text)
    assert read.props["wall"].where is Where.BESIDE_OTHER and read.props["wall"].distance == 0.4
    assert read.props["chair"].height == 0.5 and read.props["chair"].width > 0
    assert read.props["band"].around == ("working.knee_front", "other.knee_front")
    assert read.props["soft"].kind is PropKind.PILLOW
    assert read.arrows == (Arrow("working.hip_bone", "lift", both=False, push=(0, -1, 0)),)
    assert read.views["side"].yaw == 5 and read.views["side"].pitch == movement(SQUAT).views["side"].pitch
    assert (read.camera.counts, read.camera.judges, read.camera.unseen) == (("squats",), (), ("effort",))


def test_a_chair_brings_its_backrest() -> None:
    text = SQUAT.replace("    pin", "    against: {backrest: [working.fingertips]}\n    pin") + "props: {chair: {}}\n"
    assert movement(text).poses["tall"].contacts[-1].surface == BACKREST


@pytest.mark.parametrize("base", Base)
def test_every_base_can_be_written(base: Base) -> None:
    assert movement(SQUAT.replace("base: standing", f"base: {base}")).base is base


def test_the_keys_of_props_are_those_of_a_prop() -> None:
    assert set(PROP_KEYS) == set(PropKind)
    assert KEYS[0] == "format"
