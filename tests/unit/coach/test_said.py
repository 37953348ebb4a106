"""What was answered once holds until the same question is answered again, whatever opens meanwhile."""

from __future__ import annotations

import pytest

from tests.unit.coach.people import Person, program_of
from unkink.coach.decision import Change, Status
from unkink.coach.keeping import as_json, from_json
from unkink.coach.said import Number, Said, said_in, still_so
from unkink.wire.facts import Facts

HOLDS = """---
format: 1
title: Holds
sessions: 2-3 a week
---

## Squeeze {#squeeze}

- dose: 4 reps, hold 15 s
- instead when pinching-hip: seated: 4 reps, hold 15 s
- instead when pregnant: seated: 4 reps, hold 15 s

1. Squeeze.

## Plank {#plank}

- dose: 30 s
- instead when high-blood-pressure: march: 6 reps

1. Hold.

## Ball {#ball}

- dose: 60 s
- pressure: ball
- instead when no-pressure: stretch: 30 s

1. Lie down.

## Seated {#seated}

- variant of: squeeze

1. Sit.

## March {#march}

- variant of: plank

1. March.

## Stretch {#stretch}

- variant of: ball

1. Kneel.
"""


def somebody(**answers: bool | int) -> Person:
    person = Person(program_of(HOLDS), "holds", screened=False)
    person.screen(-1, **answers)
    return person


def doses(person: Person) -> dict[str, tuple[str | None, str]]:
    return {one.exercise: (one.variant, str(one.dose)) for one in person.decide().exercises}


def test_blood_pressure_limits_hold_after_a_clearance_that_says_nothing_of_it() -> None:
    person = somebody(high_blood_pressure=True)
    assert person.decide().status is Status.LOCKED
    person.screen(0, cleared_by_professional=True)
    assert person.decide().status is Status.READY
    limited = {"squeeze": ("squeeze", "4 reps, hold 10 s"), "plank": ("march", "6 reps"), "ball": ("ball", "60 s")}
    assert doses(person) == limited
    assert "advice-breathe" in [one.rule for one in person.decide().reasons]
    person.screen(1, hernia=False)
    assert doses(person) == limited
    person.screen(2, high_blood_pressure=False)
    assert doses(person)["squeeze"] == ("squeeze", "4 reps, hold 15 s")
    assert doses(person)["plank"] == ("plank", "30 s")
    assert person.decide().reasons == ()


@pytest.mark.parametrize(
    ("answers", "question", "exercise", "variant"),
    [
        ({"pregnant": True}, "pregnant", "ball", "stretch"),
        ({"pregnant": True}, "pregnant", "squeeze", "seated"),
        ({"recent_surgery": True}, "recent_surgery", "ball", "stretch"),
        ({"anticoagulant": True}, "anticoagulant", "ball", "stretch"),
        ({"kidney_disease": True}, "kidney_disease", "ball", "stretch"),
        ({"pinching_hip": True}, "pinching_hip", "squeeze", "seated"),
        ({"age": 70, "ever_smoked": True}, "ever_smoked", "ball", "stretch"),
    ],
)
@pytest.mark.parametrize("opened_with", ["cleared_by_professional", "seen_by_clinician"])
def test_every_limit_holds_until_its_own_question_is_answered(
    answers: dict[str, bool | int], question: str, exercise: str, variant: str, opened_with: str
) -> None:
    lock = {"hip_replacement" if opened_with.startswith("cleared") else "cold_leg": True}
    person = somebody(**answers, **lock)
    assert person.decide().status is Status.LOCKED
    person.screen(0, **{opened_with: True, "cleared_by_professional": True})
    assert person.decide().status is Status.READY
    assert person.dose(exercise).variant == variant
    person.screen(1, **{question: False, "cleared_by_professional": True})
    assert (person.dose(exercise).variant, person.dose(exercise).change) == (exercise, Change.SAME)


def test_the_parts_of_one_limit_may_come_on_different_days() -> None:
    person = somebody(ever_smoked=True)
    assert person.dose("ball").variant == "ball"
    person.screen(0, age=66)
    assert person.dose("ball").variant == "stretch"
    person.screen(1, ever_smoked=False)
    assert person.dose("ball").variant == "ball"


def test_what_locked_and_was_opened_does_not_lock_again_by_itself() -> None:
    """A question that is left out locks nothing: that is how a night without pain is told."""
    person = somebody(pain_at_night=7)
    person.screen(0, pain_at_rest=0, cleared_by_professional=True)
    assert person.decide().status is Status.READY
    person.screen(30, pain_at_rest=0)
    assert person.decide().status is Status.READY


@pytest.mark.parametrize(("young", "other"), [("age", {"age": 17}), ("under_18", {"under_18": True})])
def test_nobody_grows_older_by_not_saying_how_old_they_are(young: str, other: dict[str, bool | int]) -> None:
    person = somebody(**other)
    for day, answers in enumerate(({"hernia": False}, {"cleared_by_professional": True}, {"seen_by_clinician": True})):
        person.screen(day, **answers)
        assert person.decide().status is Status.LOCKED
    person.screen(3, **{young: 18 if young == "age" else False})
    assert person.decide().status is Status.READY


def test_a_claim_alone_answers_no_questions_after_two_red_sessions() -> None:
    person = somebody(hernia=False)
    for day, hurts in ((0, "squeeze"), (3, "plank")):
        person.train(day, {hurts: 7})
    person.screen(5, cleared_by_professional=True)
    assert [one.rule for one in person.decide().reasons] == ["lock-two-reds"]
    person.screen(6, hernia=False)
    assert person.decide().status is Status.READY


def test_a_screening_that_was_taken_back_holds_nothing() -> None:
    person = somebody(hernia=False)
    told = person.screen(0, pregnant=True)
    assert person.dose("ball").variant == "stretch"
    person.undo(told)
    assert person.dose("ball").variant == "ball"


@pytest.mark.parametrize("answer", ["", "maybe", 3, 2.5])
def test_only_a_no_takes_a_yes_back(answer: str | float) -> None:
    before = said_in(Facts({"pregnant": True}))
    assert still_so(before, said_in(Facts({"pregnant": answer}))).yes == ("pregnant",)
    for no in (False, "no", " False "):
        assert still_so(before, said_in(Facts({"pregnant": no}))).yes == ()


def test_numbers_are_the_last_ones_and_a_claim_is_no_answer() -> None:
    first = said_in(Facts({"age": 64.2, "weeks-of-pain": 8, "seen-by-clinician": True, "hernia": "Yes"}))
    assert first == Said(("hernia",), (), (Number("age", 65), Number("weeks-of-pain", 8)))
    after = still_so(first, said_in(Facts({"weeks-of-pain": False, "age": 66, "cleared-by-professional": True})))
    assert after == Said(("hernia",), (), (Number("age", 66),))
    assert from_json(Said, as_json(after)) == after
