"""Pain is never unheard: under whatever name, without its session's start, of whatever exercise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest

from tests.unit.coach.people import ZONE, Person, program_of
from unkink.coach.deciding import decide, decided
from unkink.coach.decision import Change, Status
from unkink.coach.following import Following
from unkink.wire.event import Kind
from unkink.wire.told import MorningAfter, Pain
from unkink.wire.words import MorningAnswer, PainOf

CIRCUIT = """---
format: 1
title: Round
sessions: 2-3 a week
---

## Round {#round}

- dose: 2 rounds: 30 s work
- circuit: [bend, push]
- easier:
  - 1 rounds: 30 s work

1. One after the other.

## Bend {#bend}

1. Bend.

## Push {#push}

1. Push.
"""


def twice_green() -> Person:
    """On rung 1 of both exercises since the 5th."""
    someone = Person()
    for day in (0, 3):
        someone.train(day)
    assert (someone.rung("squat"), someone.rung("reach")) == (1, 0)
    return someone


def without_start(someone: Person, session: UUID) -> None:
    someone.events = [one for one in someone.events if one.kind is not Kind.SESSION_STARTED or one.session != session]


class TestOfAVariant:
    def test_its_pain_is_that_of_its_exercise(self) -> None:
        someone = twice_green()
        session = someone.train(6, None)
        someone.tell("pain", Pain(PainOf.WORST, 7), "half-squat", session=session)
        assert (someone.rung("squat"), someone.dose("squat").reasons[0].rule) == (0, "row-3")

    def test_it_is_not_that_of_another(self) -> None:
        someone = twice_green()
        session = someone.train(6, None)
        someone.tell("pain", Pain(PainOf.WORST, 7), "bridge", session=session)
        assert someone.dose("reach").change is Change.SAME

    def test_so_is_its_feeling_and_that_it_was_too_hard(self) -> None:
        someone = twice_green()
        session = someone.train(6, None)
        someone.tell("pain", Pain(PainOf.NOW, None, None, ("shooting",)), "wall-sit", session=session)
        assert someone.dose("squat").reasons[0].rule == "row-2"

    def test_a_session_that_is_told_by_variants_alone_is_one_of_their_exercise(self) -> None:
        someone, plain = Person(), Person()
        for one in (someone, plain):
            one.train(0, {"squat": 2})
            one.train(3, {"squat": 7})
        someone.events = [
            replace(event, exercise="half-squat") if event.exercise == "squat" else event for event in someone.events
        ]
        assert someone.dose("squat") == plain.dose("squat")
        assert someone.dose("squat").rung == -1

    def test_of_a_member_it_is_that_of_its_circuit(self) -> None:
        someone = Person(program_of(CIRCUIT), "round")
        session = someone.train(0, None)
        someone.tell("pain", Pain(PainOf.WORST, 6), "push", session=session)
        assert (someone.rung("round"), someone.dose("round").reasons[0].rule) == (-1, "row-3")


class TestWithoutItsStart:
    """The start of the session was lost, or comes later than the rest."""

    @pytest.mark.parametrize("pain", [6, 10])
    def test_pain_of_6_or_more_goes_a_rung_down(self, pain: int) -> None:
        someone = twice_green()
        without_start(someone, someone.train(6, {"squat": pain}))
        assert (someone.rung("squat"), someone.dose("squat").reasons[0].rule) == (0, "row-3")
        assert someone.dose("reach").rung == 0

    def test_nothing_but_pain_is_enough(self) -> None:
        someone = twice_green().on(6)
        someone.tell("pain", Pain(PainOf.WORST, 8), "squat", session=UUID(int=77))
        assert (someone.rung("squat"), someone.dose("squat").change) == (0, Change.DOWN)

    def test_on_the_easiest_step_it_is_left_out(self) -> None:
        someone = Person()
        for day in (0, 3, 20):
            someone.set_rung(day, "squat", -2)
        someone.on(21).tell("pain", Pain(PainOf.NOW, 6), "squat", session=UUID(int=77))
        assert someone.dose("squat").change is Change.WITHHELD
        someone.on(22).tell("morning", MorningAfter(MorningAnswer.AS_USUAL), session=UUID(int=77))
        assert someone.dose("squat").change is Change.WITHHELD

    @pytest.mark.parametrize(
        ("word", "rules"),
        [("chest-pain", ["lock-emergency", "row-1"]), ("popped", ["lock-professional", "row-4"])],
    )
    def test_what_locks_locks(self, word: str, rules: list[str]) -> None:
        someone = twice_green().on(6)
        someone.tell("pain", Pain(PainOf.NOW, None, None, (word,)), "reach", session=UUID(int=77))
        decision = someone.decide()
        assert (decision.status, [one.rule for one in decision.reasons]) == (Status.LOCKED, rules)

    def test_two_reds_of_which_one_has_a_start_lock(self) -> None:
        someone = twice_green()
        someone.train(6, {"squat": 7})
        someone.on(10).tell("pain", Pain(PainOf.WORST, 7), "reach", session=UUID(int=77))
        assert [one.rule for one in someone.decide().reasons] == ["lock-two-reds"]

    def test_more_pain_in_the_morning_lowers_what_was_done_and_rests(self) -> None:
        someone = twice_green()
        without_start(someone, someone.train(6, morning="more pain"))
        assert (someone.rung("squat"), someone.rung("reach")) == (0, 0)
        assert someone.decide().status is Status.REST

    def test_amber_takes_the_first_green_away(self) -> None:
        someone = Person()
        someone.train(0)
        without_start(someone, someone.train(3, {"squat": 5}))
        someone.train(6)
        assert someone.rung("squat") == 0
        someone.train(9)
        assert someone.rung("squat") == 1

    def test_what_would_raise_does_not(self) -> None:
        someone = Person()
        someone.train(0)
        before = someone.decide(day=3.5)
        without_start(someone, someone.train(3))
        after = someone.decide(day=4.5)
        assert (someone.rung("squat"), someone.dose("squat").reasons[0].rule) == (0, "one-green")
        assert [one.session for one in after.sessions] == [one.session for one in before.sessions]

    def test_it_is_no_coming_back_after_a_long_time(self) -> None:
        someone = twice_green()
        without_start(someone, someone.train(36, {"squat": 1}))
        assert someone.decide(day=37).status is Status.SCREENING
        assert someone.dose("squat", day=37).reasons[0].rule == "away-28"

    def test_what_stands_in_goes_down_where_nobody_told_what_was_done(self) -> None:
        someone = Person(screened=False)
        someone.screen(-1, bad_knee=True)
        for day in (0, 3):
            someone.train(day)
        assert someone.dose("squat").variant == "bridge"
        someone.on(6).tell("pain", Pain(PainOf.WORST, 7), "squat", session=UUID(int=77))
        assert someone.dose("squat").change in (Change.WITHHELD, Change.DOWN)

    def test_one_that_was_taken_back_did_not_take_place(self) -> None:
        someone = twice_green()
        before = someone.dose("squat")
        session = someone.train(6, {"squat": 8})
        assert someone.rung("squat") == 0
        start = next(one for one in someone.events if one.kind is Kind.SESSION_STARTED and one.session == session)
        someone.undo(start)
        assert someone.dose("squat") == before

    def test_pain_of_no_session_at_all_is_heard(self) -> None:
        someone = Person().on(0)
        someone.tell("pain", Pain(PainOf.WORST, 7), "squat")
        assert someone.rung("squat") == -1

    def test_the_start_that_comes_late_makes_it_whole(self) -> None:
        whole = Person()
        for day in (0, 3):
            whole.train(day)
        late = [one for one in whole.events if one.kind is Kind.SESSION_STARTED][-1:]
        early = [one for one in whole.events if one not in late]
        following = Following(whole.program)
        kept = following.follow(early)
        assert decided(following, kept.state, whole.at, ZONE).exercises[0].rung == 0
        assert following.carried_on(kept, late) is None
        assert following.follow([*early, *late]) == following.follow(whole.events)
        assert whole.rung("squat") == 1


class TestOfAnExerciseThatNobodyKnows:
    def test_it_counts_as_a_red_session_and_locks_as_any_other(self) -> None:
        someone = twice_green()
        session = someone.train(6)
        someone.tell("pain", Pain(PainOf.WORST, 8), "psoas", session=session)
        session = someone.train(9)
        assert not [one for one in someone.decide().reasons if one.rule.startswith("lock")]
        someone.tell("pain", Pain(PainOf.WORST, 8), "psoas", session=session)
        assert [one.rule for one in someone.decide().reasons] == ["lock-two-reds"]

    def test_chest_pain_is_chest_pain(self) -> None:
        someone = twice_green()
        session = someone.train(6)
        someone.tell("pain", Pain(PainOf.NOW, 2, None, ("chest-pain",)), "psoas", session=session)
        assert someone.decide().status is Status.LOCKED


def test_no_order_of_delivery_and_no_snapshot_changes_any_of_it() -> None:
    someone = Person()
    someone.train(0)
    without_start(someone, someone.train(3, {"squat": 7}))
    someone.tell("pain", Pain(PainOf.WORST, 4), "half-squat", session=UUID(int=78))
    start = next(one for one in someone.events if one.kind is Kind.SESSION_STARTED)
    session = someone.train(7, {"reach": 6})
    someone.undo(start)
    someone.tell("pain", Pain(PainOf.NOW, None, None, ("numb",)), "bridge", session=session)
    now = someone.at + timedelta(hours=1)
    whole = decide(someone.program, someone.events, now, ZONE)
    chance = Random(5)
    following = Following(someone.program)
    for _ in range(30):
        shuffled = chance.sample(someone.events, len(someone.events))
        assert decide(someone.program, shuffled, now, ZONE) == whole
        cut = chance.randrange(len(shuffled))
        kept = following.follow(shuffled[:cut])
        further = following.carried_on(kept, shuffled[cut:]) or following.follow(shuffled)
        assert decided(following, further.state, now, ZONE) == whole
