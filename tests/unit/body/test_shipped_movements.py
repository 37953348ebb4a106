"""The shipped movements: every contact of every one, on every body; and what programs and timelines need of them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import unkink.library
from tests.unit.body.bodies import BODIES, MOVEMENTS, movement, shipped, skeleton
from unkink.body.check import check_movement
from unkink.body.met import missed
from unkink.body.movement import Does
from unkink.figure.camera import axes_of
from unkink.program.check import check
from unkink.program.prescription import prescribe
from unkink.session.compile import compile_session
from unkink.session.movements import FactsOfMovements

PROGRAMS = sorted((Path(unkink.library.__file__).parent / "programs").glob("*.md"))
A_STEP = 0.3  # metres between the feet
FACTS = FactsOfMovements(MOVEMENTS)


@pytest.mark.parametrize("name", MOVEMENTS)
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert check_movement(MOVEMENTS[name], name, others=MOVEMENTS).diagnostics == ()


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", MOVEMENTS)
def test_every_contact_is_met_within_10_mm_and_nothing_sinks_more_than_5_mm(name: str, body: str) -> None:
    assert list(missed(shipped(name, body))) == []


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("name", ["plank-knee-drive", "plain-plank-knee-drive", "bench-front-support"])
def test_a_front_support_keeps_its_line_while_the_knee_comes_in(name: str, body: str) -> None:
    """What its text asks for: hips that do not rise, a back that does not round."""
    solved = shipped(name, body)
    line, *others = (solved.poses[pose].posture.angles for pose in solved.movement.poses)
    for angle in ("hip_l.flexion", "lumbar.flexion", "thoracic.flexion"):
        assert all(abs(pose.get(angle, 0.0) - line.get(angle, 0.0)) < 5 for pose in others), angle


@pytest.mark.parametrize("name", [name for name in MOVEMENTS if movement(MOVEMENTS[name], name).base == "standing"])
def test_a_foot_that_is_set_away_is_seen_away_from_the_other(name: str) -> None:
    """In the view that Today and the handout show: a step towards whoever looks is no picture of a step."""
    solved = shipped(name)
    axes = axes_of(solved.view().yaw, solved.view().pitch)
    for pose in solved.movement.key_poses:
        frames = skeleton().frames(solved.poses[pose].posture)
        apart = skeleton().marker(frames, "midfoot_r") - skeleton().marker(frames, "midfoot_l")
        if np.linalg.norm(apart) > A_STEP:
            assert np.linalg.norm((axes @ apart)[:2]) > np.linalg.norm(apart) / 3, pose


@pytest.mark.parametrize("name", MOVEMENTS)
def test_it_says_what_a_person_and_a_camera_see_without_naming_a_side(name: str) -> None:
    one = movement(MOVEMENTS[name], name)
    said = [one.title, one.description, *(phase.say for phase in one.phases)]
    assert one.description.endswith(".") and len(one.title) <= 60
    assert not re.search(r"\b(left|right)\b", " ".join(said), re.IGNORECASE)
    assert all(phase.highlight for phase in one.phases)
    assert one.camera.counts or one.camera.judges or one.camera.unseen


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_every_movement_that_a_program_names_is_shipped(path: Path) -> None:
    named = set(re.findall(r"^- movement: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert named and sorted(named - set(MOVEMENTS)) == []
    assert check(path.read_bytes(), movements=FACTS).diagnostics == ()


@pytest.mark.parametrize("name", MOVEMENTS)
def test_its_moves_take_as_long_as_a_timeline_takes_for_them(name: str) -> None:
    """Two seconds each way, the calm pace of docs/timeline.md: facts change no shipped timeline."""
    one = movement(MOVEMENTS[name], name)
    assert (one.facts.lift_ms, one.facts.lower_ms) == (2000, 2000)
    assert one.phases[0].does in (Does.PLACE, Does.HOLD)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_shipped_timelines_are_the_same_with_and_without_facts(path: Path) -> None:
    program = check(path.read_bytes()).program
    assert program is not None
    today = prescribe(program)
    assert compile_session(program, today, movements=FACTS) == compile_session(program, today)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_stage_of_a_dose_is_shown_by_the_movement(path: Path) -> None:
    """``10 s extend, 10 s flex``: the movement has phases of those names, so that the figure can do what is said."""
    program = check(path.read_bytes()).program
    assert program is not None
    for section in program.sections.values():
        stages = set(re.findall(r"\d s (extend|flex)\b", str(section.dose))) if section.dose else set()
        if stages and section.movement:
            shown = {phase.stage for phase in movement(MOVEMENTS[section.movement], section.movement).phases}
            assert stages <= shown, section.movement
