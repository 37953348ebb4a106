"""Laws of reading movements: any input gives a movement or plain errors, in time that grows with it and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.body.bodies import HEAD, MOVEMENTS, PHASES, POSES, SQUAT, skeleton
from unkink.body.check import check_movement
from unkink.body.posture import THROUGH_THE_MIDDLE, Posture
from unkink.body.segments import ANGLES
from unkink.findings.diagnostic import as_text, has_errors
from unkink.findings.source import LARGEST_FILE

NOISE = st.text(max_size=200) | st.binary(max_size=200)
YAML_LIKE = st.text(alphabet="ab:[]{}#&*!|>%@`'\"-?, \n\t\\0é", max_size=80)
SLOWEST = 3.0  # seconds of processor time
TEXTS = (SQUAT, *(MOVEMENTS[name] for name in ("plank-knee-drive", "side-lying-press", "psoas-ball-slide")))


@st.composite
def untidy(draw: st.DrawFn) -> str:
    """A movement with lines left out, doubled, swapped, and pieces of text put in anywhere."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(("drop", "double", "swap", "put"))):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                place = draw(st.integers(0, len(lines[at])))
                piece = draw(
                    st.sampled_from((":", "[", "}", "-", " ", "left", "9999", "like: x", "''", "é", "~", "*a"))
                )
                lines[at] = lines[at][:place] + piece + lines[at][place:]
    return "\n".join(lines)


@given(NOISE | YAML_LIKE | untidy())
@example(b"\xff\xfe\x00")
@example("\ud800\x00\u202e")
@example("[" * 20_000)
@example("a: " * 5000)
@example("? [a]\n: b")
@example("[a]: b")
@example("format: [1]\nposes: 3\nphases: x\nprops: [a]\n")
@example(HEAD + "poses: {a: {touch: 3, pin: 4, floor: {a: b}, against: [a], like: [a]}}\n")
@example(HEAD + "poses: {a: {floor: [{a: {b: c}}, [x], {}]}}\nphases: [3, [a], {pose: [a], does: [b], seconds: [c]}]\n")
@example(HEAD + "props: {wall: 3, chair: {shift: [a, b]}, band: {around: {a: b}}, x: {kind: [a]}}\narrows: {a: b}\n")
@example(
    SQUAT
    + "arrows: [3, {of: [working.heel], phase: [lift]}]\ncamera: {place: [a], counts: {a: b}}\nviews: {front: 3}\n"
)
def test_any_input_gives_a_movement_or_errors(source: str | bytes) -> None:
    """A check never raises: there is a movement exactly when no diagnostic is an error, each at a place in the file."""
    checked = check_movement(source, "a", others=MOVEMENTS)
    assert (checked.movement is None) == has_errors(checked.diagnostics)
    text = source if isinstance(source, str) else source.decode("utf-8", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in checked.diagnostics:
        assert one.code and one.message
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= max(len(lines[one.line - 1]), 1) + 1
        assert as_text(one, "a.yaml")


@given(untidy())
@settings(max_examples=30)
def test_the_same_text_gives_the_same_movement(text: str) -> None:
    first = check_movement(text, "a", others=MOVEMENTS)
    for same in (text.encode(), "\ufeff" + text, text.replace("\n", "\r\n")):
        again = check_movement(same, "a", others=MOVEMENTS)
        assert again.movement == first.movement
        assert [one.code for one in again.diagnostics] == [one.code for one in first.diagnostics]


def repeated(line: Callable[[int], str], head: str, tail: str = "") -> Callable[[int], str]:
    """A text of about so many bytes: lines made from their numbers, between a head and a tail."""

    def text(size: int) -> str:
        count = max(1, size // len(line(10_000)))
        return head + "".join(line(number) for number in range(count)) + tail

    return text


HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": repeated(lambda _: "[", ""),
    "open braces": repeated(lambda _: "{a: ", ""),
    "keys": repeated(lambda n: f"key{n}: 3\n", HEAD),
    "keys written twice": repeated(lambda _: "title: a\n", HEAD),
    "poses": repeated(lambda n: f"  p{n}: {{like: p{n - 1}}}\n", HEAD + "poses:\n"),
    "poses of one name": repeated(lambda _: "  p: {floor: [head]}\n", HEAD + "poses:\n"),
    "angles": repeated(lambda n: f"      hip_flexion{n}: 3\n", HEAD + "poses:\n  a:\n    both:\n"),
    "parts": repeated(lambda n: f"      - working.soles{n}\n", HEAD + "poses:\n  a:\n    floor:\n"),
    "pairs": repeated(lambda n: f"      - [working.palm{n}, nose]\n", HEAD + "poses:\n  a:\n    touch:\n"),
    "phases": repeated(lambda _: "  - {pose: tall, does: hold, seconds: 1}\n", HEAD + POSES + "phases:\n"),
    "phases of nothing": repeated(
        lambda n: f"  - {{pose: tal{n}, does: hol, seconds: x}}\n", HEAD + POSES + "phases:\n"
    ),
    "props": repeated(lambda n: f"  ball{n}: {{kind: ball}}\n", HEAD + "props:\n"),
    "arrows": repeated(lambda n: f"  - {{of: working.heel{n}, phase: up{n}}}\n", SQUAT + "arrows:\n"),
    "muscles": repeated(lambda n: f"  - working.psoas{n}\n", SQUAT + "highlight:\n"),
    "likes": repeated(lambda n: f"  p{n}: {{like: plank-knee-drive/plank}}\n", HEAD + "poses:\n"),
    "a long number": repeated(lambda _: "9", HEAD + "poses: {a: {both: {hip_flexion: ", "}}}\n" + PHASES),
    "a long text": repeated(lambda _: "a b ", HEAD + "camera: {counts: [", "]}\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_of_a_check_grows_with_its_input_and_no_faster(name: str) -> None:
    """A hostile file of four times the size takes at most ten times as long, and none takes 3 s."""
    small, large = (_seconds(HOSTILE[name](size)) for size in (LARGEST_FILE // 10, LARGEST_FILE // 10 * 4))
    assert large < SLOWEST
    assert large < 10 * small + 0.3


def _seconds(text: str) -> float:
    """Of three times the shortest: what a collection of garbage takes is none of the check's."""

    def once() -> float:
        begun = time.process_time()
        check_movement(text, "a", others=MOVEMENTS)
        return time.process_time() - begun

    return min(once() for _ in range(3))


@given(st.lists(st.floats(-60, 60), min_size=len(ANGLES), max_size=len(ANGLES)), st.floats(-1, 1))
@settings(max_examples=20)
def test_mirroring_and_placing_commute(degrees: list[float], aside: float) -> None:
    """Whatever the posture: the body in the mirrored posture is the mirror image of the body."""
    body = skeleton()
    posture = Posture(dict(zip(ANGLES, degrees, strict=True)), np.eye(3), np.array([0.0, 1.0, aside]))
    skin, mirrored = (body.skin(body.frames(one)) for one in (posture, posture.mirrored))
    half = len(skin) // 2
    assert mirrored == pytest.approx(np.concatenate([skin[half:], skin[:half]]) @ THROUGH_THE_MIDDLE, abs=1e-9)
