"""Each exercise of the shipped programs is a handout that can be spoken, and keeps the rules of safety.

Programs are read as text here, not through the language: the words are held to even where the checker has a bug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = sorted((Path(__file__).parents[3] / "src/unkink/library/programs").glob("*.md"))
MOST_WORDS_IN_A_STEP = 16
MOST_WORDS_ANNOUNCED = 14
BALL_RULES = (
    "below the front hip bone",
    "on the outer half",
    "never in the inner groin crease",
    "never on the belly",
    "up to 3 out of 10",
    "comes off",
)


@dataclass(frozen=True, slots=True)
class Handout:
    """One H2 of a program as plain text: its facts, why, steps and cautions, each on one line."""

    program: str
    id: str
    facts: tuple[str, ...]
    why: tuple[str, ...]
    steps: tuple[str, ...]
    cautions: tuple[str, ...]

    def fact(self, key: str) -> str | None:
        return next((fact.partition(": ")[2] for fact in self.facts if fact.startswith(f"- {key}: ")), None)

    @property
    def announced(self) -> str:
        """The first sentence of the why, which is spoken."""
        return re.split(r"(?<=[.!?])\s", self.why[0])[0]


def handouts_of(program: Path) -> Iterator[Handout]:
    for text in re.split(r"^## ", program.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, body = text.partition("\n")
        body = re.split(r"^# ", body, maxsplit=1, flags=re.MULTILINE)[0]
        blocks = [block for block in body.strip().split("\n\n") if block]
        yield Handout(
            program.stem,
            heading[heading.index("{#") + 2 : heading.index("}")],
            facts=tuple(line for block in blocks if block.startswith("- ") for line in block.split("\n")),
            why=tuple(" ".join(block.split()) for block in blocks if block[0].isalpha()),
            steps=tuple(
                line.partition(". ")[2] for block in blocks if block[0].isdigit() for line in block.split("\n")
            ),
            cautions=tuple(" ".join(block.replace(">", " ").split()) for block in blocks if block[0] == ">"),
        )


HANDOUTS = [handout for program in PROGRAMS for handout in handouts_of(program)]
PRESSES = [handout for handout in HANDOUTS if re.match(r"ball\b", handout.fact("needs") or "")]
EFFORTS = [handout for handout in HANDOUTS if handout.fact("dose") and handout not in PRESSES]


def label(handout: Handout) -> str:
    return f"{handout.program}:{handout.id}"


# Whoever hears them holds a posture until the countdown, so what is tiring or unsteady must not come before it.
TAKEN_UP_AT_THE_COUNTDOWN = (
    "push-up position",
    "in one line",
    "into one line",
    "come to hands and knees",
    "lean in",
    "bend your hips and knees",
    "take your weight on this leg",
    "shift forward",
    "drift towards the wall",
)
AT_THE_COUNTDOWN = "When the countdown starts, "

EVERY_HANDOUT = pytest.mark.parametrize("handout", HANDOUTS, ids=label)


def sibling(handout: Handout, name: str) -> Handout:
    return next(other for other in HANDOUTS if (other.program, other.id) == (handout.program, name))


def rungs_of(handout: Handout) -> set[str]:
    return {fact.split(":")[0].removeprefix("  - ") for fact in handout.facts if fact.startswith("  - ")}


def longest_seconds(text: str) -> int:
    return max((int(number) for number in re.findall(r"(\d+) s\b", text)), default=0)


def test_the_flagship_names_whom_it_follows() -> None:
    credit = (
        'After "5 Tight Psoas Exercises for Lasting Relief and Improved Mobility" by Eric Wong (Coach E), '
        "Precision Movement."
    )
    text = next(program for program in PROGRAMS if program.stem == "tight-psoas").read_text("utf-8")
    assert text.count(f"credit: {credit}\n") == 1


def test_the_flagship_keeps_its_order_and_base_doses() -> None:
    doses = {
        handout.id: handout.fact("dose")
        for handout in HANDOUTS
        if handout.program == "tight-psoas" and handout.fact("dose")
    }
    assert list(doses.items()) == [
        ("ball-release", "1-2 min per side"),
        ("glute-squeeze", "4 reps, hold 10 s"),
        ("slouch-to-tall", "4 reps per side, hold 5 s"),
        ("side-lying", "4 rounds per side: 10 s extend, 10 s flex"),
        ("front-support", "6 reps per side, hold 2 s"),
    ]


@EVERY_HANDOUT
def test_every_exercise_says_why_and_when_to_stop(handout: Handout) -> None:
    assert handout.why
    assert handout.cautions
    assert handout.fact("movement")


@EVERY_HANDOUT
def test_every_exercise_can_be_announced_in_a_breath(handout: Handout) -> None:
    assert len(handout.announced.split()) <= MOST_WORDS_ANNOUNCED, handout.announced
    assert len(handout.why) == 1
    assert len(re.findall(r"[.!?](?:\s|$)", handout.why[0])) <= 3


@EVERY_HANDOUT
def test_every_exercise_has_three_to_six_short_steps(handout: Handout) -> None:
    assert 3 <= len(handout.steps) <= 6
    assert [step for step in handout.steps if len(step.split()) > MOST_WORDS_IN_A_STEP] == []


@EVERY_HANDOUT
def test_steps_can_be_spoken_for_either_side(handout: Handout) -> None:
    """The voice names the side, so no step may; nor may a step hold what a voice stumbles over."""
    assert [step for step in handout.steps if re.search(r"\b(?:left|right)\b", step, re.IGNORECASE)] == []
    assert [step for step in handout.steps if re.search(r"[()\[\]/%*_#<>&]|\d", step)] == []
    assert [step for step in handout.steps if not step.endswith(".")] == []


@EVERY_HANDOUT
def test_a_step_for_both_sides_at_once_names_none(handout: Handout) -> None:
    if handout.fact("dose") and "side" not in (handout.fact("dose") or ""):
        assert [step for step in handout.steps if "this side" in step or "this leg" in step] == []


@EVERY_HANDOUT
def test_a_tiring_posture_is_taken_up_last(handout: Handout) -> None:
    """All steps are spoken before the countdown; nobody waits for its end in a plank or on one leg."""
    taken_up = [step for step in handout.steps if any(words in step for words in TAKEN_UP_AT_THE_COUNTDOWN)]
    assert [step for step in taken_up if not step.startswith(AT_THE_COUNTDOWN)] == []
    assert [step for step in handout.steps[:-1] if step.startswith(AT_THE_COUNTDOWN)] == []


@EVERY_HANDOUT
def test_a_step_says_when_the_effort_begins(handout: Handout) -> None:
    """On each rep, in a named phase, or at the countdown: a step that only says what to do is done at once."""
    if handout in PRESSES or any(handout.id == rung for press in PRESSES for rung in rungs_of(press)):
        return
    when = re.compile(rf"{AT_THE_COUNTDOWN}|On (?:each rep|extend|flex|lift|reach), ")
    assert [step for step in handout.steps if when.match(step)]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_a_program_speaks_of_no_page(path: Path) -> None:
    """It is read on pages and on paper, and heard."""
    assert re.findall(r"\b(?:this|next) page\b|further (?:up|down)\b", path.read_text("utf-8")) == []


@pytest.mark.parametrize("program", [program.stem for program in PROGRAMS])
def test_some_exercise_waits_for_the_countdown(program: str) -> None:
    assert [
        step
        for handout in HANDOUTS
        if handout.program == program
        for step in handout.steps
        if step.startswith(AT_THE_COUNTDOWN)
    ]


def test_there_are_ball_exercises_to_look_at() -> None:
    assert {handout.program for handout in PRESSES} == {"tight-psoas", "tensor-fasciae-latae"}


@pytest.mark.parametrize("handout", PRESSES, ids=label)
def test_pressure_keeps_the_ball_rules(handout: Handout) -> None:
    """Where the ball goes, when it comes off, and on each easier rung likewise; longer is the only way up."""
    for pressing in (handout, *(sibling(handout, rung) for rung in rungs_of(handout))):
        said = " ".join(pressing.cautions)
        assert [rule for rule in BALL_RULES if rule not in said] == [], pressing.id
        assert [step for step in pressing.steps if re.search(r"\b(?:firm|hard|deep|strong)", step)] == []
    assert "- harder:" not in handout.facts
    assert handout.fact("dose") == "1-2 min per side"


@pytest.mark.parametrize("handout", PRESSES, ids=label)
def test_no_pressure_means_none(handout: Handout) -> None:
    """Whoever must not be pressed on gets a stretch, and that answer is looked at before a missing ball."""
    answers = [fact.split(":")[0] for fact in handout.facts if fact.startswith("- instead when")]
    assert answers[:2] == ["- instead when no-pressure", "- instead when pregnant"]
    for answer in ("no-pressure", "pregnant"):
        stretch = sibling(handout, (handout.fact(f"instead when {answer}") or "").split(":")[0])
        assert not re.search(r"\b(?:ball|press\w*)\b", " ".join((*stretch.steps, stretch.fact("needs") or "")))


@pytest.mark.parametrize("handout", EFFORTS, ids=label)
def test_high_blood_pressure_holds_ten_seconds_at_most_and_counts_aloud(handout: Handout) -> None:
    """An effort whose ladder holds longer than ten seconds has a shorter, counted one in its place."""
    substitute = handout.fact("instead when high-blood-pressure")
    if substitute is None:
        assert longest_seconds("\n".join(handout.facts)) <= 10
        return
    instead = sibling(handout, substitute.split(":")[0])
    assert 0 < longest_seconds(substitute) <= 10
    assert re.search(r"\bcount\b.*\baloud", " ".join((*instead.steps, *instead.cautions)), re.IGNORECASE)
    assert not instead.id.endswith("front-support")
