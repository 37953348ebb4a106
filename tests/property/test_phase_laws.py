"""Laws of phases, held against people who do, measure and choose anything at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.coach.people import ZONE, Person, program_of
from unkink.coach.deciding import decide
from unkink.coach.decision import InPhase
from unkink.coach.following import Following
from unkink.coach.keeping import as_json
from unkink.wire.event import Event
from unkink.wire.facts import Facts
from unkink.wire.told import RungSet
from unkink.wire.words import SetBy, Side

PROGRAM = program_of("""---
format: 1
title: Three
sessions: 3 a week
---

# One

- length: 1 week

## Breathing

- dose: 60 s

1. Breathe.

# Two

- enter when: after 2 sessions and thigh-angle at most 0
- choose by: thigh-angle
  - below -20: one
  - above -5: stretch
  - otherwise: squat

## Stretch

- dose: 30 s

1. Kneel.

## Squat

- dose: 8 reps

1. Bend.

# Three

- enter when: after 1 sessions

## Jump

- dose: 5 reps

1. Jump.
""")
IDS = [phase.id for phase in PROGRAM.phases]
ANSWERS = ("as usual", "more pain", "muscles sore", None)

deeds = st.lists(
    st.one_of(
        st.tuples(
            st.just("train"),
            st.sampled_from([0, 0, 0, 0, 4, 7, None]),
            st.sampled_from(["as usual", "as usual", "as usual", *ANSWERS]),
            st.sampled_from([5, 5, 5, 9, None]),
        ),
        st.tuples(st.just("train"), st.just(0), st.just("as usual"), st.just(5)),
        st.tuples(st.just("measure"), st.sampled_from([-30, -10, -3, 4]), st.sampled_from([-10, -3, 4, None])),
        st.tuples(st.just("choose"), st.sampled_from(IDS)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("away"), st.sampled_from([5, 30])),
        st.tuples(st.just("screen")),
    ),
    min_size=4,
    max_size=10,
)
lives = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def phase_of(person: Person) -> InPhase:
    found = person.decide().phase
    assert found is not None
    return found


def lived(told: list[tuple[Any, ...]], look: Callable[[Person], None] = lambda _: None) -> Person:
    """Somebody who did all that, two days apart; ``look`` sees them after each."""
    person, day, chosen = Person(PROGRAM), 0.0, list[Event]()
    for kind, *how in told:
        day += 2
        person.on(day)
        match kind, how:
            case "train", [pain, morning, rpe]:
                person.train(day, pain, morning=morning, rpe=rpe, soreness=2)
            case "measure", [left, right]:
                for side, degrees in zip(Side, (left, right), strict=True):
                    if degrees is not None:
                        person.tell("assessment", Facts({"test": "thigh-angle", "degrees": [degrees]}), side=side)
            case "choose", [phase]:
                chosen.append(person.tell("rung-set", RungSet(0, SetBy.PERSON), phase))
            case "undo", _ if chosen:
                person.undo(chosen.pop())
            case "screen", _:
                person.screen(day, hernia=False)
            case "away", [days]:
                day += days
        look(person)
    return person


@given(deeds)
@lives
def test_nobody_is_moved_on_but_one_phase_and_after_a_session_that_counted(told: list[tuple[Any, ...]]) -> None:
    """From one look to the next a phase follows only its own conditions: nothing missing, nothing that hurt."""
    before: list[InPhase] = []

    def look(person: Person) -> None:
        now = phase_of(person)
        old = before[-1] if before else None
        before.append(now)
        last = person.events[-1].kind
        if old is None or old.phase == now.phase or last in ("rung-set", "undone"):
            return
        moves = abs(IDS.index(now.phase) - IDS.index(old.phase))
        assert moves == 1, "one at a time"
        decision = person.decide()
        latest = max(decision.sessions, key=lambda one: one.day, default=None)
        assert latest is None or all(one.colour == "green" for one in latest.exercises), "the last session was fine"
        assert now.sessions == 0
        if now.phase == "two":
            told_of = {one.side: one.data for one in person.events if one.kind == "assessment"}
            said = {side: facts["degrees"] for side, facts in told_of.items() if isinstance(facts, Facts)}
            assert len(said) == len(Side), "no phase on a missing answer"
            assert all(isinstance(one, tuple) and float(one[0]) <= 0 for one in said.values())

    lived(told, look)


@given(deeds, st.integers(0, 2**16))
@lives
def test_the_order_of_delivery_and_snapshots_change_nothing(told: list[tuple[Any, ...]], seed: int) -> None:
    person = lived(told)
    now = person.at + timedelta(minutes=1)
    whole = decide(PROGRAM, person.events, now, ZONE).phase
    shuffled = list(person.events)
    Random(seed).shuffle(shuffled)
    assert decide(PROGRAM, [*shuffled, *shuffled[:3]], now, ZONE).phase == whole
    following = Following(PROGRAM)
    kept = following.follow([])
    for event in person.events:
        kept = following.carried_on(kept, [event]) or following.follow(person.events[: person.events.index(event) + 1])
    assert as_json(kept) == as_json(following.follow(person.events))


@given(deeds, st.sampled_from(IDS))
@lives
def test_a_phase_chosen_and_undone_leaves_what_was(told: list[tuple[Any, ...]], phase: str) -> None:
    person = lived(told)
    before = phase_of(person)
    person.undo(person.tell("rung-set", RungSet(0, SetBy.PERSON), phase))
    assert phase_of(person) == before
